"""Shapes of unions: which member a value is, by table where the members allow it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .encoding import sound
from .formats import FAILURES, Format
from .functions import Block, Function, Functions, Mismatch
from .models import FAST_DEPTH, Model
from .report import Path, Report, expected, json_type_names
from .scalars import Constants, Members, Number, Scalar
from .shape import LIKENESS_DEPTH, JsonTypes, Likeness, Shape

if TYPE_CHECKING:
    from .annotations import Types

_OBJECT: JsonTypes = frozenset({dict})


class Tag:
    """The property that tells objects apart, and the member that each of its values means."""

    def __init__(
        self,
        property: str,
        members: Mapping[Any, Shape | str],
        types: Types,
        default: str | None = None,
    ) -> None:
        """`members` maps values of the property to members, or to their names; `default` names
        the member that every other string means."""
        self.property = property
        self._members = members
        self._types = types
        self._default = default

    def member(self, value: Any) -> Shape | None:
        """The member that a value of the property means."""
        member: Shape | str | None
        if isinstance(value, str):
            member = self._members.get(value, self._default)
        else:
            try:
                member = self._members.get(value)
            except TypeError:  # an array or an object is no key
                return None
        return self._types.shape(member) if isinstance(member, str) else member

    def knows(self, value: Any) -> bool:
        """Whether a value is mapped itself."""
        return value in self._members


class _Decoders(dict[Any, Function]):
    """Decoders by value of a tag, each compiled when its first value comes."""

    def __init__(self, tag: Tag, functions: Functions) -> None:
        super().__init__()
        self._tag = tag
        self._functions = functions

    def __missing__(self, value: Any) -> Function:
        member = self._tag.member(value)
        if member is None:
            raise Mismatch
        decode = self._functions[member.decoder(self._functions)]
        if self._tag.knows(value):
            self[value] = decode
        return decode


def _write_dispatch(block: Block, variable: str, tag: Tag) -> None:
    decoders = block.constant(_Decoders(tag, block.functions))
    block.line(f"{variable} = {decoders}[{variable}[{tag.property!r}]]({variable})")


# --- with a discriminator -----------------------------------------------------------------------


class Tagged(Shape):
    """A union of objects with a declared discriminator; members are looked at when they come."""

    name = "an object"
    json_types = _OBJECT

    def __init__(self, tag: Tag, types: Types, members: Callable[[], Union]) -> None:
        """`members` gives the same union without its discriminator."""
        self._tag = tag
        self._types = types
        self._find_members = members

    @cached_property
    def _members(self) -> Union:
        return self._find_members()

    def write_decode(self, block: Block, variable: str) -> None:
        _write_dispatch(block, variable, self._tag)

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) is not dict or self._tag.property not in value:
            return self._members.read(value, report, path)
        member = self._tag.member(value[self._tag.property])
        if member is None:
            return self._members.read_untagged(value, self._tag.property, report, path)
        return member.read(value, report, path)

    def likeness(self, value: Any, depth: int) -> Likeness:
        return self._members.likeness(value, depth)

    def encode_expression(self, block: Block, variable: str) -> str:
        return f"{block.constant(self.encode)}({variable})"

    def encode(self, value: Any) -> Any:
        encode = self._types.model_encoder(type(value))
        return sound(value) if encode is None else encode(value)

    def holds(self, value: Any) -> bool:
        return self._members.holds(value)


# --- without ------------------------------------------------------------------------------------


class Union(Shape):
    """One of several types, none of which is null or a union without discriminator."""

    def __init__(self, members: tuple[Shape, ...], types: Types) -> None:
        self._members = members
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

    @cached_property
    def _tag(self) -> Tag | None:
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
            for each in self._members
            if not isinstance(each, Constants)
            for type_ in each.json_types
        }
        constants = frozenset(
            pair
            for each in self._members
            if isinstance(each, Constants)
            for pair in each.values
            if pair[0] not in types
        )
        refused = f"type({variable}) not in {block.constant(frozenset(types))}"
        if constants:
            refused += f" and (type({variable}), {variable}) not in {block.constant(constants)}"
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
                    block.line(f"v = {block.constant(self.exactly)}(v)")
                block.line("return v")
        block.line("raise Mismatch")

    def _write_objects(self, block: Block, candidates: list[Shape]) -> None:
        if self._tag is not None:
            _write_dispatch(block, "v", self._tag)
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

    def exactly(self, value: Any) -> Any:
        for each in self._candidates[type(value)]:
            try:
                return each.exactly(value)
            except FAILURES:
                continue
        raise Mismatch

    def _ranked(self, value: Any) -> list[Shape]:
        """Candidates for an object or array, the one that fits best first."""
        return sorted(
            self._candidates[type(value)],
            key=lambda member: member.likeness(value, LIKENESS_DEPTH),
            reverse=True,
        )

    def _decode_best(self, value: Any) -> Any:
        best = self._ranked(value)[0]
        return self._functions[best.decoder(self._functions)](value)

    # --- reading with care --------------------------------------------------------------------

    def read(self, value: Any, report: Report, path: Path) -> Any:
        candidates = self._candidates.get(type(value))
        if not candidates:
            report.deviation(path, expected(self.name, value))
            return value
        if len(candidates) == 1:
            return candidates[0].read(value, report, path)
        if type(value) not in (dict, list):
            return self._read_single(value, candidates, report, path)
        tag = self._tag if type(value) is dict else None
        if tag is not None and tag.property in value:
            return self.read_untagged(value, tag.property, report, path)
        return self._read_best(value, report, path)

    def read_untagged(
        self, value: Any, property: str, report: Report, path: Path
    ) -> Any:
        """Read an object by the constants that its members have for a property."""
        tag = self._tag
        if tag is not None and tag.property == property:
            member = tag.member(value[property])
            if member is not None:
                return member.read(value, report, path)
        report.deviation((*path, property), "the value means no member of the union")
        return value

    def _read_single(
        self, value: Any, candidates: list[Shape], report: Report, path: Path
    ) -> Any:
        try:
            return self.exactly(value)
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
        if isinstance(best, Model) and best.likeness(value, 0)[1] == 0:
            report.deviation(path, "the object has nothing of any member of the union")
            return value
        return best.read(value, report, path)

    def likeness(self, value: Any, depth: int) -> Likeness:
        return max(each.likeness(value, depth) for each in self._members)

    # --- encoding -----------------------------------------------------------------------------

    def encode_expression(self, block: Block, variable: str) -> str:
        if all(
            each.encode_expression(block, variable) == variable
            for each in self._members
        ):
            return variable
        return f"{block.constant(self.encode)}({variable})"

    def is_special(self, around: frozenset[Shape]) -> bool:
        return any(each.is_special(around) for each in self._members)

    @cached_property
    def _chooses(self) -> bool:
        """Whether it matters for encoding which member a value is of."""
        return self.is_special(frozenset())

    def encode(self, value: Any) -> Any:
        encode = self._types.model_encoder(type(value))
        if encode is not None:
            return encode(value)
        if self._chooses:
            for each in self._members:
                if each.holds(value):
                    return each.encode(value)
        return sound(value)

    def holds(self, value: Any) -> bool:
        return any(each.holds(value) for each in self._members)


def _candidates(members: tuple[Shape, ...], type_: type) -> list[Shape]:
    """Members that values of a JSON type can be; of single values, the narrowest first."""
    found = [each for each in members if type_ in each.json_types]
    return found if type_ in (dict, list) else sorted(found, key=_breadth)


def _breadth(shape: Shape) -> int:
    """How many values a shape of single values takes, roughly."""
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
    """The first property that is a constant in all models, and never the same one twice."""
    for first in models[0].layout.required:
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
    for each in model.layout.required:
        if each.wire_name == wire_name and isinstance(each.shape, Constants):
            return frozenset(value for _, value in each.shape.values)
    return frozenset()


def _telling_keys(candidates: list[Shape]) -> list[tuple[Shape, str | None]] | None:
    """For each of several models a required property that no other one has; one of them, which
    comes last, may do without. None where two or more would have to."""
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
            for each in model.layout.required
            if each.wire_name not in others
        ]
        telling.append((model, own[0] if own else None))
    telling.sort(key=lambda pair: pair[1] is None)
    return telling if telling[-2][1] is not None else None
