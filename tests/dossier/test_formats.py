"""The same posts and links in every format, read back from the files; names that try to run; bytes that are the same twice and on another store."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import zipfile
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
from python_calamine import CalamineWorkbook

import dutygraph
from dutygraph.errors import UsageError
from dutygraph.inquiry.dossier import Dossier
from dutygraph.inquiry.papers import FORMS, Papers, command
from dutygraph.report.dossier.docx import template_docx

from .conftest import DAY, GOLDEN, of

LANGS = ("zh", "en")
EVIL = ('<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', '=HYPERLINK("http://x")', '#include "/etc/passwd"', "{{ 7*7 }}", "{% for x in y %}", "href", "a & b < c")


def wanted(papers: Papers, lang: str) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """Posts and links as the JSON has them, in the words of the language."""
    view = papers.view(lang)
    return [(row["no"], row["post"]) for row in view.section("posts").rows], [(row["no"], row["from"], row["to"]) for row in view.section("links").rows]


def test_the_view_has_every_post_and_every_link_of_the_answer(papers: Papers) -> None:
    said = json.loads(papers.write("json", "zh"))
    posts, links = wanted(papers, "zh")
    assert [no for no, _ in posts] == [each["no"] for each in said["posts"]] and [no for no, *_ in links] == [each["no"] for each in said["links"]]
    assert {each["id"] for each in said["posts"] if each["chain"]} == {each["id"] for each in said["chain"]["posts"]}
    steps = {(link["from"], link["to"]) for line in said["chain"]["lines"] for link in line["links"]}
    assert {(each["source"], each["target"]) for each in said["links"] if each["chain"]} == steps


@pytest.mark.parametrize("lang", LANGS)
def test_docx(papers: Papers, lang: str) -> None:
    read = docx.Document(io.BytesIO(papers.write("docx", lang)))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in read.tables]
    posts, links = wanted(papers, lang)
    found = [table for table in tables if table[0][0] in ("编号", "no.")]
    assert [(row[0], row[2]) for row in found[0][1:]] == posts
    assert [(row[0], row[1], row[2]) for row in found[-1][1:]] == links
    first = read.sections[0]
    assert [round(each.mm) for each in (first.page_width, first.page_height, first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)] == [210, 297, 37, 35, 28, 26]
    assert all("线索，不是责任认定" in section.footer.paragraphs[0].text and "not a finding" in section.footer.paragraphs[0].text for section in read.sections)
    assert read.inline_shapes and not any("{" in paragraph.text for paragraph in read.paragraphs)
    head = "\n".join(paragraph.text for paragraph in read.paragraphs[:12])
    assert "2019-03-01" in head and papers.said["meta"]["data_version"] in head and papers.said["meta"]["rules_version"] in head


@pytest.mark.parametrize("lang", LANGS)
def test_pdf(papers: Papers, lang: str, tmp_path: Path) -> None:
    (tmp_path / "d.pdf").write_bytes(papers.write("pdf", lang))
    text = subprocess.run(["pdftotext", "-raw", str(tmp_path / "d.pdf"), "-"], capture_output=True, check=True).stdout.decode()
    flat = "".join(text.split())
    posts, links = wanted(papers, lang)
    for no, post in posts:
        assert no in flat and "".join(post.split()) in flat, post
    for no, start, end in links:
        assert no in flat and "".join(start.split()) in flat and "".join(end.split()) in flat
    pages = text.count("\f")
    assert flat.count("线索，不是责任认定") == pages > 3 and b"CreationDate" not in (tmp_path / "d.pdf").read_bytes()


@pytest.mark.parametrize("lang", LANGS)
def test_xlsx(papers: Papers, lang: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(papers.write("xlsx", lang)))
    sheets = [book.get_sheet_by_index(at).to_python() for at in range(len(book.sheet_names))]
    posts, links = wanted(papers, lang)
    found = [rows for rows in sheets if rows and rows[0][0] in ("编号", "no.")]
    assert [(row[0], row[2]) for row in found[0][1:]] == posts and [(row[0], row[1], row[2]) for row in found[-1][1:]] == links
    assert [row[-1] for row in found[0][1:]] == [each["id"] for each in papers.said["posts"]]


class Tables(HTMLParser):
    """The cells of the tables of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.tags: set[str] = set()
        self.cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") or name == "style" for name, _ in attrs) or tag == "svg"
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.cell is not None:
            self.tables[-1][-1].append("".join(self.cell))
            self.cell = None

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)


@pytest.mark.parametrize("lang", LANGS)
def test_html(papers: Papers, lang: str) -> None:
    read = Tables()
    read.feed(papers.write("html", lang).decode())
    posts, links = wanted(papers, lang)
    found = [table for table in read.tables if table[0][0] in ("编号", "no.")]
    assert [(row[0], row[2]) for row in found[0][1:]] == posts and [(row[0], row[1], row[2]) for row in found[-1][1:]] == links
    assert "script" not in read.tags


