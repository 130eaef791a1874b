"""Variables of templates: what the renderer gives is what the contract declares."""

from __future__ import annotations

import pytest
from jinja2.defaults import DEFAULT_NAMESPACE

from clientsmith.context import Package
from clientsmith.contract import GLOBALS, OF_PLACEHOLDERS, OF_TEMPLATES, variables
from clientsmith.render import TemplateSet
from clientsmith.render.new_files import PLACEHOLDERS, PackageNames, new_file
from clientsmith.render.units import Unit, header_unit, new_units, units
from clientsmith.text import Code
from render.sample_contexts import ACME
from support.context_values import mistyped
from support.contexts import checked_in_contexts


@pytest.fixture(scope="module")
def rare() -> Package:
    return checked_in_contexts()["rare"]


def check(unit: Unit) -> None:
    """What a file is rendered with, and what the environment adds, is what the contract declares."""
    seen = {**TemplateSet()._environment.globals, **unit.variables}
    declared = variables(unit.template)
    assert seen.keys() - DEFAULT_NAMESPACE.keys() == declared.keys(), unit.template
    for name, type in declared.items():
        value = Code(seen[name]) if name == "context_version" else seen[name]
        assert list(mistyped(value, type, name)) == []


@pytest.mark.parametrize("name", ["acme", "rare"])
def test_built_in_templates_see_what_is_declared(rare: Package, name: str) -> None:
    package = {"acme": ACME, "rare": rare}[name]
    for unit in (header_unit(package), *units(package)):
        check(unit)
    assert OF_TEMPLATES.keys() <= {unit.template for unit in units(package)}


def test_there_is_a_row_for_every_placeholder() -> None:
    assert sorted(OF_PLACEHOLDERS) == sorted(PLACEHOLDERS)


@pytest.mark.parametrize(
    "path",
    [
        "NOTICE",
        "docs/{{package}}.md",
        "docs/{{resource}}.md",
        "docs/{{ resource }}/{{operation}}.md",
        "docs/{{module}}.md",
        "docs/{{module}}/{{model}}.md",
        "docs/{{enum_class}}.md",
        "docs/{{type_name}}.md",
        "docs/{{webhook}}.md",
    ],
)
def test_new_files_see_what_is_declared(rare: Package, path: str) -> None:
    made = list(new_units(PackageNames(rare), [new_file(f"{path}.jinja")]))
    assert made
    for unit in made:
        check(unit)


def test_nothing_is_known_of_placeholders_that_do_not_exist() -> None:
    assert variables("docs/{{tag}}.md.jinja") == GLOBALS
