"""A column of one's own: what `wanlixing init` writes, and what a newer version would write otherwise.

Never: a place name, except in `divisions.toml`.
Read first: `files.py`.
"""
