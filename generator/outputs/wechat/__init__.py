"""A record or a period as a 公众号 article: for editors, feeds and drafts alike.

Never: feedgen, numpy, open.
Read first: `article.py`.
"""
