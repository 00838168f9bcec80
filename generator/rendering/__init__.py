"""Pages put into frames: our templates, the frames that MkDocs and Material make, their styles and scripts.

The only package that knows MkDocs.

Never: Problem, feedgen, numpy, click.
Read first: `templates.py`.
"""
