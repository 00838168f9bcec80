"""The office's own ways in, without a forge: pushes to a bare repository, and a folder of ZIP archives from the form.

What is received is judged by the program that is installed here, never by what came with it.

Never: click, yaml, jinja2, numpy.
Read first: `pushes.py`.
"""
