"""What people read: trees and tables that stand straight in a terminal, in both languages, and CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io

import pytest

from dutygraph.analysis.chain import trace
from dutygraph.analysis.explain import explain
from dutygraph.facts import Counts, Load, Problem
from dutygraph.findings import Cite, Finding, Findings
from dutygraph.report.chain import chain_csv, chain_text
from dutygraph.report.coverage import coverage_csv, coverage_json, coverage_text
from dutygraph.report.explain import explain_csv, explain_text
from dutygraph.report.findings import findings_csv, findings_text
from dutygraph.report.layout import Branch, cut, safe, table, tree, width
from dutygraph.report.load import load_text

from .county import DAY, county, plant


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("应急局", 6), ("（）", 4), ("e\u0301", 1), ("", 0)])
def test_a_chinese_character_takes_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_of_a_table_stand_under_each_other() -> None:
    lines = table(["机构", "n"], [("应急管理局", "1"), ("abc", "22")], numbers=frozenset({1})).split("\n")

    assert {width(line) for line in lines} == {14}


def test_a_cell_that_is_too_wide_is_cut_with_an_ellipsis() -> None:
    assert cut("应急管理局综合科", 9) == "应急管理…"


def test_ways_that_end_alike_are_grown_once_and_others_are_not_confused() -> None:
    end = Branch("县政府", (Branch("县长"),))
    other = Branch("县政府", (Branch("副县长"),))

    assert tree(Branch("厂", (Branch("a", (end,)), Branch("b", (end,)), Branch("c", (other,)))), " ↑").split("\n") == [
        "厂", "├─ a", "│  └─ 县政府", "│     └─ 县长", "├─ b", "│  └─ 县政府 ↑", "└─ c", "   └─ 县政府", "      └─ 副县长"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1"])
def test_a_text_that_begins_like_a_formula_is_neutralised(text: str) -> None:
    assert not safe(text).lstrip().startswith(("=", "+", "-", "@", "＝"))


def test_a_number_is_no_formula() -> None:
    assert (safe(-3), safe(0.5), safe(True), safe(None)) == ("-3", "0.5", "1", "")


def test_a_hostile_name_can_neither_run_nor_paint_nor_break_out() -> None:
    bad = '=HYPERLINK("http://x")\x1b[31m<script>\u202e厂'
    sheet = plant(county(), "坏厂")
    next(row for row in sheet.rows["object"] if row["id"] == "object:坏厂")["name"] = bad
    next(row for row in sheet.rows["person"] if row["name"] == "郑七")["name"] = bad

    chain, said = trace(sheet.on(), "object:坏厂"), explain(sheet.on(), "object:坏厂")

    for text in (chain_text(chain), chain_csv(chain), explain_text(said), explain_csv(said)):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert all(not row["holder"].startswith("=") for row in rows(chain_csv(chain)))
    assert all(not row["name"].startswith("=") for row in rows(explain_csv(said)))
    assert "<script>" not in chain._repr_html_() + said._repr_html_()


def test_the_chain_reads_as_a_tree_with_holders_reasons_and_rows() -> None:
    text = chain_text(trace(county().on(), "object:化工厂"))

    assert "└─ 应急局  〔行业监管（直接） · 危险化学品 · 云岭县〕 云委〔2015〕1号 第1条 · duty.csv 第2行 等3处" in text
    assert "科长  郑七（2015-01-01 起）  〔分管危险化学品〕" in text
    assert "孙三: 县政府 副县长乙; 县委 常委" in text
    assert "城关镇党委没有班子成员联系安全生产" in text
    assert text.endswith("以上是线索，不是结论。")


def test_the_chain_in_english_has_no_chinese_but_names_and_documents() -> None:
    text = chain_text(trace(county().on(), "object:化工厂"), "en")

    assert "industry】 2 paths" in text
    assert "郑七 (since 2015-01-01)  〔in charge of 危险化学品〕" in text
    assert text.endswith("Leads, not verdicts.")
    assert not any(word in text for word in ("条路径", "起）", "断点", "责任职务"))


def test_a_deputy_of_one_bureau_is_not_drawn_above_another() -> None:
    sheet = county().add("duty", bearer="body:市监局", mode="industry", sector="sector:危险化学品", territory="territory:云岭县").charge("县政府/副县长丙", "body:市监局")

    text = chain_text(trace(sheet.on(), "object:化工厂"))

    trunk = text.partition("【行业线】")[2].partition("【党委线】")[0]
    of_emergency, of_market = (trunk[trunk.index(name):] for name in ("应急局  〔", "市监局  〔"))
    assert "副县长丙" in of_market
    assert "副县长丙" not in of_emergency.partition("市监局  〔")[0]


@pytest.mark.parametrize(("manner", "said"), [("acting", "主持工作"), ("nominee", "提名人选"), ("unknown", "任职人不详")])
def test_the_manner_of_holding_is_said(manner: str, said: str) -> None:
    sheet = county().post("应急局", "总工", "member", "何七", manner=manner).charge("应急局/总工", "sector:危险化学品")

    assert said in chain_text(trace(sheet.on(), "object:化工厂"))


def test_a_vacancy_a_handover_and_a_month_are_said_as_the_sheet_gave_them() -> None:
    sheet = county().post("应急局", "总工", "member", "何七", until=DAY).hold("应急局/总工", "吕八", since=DAY.replace(day=1).replace(month=6), precision="month")
    sheet.charge("应急局/总工", "sector:危险化学品").post("应急局", "副总工", "member").hold("应急局/副总工", None, manner="vacant", since=DAY.replace(month=3)).charge("应急局/副总工", "sector:危险化学品")

    text = chain_text(trace(sheet.on(), "object:化工厂"))

    assert "吕八（2016-06 起） [当日交接 何七 2015-01-01—2016-06-30]" in text
    assert "副总工  自 2016-03-30 起空缺" in text


def test_the_chain_as_csv_has_one_row_for_each_post_and_holder() -> None:
    found = rows(chain_csv(trace(county().on(), "object:化工厂")))

    assert [row["id"] for row in found] == [seat.id for seat in trace(county().on(), "object:化工厂").posts]
    assert found[3] | {"post": "科长", "holder": "郑七", "lines": "行业线"} == found[3]


@pytest.mark.parametrize(("lang", "words"), [("zh", ("总体: 直接覆盖", "✓ 应急局 → 科长 郑七", "应有")), ("en", ("overall: direct", "✓ 应急局 → 科长 郑七", "needed"))])
def test_an_explanation_says_state_need_and_duty(lang: str, words: tuple[str, ...]) -> None:
    text = explain_text(explain(county().on(), "object:化工厂"), lang)

    assert all(word in text for word in words)


def test_an_unsupervised_object_is_called_so_with_the_reason() -> None:
    sheet = plant(county(), "游乐园", sector="特种设备")

    text = explain_text(explain(sheet.on(), "object:游乐园"))

    assert "失控漏管" in text
    assert "→ 所在区域与领域没有任何监管职责" in text


def test_coverage_shows_headline_tables_and_the_matrix_in_both_languages() -> None:
    measured = plant(county(), "游乐园", sector="特种设备").on().coverage()

    zh, en = (coverage_text(measured, ("territory", "sector"), lang) for lang in ("zh", "en"))

    assert "2 个对象中，失控漏管 1 个（50.0%）" in zh
    assert "Of 2 objects 1 are unsupervised (50.0%)" in en
    assert any(line.split() == ["城关镇", "0/1", "1/1"] for line in zh.split("\n"))


def test_coverage_csv_and_json_give_the_same_cells() -> None:
    measured = plant(county(), "游乐园", sector="特种设备").on().coverage()

    found = rows(coverage_csv(measured, ("territory", "sector")))

    assert {(row["sector_name"], row["out_of"], row["unsupervised"]) for row in found} == {("危险化学品", "1", "0"), ("特种设备", "1", "1")}
    assert all(f'"sector": "{row["sector"]}"' in coverage_json(measured, ("territory", "sector")) for row in found)
    assert [row["out_of"] for row in rows(coverage_csv(measured)) if row["kind"] == "all"] == ["2"]


def _findings(count: int) -> Findings:
    cite = Cite("object", "台账.csv", "", 7, None, None, "register", None, None, "open")
    found = tuple(Finding(f"object:{each}", f"厂{each}", f"厂{each}无人监管", f"厂{each} has no supervisor", facts={"sector": "-1+1"}, evidence=(cite,)) for each in range(count))
    return Findings("unsupervised", county().on().meta({"kinds": "enterprise"}), found, 100, notes=("一条说明",))


def test_findings_show_count_denominator_evidence_and_what_is_not_shown() -> None:
    text = findings_text(_findings(5), "zh", limit=2)

    assert "发现 5 项，共 100 个对象" in text
    assert "依据: 台账.csv 第7行" in text
    assert "另有 3 项未显示" in text
    assert "厂2" not in text
    assert "厂4" in findings_text(_findings(5), "en", limit=0)


def test_findings_as_csv_have_their_facts_as_columns() -> None:
    (row,) = rows(findings_csv(_findings(1)))

    assert (row["subject"], row["sector"], row["evidence"]) == ("object:0", "'-1+1", "台账.csv row 7")


def test_a_load_accounts_for_each_sheet_and_for_all() -> None:
    from datetime import UTC, datetime

    from dutygraph.loading.load import SheetReport, Unrecognised

    load = Load("L0001-abcdef12", datetime(2026, 1, 1, tzinfo=UTC), "abc", 1234, ())
    sheets = [SheetReport("台账.csv", "", "ledger", "s", Counts(10, 7, 1, 1, 1), (), ()), SheetReport("职务.xlsx", "表1", "posts", "s", Counts(2, 2), (), ())]
    problems = [Problem("bad-date", "日期不对", "no date", advice_zh="请改正")] * 3

    text = load_text(load, True, sheets, [Unrecognised("读我.csv", "", "no mapping fits")], problems, lang="zh")

    assert any(line.split() == ["合计", "12", "9", "1", "1", "1"] for line in text.split("\n"))
    assert "职务.xlsx [表1]" in text
    assert "读我.csv: no mapping fits" in text
    assert "3 × bad-date: 日期不对。请改正" in text
    assert "已载入 L0001-abcdef12：1,234 条事实" in text
    assert "2 more sheets" not in load_text(load, False, sheets, [], [], lang="en", most=2)
    assert "1 more sheets" in load_text(load, False, sheets, [], [], lang="en", most=1)
