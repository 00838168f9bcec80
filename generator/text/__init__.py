"""What text goes through: Markdown to safe HTML, repairs of pasting, persons and numbers found, folding for search.

Text in, values out.

Never: Site, Record, open, yaml.
Read first: `markdown.py`.
"""
