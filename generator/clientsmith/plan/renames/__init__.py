"""Names that differ from those of the previous client, and deprecated aliases for them."""
