"""Tests of what an auditor files after an accident."""
