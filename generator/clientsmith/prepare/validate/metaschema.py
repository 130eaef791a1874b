"""Checks documents against the meta-schema of their version.

The meta-schemas are those that openapi-spec-validator and openapi-schema-validator ship; jsonschema-rs
evaluates them. Both packages are only located on disk, since importing them is slower than the check.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import jsonschema_rs
from jsonschema_rs import ValidationError
from jsonschema_rs import ValidationErrorKind as Kind

from ...document import Node, escape_token
from ...problem import Problem, Severity, quoted
from .version import Version, type_name

_ARTICLES = {"array": "a list", "integer": "an integer", "null": "null", "object": "a mapping"}
_SHOWN_OPTIONS = 8

_Path = tuple[str | int, ...]

_LATER_KEYS: dict[_Path, str] = {
    ("components", "pathItems"): "3.1",
    ("components", "mediaTypes"): "3.2",
    ("content", "*", "itemSchema"): "3.2",
    ("content", "*", "itemEncoding"): "3.2",
    ("content", "*", "prefixEncoding"): "3.2",
    ("discriminator", "defaultMapping"): "3.2",
    ("paths", "*", "additionalOperations"): "3.2",
    ("paths", "*", "query"): "3.2",
    ("webhooks",): "3.1",
}
"""Ends of the paths of keys that are read in documents of earlier versions, too: web frameworks use
them as soon as they need them."""


@dataclass(frozen=True, slots=True)
class _Violation:
    """Violation of the meta-schema, before its line is known."""

    path: _Path
    code: str
    message: str
    types: frozenset[str] = frozenset()
    """Allowed JSON types, if the type is wrong."""

    is_other_alternative: bool = False
    """True if it shows that another alternative was intended, such as a missing `$ref`."""

    severity: Severity = Severity.WARNING


def check(root: Node, version: Version) -> Iterator[Problem]:
    """Yield violations of the meta-schema of `version`, as warnings."""
    document = root.document
    try:
        errors = list(_validator(root.data, version).iter_errors(root.data))
    except ValueError as error:  # nesting or numbers that jsonschema-rs does not take
        message = f"The document cannot be checked against the rules of OpenAPI: {error}."
        yield root.problem("check-incomplete", message)
        return
    violations = [violation for error in errors for violation in _violations(error, root.data)]
    for violation in dict.fromkeys(
        _unless_reference(violation, root.data) for violation in violations
    ):
        pointer = "".join(f"/{escape_token(str(token))}" for token in violation.path)
        location = document.location(pointer)
        yield Problem(violation.code, violation.severity, violation.message, location)


def _validator(data: Mapping[str, Any], version: Version) -> Any:
    rules = _read(_folder("openapi_spec_validator") / f"resources/schemas/v{version}/schema.json")
    if version in ("2.0", "3.0"):
        return jsonschema_rs.validator_for(rules, offline=True)
    dialect = rules["properties"]["jsonSchemaDialect"]["default"]
    if data.get("jsonSchemaDialect", dialect) != dialect:
        return jsonschema_rs.validator_for(rules, offline=True)
    folder = _folder("openapi_schema_validator") / "schemas" / f"oas{version}"
    resources = [rules, *(_read(file) for file in sorted(folder.rglob("*")) if file.is_file())]
    schema_objects = {"$dynamicAnchor": "meta", "$ref": dialect}
    return jsonschema_rs.validator_for(
        {
            "$schema": rules["$schema"],
            "$id": "urn:clientsmith:document",
            "$ref": rules["$id"],
            "$defs": {"schema": schema_objects},
        },
        registry=jsonschema_rs.Registry([(resource["$id"], resource) for resource in resources]),
        offline=True,
    )


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is not installed", name=package)
    return Path(spec.submodule_search_locations[0])


def _read(file: Path) -> dict[str, Any]:
    return cast(dict[str, Any], json.loads(file.read_bytes()))


def _violations(error: ValidationError, data: Any) -> list[_Violation]:
    """Return the violations of an error; of several alternatives, those of the best match."""
    path = _path(error, data)
    kind = error.kind
    if isinstance(kind, Kind.AnyOf | Kind.OneOfNotValid):
        branches = [
            [violation for inner in branch for violation in _violations(inner, data)]
            for branch in kind.context
        ]
        return _best(path, [branch for branch in branches if branch], data) or [
            _Violation(path, "invalid-value", f"{_subject(path)} matches none of the alternatives.")
        ]
    if isinstance(kind, Kind.AdditionalProperties | Kind.UnevaluatedProperties):
        return [_unexpected(path, key) for key in kind.unexpected]
    return [_violation(path, kind, _value(data, path))]


def _unless_reference(violation: _Violation, data: Any) -> _Violation:
    """Return the violation, or a note if it is only a reference in an unusual place."""
    path = violation.path[:-1] if violation.path[-1:] == ("$ref",) else violation.path
    value = _value(data, path)
    if not isinstance(value, dict) or not isinstance(value.get("$ref"), str):
        return violation
    message = f"{_subject(path)} is a reference where OpenAPI allows none; it is resolved."
    return _Violation((*path, "$ref"), "reference-misplaced", message, severity=Severity.NOTE)


def _best(path: _Path, branches: list[list[_Violation]], data: Any) -> list[_Violation]:
    """Return the violations of the alternative that matches best, which are the deepest ones."""
    types = [
        frozenset().union(*(violation.types for violation in branch if violation.path == path))
        for branch in branches
    ]
    if branches and all(types):
        return [_wrong_type(path, frozenset().union(*types), _value(data, path))]
    fitting = [branch for branch, wrong in zip(branches, types, strict=True) if not wrong]
    return min(
        fitting,
        key=lambda branch: (
            sum(violation.is_other_alternative for violation in branch),
            -max(len(violation.path) for violation in branch),
            len(branch),
        ),
        default=[],
    )


def _violation(path: _Path, kind: Kind, value: Any) -> _Violation:
    subject = _subject(path)
    match kind:
        case Kind.Type():
            return _wrong_type(path, frozenset(kind.types), value)
        case Kind.Required():
            name = kind.as_dict()["property"]
            message = f"{subject} lacks the required key {quoted(name)}."
            return _Violation(path, "missing-key", message, is_other_alternative=name == "$ref")
        case Kind.Enum() | Kind.Constant():
            options = kind.options if isinstance(kind, Kind.Enum) else [kind.expected_value]
            shown = ", ".join(_shown(option) for option in options[:_SHOWN_OPTIONS])
            shown += ", …" if len(options) > _SHOWN_OPTIONS else ""
            verb = "is" if len(options) == 1 else "are"
            message = f"{subject} is {_shown(value)}; allowed {verb} {shown}."
            return _Violation(path, "invalid-value", message, is_other_alternative=True)
        case Kind.Pattern():
            message = f"{subject} is {_shown(value)}, which does not match {quoted(kind.pattern)}."
        case Kind.PropertyNames():
            name = str(kind.error.instance)
            path = (*path, name)
            message = f"{quoted(name)} is not a name that OpenAPI allows here."
        case Kind.MinItems() | Kind.MinProperties() if not value:
            message = f"{subject} is empty."
        case Kind.UniqueItems():
            message = f"{subject} has the same member twice."
        case _:
            limits = ", ".join(
                _shown(limit) for limit in kind.as_dict().values() if not isinstance(limit, list)
            )
            message = f"{subject} breaks the rule `{kind.name}` of OpenAPI"
            message += f" ({limits})." if limits else "."
    return _Violation(path, "invalid-value", message)


def _unexpected(path: _Path, key: str) -> _Violation:
    if path == ("paths",):
        message = f"The path {quoted(key)} does not begin with a slash."
        return _Violation((*path, key), "invalid-value", message)
    version = _LATER_KEYS.get((*path[-1:], key)) or _LATER_KEYS.get((*path[-2:-1], "*", key))
    if version is not None:
        message = f"{quoted(key)} is defined by OpenAPI {version}; it is read in the same way here."
        return _Violation((*path, key), "unknown-key", message, severity=Severity.NOTE)
    message = f"{quoted(key)} is not a key that OpenAPI defines here."
    return _Violation((*path, key), "unknown-key", message)


def _wrong_type(path: _Path, types: frozenset[str], value: Any) -> _Violation:
    expected = " or ".join(_ARTICLES.get(name, f"a {name}") for name in sorted(types))
    is_reference = isinstance(value, dict) and "$ref" in value
    found = "a reference" if is_reference else type_name(value)
    message = f"{_subject(path)} must be {expected}, not {found}."
    return _Violation(path, "wrong-type", message, types)


def _subject(path: _Path) -> str:
    """Return the subject of a sentence about the value at `path`."""
    match path:
        case ():
            return "The document"
        case (*_, str(key)):
            return quoted(key)
        case (*_, str(key), int(index)):
            return f"Member {index + 1} of {quoted(key)}"
        case _:
            return f"Member {int(path[-1]) + 1}"


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return quoted(value, 40)
    if isinstance(value, dict | list):
        return type_name(value)
    return json.dumps(value)


def _path(error: ValidationError, data: Any) -> _Path:
    """Return the path of an error.

    Inside of alternatives, jsonschema-rs returns keys such as "200" as numbers and omits empty ones.
    """
    path: list[str | int] = []
    for token in error.instance_path:
        if isinstance(data, dict):
            while token not in data and isinstance(data.get(""), dict):
                path.append("")
                data = data[""]
            same = (key for key in data if key.isdecimal() and int(key) == token)
            token = token if token in data else next(same, token)
        try:
            data = data[token]
        except (KeyError, IndexError, TypeError):
            break
        path.append(token)
    return tuple(path)


def _value(data: Any, path: _Path) -> Any:
    """Return the value at a path; None if there is none."""
    for token in path:
        try:
            data = data[token]
        except (KeyError, IndexError, TypeError):
            return None
    return data
