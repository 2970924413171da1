"""Pictures in a notebook: SVG and a framed page inside the cell, which survive saving, other viewers and conversion to HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from .chain import chain_file
from .neighbourhood import neighbourhood_file


@dataclass(frozen=True, slots=True, repr=False)
class ChainPicture:
    """A chain as swim lanes; ``chain`` is its plain values."""

    chain: Mapping[str, Any]
    lang: str = "zh"

    @property
    def svg(self) -> str:
        """The picture as a file of its own."""
        return chain_file(self.chain, self.lang)

    def save(self, path: str | Path) -> Path:
        """Write the picture as an SVG file."""
        target = Path(path)
        target.write_text(self.svg, encoding="utf-8")
        return target

    def __repr__(self) -> str:
        return f"<chain of {self.chain['name']} on {self.chain['as_of']}>"

    def _repr_html_(self) -> str:
        return self.svg.partition("?>")[2]


@dataclass(frozen=True, slots=True, repr=False)
class NeighbourhoodPicture:
    """A neighbourhood as a graph to be moved, with its tables; ``near`` is its plain values."""

    near: Mapping[str, Any]
    lang: str = "zh"

    @property
    def html(self) -> str:
        """The picture as one offline page."""
        return neighbourhood_file(self.near, self.lang)

    def save(self, path: str | Path) -> Path:
        """Write the picture as one offline HTML file."""
        target = Path(path)
        target.write_text(self.html, encoding="utf-8")
        return target

    def __repr__(self) -> str:
        return f"<neighbourhood of {self.near['centre']['name']} on {self.near['meta']['as_of']}>"

    def _repr_html_(self) -> str:
        title = escape(str(self.near["centre"]["name"]))
        return f'<iframe sandbox="allow-scripts" width="100%" height="720" title="{title}" srcdoc="{escape(self.html)}"></iframe>'
