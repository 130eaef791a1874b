"""Checks documents against the rules of OpenAPI."""

from __future__ import annotations

from ...document import Library
from ...problem import Problem, Severity, sort_key
from . import metaschema, operations
from .references import ReferenceWalk
from .schemas import SchemaCheck
from .version import version_of

__all__ = ["validate"]


def validate(library: Library) -> tuple[Problem, ...]:
    """Return the problems of a library, worst first, those of loading it included."""
    version, found = version_of(library.root_node)
    problems = [*library.problems, *found]
    if version is not None and all(problem.severity < Severity.ERROR for problem in found):
        problems += metaschema.check(library.root_node, version)
        problems += operations.check(library)
        walk = ReferenceWalk(library)
        schemas = SchemaCheck(library, version)
        for start, place in walk.objects():
            schemas.check(start, place)
        problems += walk.problems
        problems += schemas.problems
    return tuple(sorted(dict.fromkeys(problems), key=sort_key))
