"""Whether a type of the IR takes a JSON value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from clientsmith import ir
from clientsmith.ir import ScalarKind


def refusals(type: ir.Type, value: Any, declarations: Mapping[ir.Id, ir.Declaration]) -> list[str]:
    """Why a value is no value of a type, each with the place in it; nothing where it is one."""
    return list(_Check(declarations).of(type, value, "$"))


class _Check:
    def __init__(self, declarations: Mapping[ir.Id, ir.Declaration]) -> None:
        self._declarations = declarations

    def of(self, type: ir.Type, value: Any, at: str) -> Iterator[str]:
        match type:
            case ir.Anything():
                return
            case ir.Nullable(inner):
                if value is not None:
                    yield from self.of(inner, value, at)
            case ir.Scalar(kind):
                if not _is(kind, value):
                    yield f"{at}: {_shown(value)} is no {kind.value}"
            case ir.Literals(values):
                yield from self._constant(values, value, at)
            case ir.ListOf(item):
                yield from self._items((), item, value, at)
            case ir.TupleOf(items, rest):
                yield from self._items(items, rest, value, at)
            case ir.MapOf(inner):
                if isinstance(value, dict):
                    for key, one in value.items():
                        yield from self.of(inner, one, f"{at}.{key}")
                else:
                    yield f"{at}: {_shown(value)} is no object"
            case ir.OneOf():
                yield from self._union(type, value, at)
            case ir.Named(id):
                yield from self._declared(self._declarations[id], value, at)
            case _:
                assert_never(type)

    def _declared(self, declaration: ir.Declaration, value: Any, at: str) -> Iterator[str]:
        match declaration:
            case ir.Enumeration(values=values):
                yield from self._constant(values, value, at)
            case ir.Alias(type=type):
                yield from self.of(type, value, at)
            case ir.Model():
                yield from self._model(declaration, value, at)
            case _:
                assert_never(declaration)

    def _model(self, model: ir.Model, value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at}: {_shown(value)} is no object"
            return
        known = {field.wire_name: field for field in model.fields}
        for name, field in known.items():
            if name in value:
                yield from self.of(field.type, value[name], f"{at}.{name}")
            elif field.required:
                yield f"{at}: there is no {name}"
        for name, one in value.items():
            if name not in known and model.additional is not None:
                yield from self.of(model.additional, one, f"{at}.{name}")

    def _union(self, union: ir.OneOf, value: Any, at: str) -> Iterator[str]:
        members = union.members
        told = union.discriminator
        if told is not None and isinstance(value, dict):
            id = told.mapping.get(str(value.get(told.property)))
            if id is not None:
                members = (ir.Named(id),)
        found = [list(self.of(member, value, at)) for member in members]
        if all(found):
            yield min(found, key=len)[0]

    def _items(
        self, first: tuple[ir.Type, ...], rest: ir.Type | None, value: Any, at: str
    ) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at}: {_shown(value)} is no array"
            return
        for index, one in enumerate(value):
            type = first[index] if index < len(first) else rest
            if type is None:
                yield f"{at}: there are more than {len(first)} items"
                return
            yield from self.of(type, one, f"{at}[{index}]")

    def _constant(self, values: tuple[Any, ...], value: Any, at: str) -> Iterator[str]:
        if not any(
            value == one and isinstance(value, bool) == isinstance(one, bool) for one in values
        ):
            yield f"{at}: {_shown(value)} is none of {', '.join(map(repr, values[:5]))}"


def _is(kind: ScalarKind, value: Any) -> bool:
    match kind:
        case ScalarKind.NULL:
            return value is None
        case ScalarKind.BOOLEAN:
            return isinstance(value, bool)
        case ScalarKind.INTEGER:
            return _is_number(value) and value == int(value)
        case ScalarKind.NUMBER | ScalarKind.DECIMAL_NUMBER | ScalarKind.UNIX_TIME:
            return _is_number(value)
        case _:
            return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
