"""Filters and tests of hooks: what they are given, and what becomes of what they return."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest

from clientsmith.hooks import load_hooks
from clientsmith.render import TemplateProblem, TemplateSet, render
from clientsmith.text import Code, Text
from render.sample_contexts import ACME

HOOKS = """\
from clientsmith.text import Code, Text, reveal

def fails(value):
    return 1 / 0

def of(value):
    return type(value).__name__

filters = {
    "as_code": lambda value: Code(str(value)),
    "bare": lambda value: reveal(value),
    "dict": lambda value: {},
    "doubled": lambda value, times=2: str(value) * times,
    "fails": fails,
    "kept": lambda value: value,
    "letters": lambda value: (each for each in value),
    "of": of,
    "pair": lambda value: [value, 1],
    "summary": lambda method: reveal(method.docs.summary),
    "text": lambda value: Text(value),
}
tests = {"long": lambda value, than=3: len(value) > than, "broken": fails}
"""
NAME = "API.md.jinja"


def printed(folder: Path, template: str, cache: Path | None = None) -> str:
    (folder / "t").mkdir(exist_ok=True)
    (folder / "t" / NAME).write_text(template, encoding="utf-8")
    (folder / "h.py").write_text(HOOKS, encoding="utf-8")
    hooks = load_hooks(folder / "h.py", "h.py")
    templates = TemplateSet(folder / "t", cache, filters=hooks.filters, tests=hooks.tests)
    return templates.render(NAME, "a page", package=ACME, text=Text("a *b*"), method=METHOD)


METHOD: Any = ACME.resources[0].methods[0]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ 'ab' | doubled }} {{ 'ab' | doubled(3) }} {{ 'ab' | doubled(times=1) }}", "abab ababab ab"),
        ("{{ package.name | doubled }}", "acmeacme"),
        ("{{ text | of }}", None),
        ("{{ text | of | code_span }}", "`Text`"),
        ("{{ package.name | of }}", "Code"),
        ("{{ text | bare }}", None),
        ("{{ text | bare | code_span }}", "`a *b*`"),
        ("{{ text | kept }}", None),
        ("{{ method | summary }}", None),
        ("{{ 'a' | text }}", None),
        ("{{ 'a' | text | bare }}", None),
        ("{{ 'a b' | as_code }}", "a b"),
        ("{{ 'abc' | letters | join('-') }}", "a-b-c"),
        ("{{ ('a' | pair)[0] }}{{ 'a' | pair | last }}", "a1"),
        ("{{ ['a', 'b'] | map('doubled') | join }}", "aabb"),
        ("{{ ['abcd', 'b'] | select('long') | join }}", "abcd"),
        ("{% if 'abcd' is long %}y{% endif %}{% if 'abcd' is long(4) %}n{% endif %}", "y"),
    ],
)  # fmt: skip
def test_what_is_printed(tmp_path: Path, template: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(TemplateProblem, match="goes through an encoder"):
            printed(tmp_path, template)
    else:
        assert printed(tmp_path, template) == expected


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("\n{{ 'a' | fails }}", "the filter `fails` of h.py:4 raised ZeroDivisionError"),
        ("\n{{ 1 is broken }}", "the test `broken` of h.py:4 raised ZeroDivisionError"),
        ("\n{{ 'a' | dict }}", "the filter `dict` of h.py:12 raised TypeError: a value of type"),
        ("\n{{ 'a' | doubled(nonsense=1) }}", "the filter `doubled` of h.py:13 raised TypeError"),
        ("\n{{ nothing | kept }}", "'nothing' is undefined"),
        ("\n{{ 'a' | doubld }}", "there is no filter `doubld`"),
    ],
)
def test_errors_name_template_and_hooks(tmp_path: Path, template: str, message: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        printed(tmp_path, template)
    (problem,) = caught.value.problems
    assert (problem.location.origin, problem.location.line) == (NAME, 2)
    assert message in problem.message


def test_no_result_is_kept_with_compiled_templates(tmp_path: Path) -> None:
    """Jinja works out `{{ 'ab' | doubled }}` when it compiles a template, were it to know no better."""
    template = "{{ 'ab' | doubled }}"
    assert printed(tmp_path, template, tmp_path / "cache") == "abab"
    for file in (tmp_path / "cache").rglob("*"):
        assert file.is_dir() or b"abab" not in file.read_bytes()


def test_filters_have_the_signatures_of_the_functions(tmp_path: Path) -> None:
    """By which templates are looked over without a document."""
    text = "from clientsmith.text import Code\n\ndef f(a: str, b: int = 1) -> Code: ...\n"
    (tmp_path / "h.py").write_text(f"{text}filters = {{'f': f, 'len': len}}\ntests = {{'f': f}}\n")
    hooks = load_hooks(tmp_path / "h.py", "h.py")
    for function in (hooks.filters["f"], hooks.tests["f"]):
        signature = inspect.signature(function)
        assert list(signature.parameters) == ["a", "b"]
        assert signature.return_annotation is Code


def test_other_templates_are_as_before(tmp_path: Path) -> None:
    (tmp_path / "h.py").write_text(HOOKS, encoding="utf-8")
    hooks = load_hooks(tmp_path / "h.py", "h.py")
    files = render(ACME, TemplateSet(filters=hooks.filters, tests=hooks.tests))
    assert dict(files) == dict(render(ACME, TemplateSet()))
