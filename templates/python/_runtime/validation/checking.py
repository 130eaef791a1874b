"""Validates requests before they are sent (`validate_requests = true`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from .. import codec
from ..bodies import Body, choose_body
from ..codec.wire_values import WireValue
from ..errors import InvalidRequestError
from ..http import essence, is_json
from ..models import UNSET
from ..optional_errors import RequestProblem, RequestValidationError
from ..parameters import is_left_out, plain, text_of
from ..requests import Operation
from .constraints import (
    SHORT_TEXT,
    UNCONSTRAINED,
    Constraints,
    Rule,
    canonical,
    constants_text,
    json_type,
    matches,
    violations,
)
from .json_types import (
    ANY_TYPE,
    AnyType,
    ArrayType,
    ConstantsType,
    JsonType,
    MapType,
    NamedType,
    ObjectType,
    ScalarType,
    UnionType,
    json_type_of,
)

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_TRUTH = {"true": True, "false": False}


def parse_scalar(kind: JsonType, value: Any) -> Any:
    """Convert text to a scalar of a JSON type; return the value itself if that is impossible."""
    if isinstance(value, (dict, list, tuple)):
        return value
    try:
        text = text_of(value)
    except InvalidRequestError:
        return value
    if isinstance(kind, ConstantsType):
        return next((each for each in kind.values if _text_of(each) == text), value)
    if not isinstance(kind, ScalarType) or isinstance(value, (bytes, bytearray)):
        return value
    if "string" in kind.types:
        return text
    if "integer" in kind.types and _NUMBER.fullmatch(text):
        return value if isinstance(value, (int, float)) else Decimal(text)
    if "boolean" in kind.types:
        return _TRUTH.get(text, value)
    return value


def _text_of(constant: Any) -> str:
    return "" if constant is None else text_of(constant)


# --- locations in arguments -----------------------------------------------------------

_LONGEST_EXCERPT = 60
_MISSING = ("required", "dependentRequired")
"""Rules that are violated by a missing value."""

_SECRET = re.compile(
    r"pass(word|phrase|code)?$|pwd|secret|token|api_?key|authoriz|credential|private_?key"
    r"|signature|session|cookie|cvc|cvv|pin$|card_?number|account_?number|ssn",
    re.IGNORECASE,
)
"""Names of values that must not appear in messages."""


def request_problem(
    argument: str,
    given: WireValue,
    path: tuple[str | int, ...],
    rule: str,
    message: str,
    found: Any,
    limits: Constraints,
) -> RequestProblem:
    """Return a problem in terms of the caller's arguments.

    Args:
        argument: Name of the argument; empty if the properties of a model are arguments.
        given: Value of the argument.
        path: Names on the wire and indexes, from the argument to the invalid value.
        rule: Keyword of JSON Schema.
        message: Description of the problem.
        found: The invalid value, encoded.
        limits: Constraints of the argument.
    """
    names = _names(given, path)
    words = [argument, *(name for name in names if isinstance(name, str))]
    is_secret = limits.secret or any(map(_SECRET.search, words))
    return RequestProblem(
        path=_text(argument, names),
        rule=rule,
        message=message,
        value="" if rule in _MISSING else "…" if is_secret else _excerpt(found),
    )


def _names(given: WireValue, path: tuple[str | int, ...]) -> list[str | int]:
    """Return the path with names of fields instead of names on the wire."""
    names: list[str | int] = []
    for step in path:
        name, given = given.inside(step)
        names.append(name)
    return names


def _text(argument: str, names: list[str | int]) -> str:
    text = argument
    for name in names:
        if isinstance(name, int):
            text += f"[{name}]"
        elif name.isidentifier():
            text += f".{name}" if text else name
        else:
            text += f"[{json.dumps(name, ensure_ascii=False)}]"
    return text or "body"


def _excerpt(value: Any) -> str:
    """Return the beginning of a value, with secrets redacted."""
    try:
        text = json.dumps(_shown(value, 4), ensure_ascii=False, default=_type_name)
    except (TypeError, ValueError, RecursionError):
        text = _type_name(value)
    return text if len(text) <= _LONGEST_EXCERPT else f"{text[:_LONGEST_EXCERPT]}…"


def _shown(value: Any, depth: int) -> Any:
    if isinstance(value, Mapping):
        if not depth:
            return "…"
        return {
            str(key): "…" if _SECRET.search(str(key)) else _shown(item, depth - 1)
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_shown(item, depth - 1) for item in value[:10]] if depth else "…"
    return value


def _type_name(value: object) -> str:
    return f"<{type(value).__name__}>"


# --- validation -----------------------------------------------------------------------

Path = tuple[str | int, ...]
Finding = tuple[Path, str, str, Any]
"""Path of an invalid value, violated rule, message, and value."""

Arguments = Mapping[str, Any] | None


def check_request(
    operation: Operation[Any],
    rules: Iterable[Rule],
    arguments: Mapping[str, Arguments],
    body: Any,
    content_type: str | None,
) -> None:
    """Validate the arguments of a call.

    Values are validated as they would be sent: a value is rejected only if the API description says
    that it is invalid. Files are not read.

    Raises:
        RequestValidationError: There are problems, all of which it lists.
    """
    given = {**arguments, "querystring": arguments["query"]}
    problems: list[RequestProblem] = []
    for rule in rules:
        if rule.location == "body":
            value = body
            found = _body_problems(operation.body, rule, body, content_type)
        else:
            value = (given[rule.location] or {}).get(rule.name)
            found = _parameter_problems(operation, rule, value)
        argument = (
            rule.argument if rule.location == "body" else rule.argument or rule.name
        )
        given_value = WireValue(value, _type_of(operation, rule))
        problems += _described(argument, given_value, found, rule.constraints)
    if problems:
        raise RequestValidationError(problems)


def _described(
    argument: str, given: WireValue, found: Iterable[Finding], limits: Constraints
) -> Iterator[RequestProblem]:
    unique = {(path, rule, message): each for path, rule, message, each in found}
    for (path, rule, message), each in unique.items():
        yield request_problem(argument, given, path, rule, message, each, limits)


def _type_of(operation: Operation[Any], rule: Rule) -> str | None:
    """Return the type of an argument."""
    if rule.location != "body" or operation.body is None:
        return rule.type or None
    body = operation.body
    return (body[0] if isinstance(body, tuple) else body).type


def _parameter_problems(
    operation: Operation[Any], rule: Rule, value: Any
) -> list[Finding]:
    if is_left_out(value):
        required = rule.required or rule.location == "path"
        return [((), "required", "must be given", None)] if required else []
    declared = next(
        (
            each
            for each in operation.parameters
            if each.name == rule.name and each.location == rule.location
        ),
        None,
    )
    is_document = declared is not None and declared.is_json
    try:
        if is_document:
            tree = codec.encode(value, rule.type)
        else:
            tree = plain(value, declared.type if declared else None)
    except (InvalidRequestError, TypeError, ValueError) as error:
        return [((), "type", f"cannot be sent: {error}", value)]
    checker = Checker(is_text=not is_document)
    return checker.check(json_type_of(rule.type), rule.constraints, tree, ())


def _body_problems(
    body: Body | tuple[Body, ...] | None,
    rule: Rule,
    value: Any,
    content_type: str | None,
) -> list[Finding]:
    if body is None:
        return []
    if content_type is not None or isinstance(body, tuple):
        body = choose_body(body, value, content_type)
    if value is UNSET or (value is None and not body.takes_null):
        return [((), "required", "must be given", None)] if body.required else []
    if not body.has_properties:
        if not isinstance(value, str):
            return []
        return Checker(is_text=True).check(ANY_TEXT, rule.constraints, value, ())
    media_type = essence(body.media_type)
    is_document = is_json(media_type)
    try:
        tree = codec.encode(value, body.type)
    except (TypeError, ValueError) as error:
        return [((), "type", f"cannot be sent: {error}", value)]
    checker = Checker(
        is_text=not is_document, is_patch=media_type.endswith("merge-patch+json")
    )
    return checker.check(json_type_of(body.type), rule.constraints, tree, ())


ANY_TEXT = json_type_of("str")


class Checker:
    """Validates an encoded value against a JSON type and constraints."""

    def __init__(self, *, is_text: bool = False, is_patch: bool = False) -> None:
        """Create a checker.

        Args:
            is_text: Whether scalars are sent as text, so that `5` and `"5"` are equivalent.
            is_patch: Whether null stands for a property to remove (RFC 7396).
        """
        self._is_text = is_text
        self._is_patch = is_patch
        self._chosen: dict[tuple[int, int, Path], list[Finding]] = {}

    def check(
        self, kind: JsonType, limits: Constraints, value: Any, path: Path
    ) -> list[Finding]:
        """Return all problems of a value; none if it may be valid."""
        while isinstance(kind, NamedType):
            kind = kind.kind
        if isinstance(kind, UnionType):
            key = (id(kind), id(limits), path)
            if key not in self._chosen:
                self._chosen[key] = self._choose(kind, limits, value, path)
            return self._chosen[key]
        if isinstance(kind, AnyType):
            if kind.is_file or (self._is_text and not isinstance(value, (dict, list))):
                return []
        elif self._is_text:
            value = parse_scalar(kind, value)
        if message := _misfit(kind, value):
            rule = "enum" if isinstance(kind, ConstantsType) else "type"
            return [(path, rule, message, value)]
        found = [(path, *broken, value) for broken in violations(limits, value)]
        if isinstance(value, (list, tuple)):
            found += self._items(kind, limits, value, path)
        elif isinstance(value, dict):
            found += self._properties(kind, limits, value, path)
        return found

    # --- unions -------------------------------------------------------------------------------

    def _choose(
        self, kind: UnionType, limits: Constraints, value: Any, path: Path
    ) -> list[Finding]:
        """Return the problems of a value as the member of a union that it fits best."""
        members = kind.members
        if limits.closed:
            constants = [each for each in members if isinstance(each, ConstantsType)]
            if constants:
                members = tuple(
                    each for each in members if not isinstance(each, ScalarType)
                )
        best: list[Finding] | None = None
        for member in members:
            found = self.check(member, limits, value, path)
            if not found:
                return []
            if best is None or _rank(found, path) < _rank(best, path):
                best = found
        assert best is not None, "a union has members"
        if len(members) > 1 and _rank(best, path)[0] and best[0][1] == "type":
            names = dict.fromkeys(map(_name, members))
            return [(path, "type", f"must be {' or '.join(names)}", value)]
        return best

    # --- parts --------------------------------------------------------------------------------

    def _items(
        self, kind: JsonType, limits: Constraints, value: Any, path: Path
    ) -> Iterator[Finding]:
        prefix, rest = (
            (kind.prefix, kind.item) if isinstance(kind, ArrayType) else ((), ANY_TYPE)
        )
        for index, item in enumerate(value):
            inner = rest if index >= len(prefix) else prefix[index]
            if inner is None:
                message = f"must have at most {len(prefix)} items"
                yield path, "items", message, value
                return
            own = limits.items
            if index < len(limits.prefix):
                own = limits.prefix[index]
            yield from self.check(inner, own or UNCONSTRAINED, item, (*path, index))
        if limits.contains is not None and not self._is_text:
            contained = limits.contains
            count = sum(
                not self.check(ANY_TYPE, contained, item, (*path, index))
                for index, item in enumerate(value)
            )
            if count < limits.min_contains:
                least = limits.min_contains
                items = (
                    "1 item that matches" if least == 1 else f"{least} items that match"
                )
                message = f"must contain at least {items} the schema in `contains`"
                yield path, "contains", message, value
            most = limits.max_contains
            if most is not None and count > most and not _is_unsure(contained, value):
                items = (
                    "1 item that matches" if most == 1 else f"{most} items that match"
                )
                message = f"must contain at most {items} the schema in `contains`"
                yield path, "maxContains", message, value

    def _properties(
        self, kind: JsonType, limits: Constraints, value: dict[str, Any], path: Path
    ) -> Iterator[Finding]:
        rest: JsonType = ANY_TYPE
        known: Mapping[str, Any] = {}
        if isinstance(kind, MapType):
            rest = kind.value
        elif isinstance(kind, ObjectType):
            known, rest = kind.properties, kind.rest
            own = kind.limits
            for broken in violations(own, value):
                yield path, *broken, value
            yield from self._undeclared(known, rest, own, value, path)
            yield from self._dependencies(own, value, path)
            for name, each in known.items():
                place = (*path, name)
                if name in value:
                    if value[name] is None and self._is_patch:
                        continue
                    yield from self.check(
                        each.kind, each.constraints, value[name], place
                    )
                elif each.required and not self._is_patch:
                    yield place, "required", "must be given", None
        yield from self._undeclared(known, rest, limits, value, path)
        yield from self._dependencies(limits, value, path)

    def _dependencies(
        self, limits: Constraints, value: dict[str, Any], path: Path
    ) -> Iterator[Finding]:
        """Yield the missing properties that given properties require."""
        if self._is_patch:
            return
        for name, required in limits.dependent_required:
            for each in required if name in value else ():
                if each not in value:
                    message = f"must be given when `{name}` is given"
                    yield (*path, each), "dependentRequired", message, None

    def _undeclared(
        self,
        known: Mapping[str, Any],
        rest: JsonType,
        limits: Constraints,
        value: dict[str, Any],
        path: Path,
    ) -> Iterator[Finding]:
        """Yield problems of keys, and of properties that are not fields."""
        if rest is ANY_TYPE and limits is UNCONSTRAINED:
            return
        for name, item in value.items():
            place = (*path, name)
            if limits.keys is not None:
                for each, rule, message, _ in self.check(
                    ANY_TYPE if not self._is_text else ANY_TEXT,
                    limits.keys,
                    name,
                    place,
                ):
                    yield each, rule, f"is a key that {message}", name
            matched = [part for key, part in limits.patterns if matches(key, name)]
            for part in matched:
                yield from self.check(ANY_TYPE, part, item, place)
            if name not in known and not (item is None and self._is_patch):
                own = UNCONSTRAINED if matched else limits.values or UNCONSTRAINED
                yield from self.check(rest, own, item, place)


def _is_unsure(contained: Constraints, items: Iterable[Any]) -> bool:
    """Return whether items may be too long for a pattern to be searched in them."""
    return contained.pattern is not None and any(
        isinstance(item, str) and len(item) > SHORT_TEXT for item in items
    )


def _rank(found: list[Finding], path: Path) -> tuple[bool, bool, int]:
    """Return how badly a member of a union fits: another type, another constant, or the number of
    problems."""
    return (
        any(each[0] == path and each[1] in ("type", "enum") for each in found),
        any(len(each[0]) == len(path) + 1 and each[1] == "enum" for each in found),
        len(found),
    )


def _misfit(kind: JsonType, value: Any) -> str | None:
    """Return the expected type of a value of another type; parts are not checked."""
    type_ = json_type(value)
    match kind:
        case ScalarType(types=types, form=form):
            fits = type_ in types and (form is None or form.match(value) is not None)
        case ConstantsType(values=values):
            fits = any(canonical(each) == canonical(value) for each in values)
        case ArrayType():
            fits = type_ == "array"
        case MapType() | ObjectType():
            fits = type_ == "object"
        case _:
            fits = True
    return None if fits else f"must be {_name(kind)}"


def _name(kind: JsonType) -> str:
    """Return the name of a JSON type, for messages."""
    while isinstance(kind, NamedType):
        kind = kind.kind
    match kind:
        case ScalarType(name=name):
            return name
        case ConstantsType(values=values):
            return constants_text(values)
        case ArrayType():
            return "an array"
        case MapType() | ObjectType():
            return "an object"
        case _:
            return "another value"
