"""Known then and known now; contradictory and superseded documents; accountability without an accident."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dutygraph
from chain.county import DAY as SMALL_DAY
from chain.county import county as small
from dutygraph.inquiry.dossier import dossier
from dutygraph.inquiry.unmeasured import unmeasured
from dutygraph.law import Rules
from dutygraph.law.accident import Accident

from .conftest import DAY, GOLDEN, of

RULES = Rules.read()


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The golden county as the bureau had it in January 2019, and the appointments that came in April."""
    early, late = tmp_path_factory.mktemp("early"), tmp_path_factory.mktemp("late")
    for path in GOLDEN.iterdir():
        if path.suffix == ".csv" or path.suffix == ".xlsx":
            (early / path.name).write_bytes(path.read_bytes())
    text = (GOLDEN / "任职.csv").read_text("utf-8")
    old = "\n".join(line for line in text.splitlines() if "2019-03-01,至今" not in line)
    (early / "任职.csv").write_text(old, encoding="utf-8")
    (late / "任职.csv").write_text(text, encoding="utf-8")
    opened = dutygraph.open(str(tmp_path_factory.mktemp("twice") / "store"))
    opened.load(early, received="2019-01-15")
    opened.load(late, received="2019-04-10")
    yield opened
    opened.close()


def test_a_holder_that_arrived_later_is_told_apart(twice: Any) -> None:
    made = of(twice)
    known = made.known
    assert known is not None and not known.nothing and known.object_known
    differ = {each.post: (each.then, each.now) for each in known.differ}
    assert differ["post:铁笕镇人民政府/镇长"] == ((), ("任铁",))
    late = [each for each in known.arrived if "任铁" in each.zh]
    assert [(each.known, each.kind, each.changed) for each in late] == [("2019-04-10", "holds", False)]
    assert all(each.known == "2019-04-10" for each in known.arrived)


def test_asked_as_known_then_the_chain_is_the_one_of_then(twice: Any) -> None:
    now = twice.on(DAY, DAY)
    made = dossier(now.snapshot, now.find("红岩采石场"), twice.rules, then=now.snapshot)
    assert made.known is not None and not made.known.arrived and not made.known.differ
    assert next(each for each in made.posts if each.id == "post:铁笕镇人民政府/镇长").holders == ()


def test_two_bodies_that_both_lead_contradict_each_other_and_nothing_is_settled() -> None:
    sheet = small().add("duty", bearer="body:市监局", mode="industry", sector="sector:危险化学品", territory="territory:云岭县", document="document:云府〔2016〕9号")
    made = dossier(sheet.on(SMALL_DAY), "object:化工厂", RULES, accident=Accident(SMALL_DAY))
    found = [each for each in made.contradictions if each.kind == "several_leads"]
    assert [set(each.bodies) for each in found] == [{"body:应急局", "body:市监局"}] and set(found[0].documents) == {"云委〔2015〕1号", "云府〔2016〕9号"}
    assert {"body:应急局", "body:市监局"} <= {each.target for each in made.links}
    sheet.rows["duty"][-1]["lead"] = "cooperate"
    assert not dossier(sheet.on(SMALL_DAY), "object:化工厂", RULES, accident=Accident(SMALL_DAY)).contradictions


def test_a_document_that_another_one_replaced_is_named_while_facts_still_rest_on_it() -> None:
    sheet = small().add("document", id="document:云委〔2015〕1号", name="职责规定", issuer="县委")
    sheet.add("document", id="document:云委〔2016〕4号", name="新职责规定", issuer="县委", since=date(2016, 3, 1), supersedes="document:云委〔2015〕1号")
    def states(day: date) -> dict[str, str]:
        return {each.name: each.state for each in dossier(sheet.on(day), "object:化工厂", RULES, accident=Accident(day)).documents}
    assert states(SMALL_DAY)["云委〔2015〕1号"] == "superseded" and states(date(2016, 2, 1))["云委〔2015〕1号"] == "in_force"
    found = dossier(sheet.on(SMALL_DAY), "object:化工厂", RULES, accident=Accident(SMALL_DAY)).contradictions
    assert [(each.kind, each.documents) for each in found] == [("superseded", ("云委〔2015〕1号", "云委〔2016〕4号"))]


