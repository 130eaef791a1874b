"""Changes and checks of a document before it is read.

`reshape` applies overlays, patches and selections, `validate` collects problems, and `dialect`
normalizes objects to OpenAPI 3.2.
"""
