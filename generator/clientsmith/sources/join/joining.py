"""Joins documents: converts them to one version, renames components, and merges them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...document import (
    METHODS,
    Document,
    Library,
    Node,
    Position,
    UnresolvedReference,
    Walk,
    escape_token,
    mapping_at,
)
from ...prepare.dialect import dialect_of
from ...problem import Problem, Severity, UnusableSource, quoted, sort_key
from ..bundle import bundle, copy_with, with_absolute_servers
from ..pages import Conflicts, Fragment, MergeMode, merge
from .components import component_renames, with_renamed_components
from .derived import derived_document
from .upgrading import UPGRADED_VERSION, upgraded


def with_pointers(document: Document) -> Document:
    """Replace references by `$id` and `$anchor` with JSON pointers, and remove `$id`.

    Args:
        document: without references to other files.
    """
    library = Library(document, {document.origin: document})
    has_ids = "$id" in document.keywords.scoping
    changes: dict[int, dict[str, Any]] = {}
    for place in Walk(swagger="swagger" in document.data).mappings(document.data):
        if not isinstance(place.value, dict):
            continue
        value = dict(place.value)
        for reference in place.references():
            is_pointer = reference.text.startswith("#/") and not has_ids
            if reference.mapping_key is None and not is_pointer:
                at = Node(document, place.pointer(), place.value)
                try:
                    value["$ref"] = f"#{library.resolve(reference.text, at).pointer}"
                except UnresolvedReference:
                    continue
        if place.position == Position.OBJECT and isinstance(value.get("$id"), str):
            del value["$id"]
        if value != place.value:
            changes[id(place.value)] = value
    if not changes:
        return document
    data = copy_with(document.data, changes)
    return derived_document(document, data, {"": Node(document, "", document.data)})


_SERVERS = "servers"
_MORE = "additionalOperations"
_FOR_ALL = (_SERVERS, "summary", "description")
"""Keys of a path item that hold for its operations without a key of their own."""


def with_own_servers(document: Document) -> Document:
    """Make server URLs independent of the document's URL: resolve relative ones, and add the
    default server if there is none."""
    return replace(document, data=with_absolute_servers(document.data, document.origin))


def with_own_parameters(documents: Sequence[Document]) -> list[Document]:
    """Copy parameters and servers of path items into their operations, for paths that occur in
    several documents."""
    counts: dict[str, int] = {}
    for document in documents:
        for path in mapping_at(document.data, "/paths"):
            counts[path] = counts.get(path, 0) + 1
    return [_pushed(document, counts) for document in documents]


def _pushed(document: Document, counts: Mapping[str, int]) -> Document:
    paths = mapping_at(document.data, "/paths")
    changed = {
        path: _own(item, document.data)
        for path, item in paths.items()
        if counts[path] > 1 and isinstance(item, dict)
    }
    if not changed:
        return document
    return replace(document, data={**document.data, "paths": {**paths, **changed}})


def _own(item: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    shared = item.get("parameters")
    shared = shared if isinstance(shared, list) else []

    def pushed(operation: Any) -> Any:
        if not isinstance(operation, dict):
            return operation
        own = operation.get("parameters")
        own = own if isinstance(own, list) else []
        names = {_identity(parameter, data) for parameter in own}
        parameters = [each for each in shared if _identity(each, data) not in names]
        result = dict(operation)
        if parameters:
            result["parameters"] = [*parameters, *own]
        return {**{key: item[key] for key in _FOR_ALL if key in item}, **result}

    result = {}
    for key, value in item.items():
        if key in METHODS:
            result[key] = pushed(value)
        elif key == _MORE and isinstance(value, dict):
            result[key] = {method: pushed(operation) for method, operation in value.items()}
        elif key not in ("parameters", *_FOR_ALL):
            result[key] = value
    return result


def _identity(parameter: Any, data: dict[str, Any]) -> tuple[str, str]:
    """Name and location of a parameter."""
    reference = parameter.get("$ref") if isinstance(parameter, dict) else None
    if isinstance(reference, str) and reference.startswith("#/"):
        parameter = mapping_at(data, reference[1:])
    if not isinstance(parameter, dict):
        return "", ""
    return str(parameter.get("name")), str(parameter.get("in"))


def with_unique_ids(documents: Sequence[Document]) -> tuple[list[Document], list[Problem]]:
    """Remove operationIds that an earlier document uses for another operation, with a note for
    each; links then refer to the operation by pointer."""
    holders: dict[str, tuple[str, Document]] = {}
    result: list[Document] = []
    problems: list[Problem] = []
    for document in documents:
        repeated: dict[str, str] = {}
        own = dict(_operation_ids(document.data))
        for pointer, name in own.items():
            first, holder = holders.get(name, (pointer, document))
            if first == pointer or holder is document:
                continue
            repeated[name] = pointer
            place = holder.location(first)
            problems.append(
                Problem(
                    "join-operation-id-dropped",
                    Severity.NOTE,
                    f"The operationId {quoted(name)} is that of another operation at {place}; the "
                    "method is named by path instead.",
                    document.location(pointer),
                )
            )
        for pointer, name in own.items():
            holders.setdefault(name, (pointer, document))
        result.append(_without_ids(document, repeated) if repeated else document)
    return result, problems


def _operation_ids(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("paths", "webhooks"):
        for path, item in mapping_at(data, f"/{key}").items():
            pointer = f"/{key}/{escape_token(path)}"
            for place, operation in _operations(item):
                name = operation.get("operationId")
                if isinstance(name, str):
                    yield f"{pointer}/{place}", name


def _operations(item: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Pointer from a path item on, and operation."""
    if not isinstance(item, dict):
        return
    more = item.get(_MORE)
    places = {method: item.get(method) for method in METHODS}
    for method, operation in more.items() if isinstance(more, dict) else ():
        places[f"{_MORE}/{escape_token(method)}"] = operation
    for place, operation in places.items():
        if isinstance(operation, dict):
            yield place, operation


