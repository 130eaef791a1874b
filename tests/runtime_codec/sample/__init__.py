"""A handwritten client package, as far as the codec is concerned."""
