"""DESIGN: each part of the program knows only what it may know."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "generator" / "clientsmith"

FOUNDATION = {"problem", "text"}
ALLOWED: dict[str, set[str]] = {
    "construction": set(),
    "problem": {"construction"},
    "text": set(),
    "ir": {"construction", "problem"},
    "context": {"construction", "text"},
    "contract": {"context"},
    "custom": {"problem"},
    "page_rules": set(),
    "pins": set(),
    "package_rules": {"reshape_rules"},
    "config": {"ir", "package_rules", "page_rules", "reshape", "reshape_rules", "source_rules"},
    "reshape_rules": {"reshape"},
    "source_rules": set(),
    "join": {"problem", "document", "dialect", "bundle", "fetch"},
    "document": {"construction", "problem"},
    "fetch": {"problem", "document"},
    "bundle": {"problem", "document"},
    "reshape": {"problem", "document"},
    "validate": {"problem", "document"},
    "dialect": {"problem", "document"},
    "read": {"construction", "problem", "document", "dialect", "ir"},
    "plan": {
        "construction",
        "problem",
        "text",
        "ir",
        "config",
        "page_rules",
        "pins",
        "context",
        "custom",
        "render.encoders",
        "render.fences",
        "__init__",
    },
    "render": {
        "problem",
        "text",
        "context",
        "config",
        "document",
        "edits.markers",
        "output",
        "program",
        "template_files",
    },
    "hooks": {"problem", "text", "context"},
    "styles": {
        "problem",
        "text",
        "context",
        "plan.circles",
        "plan.imports",
        "plan.type_expressions",
        "render.encoders",
    },
    "output": set(),
    "edits": {"custom", "output"},
    # Templates as source: nothing is rendered.
    "customizing": {
        "problem",
        "context",
        "contract",
        "config",
        "edits",
        "output",
        "program",
        "render",
        "template_files",
    },
    "program": set(),
    "template_files": set(),
    "inputs": {"config", "custom", "output", "program", "template_files", "__init__"},
    # What a document uses is counted in the document itself, in one dialect like what is read; only
    # `read.schema_scalars` knows which formats decide on a type.
    "report": {
        "problem",
        "text",
        "document",
        "dialect",
        "ir",
        "read.schema_scalars",
        "context",
    },
    "lock": {"problem", "document", "config"},
    "pipeline": {
        "problem",
        "document",
        "config",
        "ir",
        "context",
        "custom",
        "fetch",
        "hooks",
        "inputs",
        "join",
        "reshape",
        "validate",
        "read",
        "plan",
        "styles",
        "render",
        "output",
        "pins",
    },
    # Two versions of an API are compared as they were planned; reports are Markdown, too.
    "compare": {
        "problem",
        "text",
        "config",
        "document",
        "ir",
        "pins",
        "context",
        "plan.schema_keys",
        "pipeline",
        "render.encoders",
        "render.markdown",
    },
    "cli": {
        "problem",
        "config",
        "context",
        "pipeline",
        "program",
        "inputs",
        "document",
        "lock",
        "fetch",
        "join",
        "source_rules",
        "bundle",
        "reshape",
        "validate",
        "render",
        "report",
        "output",
        "edits",
        "compare",
        "customizing",
        "pins",
        "__init__",
    },
    "pytest_plugin": {"config", "output"},
    "__init__": set(),
    "__main__": {"cli"},
}
"""Part of the program → parts that it may import; `a.b` allows one module of a part only."""


def _part(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def _imports(file: Path) -> list[str]:
    """Modules of the program that a file imports, relative to its root, such as `plan.words`."""
    package = file.relative_to(SOURCE).parts[:-1]
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            module = (*base, *(node.module or "").split(".")) if node.module else base
            if module:
                found.append(".".join(part for part in module if part))
            else:
                found += [
                    (
                        alias.name
                        if (SOURCE / alias.name).is_dir() or (SOURCE / f"{alias.name}.py").is_file()
                        else "__init__"
                    )
                    for alias in node.names
                ]
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("clientsmith") for alias in node.names), file
    return found


@pytest.mark.parametrize(
    "file", sorted(SOURCE.rglob("*.py")), ids=lambda file: str(file.relative_to(SOURCE))
)
def test_imports_keep_to_the_table(file: Path) -> None:
    part = _part(file)
    allowed = ALLOWED[part] | {part}
    strangers = [
        module
        for module in _imports(file)
        if not any(module == name or module.startswith(f"{name}.") for name in allowed)
    ]
    assert strangers == []


def test_the_table_has_no_stale_lines() -> None:
    used: dict[str, set[str]] = {part: set() for part in ALLOWED}
    for file in SOURCE.rglob("*.py"):
        for module in _imports(file):
            used[_part(file)] |= {
                name
                for name in ALLOWED[_part(file)]
                if module == name or module.startswith(f"{name}.")
            }
    stale = {part: sorted(names - used[part]) for part, names in ALLOWED.items()}
    assert {part: names for part, names in stale.items() if names} == {}


@pytest.mark.parametrize(
    "folder", ["generator", "templates/python/_runtime", "templates/python/_styles"]
)
def test_no_module_is_longer_than_it_should_be(folder: str) -> None:
    root = SOURCE.parents[1]
    long = {
        str(file.relative_to(root)): lines
        for file in (root / folder).rglob("*.py")
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 450
    }
    assert long == {}
