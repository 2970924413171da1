"""Duties and exemptions in columns, in the order of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc

from ..vocabulary import LEADS, MODES, Term
from .coded import Words, codes
from .columns import ALL_MODES

if TYPE_CHECKING:
    from .compile import Source


def duty_columns(source: Source, words: Words) -> dict[str, Any]:
    """Every duty as ordinals and codes, and every exemption."""
    table, ref = source.resolved.table("duty"), source.resolved.ref
    since, until = source.periods["duty"]
    bearer = ref("duty", "bearer")
    return {
        "d_bearer": bearer.ordinals, "d_bearer_kind": bearer.kinds, "d_mode": codes(table["mode"], MODES), "d_as_mode": codes(table["as_mode"], MODES),
        "d_sector": ref("duty", "sector").ordinals, "d_object": ref("duty", "object").ordinals, "d_territory": ref("duty", "territory").ordinals,
        "d_on_behalf": ref("duty", "on_behalf").ordinals, "d_lead": codes(table["lead"], LEADS),
        "d_hazard": words.coded(table["hazard"]), "d_permit": words.coded(table["permit"]), "d_since": since, "d_until": until,
        "d_clause": _stated(table["document"]), **_exemptions(source),
    }


def _stated(column: Any) -> Any:
    return np.asarray(pc.is_valid(column.combine_chunks()).to_numpy(zero_copy_only=False), dtype=bool)


def _exemptions(source: Source) -> dict[str, Any]:
    table, ref = source.resolved.table("exemption"), source.resolved.ref
    since, until = source.periods["exemption"]
    modes = codes(table["mode"], (*MODES, Term("all", "", "")))
    return {
        "x_sector": ref("exemption", "sector").ordinals, "x_object": ref("exemption", "object").ordinals, "x_territory": ref("exemption", "territory").ordinals,
        "x_mode": np.where(modes == len(MODES), ALL_MODES, modes).astype(np.uint8), "x_document": _stated(table["document"]), "x_since": since, "x_until": until,
    }
