"""Answers for people: trees and tables at a terminal, CSV that a spreadsheet cannot run, workbooks with what their figures rest on."""

from __future__ import annotations

from .lists import Column, Table, chain_table, coverage_table, findings_table, list_csv, objects_table
from .xlsx import matrix_workbook, table_workbook, workbook

__all__ = ["Column", "Table", "chain_table", "coverage_table", "findings_table", "list_csv", "matrix_workbook", "objects_table", "table_workbook", "workbook"]
