"""What text goes through: Markdown to safe HTML, folding for search."""
