"""What is handed on as a file: xlsx, docx, CSV.

Values in, bytes out; the same bytes for the same values.

Never: Site, Record, open.
Read first: `tables.py`.
"""
