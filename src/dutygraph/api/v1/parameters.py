"""Parameters of the API: declared once with what they mean and an example, so that routes, checks and the schema agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request

from ..question import LIMIT, MOST, Question

LONGEST = 500


Limit = Annotated[int, Query(ge=0, le=MOST, description="Rows of this answer at most 本页行数; `total` says how many there are.", examples=[100])]


def _common(
    request: Request,
    as_of: Annotated[str | None, Query(
        description="The day asked about 时点 (YYYY-MM-DD, 1900 to 2999); else the last day that the data reach.", examples=["2016-10-31"], json_schema_extra={"format": "date"})] = None,
    known_at: Annotated[str | None, Query(description="As known at the end of this day, or at this moment 截至该时所知; else all that is known.", examples=["2016-11-30"])] = None,
    lang: Annotated[str | None, Query(description="Language of problems 语言 (zh, en); answers carry both. Else Accept-Language.", examples=["zh"])] = None,
) -> Question:
    """What every question may say; read, with its faults, at the entrance."""
    found: Question = request.state.question
    return found


def _paged(
    asked: Annotated[Question, Depends(_common)],
    limit: Limit = LIMIT,
    offset: Annotated[int, Query(ge=0, le=10**9, description="Rows to pass over 起始行.", examples=[0])] = 0,
) -> Question:
    return asked


def _spoken(
    request: Request, lang: Annotated[str | None, Query(description="Language of problems 语言 (zh, en).", examples=["zh"])] = None,
) -> Question:
    found: Question = request.state.question
    return found


Asked = Annotated[Question, Depends(_common)]
"""A question about a day."""
Paged = Annotated[Question, Depends(_paged)]
"""A question about a day whose answer is a list."""
Spoken = Annotated[Question, Depends(_spoken)]
"""A question about no day."""

NodeId = Annotated[str, Path(max_length=LONGEST, description="An id such as `object:91519921100000374L` 编号.", examples=["object:91519921100000374L"])]
ObjectId = Annotated[str, Path(max_length=LONGEST, description="An object: its id, credit code, full name or other name 监管对象.", examples=["object:91519921100000374L"])]


def word(description: str, example: str) -> Any:
    """A parameter that is a word or a list of words."""
    return Query(max_length=LONGEST, description=description, examples=[example])




def choice(values: Iterable[str], description: str, example: str) -> Any:
    """A parameter that takes one of these words."""
    known = list(values)
    return Query(pattern=f"^({'|'.join(map(re.escape, known))})$", description=description, examples=[example], json_schema_extra={"enum": known})


Kinds = Annotated[str | None, word("Which kinds of object are counted, separated by commas 对象类型.", "enterprise,site")]
