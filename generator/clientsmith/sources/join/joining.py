"""Several documents, brought to one version and to one set of names, and put together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ...document import Document, Library, Node, escape_token, mapping_at
from ...prepare.dialect import dialect_of
from ...problem import Problem, Severity, UnusableSource, quoted, sort_key
from .. import Conflicts
from ..bundle import bundled
from ..pages import Fragment, Manner, merge
from .components import new_names
from .identifiers import with_pointers
from .operations import with_own_parameters, with_own_servers, with_unique_ids
from .places import made_from
from .renaming import with_names
from .upgrading import RAISED, raised

_DOCUMENTS = Manner(
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
    for document, names in zip(documents, new_names(documents), strict=True):
        problems += _renamed(document, names)
        named.append(with_names(document, names))
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
    """The one document that a library amounts to."""
    one = bundled(library)
    problems += one.unresolved
    document = with_pointers(made_from(library.root, one.data, one.places))
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
    return made_from(document, {**data, "paths": {**paths, **written}}, places)


def _misshapen(documents: Sequence[Document]) -> Iterator[Problem]:
    """What is no mapping, and would be passed over where documents are put together."""
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
    """The documents in the highest of their versions; those of Swagger 2.0, and of 3.0 beside newer
    ones, become 3.1."""
    versions = [_version(document) for document in documents]
    is_mixed = any(version[:2] != versions[0][:2] for version in versions)
    highest = max(versions)
    if is_mixed or highest[0] == 2:
        highest = max(highest, tuple(map(int, RAISED.split("."))))
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
            document = raised(document)
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
    """What the document is called: after those that it is made from, none of which it is."""
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
