"""What must hold of finished files, and how they become the published version: staging, link, rollback, hosts.

What the files say is none of its business.

Never: Record, Catalogue, jinja2, yaml.
Read first: `versions.py`.
"""
