"""Several columns under one roof: what they publish as JSON is listed, searched and fed together.

A portal holds no records of its own. Every entry leads to the column that published it, which stays the only place
where a record is corrected or withdrawn; the next build of the portal follows.

Never: yaml, open, click.
Read first: `build.py`.
"""
