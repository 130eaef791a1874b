"""Transformations from IR to IR, applied before names are chosen.

`bodies` gives forms and multipart parts the types that the specification implies, `merge_patches`
allows null for the members that a merge patch removes, `type_overrides` replaces scalar kinds as
configured by the user.
"""
