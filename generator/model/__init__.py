"""What a submission may say: fields, kinds of record, controlled lists, editions, settings, office forms.

Text in, values out; no value knows where it came from.

Never: Site, Page, jinja2, open, click.
Read first: `record.py`.
"""
