"""Clients, and the path of a call from its arguments to the final response."""
