"""The command line: arguments in; problems, progress and an exit code out.

Each command loads only what it needs, so that `check` starts fast.

Never: yaml, jinja2, feedgen, PIL.
Read first: `main.py`.
"""
