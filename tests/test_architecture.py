"""Each package of the program knows only the packages of earlier layers that it names here."""

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "generator" / "clientsmith"

LAYERS: dict[str, str] = {
    # Values that everything is made of.
    "__init__": "",
    "construction": "",
    "text": "",
    "program": "",
    "problem": "construction",
    "work_trees": "",
    "document": "construction problem",
    "ir": "construction problem",
    "context": "construction text",
    "contract": "context",
    # From sources to what an API says.
    "prepare": "problem document",
    "sources": "problem document prepare.dialect work_trees",
    "read": "construction problem document prepare.dialect ir",
    # What a user may choose, and what stands on disk between two runs.
    "config": "problem ir prepare.reshape",
    "project": "__init__ problem document config program",
    # From what an API says to what templates print.
    "encode": "text",
    "types": "problem text ir context encode project.custom",
    "lower": "problem ir config types",
    "naming": "problem text ir config project.pins types",
    "plan": "__init__ construction problem text ir context config project.custom project.pins"
    " encode types naming",
    "styles": "problem text context encode types",
    "hooks": "problem text context",
    "render": "problem text document context config project.custom project.edits project.output"
    " encode program",
    # Templates as source: nothing is rendered.
    "template_tools": "problem context contract config project.edits project.output render program",
    # The constructs that a document uses are count_changes in the document itself; only
    # `read.schemas.scalars` knows which formats decide on a type.
    "coverage": "problem text document prepare.dialect ir read.schemas.scalars context",
    # The stages in order, and what works on their results.
    "pipeline": "problem document prepare sources config ir read lower naming.decisions plan styles"
    " hooks context render project",
    "compare": "problem text document ir context config project.pins encode types.expressions types.inputs"
    " naming.models.schema_keys pipeline",
    "migrate": "problem text document ir prepare.reshape.overlays sources config encode naming.decisions naming.words"
    " pipeline",
    "cli": "__init__ problem document ir prepare sources config context encode naming.decisions"
    " render coverage project template_tools compare migrate pipeline program work_trees",
    "pytest_plugin": "config encode.characters project.output",
    "__main__": "cli",
}
"""Package or module → what it may import, each named above it; `a.b` allows one part only."""


def _module(file: Path) -> str:
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


FILES = {_module(file): file for file in sorted(SOURCE.rglob("*.py"))}


@cache
def _imports(module: str) -> set[str]:
    """Modules of the program that a module imports, at its top, for type checkers or later."""
    file = FILES[module]
    package = file.relative_to(SOURCE).parts[:-1]
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            origin = ".".join((*base, *(node.module.split(".") if node.module else ())))
            for alias in node.names:
                part = f"{origin}.{alias.name}" if origin else alias.name
                found.add(part if part in FILES else origin or "__init__")
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("clientsmith") for alias in node.names), file
    return found - {module}


def _within(module: str, part: str) -> bool:
    return module == part or module.startswith(f"{part}.")


def test_packages_import_only_from_the_layers_they_name() -> None:
    strangers = {
        f"{module} imports {other}"
        for module in FILES
        for other in _imports(module)
        if (layer := module.split(".")[0]) != other.split(".")[0]
        and not any(_within(other, part) for part in LAYERS[layer].split())
    }
    assert strangers == set()


def test_layers_name_only_earlier_ones_that_are_used() -> None:
    earlier: set[str] = set()
    for layer, parts in LAYERS.items():
        assert {part.split(".")[0] for part in parts.split()} <= earlier, layer
        earlier.add(layer)
        used = set[str]().union(*(_imports(each) for each in FILES if _within(each, layer)))
        stale = [part for part in parts.split() if not any(_within(each, part) for each in used)]
        assert stale == [], layer


def test_no_module_imports_itself_through_others() -> None:
    waiting = {module: set(_imports(module)) for module in FILES}
    while leaves := [module for module, others in waiting.items() if not others]:
        for leaf in leaves:
            del waiting[leaf]
        for others in waiting.values():
            others.difference_update(leaves)
    assert waiting == {}
