"""Uploads: the same reading and account as the command line; dry run; bounds; names that climb nowhere; taking back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import asdict

import pytest

from dutygraph.api.gate import Limits
from dutygraph.seed import sheets

from .asgi import Caller
from .service import GOLDEN, opened, serving

BODIES = "机构名称,机构类型\n县应急管理局,部门\n"


@pytest.fixture
def empty(tmp_path):
    with opened(tmp_path / "store") as county, serving(county, tmp_path / "keys") as service:
        yield service


def roster(*names):
    """A sheet of appointments that names these persons."""
    rows = [f"县应急管理局,,第{at}科科长,{name},,正式,,2016-01-01,至今," for at, name in enumerate(names)]
    return "\n".join(["单位,企业,职务,姓名,人员编号,任职方式,兼任,任职日期,免职日期,文号", *rows, ""])


def sent(folder):
    return [("files", (path.name, path.read_bytes())) for path in sorted(folder.iterdir()) if path.is_file()]


@pytest.mark.parametrize("folder", [GOLDEN, sheets()])
def test_an_upload_loads_what_the_command_loads(empty, tmp_path, folder):
    answer = empty.as_("loader").post("/api/v1/loads", files=sent(folder))
    with opened(tmp_path / "other") as other:
        brought = other.load(folder)

        assert answer.status_code == 201
        said = answer.json()
        assert said["load"]["content"] == brought.load.content
        assert said["counts"] == asdict(brought.loaded.counts)
        assert [each["counts"] for each in said["sheets"]] == [asdict(each.counts) for each in brought.loaded.sheets]
        assert said["problems_total"] == len(brought.loaded.problems)
        assert said["rejected_total"] == len(brought.loaded.rejected)
        assert empty.desk.county.store.version() == other.store.version()


def test_rows_are_loaded_merged_rejected_or_ignored(empty):
    for each in empty.as_("loader").post("/api/v1/loads", files=sent(sheets())).json()["sheets"]:
        counts = each["counts"]
        assert counts["rows"] == counts["loaded"] + counts["merged"] + counts["rejected"] + counts["ignored"]


def test_a_dry_run_keeps_nothing_and_says_the_same(empty):
    client = empty.as_("loader")
    dry = client.post("/api/v1/loads", files=sent(GOLDEN), data={"dry_run": "true"})
    assert (dry.status_code, dry.json()["load"], client.get("/api/v1/loads").json()["total"]) == (200, None, 0)

    wet = client.post("/api/v1/loads", files=sent(GOLDEN)).json()

    assert {**dry.json(), "dry_run": False, "new": True, "load": wet["load"]} == wet


def test_the_next_answer_is_of_the_new_data(empty):
    client = empty.as_("loader")
    before = client.get("/api/v1/coverage")
    client.post("/api/v1/loads", files=sent(GOLDEN))
    after = client.get("/api/v1/coverage", headers={"If-None-Match": before.headers["etag"]})

    assert after.status_code == 200
    assert after.json()["out_of"] > before.json()["out_of"] == 0


def test_what_says_nothing_new_makes_no_load(empty):
    client = empty.as_("loader")
    first = client.post("/api/v1/loads", files=sent(GOLDEN)).json()
    again = client.post("/api/v1/loads", files=sent(GOLDEN))

    assert (again.status_code, again.json()["new"], again.json()["load"]["id"]) == (200, False, first["load"]["id"])


def test_a_load_is_taken_back(empty):
    client = empty.as_("loader")
    load = client.post("/api/v1/loads", files=sent(GOLDEN)).json()["load"]["id"]
    tag = client.get("/api/v1/loads").headers["etag"]
    answer = client.post(f"/api/v1/loads/{load}/retract")

    assert answer.json()["load"]["retracted"]
    assert client.get("/api/v1/coverage").json()["out_of"] == 0
    assert client.get("/api/v1/loads", headers={"If-None-Match": tag}).status_code == 200
    assert client.post("/api/v1/loads/L9999/retract").status_code == 404
    assert [line.split('"event": ')[1].split(",")[0] for line in empty.audited()] == ['"load"', '"loaded"', '"retract"', '"retracted"', '"retract"']


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("revoked", 401), ("reader", 403), ("auditor", 403)])
@pytest.mark.parametrize("path", ["/api/v1/loads", "/loads"])
def test_an_upload_is_not_read_before_it_is_known_who_sends_it(empty, who, status, path):
    key = {"Authorization": f"Bearer {empty.tokens[who]}"} if who else {}
    caller = Caller(empty.app, {**key, "Content-Type": "multipart/form-data; boundary=x"})
    try:
        assert caller.get(path, method="POST").status == status
        assert caller.read == 0
    finally:
        caller.close()


def test_more_uploads_than_two_at_once_are_told_to_come_again(county, tmp_path):
    with serving(county, tmp_path, limits=Limits(wait_seconds=0.2)) as service:
        caller = Caller(service.app, {"Authorization": f"Bearer {service.tokens['loader']}", "Content-Type": "multipart/form-data; boundary=x"})
        try:
            answers = caller.stalled("/api/v1/loads", 3, seconds=1.0)
            assert [each.status for each in answers] == [0, 0, 503]
            assert caller.get("/api/v1/loads", method="POST").status == 422  # the places are free again
        finally:
            caller.close()


def test_without_a_log_nothing_is_loaded_or_taken_back(empty):
    client = empty.as_("loader")
    load = client.post("/api/v1/loads", files=sent(GOLDEN)).json()["load"]["id"]
    empty.policy.audit.unlink()
    empty.policy.audit.mkdir()
    answers = [client.post("/api/v1/loads", files=[("files", ("机构表.csv", BODIES.encode()))]), client.post(f"/api/v1/loads/{load}/retract")]
    page = empty.as_("loader", Accept="text/html").post("/loads", files=[("files", ("机构表.csv", BODIES.encode()))])
    dry = client.post("/api/v1/loads", files=[("files", ("机构表.csv", BODIES.encode()))], data={"dry_run": "true"})

    assert [(each.status_code, each.json()["code"]) for each in answers] == [(503, "audit")] * 2
    assert (page.status_code, dry.status_code) == (503, 200)
    assert [(each["id"], each["retracted"]) for each in client.get("/api/v1/loads").json()["loads"]] == [(load, None)]


def test_a_name_in_the_name_of_a_file_is_hidden_from_readers(empty):
    answer = empty.as_("admin").post("/api/v1/loads", files=[("files", ("机构表.csv", BODIES.encode())), ("files", ("任职表欧阳铁柱.csv", roster("欧阳铁柱").encode()))])
    load = answer.json()["load"]["id"]
    page, client = empty.as_("reader", Accept="text/html"), empty.as_("loader")
    shown = [page.get(f"/loads/{load}"), page.get(f"/loads/{load}?format=csv"), page.get("/problems"), client.get("/api/v1/loads"), client.post(f"/api/v1/loads/{load}/retract")]

    assert [each.status_code for each in shown] == [200] * 5
    assert [at for at, each in enumerate(shown) if "欧阳铁柱" in each.text] == []
    assert "任职表欧阳某.csv" in shown[0].text


def test_the_words_of_the_form_are_taken(empty):
    said = empty.as_("loader").post("/api/v1/loads", files=[("files", ("机构表.csv", BODIES.encode()))], data={"source": "编办", "received": "2020-01-02", "complete": "true"}).json()
    delivery = said["load"]["deliveries"][0]

    assert (delivery["scope"], delivery["received"], delivery["complete"], delivery["files"]) == ("编办", "2020-01-02", True, ["机构表.csv"])


@pytest.mark.parametrize(("name", "shown"), [("../../etc/x.csv", "x.csv"), ("C:\\sheets\\x.csv", "x.csv"), ("..csv", None), ("/etc/passwd", None), ("a\x00b.csv", "a%00b.csv"), (".hidden.csv", "hidden.csv"), ("x.exe", None), ("my.yaml", None)])
def test_names_of_files_climb_nowhere(empty, name, shown):
    answer = empty.as_("loader").post("/api/v1/loads", files=[("files", (name, BODIES.encode()))], data={"dry_run": "1"})

    if shown is None:
        assert answer.status_code == 422
    else:
        assert [each["file"] for each in answer.json()["sheets"]] == [shown]


@pytest.mark.parametrize(("files", "code"), [
    ([], "invalid"), ([("files", ("a.csv", b""))], "source"), ([("files", ("a.csv", b"\x00\x01\x02"))], "source"), ([("files", ("a.xlsx", b"PK\x03\x04rubbish"))], "source"),
    ([("files", ("a.csv", b"a,b\n1,2\n"))], "source"), ([("files", ("a.csv", BODIES.encode())), ("files", ("a.csv", BODIES.encode()))], "invalid"),
    ([("files", ("sources.yaml", b"{"))], "source"), ([("files", (f"{i}.csv", b"x")) for i in range(250)], "invalid")])
def test_what_cannot_be_loaded_is_said(empty, files, code):
    answer = empty.as_("loader").post("/api/v1/loads", files=files, data={"dry_run": "false"})

    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    assert "/tmp" not in answer.text
    assert empty.as_("loader").get("/api/v1/loads").json()["total"] == 0


@pytest.mark.parametrize("words", [{"received": "yesterday"}, {"received": "2999-01-01"}, {"complete": "perhaps"}, {"dry_run": "x"}, {"source": "x" * 500}])
def test_words_that_are_wrong_are_said(empty, words):
    answer = empty.as_("loader").post("/api/v1/loads", files=[("files", ("a.csv", BODIES.encode()))], data=words)

    assert answer.status_code == 422
    assert empty.as_("loader").get("/api/v1/loads").json()["total"] == 0


def test_a_small_workbook_that_unpacks_to_much_is_refused(empty):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out, out.open("xl/sheet.xml", "w") as sheet:
        for _ in range(600):
            sheet.write(b"\0" * 1024 * 1024)
    assert len(packed.getvalue()) < 2_000_000
    answer = empty.as_("loader").post("/api/v1/loads", files=[("files", ("a.xlsx", packed.getvalue()))])

    assert answer.status_code == 413


def test_another_kind_of_body_is_refused(empty):
    assert empty.as_("loader").post("/api/v1/loads", json={"files": []}).status_code == 422
    assert empty.as_("loader").post("/api/v1/loads", content=b"--x\r\nrubbish", headers={"Content-Type": "multipart/form-data; boundary=x"}).status_code in (400, 422)


def test_hostile_cells_come_in_as_text(empty):
    hostile = "<script>alert(1)</script>\u202e=HYPERLINK(\"http://x\")'; DROP TABLE x; {{7*7}}"
    sheet = f'机构名称,机构类型\n"{hostile.replace(chr(34), chr(34) * 2)}",部门\n'
    client = empty.as_("loader")
    assert client.post("/api/v1/loads", files=[("files", ("机构表.csv", sheet.encode()))]).status_code == 201
    answer = client.get("/api/v1/search", params={"text": "script"})

    assert answer.headers["content-type"] == "application/json"
    assert "<script>alert(1)</script>" in answer.json()["hits"][0]["name"]
