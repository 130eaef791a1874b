"""Encoders: the only way for text of a document to reach a generated file.

`encoders` writes Python, `prose` docstrings, `markdown` Markdown, `notations` JSON, YAML, HTML and
shell commands. Each returns `Code`.
"""
