"""What helps people to write content: blank records, repairs, schemas for editors, workbooks.

What one submission may touch is said here as well.

Never: Page, Output, mkdocs, feedgen.
Read first: `blank_record.py`.
"""
