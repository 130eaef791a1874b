"""The configuration: `clientsmith.toml`, or `[tool.clientsmith]` in `pyproject.toml`."""
