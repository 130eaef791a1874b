"""Requests: parameters, headers and bodies, from values to bytes."""
