"""The search page and its index: texts to tokens, tokens to postings, postings to files.

`index` puts it together; `live` makes the same index file by file for the preview.

Never: feedgen, openpyxl, open.
Read first: `index.py`.
"""
