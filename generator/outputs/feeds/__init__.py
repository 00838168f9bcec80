"""RSS, Atom and JSON Feed, with archives of earlier years and OPML.

`groups` says which feeds there are, `items` and `entries` what an entry says, `channel` what stands around them.

Never: jinja2, numpy, open.
Read first: `feeds.py`.
"""
