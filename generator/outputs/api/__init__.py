"""Everything as JSON, in bounded files, with their schemas.

Never: jinja2, feedgen, open.
Read first: `api.py`.
"""
