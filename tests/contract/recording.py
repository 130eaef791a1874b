"""Built-in templates rendered with an eye on everything that they look at."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from jinja2 import nodes
from jinja2.runtime import Context, missing

from clientsmith.context import Package
from clientsmith.render import TemplateSet
from clientsmith.render.units import header_unit, units


@dataclass
class Recorded:
    """What templates looked at."""

    attributes: set[tuple[str, str, str]] = field(default_factory=set)
    """Template, class of the object, attribute."""

    names: set[tuple[str, str]] = field(default_factory=set)
    """Template, variable; what a template sets by itself is not always among them."""

    missing: set[tuple[str, str]] = field(default_factory=set)
    """Those of `names` that nothing gives a value."""


def record(packages: Iterable[Package]) -> Recorded:
    """Render every built-in template with contexts."""
    recorded = Recorded()
    templates = TemplateSet()
    environment = templates._environment

    def recording_getattr(obj: Any, attribute: str) -> Any:
        name = _template()
        recorded.attributes.add((name, type(obj).__name__, attribute))
        return type(environment).getattr(environment, obj, attribute)

    class RecordingContext(Context):
        def resolve_or_missing(self, key: str) -> Any:
            value = super().resolve_or_missing(key)
            recorded.names.add((str(self.name), key))
            if value is missing:
                recorded.missing.add((str(self.name), key))
            return value

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "getattr", recording_getattr)
        patch.setattr(environment, "context_class", RecordingContext)
        for package in packages:
            for unit in (header_unit(package), *units(package)):
                templates.render(unit.template, unit.subject, **unit.variables)
    return recorded


def _template() -> str:
    """The template whose code is running."""
    frame = sys._getframe()
    while "__jinja_template__" not in frame.f_globals:
        assert frame.f_back is not None
        frame = frame.f_back
    return str(frame.f_globals["__jinja_template__"].name)


def written_attributes(tree: nodes.Template) -> set[str]:
    """Every attribute that a template names, in whatever branch."""
    return {node.attr for node in tree.find_all(nodes.Getattr)}


def unused_arguments(tree: nodes.Template) -> set[str]:
    """Arguments of macros that the macros do not use, as `macro(argument)`."""
    return {
        f"{macro.name}({argument.name})"
        for macro in tree.find_all(nodes.Macro)
        for argument in macro.args
        if argument.name not in {each.name for part in macro.body for each in _names(part)}
    }


def _names(node: nodes.Node) -> list[nodes.Name]:
    found = list(node.find_all(nodes.Name))
    return [*found, node] if isinstance(node, nodes.Name) else found
