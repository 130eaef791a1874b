"""Changes and checks of a document before it is read.

`dialect` brings each object to the form of OpenAPI 3.2, `reshape` applies overlays, patches and
selections, `validate` collects problems.
"""
