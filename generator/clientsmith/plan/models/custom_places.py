"""Models stay in the modules that hand-written classes import them from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...ir import Id
from ...naming.models import ModelNames
from ...naming.words.identifiers import module_name
from ...naming.words.words import words
from ...project.custom import CustomCode
from ...text import Code
from ...types.custom_classes import MODELS
from .modules import Placement


def with_custom_places(placement: Placement, code: CustomCode, names: ModelNames) -> Placement:
    """The placement in which each model that a hand-written class extends is where that looks for it,
    whatever has changed in the document since.

    Args:
        placement: where everything lives otherwise.
        code: the hand-written modules.
        names: names of the models.
    """
    wanted = _wanted(code, names)
    moved = {
        id_: module
        for id_, module in wanted.items()
        if id_ in placement.modules and placement.modules[id_] != module
    }
    if not moved:
        return placement
    docs = {module: f"Models of {' '.join(words(module))}." for module in moved.values()}
    return replace(
        placement, modules={**placement.modules, **moved}, docs={**docs, **placement.docs}
    )


def _wanted(code: CustomCode, names: ModelNames) -> Mapping[Id, Code]:
    """Model → the module that it is to be in; the first class that says so counts."""
    ids = {str(name): id_ for each in (names.names, names.inputs) for id_, name in each.items()}
    found: dict[Id, Code] = {}
    for base in (base for each in code.classes for base in each.bases):
        section, _, rest = base.partition(".")
        module, _, name = rest.partition(".")
        is_usable = module_name(module) == module and module not in ids
        if section == MODELS and name in ids and is_usable:
            found.setdefault(ids[name], Code(module))
    return found
