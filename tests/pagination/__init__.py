"""Pages: which operations have them, and how clients walk over them."""
