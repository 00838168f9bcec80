"""The site's folder to a `Site`: every file is read once, every fault on the way is collected.

Nothing is judged here that needs more than one file.

Never: Page, Output, jinja2, mkdocs.
Read first: `loader.py`.
"""
