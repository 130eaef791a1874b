"""One pass of a document through the meta-schema of its version.

The meta-schemas are those that openapi-spec-validator and openapi-schema-validator ship; jsonschema-rs
evaluates them. Both packages are only looked up on disk, since importing them costs more than the pass.
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


@dataclass(frozen=True, slots=True)
class _Finding:
    """One violation, before its line is known."""

    path: _Path
    code: str
    message: str
    types: frozenset[str] = frozenset()
    """JSON types that are allowed, where the type is what is wrong."""
    elsewhere: bool = False
    """Whether it only says that another alternative was meant, such as a missing `$ref`."""
    severity: Severity = Severity.WARNING


def check(root: Node, version: Version) -> Iterator[Problem]:
    """What breaks the meta-schema of `version`, as warnings at the place that is wrong."""
    document = root.document
    try:
        errors = list(_validator(root.data, version).iter_errors(root.data))
    except ValueError as error:  # nesting or numbers that jsonschema-rs does not take
        message = f"The document cannot be compared with the rules of OpenAPI: {error}."
        yield root.problem("check-incomplete", message)
        return
    findings = [finding for error in errors for finding in _findings(error, root.data)]
    for finding in dict.fromkeys(_followed(finding, root.data) for finding in findings):
        pointer = "".join(f"/{escape_token(str(token))}" for token in finding.path)
        location = document.location(pointer)
        yield Problem(finding.code, finding.severity, finding.message, location)


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


def _findings(error: ValidationError, data: Any) -> list[_Finding]:
    """What an error says; of alternatives, the one that the document most likely means."""
    path = _path(error, data)
    kind = error.kind
    if isinstance(kind, Kind.AnyOf | Kind.OneOfNotValid):
        branches = [
            [finding for inner in branch for finding in _findings(inner, data)]
            for branch in kind.context
        ]
        return _best(path, [branch for branch in branches if branch], data) or [
            _Finding(path, "invalid-value", f"{_subject(path)} fits none of the alternatives.")
        ]
    if isinstance(kind, Kind.AdditionalProperties | Kind.UnevaluatedProperties):
        return [_unexpected(path, key) for key in kind.unexpected]
    return [_finding(path, kind, _value(data, path))]


def _followed(finding: _Finding, data: Any) -> _Finding:
    """The finding, or a note where all that is wrong is a reference in an unusual place."""
    path = finding.path[:-1] if finding.path[-1:] == ("$ref",) else finding.path
    value = _value(data, path)
    if not isinstance(value, dict) or not isinstance(value.get("$ref"), str):
        return finding
    message = f"{_subject(path)} is a reference where OpenAPI allows none; it is followed."
    return _Finding((*path, "$ref"), "reference-misplaced", message, severity=Severity.NOTE)


def _best(path: _Path, branches: list[list[_Finding]], data: Any) -> list[_Finding]:
    """The findings of the branch that fits best; the deeper it goes, the better it fits."""
    types = [
        frozenset().union(*(finding.types for finding in branch if finding.path == path))
        for branch in branches
    ]
    if branches and all(types):
        return [_wrong_type(path, frozenset().union(*types), _value(data, path))]
    fitting = [branch for branch, wrong in zip(branches, types, strict=True) if not wrong]
    return min(
        fitting,
        key=lambda branch: (
            sum(finding.elsewhere for finding in branch),
            -max(len(finding.path) for finding in branch),
            len(branch),
        ),
        default=[],
    )


def _finding(path: _Path, kind: Kind, value: Any) -> _Finding:
    subject = _subject(path)
    match kind:
        case Kind.Type():
            return _wrong_type(path, frozenset(kind.types), value)
        case Kind.Required():
            name = kind.as_dict()["property"]
            message = f"{subject} lacks the required key {quoted(name)}."
            return _Finding(path, "missing-key", message, elsewhere=name == "$ref")
        case Kind.Enum() | Kind.Constant():
            options = kind.options if isinstance(kind, Kind.Enum) else [kind.expected_value]
            shown = ", ".join(_shown(option) for option in options[:_SHOWN_OPTIONS])
            shown += ", …" if len(options) > _SHOWN_OPTIONS else ""
            verb = "is" if len(options) == 1 else "are"
            message = f"{subject} is {_shown(value)}; allowed {verb} {shown}."
            return _Finding(path, "invalid-value", message, elsewhere=True)
        case Kind.Pattern():
            message = f"{subject} is {_shown(value)}, which does not match {quoted(kind.pattern)}."
        case Kind.PropertyNames():
            name = str(kind.error.instance)
            path = (*path, name)
            message = f"{quoted(name)} is no name that OpenAPI allows here."
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
    return _Finding(path, "invalid-value", message)


def _unexpected(path: _Path, key: str) -> _Finding:
    if path == ("paths",):
        message = f"The path {quoted(key)} does not begin with a slash."
        return _Finding((*path, key), "invalid-value", message)
    message = f"{quoted(key)} is no key that OpenAPI defines here."
    return _Finding((*path, key), "unknown-key", message)


def _wrong_type(path: _Path, types: frozenset[str], value: Any) -> _Finding:
    wanted = " or ".join(_ARTICLES.get(name, f"a {name}") for name in sorted(types))
    is_reference = isinstance(value, dict) and "$ref" in value
    found = "a reference" if is_reference else type_name(value)
    message = f"{_subject(path)} must be {wanted} and is {found}."
    return _Finding(path, "wrong-type", message, types)


def _subject(path: _Path) -> str:
    """How a sentence begins that is about the value at `path`."""
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
    """Where an error is, as far as that can be told: inside of alternatives, jsonschema-rs gives keys
    such as "200" as numbers and leaves out empty ones.
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
    """The value at a path; None where there is none."""
    for token in path:
        try:
            data = data[token]
        except (KeyError, IndexError, TypeError):
            return None
    return data
