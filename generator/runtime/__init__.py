"""Processes, spilled values and git: what the machine does for us.

Nothing here knows what a record is.

Never: yaml, pydantic, jinja2, click.
Read first: `process_pool.py`.
"""
