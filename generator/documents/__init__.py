"""What is handed on as a file: spreadsheets, CSV, documents. Values in, bytes out; the same for the same values."""
