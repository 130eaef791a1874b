"""Names that annotations use."""

from __future__ import annotations

import builtins
import datetime as dt
import types
import typing
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from typing import Annotated, Any, ForwardRef, Literal, Optional
from uuid import UUID

from ..files import FileInput
from ..models import wire_types
from ..models.unset import UNSET, Unset
from ..models.wire_types import Discriminator
from . import records

_BUILTIN_TYPES = (bool, bytes, dict, float, int, list, object, str, tuple)

_RUNTIME: dict[str, Any] = {
    # In front of the package, where a module of models may be called `int`.
    **{type_.__name__: type_ for type_ in _BUILTIN_TYPES},
    "dt": dt,
    "UUID": UUID,
    "Decimal": Decimal,
    "Any": Any,
    "Literal": Literal,
    "Annotated": Annotated,
    "Union": typing.Union,
    "Optional": Optional,
    "Unset": Unset,
    "UNSET": UNSET,
    "Discriminator": Discriminator,
    "FileInput": FileInput,
    "Base64Url": wire_types.Base64Url,
    "DecimalNumber": wire_types.DecimalNumber,
    "HttpDate": wire_types.HttpDate,
    "IntegerString": wire_types.IntegerString,
    "UnixTime": wire_types.UnixTime,
    **records.MARKS,
}
"""Names of annotations that are no models."""


class Namespace(Mapping[str, Any]):
    """What the text of an annotation is evaluated in: the names of the runtime, then those of
    the `models` package."""

    def __init__(self, module: types.ModuleType | str) -> None:
        """`module` may be the name of a module, which is imported when it is first needed."""
        self._module = module

    def __getitem__(self, name: str) -> Any:
        if name in _RUNTIME:
            return _RUNTIME[name]
        if isinstance(self._module, str):
            self._module = import_module(self._module)
        try:
            return getattr(self._module, name)
        except AttributeError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(_RUNTIME)

    def __len__(self) -> int:
        return len(_RUNTIME)

    def evaluate(self, text: str) -> Any:
        """The type that the text of an annotation, which is code of the package, means."""
        code = compile(text.strip(), "<annotation>", "eval")
        return eval(code, {"__builtins__": builtins}, self)

    def members(
        self, annotation: Any, around: frozenset[str] = frozenset()
    ) -> Iterator[Any]:
        """The members of a union and of unions in it, names followed; of another type the type.

        Args:
            annotation: a type, or the text of one.
            around: texts that are being taken apart, for a union may be part of itself.
        """
        if isinstance(annotation, ForwardRef):
            annotation = annotation.__forward_arg__
        if isinstance(annotation, str):
            if annotation in around:
                return
            around |= {annotation}
            annotation = self.evaluate(annotation)
        annotation = getattr(annotation, "__value__", annotation)
        if not is_union(annotation):
            yield annotation
            return
        for part in typing.get_args(annotation):
            yield from self.members(part, around)


def is_union(annotation: Any) -> bool:
    """Whether a type is a union, `X | Y` or `Union[X, Y]`."""
    return typing.get_origin(annotation) in (typing.Union, types.UnionType)
