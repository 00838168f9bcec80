"""A mistake of an author as a value, the words for it, and the reports of many.

Whatever stage finds a mistake speaks through here; a mistake of ours is an exception and never comes here.

Never: Site, Record, yaml, click.
Read first: `problems.py`.
"""
