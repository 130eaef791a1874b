"""Docstrings of methods, resources and fields."""
