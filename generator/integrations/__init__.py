"""Systems of others that we speak to when a person says so, never in a build.

Each has a folder of its own.

Never: yaml, jinja2.
Read first: `wechat/client.py`.
"""
