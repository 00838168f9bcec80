"""A submitted picture, bounded and encoded anew; covers cut from it; QR codes.

What reaches readers was never the author's bytes.

Never: Site, Page, jinja2.
Read first: `decode.py`.
"""
