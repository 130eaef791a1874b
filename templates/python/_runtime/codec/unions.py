"""Shapes of unions, whose members are chosen by lookup tables if possible."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from .annotations import FAST_DEPTH, Model, Types, is_union
from .choosing import choose, choose_tagged
from .constants import (
    Constants,
    Members,
    json_type_names,
    members,
    without_choice,
)
from .json_text import (
    Path,
    Report,
    TypeMismatchError,
    expected,
    finite,
    unsure,
)
from .matching import (
    LIKENESS_DEPTH,
    Choice,
    Tag,
    exactly,
    is_special,
    likeness,
)
from .shapes import (
    FAILURES,
    REQUIRED,
    Block,
    Format,
    Function,
    Functions,
    Integer,
    JsonTypes,
    Mismatch,
    Nullable,
    Number,
    Scalar,
    Shape,
    TypeSupport,
    number,
)

_OBJECT: JsonTypes = frozenset({dict})

UNKNOWN_VARIANT = "UnknownVariant"
"""Name of the class of variants that the API description does not have, in unions that have them."""

if TYPE_CHECKING:
    UnknownTag: TypeAlias = Literal["<unknown>"]
    """Value of the discriminator of an unknown variant, such as `"order.shipped"`. To type checkers
    it is a constant that equals no other, so that `if event.type == "order.paid"` narrows a union."""
    NO_TAG: UnknownTag
    """Value of the discriminators of other unions in an unknown variant."""
else:
    UnknownTag, NO_TAG = Any, None


# --- with a discriminator -----------------------------------------------------------------------


class Discriminator:
    """Marker of unions in `Annotated[...]`: the property that distinguishes the members."""

    __slots__ = ("default", "mapping", "property")

    def __init__(
        self, property: str, mapping: Mapping[str, str], default: str | None = None
    ) -> None:
        """Create a discriminator; `mapping` and `default` name members; `default` is for all other
        values."""
        self.property = property
        self.mapping = mapping
        self.default = default

    def __repr__(self) -> str:
        return f"Discriminator({self.property!r}, {self.mapping!r}, {self.default!r})"


class _Decoders(dict[Any, Function]):
    """Decoders by value of a discriminator, each compiled when its first value arrives."""

    def __init__(
        self, tag: Tag, functions: Functions, others: Callable[[], Shape | None]
    ) -> None:
        """Create an empty mapping; `others` returns what is read where no value is mapped to a
        member."""
        super().__init__()
        self._tag = tag
        self._functions = functions
        self._others = others

    def __missing__(self, value: Any) -> Function:
        member = self._tag.member(value) or self._others()
        if member is None:
            raise Mismatch
        decode = self._functions[member.decoder(self._functions)]
        if self._tag.knows(value):
            self[value] = decode
        return decode


def write_dispatch(
    block: Block, variable: str, tag: Tag, others: Callable[[], Shape | None]
) -> None:
    decoders = block.constant(_Decoders(tag, block.functions, others))
    block.line(f"{variable} = {decoders}[{variable}[{tag.property!r}]]({variable})")


class Tagged(Choice):
    """Union of objects with a declared discriminator; members are inspected when their first value
    arrives."""

    name = "an object"
    json_types = _OBJECT

    def __init__(self, tag: Tag, types: Types, members: Callable[[], Union]) -> None:
        """Create a union; `members` returns the same union without its discriminator."""
        self._tag = tag
        self._types = types
        self._find_members = members

    @property
    def tag(self) -> Tag:
        """Discriminator."""
        return self._tag

    @cached_property
    def _members(self) -> Union:
        return self._find_members()

    @property
    def members(self) -> tuple[Shape, ...]:
        """Members of the union."""
        return self._members.members

    @cached_property
    def _others(self) -> Shape | None:
        """Members that no value of the discriminator is mapped to."""
        return self._members.only(self.tag.unmapped)

    def write_decode(self, block: Block, variable: str) -> None:
        write_dispatch(
            block, variable, self.tag, lambda: self._others or self._members.unknown()
        )

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) is not dict or value.get(self.tag.property) is None:
            default = self.tag.default if type(value) is dict else None
            return (default or self._members).read(value, report, path)
        member = self.tag.member(value[self.tag.property])
        if member is not None:
            return member.read(value, report, path)
        if self._others is not None:
            try:
                return self._others.read(value, Report(strict=True), path)
            except TypeMismatchError:
                pass
        return self._members.read_untagged(value, self.tag.property, report, path)

    def encode_expression(self, block: Block, variable: str) -> str:
        return f"{block.constant(self.encode)}({variable})"

    def encode(self, value: Any) -> Any:
        encode = self._types.model_encoder(type(value))
        if encode is not None:
            return encode(value)
        member = choose_tagged(
            self.tag, self.members, value, self._members.unknown_variant
        )
        return finite(value) if member is None else member.encode(value)


# --- without ------------------------------------------------------------------------------------


class Union(Choice):
    """Union of several types, none of which is null or a union without discriminator."""

    def __init__(self, members: tuple[Shape, ...], types: Types) -> None:
        unknown = [each for each in members if is_unknown_variant(each)]
        members = tuple(each for each in members if each not in unknown)
        self._members = members
        self.unknown_variant = next(iter(unknown), None)
        """Shape of objects whose discriminator selects no member; None if the union is closed."""
        self._types = types
        self._functions = types.functions
        self.json_types = frozenset().union(*(each.json_types for each in members))
        self.name = json_type_names(self.json_types)
        self._candidates = {
            type_: _candidates(members, type_) for type_ in self.json_types
        }
        self.only_checks = all(
            isinstance(each, (Scalar, Number, Constants)) for each in members
        )

    @property
    def members(self) -> tuple[Shape, ...]:
        """Members of the union."""
        return self._members

    def only(
        self, choose: Callable[[tuple[Shape, ...]], tuple[Shape, ...]]
    ) -> Shape | None:
        """Return the union of some of the members; None if there are none."""
        members = choose(self.members)
        return (
            Union(members, self._types)
            if len(members) > 1
            else next(iter(members), None)
        )

    def unknown(self) -> Shape | None:
        """Return the shape of objects whose discriminator selects no member; None if there is none,
        or if reading is strict."""
        return None if unsure.strict else self.unknown_variant

    @cached_property
    def _inferred(self) -> Tag | None:
        candidates = self._candidates.get(dict, [])
        models = [each for each in candidates if isinstance(each, Model)]
        if not len(models) == len(candidates) > 1:
            return None
        return _infer_tag(models, self._types)

    # --- decoding -----------------------------------------------------------------------------

    def write_decode(self, block: Block, variable: str) -> None:
        if not self.only_checks:
            block.line(f"{variable} = {self.decode_call(block, variable)}")
            return
        types = {
            type_
            for each in self.members
            if not isinstance(each, Constants)
            for type_ in each.json_types
        }
        constants = frozenset(
            pair
            for each in self.members
            if isinstance(each, Constants)
            for pair in each.values
            if pair[0] not in types
        )
        refused = f"type({variable}) not in {block.constant(frozenset(types))}"
        if constants:
            refused += f" and (type({variable}), {variable}) not in {block.constant(constants)}"
        if float in types:
            refused += f" or type({variable}) is float and abs({variable}) >= LARGEST"
        block.line(f"if {refused}: raise Mismatch")

    def write_decoder(self, block: Block) -> None:
        if self.only_checks:
            self.write_decode(block, "v")
            block.line("return v")
            return
        block.line("t = type(v)")
        for type_ in (dict, str, list, int, float, bool):
            candidates = self._candidates.get(type_)
            if not candidates:
                continue
            with block.indented(f"if t is {type_.__name__}:"):
                if len(candidates) == 1:
                    candidates[0].write_decode(block, "v")
                elif type_ is dict:
                    self._write_objects(block, candidates)
                elif type_ is list:
                    block.line(f"v = {block.constant(self._decode_best)}(v)")
                else:
                    block.line(f"v = {block.constant(self._decode_single)}(v)")
                block.line("return v")
        block.line("raise Mismatch")

    def _write_objects(self, block: Block, candidates: list[Shape]) -> None:
        if self._inferred is not None:
            write_dispatch(block, "v", self._inferred, self.unknown)
            return
        telling = _telling_keys(candidates)
        if telling is None:
            block.line(f"v = {block.constant(self._decode_best)}(v)")
            return
        for member, key in telling:
            if key is None:
                block.line(f"return {member.decode_call(block, 'v')}")
            else:
                call = member.decode_call(block, "v")
                block.line(f"if {key!r} in v: return {call}")
        block.line("raise Mismatch")

    def _decode_single(self, value: Any) -> Any:
        for each in self._candidates[type(value)]:
            try:
                return exactly(each, value)
            except FAILURES:
                continue
        raise Mismatch

    def _ranked(self, value: Any) -> list[Shape]:
        """Return candidates for an object or array, best match first."""
        return sorted(
            self._candidates[type(value)],
            key=lambda member: likeness(member, value, LIKENESS_DEPTH),
            reverse=True,
        )

    def _decode_best(self, value: Any) -> Any:
        best = self._ranked(value)[0]
        return self._functions[best.decoder(self._functions)](value)

    # --- reading with care --------------------------------------------------------------------

    def read(self, value: Any, report: Report, path: Path) -> Any:
        candidates = self._candidates.get(type(value))
        if not candidates:
            if type(value) is float and value.is_integer() and int in self.json_types:
                # 3.0 is an integer too (JSON Schema, 6.1.1)
                return self.read(int(value), report, path)
            report.deviation(path, expected(self.name, value))
            return value
        if len(candidates) == 1:
            return candidates[0].read(value, report, path)
        if type(value) not in (dict, list):
            return self._read_single(value, candidates, report, path)
        tag = self._inferred if type(value) is dict else None
        if tag is not None and value.get(tag.property) is not None:
            return self.read_untagged(value, tag.property, report, path)
        return self._read_best(value, report, path)

    def read_untagged(
        self, value: Any, property: str, report: Report, path: Path
    ) -> Any:
        """Read an object by the constants that its members have for a property."""
        tag = self._inferred
        if tag is not None and tag.property == property:
            member = tag.member(value[property])
            if member is not None:
                return member.read(value, report, path)
        if self.unknown_variant is not None and not report.strict:
            return self.unknown_variant.read(value, report, path)
        report.deviation((*path, property), "the value selects no member of the union")
        return value

    def _read_single(
        self, value: Any, candidates: list[Shape], report: Report, path: Path
    ) -> Any:
        try:
            return self._decode_single(value)
        except Mismatch:
            names = " or ".join(dict.fromkeys(each.name for each in candidates))
            report.deviation(path, f"expected {names}, got something else")
            return value

    def _read_best(self, value: Any, report: Report, path: Path) -> Any:
        ranked = self._ranked(value)
        if len(path) < FAST_DEPTH:
            for member in ranked:
                try:
                    return self._functions[member.decoder(self._functions)](value)
                except Exception:  # whatever the value makes of the generated code
                    continue
        best = ranked[0]
        if isinstance(best, Model) and likeness(best, value, 0)[1] == 0:
            report.deviation(path, "the object matches no member of the union")
            return value
        return best.read(value, report, path)

    # --- encoding -----------------------------------------------------------------------------

    def encode_expression(self, block: Block, variable: str) -> str:
        if all(
            each.encode_expression(block, variable) == variable for each in self.members
        ):
            return variable
        return f"{block.constant(self.encode)}({variable})"

    @cached_property
    def _chooses(self) -> bool:
        """True if encoding depends on the member."""
        return is_special(self)

    @cached_property
    def _has_numbers(self) -> bool:
        """True if decimals are JSON numbers, as one of the members is."""
        return any(isinstance(each, (Integer, Number)) for each in self.members) and (
            not any(map(_is_decimal_text, self.members))
        )

    def encode(self, value: Any) -> Any:
        encode = self._types.model_encoder(type(value))
        if encode is not None:
            return encode(value)
        if self._chooses:
            unknown = self.unknown_variant if isinstance(value, dict) else None
            if unknown is None or self._inferred is None:
                member = choose(self.members, value)
            else:
                member = choose_tagged(self._inferred, self.members, value, unknown)
            if member is not None:
                return member.encode(value)
        return finite(number(value) if self._has_numbers else value)


def is_unknown_variant(shape: Shape) -> bool:
    """Return whether a shape is that of variants that the API description does not have."""
    return isinstance(shape, Model) and shape.cls.__name__ == UNKNOWN_VARIANT


def _is_decimal_text(shape: Shape) -> bool:
    return isinstance(shape, Format) and (
        shape.python_type is Decimal and shape.write is None
    )


def _candidates(members: tuple[Shape, ...], type_: type) -> list[Shape]:
    """Return the members that accept a JSON type; scalars in ascending order of breadth."""
    found = [each for each in members if type_ in each.json_types]
    return found if type_ in (dict, list) else sorted(found, key=_breadth)


def _breadth(shape: Shape) -> int:
    """Return how many values a scalar shape accepts, roughly."""
    match shape:
        case Constants():
            return 0
        case Members():
            return 1
        case Format(python_type=type_):
            return 4 if type_ is bytes else 2  # nearly any word is base64
        case _:
            return 3


def _infer_tag(models: list[Model], types: Types) -> Tag | None:
    """Return the first property that is a different constant in each model, as a discriminator."""
    for first in models[0].layout.properties:
        if not first.tells:
            continue
        members: dict[Any, Shape | str] = {}
        for model in models:
            values = _constants_of(model, first.wire_name)
            if not values or not values.isdisjoint(members):
                break
            members.update(dict.fromkeys(values, model))
        else:
            return Tag(first.wire_name, members, types)
    return None


def _constants_of(model: Model, wire_name: str) -> frozenset[Any]:
    for each in model.layout.properties:
        is_it = each.tells and each.wire_name == wire_name
        if is_it and isinstance(each.shape, Constants):
            return frozenset(value for _, value in each.shape.values)
    return frozenset()


def _telling_keys(candidates: list[Shape]) -> list[tuple[Shape, str | None]] | None:
    """Return for each of several models a required property that no other one has; one of them,
    which comes last, may lack it. None if two or more would."""
    models = [each for each in candidates if isinstance(each, Model)]
    if len(models) != len(candidates):
        return None
    telling: list[tuple[Shape, str | None]] = []
    for model in models:
        others = frozenset().union(
            *(m.layout.wire_names for m in models if m is not model)
        )
        own = [
            each.wire_name
            for each in model.layout.properties
            if each.absent is REQUIRED and each.wire_name not in others
        ]
        telling.append((model, own[0] if own else None))
    telling.sort(key=lambda pair: pair[1] is None)
    return telling if telling[-2][1] is not None else None


# --- annotations --------------------------------------------------------------------------------


def _choice(annotation: Any, types: Types) -> Shape:
    parts, nullable = members(annotation, types)
    union = Union(parts, types)
    return Nullable(union) if nullable else union


def _shape(annotation: Any, types: Types) -> Shape | None:
    if is_union(annotation):
        return without_choice(annotation, types) or _choice(annotation, types)
    if typing.get_origin(annotation) is not Annotated:
        return None
    union = annotation.__origin__
    for mark in annotation.__metadata__:
        if isinstance(mark, Discriminator):
            tag = Tag(mark.property, mark.mapping, types, mark.default)
            tagged = Tagged(tag, types, lambda: Union(members(union, types)[0], types))
            is_nullable = NoneType in typing.get_args(union)
            return Nullable(tagged) if is_nullable else tagged
    return None


UNIONS = TypeSupport({"Discriminator": Discriminator, "UnknownTag": UnknownTag}, _shape)
