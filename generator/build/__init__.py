"""The stages in order: read, check, make, verify, publish.

Nothing is worked out here: each stage lives in a package of its own, and a stage never calls a later one.

Never: yaml, jinja2, click.
Read first: `pipeline.py`.
"""