def test_the_farm_that_makes_fireworks_was_known_and_nothing_was_done(golden: Any) -> None:
    found = unmeasured(golden.on("2021-06-30").snapshot, golden.rules)
    farm = next(each for each in found.operators if each.name == "凤鸣养殖场")
    assert (farm.signs, farm.state, farm.first, farm.days) == (("illegal_words",), "none", "2021-02-01", 149)
    assert [(each.name, each.how) for each in farm.knew] == [("穹岭县应急管理局", "inspection")]
    assert {each.signs for each in found.operators if each != farm} == {("no_code",)} and not found.alleged  # inspected, and in no register by a code
    early = unmeasured(golden.on("2021-02-20").snapshot, golden.rules)
    assert farm.name not in {each.name for each in early.operators}  # the time for a measure still runs


def tipped(summary: str, measured: date | None = None, code: str | None = "91510000000000000X", type_: str = "tip") -> Any:
    sheet = small()
    next(each for each in sheet.rows["object"] if each["id"] == "object:化工厂")["code"] = code
    sheet.add("act", since=date(2016, 1, 5), type=type_, actor="body:城关镇政府", object="object:化工厂", summary=summary)
    if measured:
        sheet.add("act", since=measured, type="order", actor="body:应急局", object="object:化工厂")
    found = unmeasured(sheet.on(SMALL_DAY), RULES, "object:化工厂")
    return [(each.signs, each.state, each.measured) for each in found.operators], [each.signs for each in found.alleged]


@pytest.mark.parametrize("summary", ["未发现违法违规行为", "无违法行为", "不存在无证经营", "no illegal activity", "夜间有人生产"])
def test_a_tip_alone_is_an_allegation_and_a_denial_is_no_sign(summary: str) -> None:
    assert tipped(summary) == ([], [("tip_only",)])
    assert tipped(summary, type_="inspection") == ([], [])


def test_illegal_words_or_no_code_make_an_operator_and_a_late_measure_is_late() -> None:
    assert tipped("无证生产") == ([(("illegal_words", "tip"), "none", None)], [])
    assert tipped("夜间有人生产", code=None) == ([(("tip", "no_code"), "none", None)], [])
    assert tipped("走访", code=None, type_="visit") == ([(("no_code",), "none", None)], [])
    assert tipped("无证生产", date(2016, 2, 4)) == ([], [])  # the thirtieth day
    assert tipped("无证生产", date(2016, 2, 5)) == ([(("illegal_words", "tip"), "late", "2016-02-05")], [])


@pytest.mark.parametrize(("measure", "known"), [(None, True), ("order", False), ("penalty", False), ("meeting", True)])
def test_a_tip_needs_a_measure(measure: str | None, known: bool) -> None:
    sheet = small().add("act", since=date(2016, 1, 5), type="tip", actor="body:城关镇政府", object="object:化工厂", summary="夜间有人生产")
    if measure:
        sheet.add("act", since=date(2016, 1, 20), type=measure, actor="body:应急局", object="object:化工厂")
    assert bool(unmeasured(sheet.on(SMALL_DAY), RULES, "object:化工厂").operators) is known


def test_the_list_is_written_in_every_form(golden: Any, tmp_path: Path) -> None:
    from dutygraph.report.dossier.without import without_accident

    said = unmeasured(golden.on("2021-06-30").snapshot, golden.rules).as_dict()
    for lang in ("zh", "en"):
        for form in ("text", "json", "csv", "xlsx"):
            content = without_accident(said, form, lang)
            assert form == "xlsx" or "凤鸣养殖场" in content.decode("utf-8-sig")


def test_a_sheet_of_hazards_is_read_into_the_papers(tmp_path: Path) -> None:
    folder = tmp_path / "county"
    folder.mkdir()
    for path in GOLDEN.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "隐患台账.csv").write_text(
        "隐患编号,发现日期,隐患单位,所属镇,检查单位,隐患描述,隐患等级,整改措施,责任人,资金（万元）,整改时限,应急预案,挂牌督办,销号日期\n"
        "YH-1,2018-05-10,红岩采石场,铁笕镇,安监局,边坡浮石未清理,重大,清除浮石,石红,0,2018-06-30,,是,\n"
        "YH-2,2018-05-10,红岩采石场,铁笕镇,安监局,警示标志缺失,一般,,,,2018-05-20,,否,2018-05-18\n", encoding="utf-8")
    with dutygraph.open(str(tmp_path / "store")) as opened:
        opened.load(folder)
        made = of(opened)
    found = {each.id: (each.grade, each.state, each.lacking, each.not_stated, each.listed) for each in made.evidence.hazards}
    assert found == {"YH-1": ("major", "overdue", ("funds_wan",), ("plan",), True), "YH-2": ("general", "cleared", (), ("measures", "person", "funds_wan", "plan"), False)}
    assert [(each.trigger, each.state) for each in made.evidence.talks] == [("hazard", "missing")]
