"""What is wrong with a document, as problems with their places."""

from __future__ import annotations

from ...document import Library
from ...problem import Problem, Severity, sort_key
from . import metaschema, operations
from .reach import Reach
from .schemas import SchemaCheck
from .version import version_of

__all__ = ["validate"]


def validate(library: Library) -> tuple[Problem, ...]:
    """Everything that is wrong with a library, worst first, what its loading found included."""
    version, found = version_of(library.root_node)
    problems = [*library.problems, *found]
    if version is not None and all(problem.severity < Severity.ERROR for problem in found):
        problems += metaschema.check(library.root_node, version)
        problems += operations.check(library)
        reach = Reach(library)
        schemas = SchemaCheck(library, version)
        for start, place in reach.mappings():
            schemas.take(start, place)
        problems += reach.problems
        problems += schemas.problems
    return tuple(sorted(dict.fromkeys(problems), key=sort_key))
