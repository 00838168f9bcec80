"""What the office knows, worked out from the site: who owed what, sums with their parts, targets, selections.

Arithmetic alone: pages and papers are made of it elsewhere.

Never: Page, jinja2, icalendar, openpyxl.
Read first: `ledger.py`.
"""
