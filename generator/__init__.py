"""The generator of the 万里行 column: YAML submissions in, a published site out."""
