"""What the browser form has to know, as plain data: the fields of each kind, and the rules for values and texts.

The form obeys this data and has no rule of its own.

Never: Page, jinja2, open.
Read first: `fields.py`.
"""
