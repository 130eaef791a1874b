"""Types of arguments as those of results, which the codec of a client can decode."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, is_typeddict

_RESULTS: dict[Any, Any] = {Sequence: list, Mapping: dict}


def as_received(type_: Any) -> Any:
    """A type without the dicts that methods accept in place of models, and with lists and dicts for
    sequences and mappings."""
    arguments = get_args(type_)
    origin = get_origin(type_)
    if not arguments or origin is Literal:
        return type_
    if origin is Annotated:
        inner = as_received(arguments[0])
        return type_ if inner == arguments[0] else Annotated[(inner, *arguments[1:])]
    kept = tuple(as_received(each) for each in arguments if not _is_dict(each))
    if origin in (Union, UnionType):
        return reduce(or_, kept)
    return (
        type_
        if kept == arguments and origin not in _RESULTS
        else _RESULTS.get(origin, origin)[kept]
    )


def _is_dict(type_: Any) -> bool:
    return is_typeddict(type_) and type_.__module__.endswith(".models._dicts")
