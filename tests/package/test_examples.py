"""The example of every method is a call that is valid for type checkers and gives what it must."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientsmith.context import Example, Method, Resource
from support import checks
from support.clients import generate_to
from support.examples import examples_module, is_self_contained, methods_of
from support.public import ROOT, PublicSpec, each_public_spec, planned, public_specs

CHECKED = ("codegen-petstorefake-3.0", "qdrant", "redocly-cafe-3.2", "typespec-sse-3.2")
"""Public documents whose examples are type-checked here."""

CASES = ("enums", "formats", "multipart", "recursion", "unions", "xml")


@each_public_spec()
def test_every_method_has_an_example(spec: PublicSpec) -> None:
    for resource, method in methods_of(planned(spec).package):
        example = method.docs.example
        assert example is not None, f"{resource.path}.{method.name}"
        check(resource, method, example)


def check(resource: Resource, method: Method, example: Example) -> None:
    calls = [
        node
        for node in ast.walk(ast.parse("\n".join(example.lines)))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("client.")
    ]
    [call] = calls
    assert ast.unparse(call.func) == f"client.{resource.path}.{method.name}"
    positional = [argument.name for argument in method.arguments if argument.positional]
    given = [*positional[: len(call.args)], *(keyword.arg for keyword in call.keywords)]
    assert len(call.args) <= len(positional)
    assert given == [argument.name for argument in method.arguments if not argument.default]
    assert is_self_contained(example)
    asynchronous = "\n".join(f"    {line}" for line in example.async_lines)
    compile(f"async def example(client):\n{asynchronous}", "example", "exec")


def sources() -> Iterator[Path]:
    """Documents whose examples are type-checked, the public ones where they are at hand."""
    yield from (ROOT / "tests" / "cases" / case / "openapi.yaml" for case in CASES)
    yield ROOT / "specs" / "msportal" / "create-goal.md"
    yield from (spec.file for spec in public_specs() if spec.name in CHECKED)


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """A folder with packages, and a module for each with all of its examples."""
    folder = tmp_path_factory.mktemp("examples")
    files = []
    for number, source in enumerate(sources()):
        package = f"examples_{number}"
        generated = generate_to(source, folder / f"{number}", package=package)
        (folder / f"{number}" / package).rename(folder / package)
        file = Path(f"{package}_calls.py")
        text = examples_module(generated.planned.package)
        (folder / file).write_text(text, encoding="utf-8")
        files.append(file)
    return folder, files


@pytest.mark.xdist_group("examples")
def test_mypy_is_content_with_the_examples(modules: tuple[Path, list[Path]]) -> None:
    folder, files = modules
    assert checks.mypy_errors(files, folder) == ""


@pytest.mark.xdist_group("examples")
def test_pyright_is_content_with_the_examples(modules: tuple[Path, list[Path]]) -> None:
    folder, files = modules
    assert checks.pyright_errors(files, folder) == ""
