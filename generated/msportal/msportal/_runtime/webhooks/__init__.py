"""Requests that the API sends: webhooks and callbacks."""