def _without_ids(document: Document, repeated: Mapping[str, str]) -> Document:
    changes: dict[int, dict[str, Any]] = {}
    for place in Walk(swagger=False).mappings(document.data):
        value = place.value
        if not isinstance(value, dict) or place.position != Position.OBJECT:
            continue
        name = value.get("operationId")
        if not isinstance(name, str) or name not in repeated:
            continue
        rest = {key: each for key, each in value.items() if key != "operationId"}
        is_operation = place.pointer() == repeated[name]
        is_link = place.parent is not None and place.parent.key == "links"
        if is_operation:
            changes[id(value)] = rest
        elif is_link:
            changes[id(value)] = {"operationRef": f"#{repeated[name]}", **rest}
    return replace(document, data=copy_with(document.data, changes))


_DOCUMENTS = MergeMode(
    "documents",
    "join-conflict",
    "Take that of the newer document with `--conflicts newest`, or leave it out of one of them.",
    first_leads=True,
)
_MAPPINGS = ("paths", "webhooks", "components")
_SECTIONS = ("definitions", "parameters", "responses", "securityDefinitions")
_SHOWN = 3


def join(libraries: Sequence[Library], conflicts: Conflicts) -> Library:
    """One library with one document that has everything of several documents.

    `info`, and what else can be said once only, is that of the first. Components of one name that
    differ are renamed in the later documents; tags of one name are one. Servers, security
    requirements and parameters that hold for all of a document or a path are written to the
    operations where the documents differ in them.

    Args:
        libraries: at least two, in the order in which they were named.
        conflicts: what becomes of operations that documents describe differently: an error, or that
            of the document with the higher `info.version`, of equal ones the later document, holds.

    Raises:
        UnusableSource: the documents contradict each other, or one of them is none.
    """
    problems = [problem for library in libraries for problem in library.problems]
    documents = [_single(library, problems) for library in libraries]
    _stop(_misshapen(documents))
    documents = list(_in_one_version(documents, problems))
    documents = with_own_parameters([with_own_servers(each) for each in documents])
    documents, found = with_unique_ids(documents)
    problems += found
    named = []
    for document, names in zip(documents, component_renames(documents), strict=True):
        problems += _renamed(document, names)
        named.append(with_renamed_components(document, names))
    merged, found = merge([_fragment(each) for each in named], conflicts, _DOCUMENTS)
    _stop([*problems, *found])
    sources = _sources(libraries)
    root = Document(
        _title([library.root.origin for library in libraries]),
        _digest(sources.values()),
        merged.data,
        merged.line_of,
        merged.origin_of,
    )
    found = [
        (
            replace(each, location=root.location(each.location.pointer))
            if each.location.pointer
            else each
        )
        for each in found
    ]
    return Library(
        root,
        {root.origin: root},
        problems=tuple(sorted(dict.fromkeys((*problems, *found)), key=sort_key)),
        joined=sources,
    )


