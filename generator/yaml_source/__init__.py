"""YAML text to plain data with a place for every key and value.

Everything stays text; nothing is resolved, and no file is trusted.

Never: Record, Site, pydantic, jinja2.
Read first: `reader.py`.
"""
