"""The function of hooks that changes a package: what it returns is checked, field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import black
import pytest

from clientsmith.context import Method, Package
from clientsmith.hooks import Hooks, with_methods
from clientsmith.hooks.hooks import mistakes
from clientsmith.problem import Location as Place
from clientsmith.problem import Problem, Severity, UnusableSource
from clientsmith.render import TemplateSet, render
from clientsmith.text import Code, Text, reveal
from render.sample_contexts import ACME

Transform = Callable[[Package], Any]


def hooks(transform: Transform) -> Hooks:
    return Hooks(Path(__file__), "hooks.py", transform)


def failures(transform: Transform) -> list[Problem]:
    with pytest.raises(UnusableSource) as caught:
        hooks(transform).transformed(ACME)
    assert {each.location.origin for each in caught.value.problems} == {"hooks.py"}
    return list(caught.value.problems)


def words(method: Method) -> Method:
    docs = replace(method.docs, summary=Text(f"Beta: {reveal(method.docs.summary)}"))
    return replace(method, docs=docs)


def test_a_package_is_changed_and_nothing_else() -> None:
    changed = hooks(lambda package: with_methods(package, words)).transformed(ACME)
    before, after = render(ACME, TemplateSet()), render(changed, TemplateSet())
    modules = {path for path in after if after[path] != before[path]}
    assert modules - {"API.md", "README.md"} == {
        ".clientsmith/manifest.json",
        "acme/resources/goals.py",
        "acme/resources/tasks.py",
    }
    assert after["acme/resources/goals.py"].count('"""Beta: ') == len(ACME.resources[0].methods)


def test_without_a_function_the_package_is_the_same() -> None:
    assert Hooks().transformed(ACME) is ACME
    assert hooks(lambda package: package).transformed(ACME) is ACME


def test_every_package_is_sound() -> None:
    """All of it is looked at, as nothing of it is known."""
    nothing: Any = None
    assert mistakes(ACME, nothing) == []


def test_errors_have_the_line() -> None:
    def transform(package: Package) -> Package:
        return package.nothing  # type: ignore[attr-defined, no-any-return]

    (problem,) = failures(transform)
    assert "`transform` raised AttributeError: 'Package' object has no attribute" in problem.message
    assert problem.location.line == transform.__code__.co_firstlineno + 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "value", [None, 3, "package", (ACME,)], ids=["none", "number", "text", "tuple"]
)
def test_something_else_is_returned(value: object) -> None:
    (problem,) = failures(lambda package: value)
    assert "`transform` returned " in problem.message
    assert "not a Package" in problem.message
    assert "return dataclasses.replace(package, …)" in problem.hint


def resource(**changes: Any) -> Transform:
    return lambda package: replace(
        package, resources=(replace(package.resources[0], **changes), *package.resources[1:])
    )


@pytest.mark.parametrize(
    ("transform", "place", "message", "hint"),
    [
        (lambda p: replace(p, title="Acme"), "title", "a value of type str, not Text", "Text(…)"),
        (lambda p: replace(p, name="acme"), "name", "a value of type str, not Code", "Code(…)"),
        (lambda p: replace(p, features=1), "features", "of type int, not tuple", ""),
        (lambda p: replace(p, client=None), "client", "is None, not Client", ""),
        (lambda p: replace(p, webhooks=()), "webhooks", "of type tuple, not Webhooks", ""),
        (lambda p: replace(p, resources=[]), "resources", "of type list, not tuple", "Make a tuple"),
        (lambda p: replace(p, resources=(p,)), "resources[0]", "of type Package, not Resource", ""),
        (lambda p: replace(p, name=Code("../x")), "name", "'../x', which cannot be a name of a", ""),
        (resource(module=Code("a.b")), "resources[0].module", "cannot be a name of a module", ""),
        (resource(class_name=Code("class")), "resources[0].class_name", "be a name in Python", ""),
        (resource(docs=Code("x")), "resources[0].docs", "a value of type Code, not Text", ""),
        (resource(methods=(None,)), "resources[0].methods[0]", "is None, not Method", ""),
    ],
)  # fmt: skip
def test_ill_typed_fields(transform: Transform, place: str, message: str, hint: str) -> None:
    (problem,) = failures(transform)
    assert f"`package.{place}` is " in problem.message
    assert message in problem.message
    assert hint in problem.hint


def test_all_mistakes_are_told_each_field_once() -> None:
    def renamed(method: Method) -> Method:
        return replace(method, name=Code(f"{method.name}!"), path=str(method.path))  # type: ignore[arg-type]

    found = failures(lambda package: with_methods(package, renamed))
    assert ["Code" in each.message for each in found] == [False, True]
    assert all("resources[0].methods[0]" in each.message for each in found)
    assert all(" more places)" in each.message for each in found)


def test_methods_are_left_out_everywhere() -> None:
    left = with_methods(ACME, lambda method: None)
    assert [each.methods + each.aliases for each in left.resources] == [()] * len(ACME.resources)
    assert left.smoke_tests.calls == ()
    assert methods_in(left) == []
    assert methods_in(ACME) != []
    render(left, TemplateSet())
    assert mistakes(left, ACME) == []


def methods_in(value: object) -> list[Method]:
    if isinstance(value, Method):
        return [value]
    if isinstance(value, tuple):
        return [method for item in value for method in methods_in(item)]
    if is_dataclass(value):
        return [m for field in fields(value) for m in methods_in(getattr(value, field.name))]
    return []


def test_methods_are_changed_wherever_they_are() -> None:
    changed = with_methods(ACME, words)
    assert len(methods_in(changed)) == len(methods_in(ACME))
    assert all(reveal(each.docs.summary).startswith("Beta: ") for each in methods_in(changed))


def test_what_cannot_be_python_is_said_to_be_changed() -> None:
    problem = Problem("generated-code-unusable", Severity.ERROR, "It is no Python.", Place("a.py"))
    (blamed,) = hooks(lambda package: package).blamed([problem])
    assert "`transform` of hooks.py" in blamed.hint
    assert Hooks().blamed([problem]) == (problem,)


def test_code_of_users_is_formatted_like_that_of_templates() -> None:
    unformatted = Code("dict[str,int]|None")

    def retyped(package: Package) -> Package:
        modules = tuple(
            replace(module, models=tuple(
                replace(model, fields=tuple(
                    replace(field, annotation=unformatted) for field in model.fields
                ))
                for model in module.models
            ))
            for module in package.model_modules
        )  # fmt: skip
        return replace(package, model_modules=modules)

    before = render(ACME, TemplateSet())
    after = render(hooks(retyped).transformed(ACME), TemplateSet(), planned=ACME)
    changed = {path for path in after if after[path] != before[path]}
    models = {path for path in changed if "/models/" in path}
    assert changed == models | {".clientsmith/manifest.json"}
    assert models
    for path in models:
        assert ": dict[str, int] | None" in after[path]
        assert after[path] == black.format_str(after[path], mode=black.Mode())
