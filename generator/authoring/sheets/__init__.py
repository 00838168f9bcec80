"""Workbooks: a template for each kind, and rows read back into records."""