def _single(library: Library, problems: list[Problem]) -> Document:
    """Bundle a library into one document without `$self` and references in `paths`."""
    one = bundle(library)
    problems += one.unresolved
    document = with_pointers(derived_document(library.root, one.data, one.places))
    data = {key: value for key, value in document.data.items() if key != "$self"}
    document = replace(document, data=data)
    places: dict[str, Node] = {"": Node(document, "", data)}
    paths = mapping_at(data, "/paths")
    written = {}
    for path, item in paths.items():
        reference = str(item.get("$ref", "")) if isinstance(item, dict) else ""
        target = mapping_at(data, reference[1:]) if reference.startswith("#/") else {}
        if target:
            pointer = f"/paths/{escape_token(path)}"
            siblings = {key: value for key, value in item.items() if key != "$ref"}
            written[path] = {**target, **siblings}
            places[pointer] = Node(document, reference[1:], target)
    if not written:
        return document
    return derived_document(document, {**data, "paths": {**paths, **written}}, places)


def _misshapen(documents: Sequence[Document]) -> Iterator[Problem]:
    """Yield an error for each part that has to be a mapping to be merged, and is not."""
    for document in documents:
        try:
            dialect_of(Node(document, "", document.data))
        except UnusableSource as unusable:
            yield from (
                replace(each, location=replace(each.location, page=""))
                for each in unusable.problems
            )
            continue
        components = document.data.get("components")
        places = [(f"/{key}", document.data.get(key)) for key in (*_MAPPINGS, *_SECTIONS)]
        places += [
            (f"/components/{escape_token(key)}", section)
            for key, section in (components.items() if isinstance(components, dict) else ())
            if not key.startswith("x-")
        ]
        for pointer, value in places:
            if value is not None and not isinstance(value, dict):
                yield Problem(
                    "wrong-type",
                    Severity.ERROR,
                    f"`{pointer}` must be an object where documents are put together.",
                    document.location(pointer),
                )


def _in_one_version(documents: Sequence[Document], problems: list[Problem]) -> Iterator[Document]:
    """Convert documents to the highest of their versions; Swagger 2.0, and 3.0 beside newer ones,
    become 3.1."""
    versions = [_version(document) for document in documents]
    is_mixed = any(version[:2] != versions[0][:2] for version in versions)
    highest = max(versions)
    if is_mixed or highest[0] == 2:
        highest = max(highest, tuple(map(int, UPGRADED_VERSION.split("."))))
    for document, version in zip(documents, versions, strict=True):
        if version < (3, 1) <= highest:
            problems.append(
                Problem(
                    "join-version",
                    Severity.NOTE,
                    f"The document is of version {_text(version[:2])}; it is read as one of "
                    f"{_text(highest[:2])}, to go with the others.",
                    document.location(""),
                )
            )
            document = upgraded(document)
        data = {**document.data, "openapi": _text(highest)}
        yield replace(document, data=data)


def _version(document: Document) -> tuple[int, ...]:
    text = str(document.data.get("swagger") or document.data.get("openapi"))
    return tuple(int(part) for part in text.split("-")[0].split(".") if part.isdecimal())


def _text(version: Sequence[int]) -> str:
    return ".".join(map(str, version))


def _renamed(document: Document, names: dict[tuple[str, str], str]) -> Iterator[Problem]:
    for (section, name), new in names.items():
        yield Problem(
            "join-renamed",
            Severity.NOTE,
            f"{quoted(name)} is another one in an earlier document; this one is called "
            f"{quoted(new)}.",
            document.location(f"/components/{escape_token(section)}/{escape_token(name)}"),
            "Choose a name for its class under `names.schemas`." if section == "schemas" else "",
        )


def _fragment(document: Document) -> Fragment:
    return Fragment(
        document.origin, None, "", document.data, document.line_of, origin_of=document.origin_of
    )


def _sources(libraries: Sequence[Library]) -> dict[str, Document]:
    """Every document that was read, by origin; one that has the origin of another gets a number."""
    found: dict[str, Document] = {}
    for library in libraries:
        for origin, document in library.documents.items():
            name, number = origin, 2
            while name in found and found[name].sha256 != document.sha256:
                name = f"{origin} ({number})"
                number += 1
            found[name] = document
    return dict(sorted(found.items()))


def _title(origins: Sequence[str]) -> str:
    """Return the origin of the joined document, composed of the origins of its parts."""
    names = [origin.partition("://")[2] or origin for origin in origins]
    if len(names) > _SHOWN:
        names = [*names[: _SHOWN - 1], f"{len(names) - _SHOWN + 1} more"]
    return " + ".join(names)


def _digest(documents: Any) -> str:
    text = "".join(f"{document.origin}\0{document.sha256}\n" for document in documents)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _stop(problems: Any) -> None:
    found = tuple(sorted(problems, key=sort_key))
    if any(problem.severity is Severity.ERROR for problem in found):
        raise UnusableSource(found)
