"""Responses: raw responses, decoded results and typed errors."""
