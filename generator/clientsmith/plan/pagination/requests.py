"""Parameters of a request that may ask for a further page."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from ...ir import Field, Operation, Parameter, ParameterLocation, Type
from ...types.media_types import is_json
from . import names
from .responses import Path, TypeLookup
from .strategies import RequestPart

_BASES = re.compile(
    r"\b(zero|one|0|1)[- ](?:based|indexed)\b"
    r"|\b(?:begin|count|number|start)(?:s|ed|ing)?\s+(?:at|from|with)(?:\s+and\s+defaults?\s+to)?"
    r"\s+(zero|one|0|1)\b"
    r"|\bdefault(?:s\s+to|\s+is)\s+(zero|one|0|1)\b"
    r"|\bbase[- ](zero|one|0|1)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?:date|epoch|milliseconds?|seconds?|time|timestamps?|unix|utc)\b", re.IGNORECASE
)
_SECRETS = re.compile(r"\b(?:access|api|auth\w*|bearer|csrf|secret|session)\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\bpage[- ](?:number|index)\b|\b(?:number|index)\s+of\s+(?:the\s+)?page\b", re.IGNORECASE
)
_LINK_HEADER = re.compile(r"\blinks?\b[`'\"*]*[- ]headers?\b", re.IGNORECASE)
_WITH_BODY = ("POST", "QUERY")
"""Methods whose body may ask for a page."""


@dataclass(frozen=True, slots=True)
class PageParameter:
    """A parameter, a member of a body, or a member of one of these that is an object."""

    name: str
    """Name on the wire: `page[size]` for a member of a `deepObject`."""

    type: Type
    location: RequestPart
    declared: Parameter | Field
    path: Path
    """Names that lead to it, from the parameter inwards."""

    siblings: tuple[Path, ...] = ()
    """The paths of what else may be sent at the same place."""

    @property
    def is_plain(self) -> bool:
        """True if it is a query parameter of its own."""
        return self.location == "query" and len(self.path) == 1

    def is_beside(self, other: PageParameter) -> bool:
        """Return whether it is sent at the same place as another one."""
        return (self.location, self.path[:-1]) == (other.location, other.path[:-1])

    def beside(self, spellings: Container[str]) -> str | None:
        """Return the last name of the sibling that has one of these names in small letters."""
        found = (path[-1] for path in self.siblings if names.joined("_".join(path)) in spellings)
        return next(found, None)

    @property
    def counts_pages(self) -> bool:
        """True if it counts pages, by its name or in spite of it."""
        return names.is_number(self.name) or (
            names.is_offset(self.name) and bool(_PAGE_NUMBER.search(self.declared.docs.description))
        )

    def first(self) -> int | None:
        """Return the number of the first page, or of the first item: the default of the parameter,
        else what its description says, else its minimum; None where nothing is said."""
        declared = self.declared
        if (told := _base(declared.default)) is not None:
            return told
        if found := _BASES.search(declared.docs.description):
            return 0 if found[found.lastindex or 0].lower() in ("zero", "0") else 1
        return _base(declared.constraints.minimum)


def mentions_link_header(operation: Operation, parameters: Iterable[PageParameter]) -> bool:
    """Return whether the document says that the header `Link` has the next page."""
    told = [
        operation.docs.description,
        *(parameter.declared.docs.description for parameter in parameters),
    ]
    return any(_LINK_HEADER.search(text) for text in told)


def page_parameters(operation: Operation, types: TypeLookup) -> tuple[PageParameter, ...]:
    """Return everything of an operation that may ask for a further page, or for the size of one."""
    candidates = tuple(_candidates(operation, types))
    is_period = any(names.is_end_of_period(parameter.name) for parameter in candidates)
    return tuple(
        replace(
            parameter, siblings=tuple(each.path for each in candidates if each.is_beside(parameter))
        )
        for parameter in candidates
        if _is_page_parameter(parameter, types)
        and not (is_period and names.may_be_period(parameter.name))
    )


def _base(value: object) -> int | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return int(value) if is_number and value in (0, 1) else None


def _candidates(operation: Operation, types: TypeLookup) -> Iterator[PageParameter]:
    for parameter in operation.parameters:
        name = parameter.wire_name
        if parameter.location is ParameterLocation.QUERY and parameter.content is None:
            yield PageParameter(name, parameter.type, "query", parameter, (name,))
            yield from _members(parameter, types)
        elif parameter.location is ParameterLocation.HEADER:
            yield PageParameter(name, parameter.type, "header", parameter, (name,))
    if operation.method in _WITH_BODY and operation.body is not None:
        for content in operation.body.contents[:1]:
            if is_json(content.media_type) and content.type is not None:
                for name, field in types.fields(content.type).items():
                    yield PageParameter(name, field.type, "body", field, (name,))
                    if names.holds_parameters(name):
                        for inner, member in types.fields(field.type).items():
                            whole = f"{name}_{inner}"
                            yield PageParameter(whole, member.type, "body", member, (name, inner))


def _members(parameter: Parameter, types: TypeLookup) -> Iterator[PageParameter]:
    """Yield the members of a query parameter that is an object and is sent member by member."""
    name = parameter.wire_name
    is_deep = parameter.style == "deepObject"
    if is_deep and not names.holds_parameters(name):
        return
    if is_deep or (parameter.style == "form" and parameter.explode):
        for inner, member in types.fields(parameter.type).items():
            sent = f"{name}[{inner}]" if is_deep else inner
            yield PageParameter(sent, member.type, "query", member, (name, inner))


def _is_page_parameter(parameter: PageParameter, types: TypeLookup) -> bool:
    name, docs = parameter.name, parameter.declared.docs
    if names.may_be_period(name) and _TIMES.search(f"{docs.title} {docs.description}"):
        return False
    if names.joined(name) == "token" and _SECRETS.search(f"{docs.title} {docs.description}"):
        return False
    if names.is_size(name) or names.is_vague(name):
        return types.is_number(parameter.type)
    is_named = names.is_number(name) or names.is_offset(name) or names.is_cursor(name)
    return is_named and types.is_token(parameter.type)
