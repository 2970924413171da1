"""Loads as nodes: what a load's node and its deliveries carry, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...errors import StoreError
from ...facts import Counts, Delivery, Facts, Load
from ...vocabulary import KINDS
from ..manifest import Manifest
from ..versions import utc
from .server import Server


def read_loads(server: Server) -> Manifest:
    """Every load that is visible, and how many rows of each kind it has."""
    loads, rows = [], {}
    for row in server.read("read/loads"):
        load = _load(row["load"], row["deliveries"])
        loads.append(load)
        rows[load.id] = dict(zip(row["load"]["kinds"], row["load"]["rows"], strict=True))
        if unknown := rows[load.id].keys() - KINDS.keys():
            raise StoreError(f"load {load.id} has kinds of fact that this version does not know: {', '.join(sorted(unknown))}.",
                             where=server.address.url, advice="Install a newer dutygraph.")
    return Manifest(tuple(loads), rows)


def load_parameters(load: Load, number: int, facts: Facts) -> dict[str, Any]:
    """A load as the statement ``write/load`` takes it."""
    kinds = list(facts.tables)
    node = {"id": load.id, "number": number, "recorded": load.recorded, "content": load.content, "facts": load.facts, "retracted": load.retracted,
            "kinds": kinds, "rows": [facts.tables[kind].num_rows for kind in kinds]}
    return {"load": node, "deliveries": [{"scope": each.scope, "stated": _stated(each, place)} for place, each in enumerate(load.deliveries)]}


def _stated(delivery: Delivery, place: int) -> dict[str, Any]:
    counts = delivery.counts
    return {"place": place, "received": delivery.received, "complete": delivery.complete, "independent": delivery.independent, "synthetic": delivery.synthetic,
            "files": list(delivery.files), "rows": counts.rows, "loaded": counts.loaded, "merged": counts.merged, "rejected": counts.rejected, "ignored": counts.ignored}


def _load(node: Mapping[str, Any], deliveries: list[Mapping[str, Any]]) -> Load:
    said = sorted(deliveries, key=lambda each: each["stated"]["place"])
    retracted = node.get("retracted")
    return Load(node["id"], utc(node["recorded"].to_native()), node["content"], node["facts"], tuple(_delivery(each["scope"], each["stated"]) for each in said),
                utc(retracted.to_native()) if retracted else None)


def _delivery(scope: str, stated: Mapping[str, Any]) -> Delivery:
    received = stated.get("received")
    counts = Counts(*(stated[name] for name in ("rows", "loaded", "merged", "rejected", "ignored")))
    return Delivery(scope, received.to_native() if received else None, stated["complete"], stated["independent"], stated["synthetic"], tuple(stated["files"]), counts)
