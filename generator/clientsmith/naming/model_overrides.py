"""Names of schemas that the user chose."""

from __future__ import annotations

import difflib

from ..config.configuration import CONFIG_FILE, Config
from ..ir import Id
from ..problem import Location, Problem, Severity
from ..text import Code
from ..types.declarations import Declarations
from ..types.expressions import RESERVED_CLASSES
from .words.identifiers import class_name


def chosen_schema_names(
    declarations: Declarations, config: Config
) -> tuple[dict[Id, Code], list[Problem]]:
    """The names of `names.schemas`, by declaration, and a warning for each that cannot be used."""
    keys = _by_key(declarations)
    chosen: dict[Id, Code] = {}
    owners: dict[str, str] = {}
    problems: list[Problem] = []
    for wanted, name in sorted(config.names.schemas.items()):
        id_ = keys.get(wanted.removeprefix("#"))
        if id_ is None:
            close = difflib.get_close_matches(wanted, keys, n=1)
            hint = f"Did you mean {close[0]!r}?" if close else ""
            problems.append(_problem("override-unused", wanted, "there is no such schema", hint))
        elif class_name(name, reserved=RESERVED_CLASSES) != name:
            why = f"{name!r} is no free class name such as 'Pet'"
            problems.append(_problem("override-unusable", wanted, why))
        elif id_ in chosen:
            problems.append(_problem("override-unused", wanted, "the schema has a name already"))
        elif name in owners:
            why = f"{name!r} is given to {owners[name]!r} already"
            problems.append(_problem("override-unusable", wanted, why))
        else:
            chosen[id_] = Code(name)
            owners[name] = wanted
    return chosen, problems


def _by_key(declarations: Declarations) -> dict[str, Id]:
    """Declarations by component name and by JSON pointer; documents beside the root one need their
    origin in front of the pointer."""
    keys: dict[str, Id] = {}
    for id_ in (*declarations.components, *declarations.synonyms):
        keys.setdefault(declarations.original(id_).place.steps[0].word, id_)
    for id_ in declarations:
        target = id_ if id_ in declarations.synonyms else declarations.resolve(id_)
        keys.setdefault(id_, target)
        keys.setdefault(id_.partition("#")[2], target)
    return keys


def _problem(code: str, wanted: str, why: str, hint: str = "") -> Problem:
    return Problem(
        code,
        Severity.WARNING,
        f"The name of {wanted!r} in names.schemas cannot be followed: {why}.",
        Location(CONFIG_FILE),
        hint,
    )
