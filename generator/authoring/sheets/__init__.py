"""Workbooks: a template for each kind, and rows read back into records.

`columns` lays a kind out flat, `template` writes what is filled in, `cells` reads it back, bounded;
`import_records` and `declared_totals` make records and totals of it, `yaml_writer` writes them.

Never: Page, Output, docx.
Read first: `columns.py`.
"""
