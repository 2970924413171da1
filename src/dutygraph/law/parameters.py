"""The rules as plain values, for statements that are asked elsewhere (Cypher): what each value means stands in the header of every statement that takes it."""

from __future__ import annotations

from typing import Any

from ..vocabulary import MODES, OBJECT_TYPES
from .rules import Rules


def rule_parameters(rules: Rules) -> dict[str, Any]:
    """Rules by the name under which statements take them.

    ``principal``: mode to how it carries supervision; ``never``: kinds of body that never supervise; ``permits``: words of permits that carry supervision;
    ``hazards``: word to hazard class; ``kind_hazards``: kind of object to the hazard classes that it has by nature; ``frequencies``: what is due to each object.
    """
    return {
        "principal": {term.name: rules.carries[term.name] for term in MODES},
        "never": sorted(rules.never_supervise),
        "permits": sorted(rules.permit_words),
        "hazards": dict(sorted(rules.hazard_words.items())),
        "kind_hazards": {term.name: list(rules.hazards_of_kind(term.name)) for term in OBJECT_TYPES if rules.hazards_of_kind(term.name)},
        "frequencies": [{"id": row.id, "acts": list(row.acts), "minimum": row.minimum, "months": row.months, "modes": list(row.modes), "kinds": list(row.kinds), "risks": list(row.risks)}
                        for row in rules.frequencies_per_object],
    }
