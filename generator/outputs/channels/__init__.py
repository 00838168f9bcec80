"""Records and digests for channels other than 公众号: office briefs, e-mails, posters, short texts.

Never: feedgen, numpy, open.
Read first: `brief.py`.
"""
