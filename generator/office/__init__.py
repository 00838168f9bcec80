"""What the office knows, worked out from the site: pure calculations, `Site` to values. Pages are made in `desk`."""
