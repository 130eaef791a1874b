"""Validation of requests before they are sent."""
