"""Groups of operations."""
