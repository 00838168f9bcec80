"""What hosts and search engines ask for: headers, sitemap, robots.txt.

Never: jinja2, feedgen, numpy, open.
Read first: `headers.py`.
"""
