"""A dossier on paper and as files: one view, from which the page, docx, pdf and xlsx are written, so that all of them show the same posts and links."""

from __future__ import annotations

from .view import Column, Section, View, view

__all__ = ["Column", "Section", "View", "view"]
