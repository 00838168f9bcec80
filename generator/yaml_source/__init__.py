"""yaml_source."""
