"""Authentication credentials."""
