"""What the user knows of formats that the document made up."""

from __future__ import annotations

from collections.abc import Mapping

from ...ir import ScalarKind
from ...problem import Location, Problem, Severity, quoted

_TEXTS = tuple(
    kind
    for kind in ScalarKind
    if kind
    not in (
        ScalarKind.BOOLEAN,
        ScalarKind.DECIMAL_NUMBER,
        ScalarKind.INTEGER,
        ScalarKind.NULL,
        ScalarKind.NUMBER,
        ScalarKind.UNIX_TIME,
    )
)
_BY_TYPE: dict[str, dict[ScalarKind, ScalarKind]] = {
    "string": {
        **{kind: kind for kind in _TEXTS},
        ScalarKind.DECIMAL_NUMBER: ScalarKind.DECIMAL,
        ScalarKind.INTEGER: ScalarKind.INTEGER_STRING,
    },
    "number": {
        ScalarKind.DECIMAL: ScalarKind.DECIMAL_NUMBER,
        ScalarKind.DECIMAL_NUMBER: ScalarKind.DECIMAL_NUMBER,
        ScalarKind.INTEGER: ScalarKind.INTEGER,
        ScalarKind.NUMBER: ScalarKind.NUMBER,
        ScalarKind.UNIX_TIME: ScalarKind.UNIX_TIME,
    },
    "integer": {
        ScalarKind.INTEGER: ScalarKind.INTEGER,
        ScalarKind.INTEGER_STRING: ScalarKind.INTEGER,
        ScalarKind.UNIX_TIME: ScalarKind.UNIX_TIME,
    },
}
"""JSON type → kind that a format is said to have → kind that it has with that type. A kind that is
missing has another form in JSON."""


class Formats:
    """Kinds of scalars by formats.

    Args:
        kinds: what each format means, whatever it means otherwise; where the JSON type of a schema
            does not fit, the format is as if nobody had said anything.
    """

    def __init__(self, kinds: Mapping[str, ScalarKind]) -> None:
        self._kinds = {
            (type, format): fitting[kind]
            for type, fitting in _BY_TYPE.items()
            for format, kind in kinds.items()
            if kind in fitting
        }
        self._unused = dict(kinds)

    def kind(self, type: str, format: str) -> ScalarKind | None:
        """What a format means with a JSON type; None where the user does not say."""
        kind = self._kinds.get((type, format))
        if kind is not None:
            self._unused.pop(format, None)
        return kind

    def unused(self, origin: str) -> tuple[Problem, ...]:
        """A note on each format that no schema has had so far.

        Args:
            origin: the document.
        """
        return tuple(
            Problem(
                "override-unused",
                Severity.NOTE,
                f"`formats` in the configuration makes {kind.value} of {quoted(format)}, but no schema "
                "of a type that this fits has that format.",
                Location(origin),
            )
            for format, kind in sorted(self._unused.items())
        )


NO_FORMATS = Formats({})
