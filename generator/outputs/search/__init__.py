"""The search index: texts to tokens, tokens to postings, postings to files. `outputs.search` puts it together."""
