"""clientsmith turns an OpenAPI document into a Python client package."""

__version__ = "0.1.0"
