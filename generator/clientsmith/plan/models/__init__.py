"""Modules of the `models` package: classes, type aliases, fields and constraints."""
