"""Clients, and the way of a call from arguments to a response."""