def test_the_bundle_has_question_answer_facts_versions_and_a_command(papers: Papers) -> None:
    with zipfile.ZipFile(io.BytesIO(papers.write("zip", "zh"))) as archive:
        read = {name: archive.read(name).decode() for name in archive.namelist()}
        assert {info.date_time for info in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
    question, answer = json.loads(read["question.json"]), json.loads(read["answer.json"])
    assert question["data_version"] == answer["meta"]["data_version"] and question["rules_version"] == answer["meta"]["rules_version"] and question["command"] in read["README.txt"]
    assert [row[0] for row in csv.reader(io.StringIO(read["posts.csv"]))][1:] == [each["no"] for each in answer["posts"]]
    facts = [json.loads(line) for line in read["facts.jsonl"].splitlines()]
    assert {"duty", "holds", "at", "accident", "act", "power"} <= {each["kind"] for each in facts} and not any("recorded" in each or "load" in each for each in facts)


def test_the_command_of_the_bundle_gives_the_same_bytes_from_another_store(papers: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import shlex

    from dutygraph.cli import main

    monkeypatch.setenv("DUTYGRAPH_STORE", str(tmp_path / "other" / "store"))
    monkeypatch.chdir(tmp_path)
    assert main(["load", str(GOLDEN)]) == 0
    words = shlex.split(command(papers.said["question"], "en"))
    assert words[0] == "dutygraph" and main(words[1:]) == 0, capsys.readouterr().err
    assert (tmp_path / "dossier.zip").read_bytes() == papers.write("zip", "en")


def test_posts_beyond_the_chain_are_named_beside_the_figure_in_every_form(papers: Papers, tmp_path: Path) -> None:
    beyond = [each["no"] for each in papers.said["posts"] if not each["chain"]]
    line, = papers.view("zh").section("figure").under
    assert beyond and all(no in line for no in beyond)
    assert line in papers.write("html", "zh").decode()
    assert line in [paragraph.text for paragraph in docx.Document(io.BytesIO(papers.write("docx", "zh"))).paragraphs]
    book = CalamineWorkbook.from_filelike(io.BytesIO(papers.write("xlsx", "zh")))
    assert line in [row[1] for row in book.get_sheet_by_index(0).to_python()]
    (tmp_path / "d.pdf").write_bytes(papers.write("pdf", "zh"))
    text = subprocess.run(["pdftotext", "-raw", str(tmp_path / "d.pdf"), "-"], capture_output=True, check=True).stdout.decode()
    assert "".join(line.split()) in "".join(text.split())


def test_neighbours_beyond_the_first_dozen_are_counted(papers: Papers) -> None:
    from dutygraph.report.dossier import view

    assert papers.said["neighbours_total"] == len(papers.said["neighbours"]) and not papers.view("zh").section("neighbours").paragraphs
    said = view({**papers.said, "neighbours_total": 40}, "en").section("neighbours").paragraphs
    assert said == (f"40 in all, {len(papers.said['neighbours'])} are listed.",)


def test_two_accidents_at_one_object_and_replaced_rules_are_asked_again_by_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import hashlib
    import shlex

    from dutygraph.cli import main
    from dutygraph.law import rules as shipped

    county, tables = tmp_path / "county", tmp_path / "own"
    county.mkdir(), tables.mkdir()
    for path in GOLDEN.iterdir():
        (county / path.name).write_bytes(path.read_bytes())
    sheet = county / "事故台账.csv"
    sheet.write_text(sheet.read_text("utf-8").rstrip("\n") + "\n2018-05-02,09:00,红岩采石场,铁笕镇,非煤矿山,高处坠落,1,0,0,80,一般,2018-05-02 09:40,\n", encoding="utf-8")
    (tables / "editions.yaml").write_bytes(Path(shipped.__file__).with_name("editions.yaml").read_bytes())
    monkeypatch.setenv("DUTYGRAPH_STORE", str(tmp_path / "store"))
    monkeypatch.chdir(tmp_path)
    assert main(["load", str(county)]) == 0
    with dutygraph.open(str(tmp_path / "store")) as opened:
        keys = {str(each["since"]): each["key"] for each in opened.facts().rows("accident")}
    assert set(keys) == {"2018-05-02", "2019-03-01"}
    for day, deaths in (("2018-05-02", 1), ("2019-03-01", 3)):
        assert main(["dossier", "--accident", keys[day], "--as-of", "2019-03-05", "--rules", str(tables), "-o", "first.zip", "--lang", "zh"]) == 0, capsys.readouterr().err
        folder = tmp_path / day
        with zipfile.ZipFile("first.zip") as archive:
            archive.extractall(folder)
        question = json.loads((folder / "question.json").read_text("utf-8"))
        assert (question["accident"]["key"], question["accident"]["day"], question["accident"]["deaths"], question["accident"]["sector"]) == (keys[day], day, deaths, "非煤矿山")
        first = (tmp_path / "first.zip").read_bytes()
        monkeypatch.chdir(folder)
        assert main(shlex.split(question["command"])[1:]) == 0, capsys.readouterr().err
        assert hashlib.sha256((folder / "dossier.zip").read_bytes()).hexdigest() == hashlib.sha256(first).hexdigest()
        monkeypatch.chdir(tmp_path)


def test_an_accident_that_no_command_can_state_is_refused(papers: Papers) -> None:
    asked = papers.said["question"]
    with pytest.raises(UsageError, match="no command"):
        command({**asked, "accident": {**asked["accident"], "key": None}}, "zh")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_question_gives_the_same_bytes(golden: Any, papers: Papers, form: str) -> None:
    again = Papers.of(of(golden), golden.on(DAY).snapshot, golden.rules)
    assert papers.write(form, "zh") == again.write(form, "zh")


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """A county whose names try to run as page, formula, template or source."""
    folder = tmp_path_factory.mktemp("evil")
    for path in GOLDEN.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    acts = folder / "履职记录.csv"
    rows = [[f"2018-11-{at:02d}", "检查", "安监局", "", "", "红岩采石场", "铁笕镇", "", "非煤矿山", "是", "", "", text, f"号{text}"] for at, text in enumerate(EVIL, 1)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    acts.write_text(acts.read_text("utf-8").rstrip("\n") + "\n" + out.getvalue(), encoding="utf-8")
    with dutygraph.open(str(tmp_path_factory.mktemp("evil") / "store")) as county:
        county.load(folder)
        return Papers.of(of(county), county.on(DAY).snapshot, county.rules)


def test_what_tries_to_run_is_shown_as_it_stands(evil: Papers, tmp_path: Path) -> None:
    page = evil.write("html", "zh").decode()
    assert "<img" not in page and "<script" not in page
    read = docx.Document(io.BytesIO(evil.write("docx", "zh")))
    cells = {cell.text for table in read.tables for row in table.rows for cell in row.cells}
    assert set(EVIL) <= cells and "49" not in cells
    book = CalamineWorkbook.from_filelike(io.BytesIO(evil.write("xlsx", "zh")))
    assert set(EVIL) <= {cell for at in range(len(book.sheet_names)) for row in book.get_sheet_by_index(at).to_python() for cell in row}
    with zipfile.ZipFile(io.BytesIO(evil.write("xlsx", "zh"))) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    (tmp_path / "d.pdf").write_bytes(evil.write("pdf", "zh"))
    text = "".join(subprocess.run(["pdftotext", "-raw", str(tmp_path / "d.pdf"), "-"], capture_output=True, check=True).stdout.decode().split())
    assert all("".join(each.split()) in text for each in EVIL) and "root:" not in text


def test_a_county_puts_its_own_template_in_place(papers: Papers) -> None:
    own = docx.Document(io.BytesIO(template_docx("zh")))
    own.paragraphs[0].insert_paragraph_before("穹岭县安全生产委员会办公室 {{ subject }}")
    out = io.BytesIO()
    own.save(out)
    read = docx.Document(io.BytesIO(papers.write("docx", "zh", template=out.getvalue())))
    assert read.paragraphs[0].text == "穹岭县安全生产委员会办公室 红岩采石场" and len(read.tables) > 8


@pytest.mark.parametrize("content", [b"no docx", b""])
def test_a_template_that_is_none_is_refused(papers: Papers, content: bytes) -> None:
    with pytest.raises(UsageError, match="template"):
        papers.write("docx", "zh", template=content)


def test_a_mark_that_no_dossier_has_is_refused(papers: Papers) -> None:
    own = docx.Document(io.BytesIO(template_docx("zh")))
    own.add_paragraph("{{ culprit }}")
    out = io.BytesIO()
    own.save(out)
    with pytest.raises(UsageError, match="culprit"):
        papers.write("docx", "zh", template=out.getvalue())


def test_names_can_be_hidden_in_every_form(golden: Any, quarry: Dossier) -> None:
    from dutygraph.api.access.masking import Mask, names_of

    snapshot = golden.on(DAY).snapshot
    hidden = Papers.of(quarry, snapshot, golden.rules, Mask(names_of(snapshot.history), b"test", snapshot.history).apply)
    for form in ("json", "html", "zip"):
        content = hidden.write(form, "zh")
        if form == "zip":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = b"".join(archive.read(name) for name in archive.namelist())
        assert not any(name.encode() in content for name in ("李安", "任铁", "沈铁", "郑前")) and "任某".encode() in content
    assert "--names masked" in command(hidden.said["question"], "zh", masked=hidden.masked)


def test_many_posts_take_several_sheets_and_under_three_seconds(golden: Any) -> None:
    from time import perf_counter

    made = of(golden, "化工1号锅炉", date(2021, 6, 30))
    papers = Papers.of(made, golden.on(date(2021, 6, 30)).snapshot, golden.rules)
    papers.write("docx", "zh"), papers.write("pdf", "zh")
    for form in ("docx", "pdf"):
        began = perf_counter()
        papers.write(form, "zh")
        assert perf_counter() - began < 6  # three on a quiet machine; tests/benchmarks/dossier.py measures
