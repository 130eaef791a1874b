"""Built-in templates use what the contract declares, nothing else, and all of it that has no reason to
be there without them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from clientsmith.context import Runtime
from clientsmith.contract import GLOBALS, OF_TEMPLATES, class_contracts, variables
from clientsmith.render import TemplateSet
from clientsmith.render.units import syntax_tree
from clientsmith.text import Code
from contract.recording import Recorded, record, unused_arguments, written_attributes
from render.sample_contexts import ACME
from support.contexts import checked_in_contexts

UNUSED = tomllib.loads(Path(__file__).with_name("unused.toml").read_text(encoding="utf-8"))
TEMPLATES = TemplateSet()


@cache
def tree_of(template: str) -> nodes.Template:
    return syntax_tree(template, TEMPLATES._environment)


@pytest.fixture(scope="module")
def recorded() -> Recorded:
    styles = (
        replace(ACME, docstring_style=Code(style), has_full_async_docstrings=True)
        for style in ("google", "numpy", "sphinx")
    )
    sharing = replace(
        ACME,
        features=(*ACME.features, Code("webhooks")),
        webhooks=None,
        runtime=Runtime(Code("clientsmith_runtime"), Code("1.4"), Code("clientsmith-runtime>=1.4")),
    )
    return record([*checked_in_contexts().values(), *styles, sharing])


def test_attributes_are_declared(recorded: Recorded) -> None:
    contracts = class_contracts()
    undeclared = [
        (template, f"{owner}.{name}")
        for template, owner, name in sorted(recorded.attributes)
        if owner in contracts and name not in contracts[owner].by_name
    ]
    assert undeclared == []


@pytest.mark.parametrize("template", TEMPLATES.names)
def test_every_branch_was_looked_at(recorded: Recorded, template: str) -> None:
    reached = {name for place, _, name in recorded.attributes if place == template}
    assert written_attributes(tree_of(template)) - reached == set()


def test_objects_are_those_of_the_contract(recorded: Recorded) -> None:
    owners = {owner for _, owner, _ in recorded.attributes}
    assert owners - class_contracts().keys() - {"LoopContext", "dict"} == set()


@pytest.mark.parametrize("template", TEMPLATES.names)
def test_variables_are_declared(recorded: Recorded, template: str) -> None:
    tree = tree_of(template)
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    own |= {macro.name for macro in tree.find_all(nodes.Macro)}
    for node in tree.find_all(nodes.FromImport):
        own |= {name if isinstance(name, str) else name[1] for name in node.names}
    known = own | variables(template).keys() | DEFAULT_NAMESPACE.keys()
    used = {name for place, name in recorded.names if place == template}
    assert used - known == set()
    assert {name for place, name in recorded.missing if place == template} - own == set()


def test_what_is_declared_is_used_or_has_a_reason(recorded: Recorded) -> None:
    used = {f"{owner}.{name}" for _, owner, name in recorded.attributes}
    declared = {
        f"{name}.{field.name}"
        for name, contract in class_contracts().items()
        for field in contract.fields
    }
    assert sorted(declared - used) == sorted(UNUSED["fields"])


def test_variables_are_used_or_have_a_reason(recorded: Recorded) -> None:
    used = {name for _, name in recorded.names}
    assert sorted(GLOBALS.keys() - used) == sorted(UNUSED["variables"])
    for template, seen in OF_TEMPLATES.items():
        assert {(template, name) for name in seen} <= recorded.names


@pytest.mark.parametrize("template", TEMPLATES.names)
def test_arguments_of_macros_are_used(template: str) -> None:
    assert unused_arguments(tree_of(template)) == set()
