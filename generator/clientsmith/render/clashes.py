"""Files that several templates, or a template and clientsmith itself, want to make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..problem import Problem
from ..project.output import UnusablePath, check_path, folded
from .new_files import owner_of
from .problems import template_problem
from .units import Unit


def clashes(new: Iterable[Unit], built_in: Mapping[str, str], package: str) -> list[Problem]:
    """What is wrong with the paths of new files; of each template the first one alone.

    Args:
        new: what makes them.
        built_in: path of every other file → the template that makes it; empty where none does.
        package: name of the package's folder.
    """
    makers = {folded(path): template for path, template in built_in.items()}
    found: dict[str, Problem] = {}
    for unit in new:
        message, hint = _mistake(unit, makers, package)
        makers.setdefault(folded(unit.path), unit.template)
        if message and unit.template not in found:
            found[unit.template] = template_problem(
                unit.template, None, message, subject=unit.subject, hint=hint
            )
    return list(found.values())


def _mistake(unit: Unit, makers: Mapping[str, str], package: str) -> tuple[str, str]:
    """Message and advice; an empty message where all is well."""
    if owner := owner_of(unit.path, package):
        return f"nothing is generated there: {owner}", ""
    try:
        check_path(unit.path)
    except UnusablePath as error:
        return str(error), ""
    maker = makers.get(folded(unit.path))
    if maker is None:
        return _hidden_module(unit.path, makers), "Choose another name."
    if not maker:
        return f"clientsmith makes `{unit.path}` itself", "Choose another name."
    if maker == unit.template:
        return f"it makes `{unit.path}` twice", "Choose a path that tells the files apart."
    return (
        f"it makes `{unit.path}`, and so does `{maker}`",
        f"Choose another name, or let `{maker}` in your folder say what is in the file.",
    )


def _hidden_module(path: str, makers: Mapping[str, str]) -> str:
    """What Python would not find any more where a module and a package have the same name; empty
    where it finds all."""
    name = path.removesuffix(".py").removesuffix("/__init__")
    for other in (f"{name}.py", f"{name}/__init__.py"):
        if path.endswith(".py") and other != path and folded(other) in makers:
            return f"of `{path}` and `{other}` Python finds only one"
    return ""
