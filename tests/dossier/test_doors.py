"""The dossier by the command line and by the service: the same answer, faults in one line, only for auditors, each opening logged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dutygraph.cli import main

from .conftest import GOLDEN, QUARRY, of


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("cli") / "store")
    assert main(["load", str(GOLDEN), "--store", folder]) == 0
    return folder


def run(store: str, *words: str) -> int:
    return main(["dossier", *words, "--store", store, "--lang", "zh"])


def test_the_day_of_the_accident_is_taken_where_none_is_given(store: str, tmp_path: Path, golden: Any) -> None:
    assert run(store, QUARRY, "-o", str(tmp_path / "d.json")) == 0
    said = json.loads((tmp_path / "d.json").read_text("utf-8"))
    assert said["meta"]["as_of"] == "2019-03-01" and said["judgement"]["level"] == "较大"
    assert said == json.loads(of(golden).to_json())


def test_an_accident_by_its_key_brings_its_object(store: str, tmp_path: Path, golden: Any) -> None:
    key = next(golden.facts().rows("accident"))["key"]
    assert run(store, "--accident", key, "-o", str(tmp_path / "d.json")) == 0
    assert json.loads((tmp_path / "d.json").read_text("utf-8"))["object"]["name"] == QUARRY


@pytest.mark.parametrize(("words", "said"), [
    ((), "no object is named"), ((QUARRY, "--deaths", "many"), "no number"), ((QUARRY, "--time", "noon"), "no time"), ((QUARRY, "--stamp", "mayor=10:00"), "WHO=TIME"), ((QUARRY, "--stamp", "county=late"), "no time stamp"),
    ((QUARRY, "--as-of", "yesterday"), "not a day"), ((QUARRY, "-o", "d.odt"), "no form"), (("--accident", "nothing"), "no accident"), (("没有这家",), "no object"), (("--no-accident", "-o", "d.pdf"), "no form")])
def test_a_wrong_question_is_one_line_and_writes_nothing(store: str, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(store, *words) in (1, 2)
    assert said in capsys.readouterr().err and not list(tmp_path.iterdir())


def test_the_template_is_written_and_used(store: str, tmp_path: Path) -> None:
    assert run(store, "--template-to", str(tmp_path / "t.docx")) == 0
    assert run(store, QUARRY, "--template", str(tmp_path / "t.docx"), "-o", str(tmp_path / "d.docx")) == 0
    assert (tmp_path / "d.docx").stat().st_size > 50_000


def test_without_an_accident_the_county_is_listed(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store, "--no-accident", "--as-of", "2021-06-30") == 0
    assert "凤鸣养殖场" in capsys.readouterr().out


def test_masked_output_has_no_name_and_no_id_that_can_be_worked_back(store: str, tmp_path: Path, golden: Any) -> None:
    import hashlib
    import hmac
    import zipfile

    from dutygraph.api.access.masking import Mask, names_of

    history = golden.on().snapshot.history
    for form in ("json", "zip"):
        assert run(store, QUARRY, "--names", "masked", "-o", str(tmp_path / f"d.{form}")) == 0
    with zipfile.ZipFile(tmp_path / "d.zip") as archive:
        texts = [(tmp_path / "d.json").read_text("utf-8"), *(archive.read(name).decode() for name in archive.namelist())]
    mask, persons = Mask(names_of(history), b"", history), [str(each) for each in history.nodes("person").ids]
    assert persons and '"person:~1"' in texts[0]
    hashed = {hmac.new(secret, f"node|{each}".encode(), hashlib.sha256).hexdigest()[:16] for each in persons for secret in (b"dutygraph dossier", b"")}
    for text in texts:
        assert not any(each in text for each in hashed)
        assert mask.text(text) == text, "a full name is left"


@pytest.fixture(scope="module")
def service(golden: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from starlette.testclient import TestClient

    from dutygraph.api import create_app
    from dutygraph.settings import Settings

    app = create_app(golden, Settings.from_env({}, store=golden.store.url))
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5)) as client:
        yield client


ADDRESS = "object:91519922200001139M?as_of=2019-03-01"


def test_the_service_gives_the_same_answer(service: Any, golden: Any) -> None:
    assert service.get(f"/api/v1/dossier/{ADDRESS}").json() == json.loads(of(golden).to_json())
    said = service.get(f"/api/v1/dossier/{ADDRESS}&deaths=2&missing=1").json()["judgement"]
    assert (said["level"], said["level_if_missing_dead"]) == ("一般", "较大")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_shows_every_post_and_link_and_loads_nothing_from_outside(service: Any, golden: Any, lang: str) -> None:
    page = service.get(f"/dossier/{ADDRESS}&lang={lang}")
    assert page.status_code == 200
    made = of(golden)
    assert all(f"<td>{each.no}</td>" in page.text for each in (*made.posts, *made.links))
    assert "线索，不是责任认定" in page.text and "not a finding" in page.text and "http://" not in page.text.replace("http://www.w3.org", "").replace("http://127.0.0.1", "")


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx", "zip", "json"])
def test_files_by_page_and_by_api_are_the_same(service: Any, form: str) -> None:
    page = service.get(f"/dossier/{ADDRESS}&file={form}&lang=zh")
    assert page.status_code == 200 and f'filename="dossier-2019-03-01.{form}"' in page.headers["content-disposition"]
    if form != "json":
        assert page.content == service.get(f"/api/v1/dossier/{ADDRESS}&file={form}&lang=zh").content


@pytest.mark.parametrize("query", ["deaths=x", "time=noon", "report=never", "file=odt", "stamp_county=late", "taken_over_by=moon"])
def test_a_wrong_word_is_refused(service: Any, query: str) -> None:
    assert service.get(f"/dossier/{ADDRESS}&{query}").status_code == 422


def test_the_api_lists_operators_without_an_accident(service: Any) -> None:
    said = service.get("/api/v1/without-accident?as_of=2021-06-30").json()
    assert [each["name"] for each in said["operators"] if "illegal_words" in each["signs"]] == ["凤鸣养殖场"]
