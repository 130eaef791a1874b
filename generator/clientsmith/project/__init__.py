"""State on disk between two runs.

`output` writes folders of generated files, `edits` merges them with edits that people made, `custom`
reads hand-written modules, `pins` keeps Python names, `lock` and `inputs` record what a client was
generated from.
"""
