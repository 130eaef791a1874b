"""Hooks, logs and traces of requests."""
