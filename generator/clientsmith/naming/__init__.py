"""Python names for everything in a document.

`operations` names methods and resources, `models` classes and their modules, `package` the package
and the client class. `pinned` keeps names given before, `overrides` applies the configuration's.
"""
