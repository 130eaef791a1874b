"""README.md and API.md of a package: every snippet is valid, every operation is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clientsmith.context import CONTEXT_VERSION, Package
from clientsmith.render.templates import TemplateSet
from support import checks
from support.clients import generate_to, import_from
from support.examples import methods_of
from support.public import ROOT, PublicSpec, each_public_spec, planned, public_specs

CHECKED = ("codegen-petstorefake-3.0", "qdrant", "redocly-cafe-3.2", "typespec-sse-3.2")
"""Public documents whose snippets are type-checked here."""

CASES = ("security", "servers", "streams", "webhooks")
_SNIPPET = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def snippets(page: str) -> list[str]:
    return _SNIPPET.findall(page)


@each_public_spec()
def test_pages_of_a_public_document(spec: PublicSpec) -> None:
    package = planned(spec).package
    readme = page(package, "README.md")
    for number, snippet in enumerate(snippets(readme)):
        compile(snippet, f"README.md {number}", "exec")
    assert "\n\n\n\n" not in readme
    assert "\n\n\n" not in _SNIPPET.sub("code", readme)
    listed = page(package, "API.md")
    calls = len(list(methods_of(package)))
    tables = listed.partition("\n## Webhooks")[0].partition("\n## Models")[0]
    assert len(re.findall(r"^\| `\w+\(", tables, re.MULTILINE)) == calls


def page(package: Package, name: str) -> str:
    return TemplateSet().render(
        f"{name}.jinja", name, package=package, context_version=CONTEXT_VERSION
    )


def sources() -> Iterator[Path]:
    """Documents whose snippets are type-checked, the public ones where they are at hand."""
    yield from (ROOT / "tests" / "cases" / case / "openapi.yaml" for case in CASES)
    yield ROOT / "specs" / "msportal" / "create-goal.md"
    yield from (spec.file for spec in public_specs() if spec.name in CHECKED)


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """A folder with packages, and a module for each snippet of each README."""
    folder = tmp_path_factory.mktemp("pages")
    files = []
    for number, source in enumerate(sources()):
        package = f"pages_{number}"
        generated = generate_to(source, folder / f"{number}", package=package)
        (folder / f"{number}" / package).rename(folder / package)
        client = generated.planned.package.client.class_name
        readme = (folder / f"{number}" / "README.md").read_text(encoding="utf-8")
        for index, snippet in enumerate(snippets(readme)):
            file = Path(f"{package}_snippet_{index}.py")
            given = f"from {package} import {client}\n\nclient: {client} = ...  # type: ignore\n\n"
            (folder / file).write_text(given + snippet, encoding="utf-8")
            files.append(file)
    return folder, files


@pytest.mark.xdist_group("pages")
def test_mypy_is_content_with_the_snippets(modules: tuple[Path, list[Path]]) -> None:
    folder, files = modules
    assert len(files) > 10
    assert checks.mypy_errors(files, folder) == ""


@pytest.mark.xdist_group("pages")
def test_pyright_is_content_with_the_snippets(modules: tuple[Path, list[Path]]) -> None:
    folder, files = modules
    assert checks.pyright_errors(files, folder) == ""


def test_the_readme_lists_every_option(tmp_path: Path) -> None:
    source = ROOT / "specs" / "msportal" / "create-goal.md"
    generate_to(source, tmp_path, package="pages_options")
    package: Any = import_from(tmp_path, "pages_options")
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| option | |\n| --- | --- |\n")[2].partition("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines()]
    listed = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(listed) == sorted(package.SyncClientOptions.__annotations__)
