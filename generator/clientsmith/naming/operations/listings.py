"""Whether an operation gives a list (a JSON array, or an object around one) or events."""

from __future__ import annotations

from collections.abc import Mapping

from ...ir import (
    Alias,
    Declaration,
    Field,
    Id,
    ListOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Operation,
    TupleOf,
    Type,
)
from ...ir.media_types import EVENT_STREAM
from ..words.words import is_plural, singular, word_set, words

_ENVELOPES = word_set("body data embedded payload response result results")
"""Properties that hold what a response is about."""

_ITEMS = word_set("""
    collection content data documents edges elements entries entities hits items list members nodes
    objects records resources results rows values
    """)
"""Properties that hold the items of a list."""

_AROUND = word_set("""
    after at before code count current cursor elapsed error errors etag exceeded first has href id included
    info kind last limit link links max message messages meta metadata more next num number object
    of offset ok out page pages pagination paging partial per prev previous query range references
    remaining request response self size skip start status success text time timestamp took token
    total truncated type uri url usage version warning warnings
    """)
"""Words of properties that stand beside the items of a list."""

_COUNTING = word_set("count num number total")
"""First or last words of properties that say how many items there are."""

_DEEPEST = 3
"""Envelopes within envelopes."""


def gives_events(operation: Operation) -> bool:
    """Return whether the success of an operation is a stream of server-sent events, and nothing
    else."""
    for response in operation.responses:
        if response.status.startswith("2") and response.contents:
            return all(content.media_type == EVENT_STREAM for content in response.contents)
    return False


def gives_list(operation: Operation, declarations: Mapping[Id, Declaration]) -> bool | None:
    """Return whether the success of an operation is a list; None where the document does not
    tell."""
    for response in operation.responses:
        if not response.status.startswith("2"):
            continue
        found = [
            _is_list(content.type, declarations, _DEEPEST)
            for content in response.contents
            if content.type is not None
        ]
        if found:
            return True if True in found else None if None in found else False
    return None


def _is_list(type_: Type, declarations: Mapping[Id, Declaration], depth: int) -> bool | None:
    match _resolved(type_, declarations):
        case ListOf() | TupleOf():
            return True
        case OneOf(members):
            found = {_is_list(member, declarations, depth) for member in members}
            return found.pop() if len(found) == 1 else None
        case Model(fields=fields) as model if fields:
            return _is_page(model, declarations, depth)
        case _:
            return None


def _is_page(model: Model, declarations: Mapping[Id, Declaration], depth: int) -> bool | None:
    """Return whether a model is a list with what is said about it, such as a cursor."""
    lists = []
    for field in model.fields:
        resolved = _resolved(field.type, declarations)
        name = words(field.wire_name)
        if isinstance(resolved, ListOf) and not _is_beside(name):
            lists.append(name)
        elif depth and isinstance(resolved, Model) and _holds(model, field):
            return _is_page(resolved, declarations, depth - 1)
        elif not _is_beside(name) and not _counts(name):
            return False
    return len(lists) == 1


def _holds(model: Model, field: Field) -> bool:
    """Return whether a property holds what a response is about: an envelope, or the only property
    but for what is said about it if its name is a plural (`playlists`)."""
    name = words(field.wire_name)
    rest = [words(each.wire_name) for each in model.fields if each is not field]
    is_named = bool(name) and (name[-1] in _ENVELOPES or is_plural(name[-1]))
    return is_named and all(map(_is_beside, rest))


def _is_beside(name: tuple[str, ...]) -> bool:
    """Return whether a property stands beside the items of a list."""
    return bool(name) and all(word in _AROUND or singular(word) in _AROUND for word in name)


def _counts(name: tuple[str, ...]) -> bool:
    """Return whether a property says how many items there are, such as `total_entries`."""
    return bool(name) and (name[0] in _COUNTING or name[-1] in _COUNTING)


def _resolved(type_: Type, declarations: Mapping[Id, Declaration]) -> Type | Declaration:
    """Return what a type stands for: the model or the type behind references and `null`."""
    for _ in range(len(declarations) + 2):
        match type_:
            case Nullable(inner):
                type_ = inner
            case Named(id_):
                declaration = declarations.get(id_)
                if isinstance(declaration, Alias):
                    type_ = declaration.type
                else:
                    return declaration if declaration is not None else type_
            case _:
                return type_
    return type_
