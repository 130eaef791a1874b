"""Encoders: the only way for text of a document to reach a generated file. `encoders` is for Python
and TOML, `prose` for docstrings, `markdown` for Markdown, and `notations` for JSON, YAML, HTML and
shell commands. Each encoder returns `Code`.

`encoders` writes Python, `prose` docstrings, `markdown` Markdown, `notations` JSON, YAML, HTML and
shell commands. Each returns `Code`.
"""
