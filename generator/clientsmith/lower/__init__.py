"""Transformations from IR to IR, applied before names are chosen.

`bodies` gives form fields and multipart parts the types that the specification implies,
`merge_patches` the null that removes a member, `type_overrides` the user's choice of types.
"""
