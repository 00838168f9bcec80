"""The official interface of 公众号: records and digests become drafts there.

Never: yaml, jinja2.
Read first: `client.py`.
"""
