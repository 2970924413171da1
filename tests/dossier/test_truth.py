"""The golden county's accident line by line against its truth: chain, level, deadlines, evidence, breaks, what was known then."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dutygraph.inquiry.dossier import Dossier

from .conftest import DAY, QUARRY, of

CHAINS = yaml.safe_load((Path(__file__).resolve().parents[1] / "golden" / "CHAINS.yaml").read_text("utf-8"))


def truth(day: date = DAY) -> Any:
    return next(each for each in CHAINS["chains"] if each["object"] == QUARRY and each["day"] == day)


def full(word: str) -> str:
    body, _, post = word.partition("/")
    return f"{CHAINS['short'].get(body, body)}/{post}"


def test_posts_and_holders_are_those_of_the_truth(quarry: Dossier) -> None:
    found = {f"{each.body_name}/{each.name.removeprefix(each.body_name)}": "、".join(term.name for term in each.holders) for each in quarry.posts if each.chain}
    assert found == {full(post): holder for post, holder in truth()["holders"].items()}


def test_predecessors_are_those_of_the_truth(quarry: Dossier) -> None:
    found = {f"{each.body_name}/{each.name.removeprefix(each.body_name)}": each.predecessors[-1].name for each in quarry.posts if each.predecessors}
    assert found == {full(post): holder for post, holder in truth()["predecessors"].items()}


def test_links_are_the_steps_of_the_paths_of_the_truth(quarry: Dossier) -> None:
    def steps(path: list[Any]) -> list[str]:
        said = [each for word in path for each in CHAINS["tails"].get(word, [word])]
        return [QUARRY, *(full(each) if "/" in each else CHAINS["short"].get(each, each) for each in said)]
    wanted = {pair for paths in truth()["lines"].values() for path in paths for pair in zip(steps(path), steps(path)[1:], strict=False)}
    bodies = {each.id: f"{each.body_name}/{each.name.removeprefix(each.body_name)}" for each in quarry.posts}
    assert {(bodies.get(each.source, each.source_name), bodies.get(each.target, each.target_name)) for each in quarry.links if each.chain} == wanted


def test_level_investigator_and_deadlines(quarry: Dossier) -> None:
    judged = quarry.judgement
    assert (judged.level, judged.investigating_tier, judged.line, judged.provisional, judged.final_after) == ("较大", "prefecture", "government", False, date(2019, 3, 31))
    assert quarry.question["judged_on"] == "2021-06-30"  # the last day on which data were received, long after the inquiry
    states = {each.id: each.state for each in judged.deadlines}
    assert states["inquiry-report"] == "unknown" and "open" not in states.values()  # approved on 2019-06-20, so the report was handed in, nobody states when
    assert [(each.to, each.state, each.late_minutes) for each in judged.timings] == [("county", "in_time", 0), ("prefecture", "unknown", None), ("province", "unknown", None)]
    assert not judged.warnings  # the register states 较大, as the numbers give it


def test_deadlines_run_where_it_is_asked_early(golden: Any) -> None:
    from dutygraph.inquiry.papers import compose

    day = golden.on(DAY)
    made = compose(day.snapshot, day.find(QUARRY), golden.rules, judged=date(2019, 3, 31))
    assert made.judgement.provisional and made.question["judged_on"] == "2019-03-31"
    later = compose(day.snapshot, day.find(QUARRY), golden.rules, judged=date(2019, 4, 1))
    assert not later.judgement.provisional
    early = golden.on(DAY, date(2021, 7, 1))
    assert compose(early.snapshot, early.find(QUARRY), golden.rules).question["judged_on"] == "2021-07-01"


def test_posts_beyond_the_chain_have_a_way_and_posts_out_of_reach_no_kind(quarry: Dossier) -> None:
    said = quarry.as_dict()
    beyond = [each["id"] for each in said["posts"] if not each["chain"]]
    assert beyond and [each["target"] for each in said["links"] if not each["chain"]] == beyond
    assert all(each["source_name"] and each["cites"] and each["zh"] for each in said["links"] if not each["chain"])
    out = [each for each in said["posts"] if not each["in_reach"]]
    assert out and not any(each["kind"] for each in out) and not any(each["kind"] for each in said["ranking"]["posts"] if not each["in_reach"])


def test_a_body_without_a_stated_post_is_not_called_out_of_reach(quarry: Dossier) -> None:
    posts = {each.body for each in quarry.ranking.posts}
    for body in quarry.ranking.bodies:
        near = any(each.in_reach for each in quarry.ranking.posts if each.body == body.id)
        assert (body.in_reach, body.score is None, body.unknown is None) == ((near, False, True) if body.id in posts else (None, True, False))


def test_numbers_of_the_auditor_stand_in_place_of_the_register(golden: Any) -> None:
    judged = of(golden, deaths=2, missing=1, loss_wan="unknown", stamps={"unit": "2019-03-01 10:25", "county": "11:26"}).judgement
    assert (judged.level, judged.level_if_missing_dead, judged.at_least) == ("一般", "较大", True)
    assert judged.timings[0].state == "late" and judged.timings[0].late_minutes == 1


def test_the_one_inspection_of_the_year_is_credited_to_the_successor_of_the_bureau(quarry: Dossier) -> None:
    rows = {(each.bearer, each.period): each.state for each in quarry.evidence.rows if each.obligation == "D14"}
    assert rows == {("body:穹岭县应急管理局", "2018"): "proved", ("body:穹岭县应急管理局", "2019"): "running"}
    assert [each.kind for each in quarry.evidence.pointed] == ["finding_without_measure"]


def test_whoever_came_on_the_day_owes_nothing_yet_and_the_predecessor_owes_his_part(quarry: Dossier) -> None:
    rows = {(each.obligation, each.holder_name, each.period): (each.due, each.state) for each in quarry.evidence.rows if each.bearer == "post:铁笕镇人民政府/镇长"}
    assert rows["D06", "丁铁", "2018Q4"] == (1, "missing") and rows["D06", "丁铁", "2019Q1"] == (0, "running") and rows["D06", "任铁", "2019Q1"] == (0, "running")
    assert ("D06", "任铁", "2018Q4") not in rows


def test_kinds_of_record_that_nobody_loaded_are_named_and_no_record_is_not_called_no_act(quarry: Dossier) -> None:
    said = [each.zh for each in quarry.unknowns if each.kind == "no_register"]
    assert any("会议" in each and "缺少记录不等于没有做" in each for each in said) and not any("“检查”" in each for each in said)


def test_the_licence_that_the_quarry_needs_is_missing_since_it_exists(quarry: Dossier) -> None:
    rung = next(each for each in quarry.rungs if each.mode == "licence")
    assert (rung.kind, rung.since) == ("clause", "2013-01-01")
    assert [(each.post, each.holders) for each in rung.who] == [("post:穹岭县人民政府/县长", ("郑前",))]


def test_the_contractor_next_door_stands_with_its_own_supervisor(quarry: Dossier) -> None:
    found = {each.name: each.bodies for each in quarry.neighbours}
    assert found["穹岭建筑公司"] == ("穹岭县住房和城乡建设局",)


def test_everything_was_received_after_the_day_and_the_papers_say_so(quarry: Dossier) -> None:
    known = quarry.known
    assert known is not None and known.nothing and not known.object_known and known.arrived_total == len(known.arrived)
    assert {each.known for each in known.arrived} == {"2021-06-30"}


def test_wordings_of_the_day_are_those_of_2014(quarry: Dossier) -> None:
    found = {each.article: (each.state, each.then) for each in quarry.wordings if each.law == "安全生产法"}
    assert found["9"] == ("older", "8") and found["10"] == ("older", "9")


@pytest.mark.parametrize(("name", "day"), [("穹岭化工有限公司", date(2021, 6, 30)), ("化工1号锅炉", date(2021, 6, 30)), ("凤鸣养殖场", date(2021, 2, 10)), ("金汀渡口", date(2020, 12, 1))])
def test_an_object_without_an_accident_has_papers_and_no_level(golden: Any, name: str, day: date) -> None:
    made = of(golden, name, day)
    assert made.judgement.level is None and made.posts and made.to_json()


def test_a_job_that_nobody_answers_for_is_mended_by_the_principal(golden: Any) -> None:
    made = of(golden, "穹岭化工有限公司", date(2021, 6, 30))
    rung = next(each for each in made.rungs if each.kind == "responsible")
    assert [(each.post.rpartition("/")[2], each.holders) for each in rung.who] == [("总经理", ("贾化",))]


def test_a_fact_on_which_a_whole_line_hangs_is_named(quarry: Dossier) -> None:
    flips = quarry.sensitivity.flips
    assert any(each.lines and each.posts for each in flips) and quarry.sensitivity.total > 30
    assert all(each.why in ("inferred", "since_unknown", "precision", "end_unknown", "manner", "number") for each in flips)


def test_a_level_that_may_flip_says_who_enters_or_leaves_the_reach(golden: Any) -> None:
    made = of(golden, deaths=2, missing=1, loss_wan=950)
    flips = {each.zh: each for each in made.sensitivity.flips if each.why == "number"}
    dead = flips["失踪人员如确认死亡，等级变为较大"]
    wide = {each.id for each in made.ranking.posts if each.in_reach}
    narrow = {each.id for each in of(golden, deaths=2, missing=0, loss_wan=950).ranking.posts if each.in_reach}
    assert set(dead.enter) == wide - narrow and set(dead.leave) == narrow - wide and dead.enter
    assert flips["直接损失如高一成，等级变为较大"].level == ("一般", "较大") and not any("低一成" in each for each in flips)
