"""Answers for people at a terminal: trees and tables as wide as Chinese text is, and CSV that a spreadsheet cannot run."""

from __future__ import annotations
