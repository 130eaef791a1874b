"""Reads schemas as types and declarations.

`reader` is the entry. It resolves references and slots (`references`), merges a schema with its
parts (`effective`), and returns its type, with the help of `unions`, `models`, `constants` and
`scalars`, which put declarations into `declarations`.
"""
