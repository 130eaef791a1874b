"""Configuration of Sphinx, whose source folder is the repository: pages link to files as they stand
in it."""

project = "clientsmith"
extensions = ["myst_parser", "sphinx_copybutton"]
root_doc = "docs/index"
include_patterns = [
    "docs/index.rst",
    "docs/*.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "examples/templates/README.md",
    "templates/CONTEXT.md",
]
exclude_patterns = [".*", "docs/README.md", "generator", "generated", "tests", "specs"]

myst_heading_anchors = 4
suppress_warnings = ["myst.header"]

html_theme = "furo"
html_title = "clientsmith"
html_show_copyright = False
html_show_sphinx = False
