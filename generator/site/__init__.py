"""Everything that was read, as values: the site, its records, what they are grouped by.

Checks and outputs take it; nobody changes it.

Never: open, jinja2, yaml, click.
Read first: `site.py`.
"""
