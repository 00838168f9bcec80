"""A submitted picture, bounded and encoded anew; covers cut from it.

What reaches readers was never the author's bytes.

Never: Site, Page, jinja2.
Read first: `decode.py`.
"""
