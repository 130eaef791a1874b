"""Sample calls: methods that the README shows and the smoke tests call."""
