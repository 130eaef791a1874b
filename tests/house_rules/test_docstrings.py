"""Docstrings in three styles: parsers of each find every argument, error and result with its words."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import black
import griffe
import pytest

from clientsmith.config import Config
from clientsmith.context import Method, Package
from clientsmith.encode.docstring_markup import without_markup
from clientsmith.pipeline import Generated, generate_client
from clientsmith.text import Text, reveal

Style = Literal["google", "numpy", "sphinx"]
STYLES: tuple[Style, ...] = ("google", "numpy", "sphinx")
SPEC = Path(__file__).parent / "openapi.yaml"
ACME = Path(__file__).resolve().parents[1] / "templates" / "acme.yaml"
OPTIONS = "Per-request options: timeouts, retries, headers and more."


@cache
def generated(style: Style) -> Generated:
    config = Config(spec=str(SPEC), package="shop", docstrings=style, docstrings_async="full")
    return generate_client(config, progress=lambda stage: None)


def module(style: Style, path: str) -> griffe.Module:
    with griffe.temporary_visited_module(generated(style).files[f"shop/{path}.py"]) as found:
        return found


def sections(style: Style, docstring: griffe.Docstring | None) -> dict[str, Any]:
    """What a parser finds in a docstring, by kind of section."""
    assert docstring is not None
    options: dict[str, Any] = {}
    if style == "google":  # one result, whose second line is no other one
        options = {"returns_named_value": False, "returns_multiple_items": False}
    found = docstring.parse(style, **options)
    kinds = [section.kind.value for section in found if section.kind.value != "text"]
    assert len(kinds) == len(set(kinds)), kinds
    return {section.kind.value: section.value for section in found}


def plain(text: str) -> str:
    """Words that do not depend on line breaks, nor on how a docstring escapes them."""
    return " ".join(text.replace("\\\\", "\\").replace('\\"', '"').split())


def told(text: Text) -> str:
    """What a docstring tells of a description, as `plain` words."""
    return plain("\n".join(without_markup(reveal(text).split("\n"))))


def methods(style: Style) -> Iterator[tuple[Method, griffe.Docstring | None, bool]]:
    for resource in generated(style).planned.package.resources:
        found = module(style, f"resources/{resource.module}")
        for class_name in (resource.class_name, resource.async_class_name):
            for method in resource.methods:
                member = found[class_name][method.name]
                yield method, member.docstring, class_name == resource.async_class_name


@pytest.mark.parametrize("style", STYLES)
def test_arguments_and_errors_are_found(style: Style) -> None:
    count = 0
    for method, docstring, _ in methods(style):
        count += 1
        found = sections(style, docstring)
        notes = {str(note.name): told(note.text) for note in method.docs.arguments}
        assert {each.name: plain(each.description) for each in found["parameters"]} == {
            **notes,
            "options": OPTIONS,
        }
        errors = {str(note.name): told(note.text) for note in method.docs.raises}
        assert {
            str(each.annotation): plain(each.description) for each in found.get("raises", ())
        } == errors
    assert count == 6


@pytest.mark.parametrize("style", STYLES)
def test_results_and_examples_are_found(style: Style) -> None:
    for method, docstring, is_async in methods(style):
        found = sections(style, docstring)
        returns = plain(reveal(method.docs.returns))
        described = found.get("returns") or []
        assert [plain(each.description) for each in described] == ([returns] if returns else [])
        if style == "numpy" and returns:
            assert str(described[0].annotation) == str(method.returns)
        assert docstring is not None
        example = method.docs.example
        assert example is not None
        lines = example.async_lines if is_async else example.lines
        assert plain(" ".join(lines)) in plain(docstring.value)
        assert plain(method.docs.request_line) in plain(docstring.value)
        if style == "sphinx":
            assert docstring.value.index(".. code-block::") < docstring.value.index(":param ")


@pytest.mark.parametrize("style", STYLES)
def test_arguments_of_the_client_are_found(style: Style) -> None:
    found = sections(style, module(style, "client")["Shop"]["__init__"].docstring)
    parameters = {each.name: plain(each.description) for each in found["parameters"]}
    assert list(parameters) == ["api_key", "base_url", "options"]
    assert parameters["api_key"].replace("``", "`") == (
        "Key of the shop. Defaults to the environment variable `SHOP_API_KEY`."
    )
    assert parameters["options"].startswith("Keyword arguments such as ")


@pytest.mark.parametrize("style", STYLES)
def test_arguments_of_webhooks_are_found(style: Style) -> None:
    found = sections(style, module(style, "webhooks")["parse_order_changed"].docstring)
    assert [each.name for each in found["parameters"]] == ["body", "headers", "verify", "strict"]
    assert all(each.description for each in found["parameters"])
    assert [plain(each.description) for each in found["returns"]] == ["What it is now."]
    assert [str(each.annotation) for each in found["raises"]] == [
        "InvalidSignatureError",
        "InvalidWebhookError",
    ]


@pytest.mark.parametrize("style", ["numpy", "sphinx"])
def test_nothing_else_differs_and_all_is_formatted(style: Style) -> None:
    files, google = generated(style).files, generated("google").files
    changed = {path for path in files if files[path] != google[path]} - {
        ".clientsmith/manifest.json"
    }
    resources = {"shop/resources/orders.py", "shop/resources/ping.py"}
    assert changed == {"shop/client.py", "shop/webhooks.py", *resources}
    for path in changed:
        assert black.format_str(files[path], mode=black.Mode()) == files[path]
        assert without_docstrings(files[path]) == without_docstrings(google[path])
        assert max(map(len, files[path].split("\n"))) <= 120


def without_docstrings(text: str) -> str:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = cast(ast.Constant, ast.Constant(value=""))
    return ast.dump(tree)


@pytest.mark.parametrize("style", ["google", "numpy"])
def test_pydocstyle_is_content(style: Style, tmp_path: Path) -> None:
    config = Config(spec=str(ACME), docstrings=style)
    files = generate_client(config, progress=lambda stage: None).files
    for path, text in files.items():
        if path in ("acme/client.py", "acme/webhooks.py") or path.startswith("acme/resources/"):
            (tmp_path / path.replace("/", "_")).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "D2,D4",
         "--ignore", "D401,D417", "--output-format", "concise",
         "--config", f"lint.pydocstyle.convention = '{style}'", str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_empty_texts_leave_no_ragged_lists(tmp_path: Path) -> None:
    """Hooks may make a text empty that the plan never leaves so."""
    hooks = tmp_path / "hooks.py"
    hooks.write_text(
        "from dataclasses import replace\n"
        "from clientsmith.hooks import with_methods\n"
        "from clientsmith.text import Text\n"
        "def empty(method):\n"
        "    notes = tuple(replace(note, text=Text('')) for note in method.docs.arguments)\n"
        "    return replace(method, docs=replace(method.docs, arguments=notes))\n"
        "def transform(package):\n"
        "    return with_methods(package, empty)\n"
    )
    for style, entries in (
        ("numpy", "        id\n        expand\n        options\n"),
        ("sphinx", "        :param id:\n        :param expand:\n        :param options: "),
    ):
        config = Config(
            spec=str(SPEC), docstrings=cast(Style, style), hooks=str(hooks), is_trusted=True
        )
        made = generate_client(config, progress=lambda stage: None)
        assert entries in made.files["shop/resources/orders.py"]


def package(style: Style) -> Package:
    return generated(style).planned.package


def test_the_context_has_the_style() -> None:
    assert [package(style).docstring_style for style in STYLES] == list(STYLES)
