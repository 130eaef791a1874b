"""What one template sees of a package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..context import CONTEXT_VERSION, Package
from ..contract import GLOBALS, variables
from ..render.context_json import context_value
from ..render.custom import is_shared
from ..render.new_files import new_file
from ..render.package_names import PackageNames
from ..render.problems import did_you_mean
from ..render.units import Unit, header_unit, new_units, units
from .ejecting import builtin_name
from .folder import read_folder


class UnknownTemplate(Exception):
    """There is no such template, or it makes no file."""


def seen_by(given: str, package: Package, place: Path | None) -> dict[str, Any]:
    """What a template sees, by the files that it makes.

    Args:
        given: the template; its suffix may be left out.
        package: the context.
        place: a user's folder of templates.

    Returns:
        The names of what it sees, and of each file the path and the variables that other files have
        other values of; `package` and the like are the same everywhere.

    Raises:
        UnknownTemplate: there is no such template, or it makes no file.
        TemplateProblem: templates of the folder cannot be read.
    """
    folder = read_folder(place)
    name = given if given in folder.custom else builtin_name(folder, given)
    if name is None and f"{given}.jinja" in folder.custom:
        name = f"{given}.jinja"
    if name is None:
        known = sorted({*folder.custom, *folder.builtin})
        raise UnknownTemplate(f"there is no template `{given}`. {did_you_mean(given, known)}")
    if is_shared(name):
        raise UnknownTemplate(f"{name} is for other templates, and sees what these give it")
    is_new = name not in folder.builtin
    made = new_units(PackageNames(package), [new_file(name)]) if is_new else _builtin_units(package)
    return {
        "context_version": CONTEXT_VERSION,
        "template": name,
        "variables": sorted(variables(name)),
        "files": [
            {
                "path": unit.path,
                "variables": {
                    key: context_value(value)
                    for key, value in unit.variables.items()
                    if key not in GLOBALS
                },
            }
            for unit in made
            if unit.template == name
        ],
    }


def _builtin_units(package: Package) -> Iterator[Unit]:
    yield from units(package)
    yield header_unit(package)
