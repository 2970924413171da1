"""Chains on hand-made counties with paths derived by hand."""
