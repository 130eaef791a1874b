"""Vendor extensions that say names, or what is left out; `docs/vendor-extensions.md` lists them.

Nothing here chooses code, paths, hooks or templates. A key that is not in these tables is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Any

from .. import ir
from ..document import Library, Node, UnresolvedReference
from ..problem import Problem, Severity, quoted
from .code_samples import SAMPLES, sampled_call
from .pages import FERN, SPEAKEASY, UnusablePages, fern_pages, speakeasy_pages


class Subject(StrEnum):
    """What an extension names."""

    GROUP = "group"
    METHOD = "method"
    PARAMETER = "parameter"
    PROPERTY = "property"
    TYPE = "type"


_TEXT = "a string"
_LANGUAGE = "python"

_NAMES: Mapping[Subject, Mapping[str, tuple[str, ...]]] = {
    Subject.GROUP: {"x-fern-sdk-group-name": (), "x-speakeasy-group": ()},
    Subject.METHOD: {
        "x-fern-sdk-method-name": (),
        "x-speakeasy-name-override": (),
        "x-stainless-naming": (_LANGUAGE, "method_name"),
    },
    Subject.PARAMETER: {
        "x-fern-parameter-name": (),
        "x-speakeasy-name-override": (),
        "x-stainless-naming": (_LANGUAGE, "property_name"),
        "x-stainless-param": (),
        "x-ms-client-name": (),
    },
    Subject.PROPERTY: {
        "x-fern-property-name": (),
        "x-speakeasy-name-override": (),
        "x-stainless-naming": (_LANGUAGE, "property_name"),
        "x-ms-client-name": (),
    },
    Subject.TYPE: {
        "x-fern-type-name": (),
        "x-speakeasy-name-override": (),
        "x-stainless-naming": (_LANGUAGE, "model_name"),
        "x-ms-client-name": (),
        "x-ms-enum": ("name",),
    },
}
"""Subject → extensions that name it, the first that is present winning, with the keys inside."""

_ANYWHERE = frozenset({"x-fern-type-name", "x-ms-enum", "x-stainless-param"})
"""Extensions that mean the same in any schema. The others name a property where they stand in one."""

_OMITTING = ("x-fern-ignore", "x-speakeasy-ignore", "x-stainless-skip")
_ENUMERATING = (
    "x-fern-enum",
    "x-speakeasy-enums",
    "x-enum-varnames",
    "x-enumNames",
    "x-ms-enum",
)

UNFOLLOWED = {
    "x-speakeasy-retries": "clients retry by their own rules; see `retries` of the client",
    "x-fern-retries": "clients retry by their own rules; see `retries` of the client",
    "x-fern-streaming": "a response is a stream where it declares a media type of streams, such as "
    "text/event-stream",
    "x-ms-discriminator-value": "values of a discriminator are those of its `mapping`, or names of "
    "schemas",
}
"""Extensions that are known but not followed, and why."""

EXTENSIONS = frozenset(
    {key for keys in _NAMES.values() for key in keys}.union(
        _OMITTING, _ENUMERATING, SAMPLES, (FERN, SPEAKEASY)
    )
)
"""Keys that are read."""


_NAME = re.compile(r"[^\W\d][\w -]*")
_MEMBER = re.compile(r"\w[\w -]*")


@dataclass(slots=True)
class ExtensionReader:
    """Reads vendor extensions and collects problems with them.

    Args:
        ignored: patterns of extensions that are not read, such as `x-fern-*`.
    """

    ignored: Iterable[str] = ()
    problems: dict[tuple[str, str, str], Problem] = field(default_factory=dict)
    """By place, pointer and extension, as shared objects are read several times."""

    _known: dict[str, bool] = field(default_factory=dict)
    _unfollowed: set[str] = field(default_factory=set)

    def name(self, node: Node, subject: Subject, *, everywhere: bool = True) -> ir.GivenName | None:
        """Return the name that an extension at a node gives its subject; None if there is none.

        Args:
            node: an operation, a parameter or a schema.
            subject: what is named.
            everywhere: whether extensions count that name something else inside a property.
        """
        for key, path in _NAMES[subject].items():
            if (everywhere or key in _ANYWHERE) and self._has(node, key):
                found = self._name_at(node / key, key, path, subject)
                if found is not None:
                    return found
        return None

    def _name_at(
        self, node: Node, key: str, path: tuple[str, ...], subject: Subject
    ) -> ir.GivenName | None:
        value = node.data
        for part in path:
            if not isinstance(value, dict):
                self._unusable(node, key, "it must be an object")
                return None
            value = value.get(part)
            if value is None:
                return None
        parts = value if subject is Subject.GROUP and isinstance(value, list) else [value]
        if not parts or not all(isinstance(part, str) for part in parts):
            expected = "a string or a list of strings" if subject is Subject.GROUP else _TEXT
            self._unusable(node, key, f"it must be {expected}")
            return None
        names = [name for part in parts for name in part.split(".")]
        if (subject is not Subject.GROUP and len(names) > 1) or not all(
            map(_NAME.fullmatch, names)
        ):
            self._unusable(node, key, f"{quoted('.'.join(parts))} is not a name")
            return None
        return ir.GivenName(".".join(names), key, node.where)

    def sampled_call(self, node: Node, library: Library) -> ir.GivenName | None:
        """Return the call that the code samples of an operation show, if any.

        Args:
            node: the operation.
            library: has the samples that the operation refers to.
        """
        for key in SAMPLES:
            if self._has(node, key):
                samples = node / key
                value = samples.data
                if isinstance(value, list):
                    value = [_sample(sample, library) for sample in samples.elements()]
                call = sampled_call(key, value)
                if call:
                    return ir.GivenName(call, key, node.where)
        return None

    def pages(self, node: Node, root: Node) -> ir.GivenPages | None:
        """Return the pagination of an operation that an extension describes, if any.

        Args:
            node: the operation.
            root: the document, whose own extension an operation may refer to.
        """
        for key in (FERN, SPEAKEASY):
            if not self._has(node, key):
                continue
            value = node / key
            try:
                found = fern_pages(value, root) if key == FERN else speakeasy_pages(value)
            except UnusablePages as error:
                self._unusable(value, key, str(error))
                continue
            if found is not None:
                return found
        return None

    def report_unfollowed(self, node: Node) -> None:
        """Note the extensions of an object that are not followed, once for each key."""
        if not isinstance(node.data, dict):
            return
        for key in sorted(UNFOLLOWED.keys() & node.data.keys()):
            if key not in self._unfollowed and self._has(node, key):
                self._unfollowed.add(key)
                message = f"{key} is not followed: {UNFOLLOWED[key]}."
                hint = f'`ignore = ["{key}"]` in `vendor_extensions` hides this note.'
                problem = (node / key).problem(
                    "vendor-extension-unusable", message, severity=Severity.NOTE, hint=hint
                )
                self._add(problem, key)

    def omits(self, node: Node) -> str:
        """Return the extension that leaves out the object at a node; empty if none does."""
        for key in _OMITTING:
            if not self._has(node, key):
                continue
            value = node.data[key]
            if key == "x-stainless-skip" and isinstance(value, list):
                if _LANGUAGE in value:
                    return key
            elif value is True:
                return key
            elif not isinstance(value, bool):
                self._unusable(node / key, key, "it must be true or false")
        return ""

    def report_omitted(self, node: Node, subject: str, key: str) -> None:
        """Report that an object is left out."""
        message = f"{subject} is left out, as {key} says."
        hint = f'`ignore = ["{key}"]` in `vendor_extensions` of the configuration keeps it.'
        self._add(
            node.problem("vendor-extension-omitted", message, severity=Severity.NOTE, hint=hint),
            key,
        )

    def report_kept(self, node: Node, subject: str, key: str, why: str) -> None:
        """Report that an object stays although an extension leaves it out."""
        message = f"{subject} is not left out as {key} says: {why}."
        hint = "Leave out what needs it as well, or remove the extension."
        self._add(node.problem("vendor-extension-unusable", message, hint=hint), key)

    def member_names(self, node: Node) -> Mapping[str, str]:
        """Return names of the constants of an enumeration, by the constant as text."""
        names: dict[str, str] = {}
        for key in reversed(_ENUMERATING):
            if self._has(node, key):
                names |= self._members_at(node, key)
        return names

    def _members_at(self, node: Node, key: str) -> Mapping[str, str]:
        value, constants = node.data[key], node.data.get("enum")
        listed = constants if isinstance(constants, list) else []
        found: dict[str, Any]
        match key, value:
            case ("x-ms-enum", dict()):
                entries = value.get("values", [])
                if not isinstance(entries, list):
                    return self._unusable(node / key, key, "`values` must be a list")
                found = {
                    constant_text(entry.get("value")): entry["name"]
                    for entry in entries
                    if isinstance(entry, dict) and "name" in entry
                }
            case ("x-fern-enum", dict()):
                found = {
                    constant: entry["name"]
                    for constant, entry in value.items()
                    if isinstance(entry, dict) and "name" in entry
                }
            case ("x-speakeasy-enums", dict()):
                found = dict(value)
            case ("x-speakeasy-enums" | "x-enum-varnames" | "x-enumNames", list()):
                if len(value) != len(listed):
                    why = f"it has {len(value)} names for {len(listed)} values"
                    return self._unusable(node / key, key, why)
                found = dict(zip(map(constant_text, listed), value, strict=True))
            case _:
                kind = "an object" if key in ("x-ms-enum", "x-fern-enum") else "a list of strings"
                return self._unusable(node / key, key, f"it must be {kind}")
        known = set(map(constant_text, listed))
        names: dict[str, str] = {}
        for constant, name in found.items():
            if constant not in known:
                self._unusable(node / key, key, f"{quoted(constant)} is none of the values")
            elif not isinstance(name, str) or not _MEMBER.fullmatch(name):
                self._unusable(node / key, key, f"{quoted(str(name))} is not a name")
            else:
                names[constant] = name
        return names

    def _has(self, node: Node, key: str) -> bool:
        data = node.data
        if data.__class__ is not dict or key not in data:
            return False
        if key not in self._known:
            self._known[key] = not any(fnmatchcase(key, pattern) for pattern in self.ignored)
        return self._known[key]

    def _unusable(self, node: Node, key: str, why: str) -> Mapping[str, str]:
        """Report an extension that cannot be followed; return no names."""
        message = f"{key} cannot be followed: {why}."
        hint = (
            f'Correct it, or set `ignore = ["{key}"]` in `vendor_extensions` of the configuration.'
        )
        self._add(node.problem("vendor-extension-unusable", message, hint=hint), key)
        return {}

    def _add(self, problem: Problem, key: str) -> None:
        where = problem.location
        self.problems.setdefault((where.origin, where.pointer, key + problem.message), problem)


def _sample(node: Node, library: Library) -> Any:
    """Return a code sample, or the one that it refers to; None where that was not loaded."""
    try:
        return library.follow(node).data
    except UnresolvedReference:
        return None


def constant_text(value: object) -> str:
    """Return a constant as a key of a JSON object."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)
