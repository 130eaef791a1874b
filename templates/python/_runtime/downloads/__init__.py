"""Downloads of binary content, with resumption after a lost connection."""
