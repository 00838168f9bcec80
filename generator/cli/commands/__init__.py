"""What `wanlixing` can do, by who asks for it: whoever runs a site, authors, editors, forges, the office.

Never: yaml, jinja2, feedgen.
Read first: `site.py`.
"""
