"""No text of a document becomes code, whatever it is and wherever it stands."""

import ast
import dataclasses
import inspect
import io
import tokenize
import tomllib
from typing import Any, get_type_hints

import pytest

from clientsmith import context
from clientsmith.render import TemplateSet, render
from clientsmith.text import Text
from render.sample_contexts import ACME

pytestmark = pytest.mark.detail

CANARY = "canary7"
BREAKERS = {
    "double quotes": f'""" \n{CANARY}()\n""" " {CANARY}() "',
    "single quotes": f"''' \n{CANARY}()\n''' ' {CANARY}() '",
    "backslashes": f'\\{CANARY}\\""" {CANARY} \\" \\\' \\N{{BULLET}} \\x4 \\u12 \\',
    "new lines": "".join(
        f"{mark}{CANARY}()" for mark in "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
    ),
    "templates": f"{{{{ {CANARY} }}}}{{% if {CANARY} %}}{{# {CANARY} #}}{{{CANARY}}}",
    "comments": f"# {CANARY}\n#{CANARY}\n# coding: utf-7 {CANARY}",
    "hidden": f"\x00\x08\x1b[2J\u202e{CANARY}\u2066\u200b\ud800\ufeff",
    "indentation": f"\n    {CANARY}()\n\t{CANARY}()\n{CANARY}()",
    "brackets": f")]}}, {CANARY}(), {{[(",
    "toml": f'"\n[tool.{CANARY}]\n{CANARY} = 1 """',
    "markup": f"<script>{CANARY}</script> [x](javascript:{CANARY}) | {CANARY} |\n```\n{CANARY}",
    "format": f"%({CANARY})s %s {{0}} ${{{CANARY}}}",
}


def with_text(value: Any, text: str, seen: set[tuple[type, str]]) -> Any:
    """The context with every text replaced; notes in which fields there was one."""
    if isinstance(value, tuple):
        return tuple(with_text(item, text, seen) for item in value)
    if not dataclasses.is_dataclass(value):
        return value
    changes = {}
    for field in dataclasses.fields(value):
        old = getattr(value, field.name)
        if isinstance(old, Text):
            seen.add((type(value), field.name))
            changes[field.name] = Text(text)
        else:
            changes[field.name] = with_text(old, text, seen)
    return dataclasses.replace(value, **changes)  # type: ignore[type-var]


def rendered(text: str) -> dict[str, str]:
    files = render(with_text(ACME, text, set()), TemplateSet())
    return {path: content for path, content in files.items() if "/_runtime/" not in path}


@pytest.fixture(scope="module")
def harmless() -> dict[str, str]:
    return rendered("harmless")


class _Blank(ast.NodeTransformer):
    """Makes all string constants, and all lists of dictionary keys made of them, the same."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node


def shape(text: str) -> str:
    return ast.dump(_Blank().visit(ast.parse(text)))


def test_the_sample_has_a_text_in_every_field_of_that_type() -> None:
    seen: set[tuple[type, str]] = set()
    with_text(ACME, CANARY, seen)
    declared = {
        (class_, name)
        for class_ in vars(context).values()
        if inspect.isclass(class_) and dataclasses.is_dataclass(class_)
        for name, hint in get_type_hints(class_).items()
        if hint is Text
    }
    assert declared
    assert seen == declared


@pytest.mark.parametrize("breaker", BREAKERS)
def test_modules_differ_in_their_strings_only(harmless: dict[str, str], breaker: str) -> None:
    files = rendered(BREAKERS[breaker])
    assert files.keys() == harmless.keys()
    found = False
    for path, text in files.items():
        if not path.endswith(".py"):
            continue
        assert shape(text) == shape(harmless[path]), path
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if CANARY in token.string:
                found = True
                assert token.type == tokenize.STRING, (path, token)
    assert found


def keys_of(value: object) -> object:
    """The keys of a table and of all tables in it; values by their type alone."""
    if isinstance(value, dict):
        return {key: keys_of(item) for key, item in value.items()}
    return [keys_of(item) for item in value] if isinstance(value, list) else type(value)


@pytest.mark.parametrize("breaker", BREAKERS)
def test_the_project_file_keeps_its_keys(harmless: dict[str, str], breaker: str) -> None:
    text = rendered(BREAKERS[breaker])["pyproject.toml"]
    project, harmless = tomllib.loads(text), tomllib.loads(harmless["pyproject.toml"])
    assert CANARY in project["project"]["description"]
    assert keys_of(project) == keys_of(harmless)
    for name, value in harmless["project"].items():
        if "harmless" not in str(value):
            assert project["project"][name] == value


@pytest.mark.parametrize("breaker", BREAKERS)
@pytest.mark.parametrize("path", ["README.md", "API.md"])
def test_markdown_keeps_its_lines(harmless: dict[str, str], breaker: str, path: str) -> None:
    text = rendered(BREAKERS[breaker])[path]
    assert "<script" not in text
    assert "](javascript" not in text.replace("\\](", "")
    assert text.count("\n") == harmless[path].count("\n")


def test_text_is_printed_in_one_pass() -> None:
    text = rendered("{{ package.name }}{% raw %}")["acme/resources/tasks.py"]
    assert text.startswith('"""{{ package.name }}{% raw %}"""')
