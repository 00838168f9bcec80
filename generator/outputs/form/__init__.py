"""The form for submissions, and Decap CMS where it is asked for.

Never: feedgen, numpy, open.
Read first: `page.py`.
"""
