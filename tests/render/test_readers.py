"""What tools read in the docstrings and pages of a client whose descriptions are odd."""

from __future__ import annotations

import ast
import doctest
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import griffe
import pytest
from markdown_it import MarkdownIt

from clientsmith.config import load_configs
from clientsmith.pipeline import generate_client
from clientsmith.project.output import Files
from support.cases import config_of
from templates.example_files import EXAMPLES, mistakes

Style = Literal["google", "numpy", "sphinx"]


def made(tmp_path: Path, style: Style) -> Files:
    config = replace(config_of("descriptions", tmp_path / "out"), docstrings=style)
    return generate_client(config, progress=lambda stage: None).files


def docstrings(files: Files) -> Iterator[tuple[str, list[str], str]]:
    """Name, arguments and docstring of every method of a resource."""
    for path, text in files.items():
        if "/resources/" in path and path.endswith(".py"):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef) and (found := ast.get_docstring(node)):
                    yield node.name, [each.arg for each in node.args.kwonlyargs], found


@pytest.mark.parametrize("style", ["google", "numpy", "sphinx"])
def test_arguments_and_results_are_those_of_the_method(tmp_path: Path, style: Style) -> None:
    methods = list(docstrings(made(tmp_path, style)))
    assert len(methods) == 9
    for name, arguments, text in methods:
        sections = griffe.Docstring(text).parse(style, warnings=False)
        listed = [s for s in sections if s.kind is griffe.DocstringSectionKind.parameters]
        assert [[each.name for each in section.value] for section in listed] == [arguments], name
        kinds = {section.kind.value for section in sections}
        assert ("returns" in kinds) == (name == "get_open"), name
        assert not kinds & {"attributes", "other parameters", "raises", "warns", "yields"}, name


def test_doctest_finds_nothing(tmp_path: Path) -> None:
    parser = doctest.DocTestParser()
    for path, text in made(tmp_path, "google").items():
        if "/_runtime/" not in path:
            assert parser.get_examples(text) == [], path


def test_docstrings_are_markdown_that_ends(tmp_path: Path) -> None:
    for name, _, text in docstrings(made(tmp_path, "google")):
        above, title, _ = text.partition("\nArgs:\n")
        tokens = MarkdownIt("commonmark").parse(f"{above}\n\nBehind.")
        assert title, name
        assert (tokens[-1].level, tokens[-2].content) == (0, "Behind."), name
        assert tokens[-5].content.startswith("`GET /"), name


def test_pages_have_no_more_than_words(tmp_path: Path) -> None:
    (config,) = load_configs(EXAMPLES / "reference-site" / "clientsmith.toml")
    spec = config_of("descriptions", tmp_path).spec
    site = generate_client(replace(config, spec=spec), progress=lambda stage: None).files
    assert list(mistakes(site)) == []
    page = site["docs/operations/code/lists.md"]
    assert '1. First:\n\n```json\n{"a": 1}\n```\n\n2. Second:\n\n```json\n{"b": 2}\n```\n' in page
    assert "\n## Responses\n" in site["docs/operations/code/open.md"]
