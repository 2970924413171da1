"""dutygraph: who is supervised by nobody, and who answered for this enterprise on that day.

>>> import dutygraph
>>> county = dutygraph.open("some/folder")          # doctest: +SKIP
>>> county.on("2026-11-03").ask("unsupervised")     # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .workbench import County, Day

__version__ = "0.1.0"
__all__ = ["County", "Day", "__version__", "demo_county", "open"]


def __getattr__(name: str) -> Any:
    # Late, so that `dutygraph --help` does not wait for pandas and NetworkX.
    if name in {"County", "Day"}:
        from . import workbench

        return getattr(workbench, name)
    raise AttributeError(f"module 'dutygraph' has no attribute {name!r}")


def open(store: str, *, rules: str | None = None) -> County:
    """Open a county's store: a folder path now; see `dutygraph.workbench.County`."""
    from .workbench import open_county

    return open_county(store, rules=rules)


def demo_county(store: str | None = None) -> County:
    """The synthetic seed county (霁川县, 模拟数据), loaded; without a store in a temporary one that goes when the county does."""
    import tempfile
    import weakref

    from .seed import sheets
    from .workbench import open_county

    if store is not None:
        county = open_county(store)
    else:
        folder = tempfile.TemporaryDirectory(prefix="dutygraph-", ignore_cleanup_errors=True)
        county = open_county(f"{folder.name}/store")
        weakref.finalize(county, folder.cleanup)
    county.load(sheets())
    return county
