"""Methods that the README shows and the smoke tests call."""
