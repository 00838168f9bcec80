"""The site as it is now, on this machine: files are made as somebody asks, and pages load themselves anew.

Nothing of it is ever published.

Never: click, yaml, numpy, feedgen.
Read first: `live_site.py`.
"""
