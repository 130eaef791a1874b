"""The page on constructs: its sections, and the excerpts of generated code that they show.

A section names the constructs that it shows, holds a document, and after each comment of the form
`<!-- FILE: NAME NAME … -->` an excerpt of that file of the client: assignments, classes, functions and
methods (`Class.method`), whose docstrings are cut to their first line.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from clientsmith.coverage.catalogue import CONSTRUCTS, SECTIONS
from support.pages import fenced

PAGE = Path(__file__).resolve().parents[2] / "docs" / "constructs.md"
CUT = "# …"

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

_SECTION = re.compile(r"^### (.+)\n", re.MULTILINE)
_CHAPTER = re.compile(r"^## .+\n", re.MULTILINE)
_CONSTRUCTS = re.compile(r"^Constructs: (.+)\.$", re.MULTILINE)
_PYTHON = re.compile(
    r"^<!-- ([\w./]+): ([^\n]+) -->\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
_TABLE = re.compile(r"^\| construct \| what \| why not \|\n(?:\|.*\n)+", re.MULTILINE)
_FILE_NAME = re.compile(r"\A# (\S+\.yaml)\n")


@dataclass(frozen=True)
class Excerpt:
    """A block of generated code."""

    file: str
    names: tuple[str, ...]
    code: str


@dataclass(frozen=True)
class Section:
    """A part of the page that shows constructs."""

    title: str
    chapter: str
    constructs: tuple[str, ...]
    documents: Mapping[str, str]
    """File name to YAML; the root document is `openapi.yaml`."""

    settings: Mapping[str, Any]
    """What the configuration says."""

    excerpts: tuple[Excerpt, ...]


def sections(page: str) -> list[Section]:
    """The sections of the page that show constructs."""
    found = []
    for chapter in _split(_CHAPTER, page):
        for part in _split(_SECTION, chapter):
            named = _CONSTRUCTS.search(part)
            if named is not None:
                found.append(_section(part, chapter, named[1]))
    return found


def _split(heading: re.Pattern[str], text: str) -> Iterator[str]:
    places = [*(match.start() for match in heading.finditer(text)), len(text)]
    for start, end in pairwise(places):
        yield text[start:end]


def _section(part: str, chapter: str, named: str) -> Section:
    documents = {}
    for block in fenced(part, "yaml"):
        name = _FILE_NAME.match(block)
        documents[name[1] if name else "openapi.yaml"] = block
    return Section(
        title=part.splitlines()[0].removeprefix("### "),
        chapter=chapter.splitlines()[0].removeprefix("## "),
        constructs=tuple(re.findall(r"`([^`]+)`", named)),
        documents=documents,
        settings=tomllib.loads("".join(fenced(part, "toml"))),
        excerpts=tuple(
            Excerpt(file, tuple(names.split()), code) for file, names, code in _PYTHON.findall(part)
        ),
    )


def rewritten(page: str, section: Section, files: Mapping[str, str]) -> str:
    """The page with the excerpts of a section as they are in generated files."""
    for excerpt in section.excerpts:
        start = f"<!-- {excerpt.file}: {' '.join(excerpt.names)} -->\n```python\n"
        title = page.index(f"\n### {section.title}\n")
        begin = page.index(start, title) + len(start)
        end = begin + len(excerpt.code)
        page = page[:begin] + extract(files[excerpt.file], excerpt.names) + page[end:]
    return page


def table() -> str:
    """What is not supported, as a table."""
    rows = [
        f"| `{construct.id}` | {construct.title} | {construct.ignored} |\n"
        for construct in CONSTRUCTS.values()
        if construct.ignored
    ]
    return "".join(["| construct | what | why not |\n", "|---|---|---|\n", *rows])


def with_table(page: str) -> str:
    """The page with the table of what is not supported."""
    return _TABLE.sub(lambda _: table(), page)


def chapters() -> list[str]:
    """Titles of the chapters, which are those of the catalogue."""
    return list(SECTIONS)


# --- excerpts ---------------------------------------------------------------------------------------


def extract(code: str, names: Sequence[str]) -> str:
    """The statements with these names, in the order of the file."""
    lines = code.splitlines()
    wanted = set(names)
    parts = []
    for node in ast.parse(code).body:
        part = _part(node, lines, wanted)
        if part:
            parts.append("\n".join(part))
    assert not wanted, f"there is no {sorted(wanted)}"
    return "\n\n".join(parts) + "\n"


def _part(node: ast.stmt, lines: Sequence[str], wanted: set[str]) -> list[str]:
    name = _name(node)
    if name in wanted:
        wanted.discard(name)
        is_function = isinstance(node, _FUNCTIONS)
        return _without_docs(node, lines) if is_function else _lines(node, lines)
    if not isinstance(node, ast.ClassDef):
        return []
    methods = [child for child in node.body if f"{name}.{_name(child)}" in wanted]
    if not methods:
        return []
    found = [*lines[_start(node) - 1 : node.body[0].lineno - (0 if _is_line(node.body[0]) else 1)]]
    while found and not found[-1].strip():
        found.pop()
    for method in methods:
        wanted.discard(f"{name}.{_name(method)}")
        found += [f"    {CUT}", "", *_without_docs(method, lines)]
    return found


def _name(node: ast.stmt) -> str:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""


def _is_line(docs: ast.stmt) -> bool:
    """Whether a docstring of one line stands there."""
    return isinstance(docs, ast.Expr) and docs.lineno == docs.end_lineno


def _start(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def _lines(node: ast.stmt, lines: Sequence[str]) -> list[str]:
    assert node.end_lineno is not None
    return [*lines[_start(node) - 1 : node.end_lineno]]


def _without_docs(node: ast.stmt, lines: Sequence[str]) -> list[str]:
    """A function whose docstring is cut behind its first line."""
    found = _lines(node, lines)
    assert isinstance(node, _FUNCTIONS)
    docs = node.body[0]
    if not isinstance(docs, ast.Expr) or _is_line(docs):
        return found
    assert docs.end_lineno is not None
    start, end = docs.lineno - _start(node), docs.end_lineno - _start(node)
    return [*found[: start + 1], f"{' ' * docs.col_offset}{CUT}", *found[end:]]
