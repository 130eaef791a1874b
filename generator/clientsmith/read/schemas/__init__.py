"""Schemas of a document, read as types and declarations.

`reader` is the entry. A schema's parts (`parts`, `effective`) are collected before it becomes a
type (`types`, with `models`, `unions`, `constants`, `scalars`).
"""
