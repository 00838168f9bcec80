"""form_spec."""
