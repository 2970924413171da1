"""A ranking as text and as a table: the order, the parts of each score, kinds with what speaks for and against."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]
_FOOT = {"zh": "仅为线索，不是责任认定。", "en": "A lead, not a finding."}


def ranking_text(said: Mapping[str, Any], lang: str = "zh", limit: int = 30) -> str:
    """A ranking (`Ranking.as_dict`) for a terminal: those in reach with their reasons, then how many more there are."""
    return "\n".join([*_head(said, lang), "", *_posts(said["posts"], lang, limit), "", *_bodies(said["bodies"], lang), "", *(f"- {each[lang]}" for each in said["notes"]), _FOOT[lang]])


def ranking_csv(said: Mapping[str, Any], lang: str = "zh") -> str:
    """One row for each post, best first."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["rank", "id", "body", "post", "tier", "in_reach", "score", "kind", "lines", "parts", "reasons"])
    for each in said["posts"]:
        parts = "; ".join(f"{part[lang]} {part['weight']:+g}" for part in each["parts"])
        write.writerow([each["rank"], each["id"], each["body_name"], each["name"], each["tier"], int(each["in_reach"]), each["score"], each["kind"] or "",
                        " ".join(each["lines"]), parts, "; ".join(reason[lang] for reason in each["reasons"])])
    return out.getvalue()


def _head(said: Mapping[str, Any], lang: str) -> Iterator[str]:
    zh = lang == "zh"
    level, if_dead = said["level"], said["level_if_missing_dead"]
    unknown = ("无（未造成事故）" if zh else "none (no accident)") if said["judgement"]["at_least"] is False else ("不定（死亡人数不详）" if zh else "not known (deaths not known)")
    more = f"（失踪人员如遇难：{if_dead}）" if zh and if_dead != level else f" (if the missing are dead: {if_dead})" if if_dead != level else ""
    yield (f"事故等级：{level or unknown}{more} · 调查层级：{said['investigating_tier'] or '-'} · 时点：{said['meta']['as_of']}" if zh
           else f"Level: {level or unknown}{more} · investigated by: {said['investigating_tier'] or '-'} · as of: {said['meta']['as_of']}")
    if said["regime"]:
        yield f"{'适用规则' if zh else 'Rules of the time'}: {said['regime'][lang]} [{said['regime']['basis']}]"
    yield f"{said['cut'][lang]} · {'权重来源' if zh else 'weights'}: {said['fitted_on'][lang]}"


def _posts(posts: list[Row], lang: str, limit: int) -> Iterator[str]:
    reached = [each for each in posts if each["in_reach"]]
    for each in reached[:limit] if limit else reached:
        kind = f" · {each['kind']}" if each["kind"] else ""
        name = each["name"].removeprefix(each["body_name"])
        yield f"{each['rank']:>3}. {each['score']:5.2f}  {each['body_name']} {name}{kind} · {' '.join(each['lines'])}"
        yield "       " + " ".join(f"{part[lang]}{part['weight']:+g}" for part in each["parts"] if part["weight"])
        yield "       " + "；".join(reason[lang] for reason in each["reasons"])
        if each["kind_reason"]:
            yield f"       + {each['kind_reason'][lang]} [{each['kind_reason']['basis']}]"
        for reason in each["counter"]:
            yield f"       - {reason[lang]} [{reason['basis']}]"
    rest = len(posts) - min(len(reached), limit or len(reached))
    yield f"（另有{rest}个职务，其中追责所及{len(reached)}个）" if lang == "zh" else f"({rest} more posts; {len(reached)} are within reach)"


def _bodies(bodies: list[Row], lang: str) -> Iterator[str]:
    for each in bodies:
        if each["in_reach"]:
            way = each["ways"][0]
            yield f"{'单位' if lang == 'zh' else 'Body'}: {each['name']} · {each['kind']} · {way[lang]}"
