"""Pictures: the chain as swim lanes in SVG, the neighbourhood of a node as an interactive graph."""

from __future__ import annotations

from .chain import chain_file, chain_pages, chain_sheets, chain_svg
from .graph import vis_script
from .neighbourhood import frame_policy, neighbourhood_file, neighbourhood_page
from .shown import ChainPicture, NeighbourhoodPicture
from .style import chain_css

__all__ = ["ChainPicture", "NeighbourhoodPicture", "chain_css", "chain_file", "chain_pages", "chain_sheets", "chain_svg", "frame_policy", "neighbourhood_file", "neighbourhood_page", "vis_script"]
