"""Every page that people read: records, lists, places, figures, policies, results.

Never: feedgen, numpy, open.
Read first: `records.py`.
"""
