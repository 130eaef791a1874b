"""Loads a root document and everything that its references reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from ..document import (
    Document,
    Library,
    Node,
    Position,
    Reference,
    UnresolvedReference,
    ValueNotFound,
    Walk,
    descend,
    relative_origin,
)
from ..problem import Problem, Severity, UnusableSource, quoted, sort_key, without_secrets
from .content import read_content
from .opening import open_source
from .pages import Conflicts
from .parsing import MAX_VALUES, SourceError, count_values
from .source import FileSource, Source
from .web import Access, PageProgress, Remote, is_url, shown_url

MAX_DOCUMENTS = 10_000
"""Maximum number of documents of a library."""

Reshape = Callable[[Document], tuple[Document, list[Problem]]]
"""Returns a changed root document, and problems."""

_PYTHON = re.compile(r"(?<![a-z])py(?:thon)?3?(?![a-z])", re.IGNORECASE)
"""Word in the path of a code sample in Python."""

_AT_REFERENCE = (
    "reference-refused",
    "source-missing",
    "source-refused",
    "source-unreadable",
)
"""Faults that are the reference's, not those of what it names."""


def load(
    source: str,
    *,
    folder: Path = Path(),
    stdin: BinaryIO | None = None,
    conflicts: Conflicts = "error",
    access: Access | None = None,
    reshape: Reshape | None = None,
    cache: Path | None = None,
    is_offline: bool = False,
    base: Path | None = None,
    on_page: PageProgress | None = None,
) -> Library:
    """Load a source and every document that its references reach.

    Args:
        source: path of a JSON or YAML file, of a Markdown page with a fenced document, or of a
            folder with one document or such pages; a URL of a document, a page or a site; a git
            revision and a path (`v1:openapi.yaml`); or `-`. Behind `#` stands the name of one of the
            documents that pages are made from.
        folder: where relative paths start.
        stdin: what `-` reads; the standard input of the process where it is None.
        conflicts: what becomes of parts that pages describe differently.
        access: which servers may be asked beyond that of the source; by default none, and no
            address that is not public but that of a source on this machine.
        reshape: changes the root document before its references are followed.
        cache: folder in which answers of servers are kept; None keeps nothing.
        is_offline: whether servers are not asked, and only kept answers count.
        base: folder that origins of files start at; that of the document where it is None.
        on_page: told how many pages of a site were fetched, and how many there are.

    Raises:
        UnusableSource: with every document that is missing, broken or out of bounds.
    """
    allowed = (access or Access()).with_sources([source])
    remote = Remote(allowed, cache=cache, is_offline=is_offline, on_page=on_page)
    try:
        try:
            root = open_source(source, conflicts, folder, stdin, remote, base)
        except SourceError as fault:
            origin = shown_url(source) if is_url(source) else without_secrets(source)
            raise UnusableSource([fault.problem(origin)]) from None
        try:
            loading = _Loading(root, reshape)
        except SourceError as fault:
            raise UnusableSource([fault.problem(root.origin)]) from None
        return loading.run()
    finally:
        remote.close()


def read_file(path: Path) -> Document:
    """Read a local JSON or YAML file without following references.

    Raises:
        UnusableSource: there is no such file, or it is broken.
    """
    source = FileSource(path.name, path, path.parent)
    try:
        loaded = read_content(source.read(), source.origin, None)
    except SourceError as fault:
        raise UnusableSource([fault.problem(source.origin)]) from None
    return Document(source.origin, loaded.sha256, loaded.parsed.data, loaded.parsed.line_of)


class _Loading:
    """Loads the documents of one library."""

    def __init__(self, source: Source, reshape: Reshape | None) -> None:
        self._sources: dict[str, Source] = {}
        self._documents: dict[str, Document] = {}
        self._origins: dict[str, str] = {}
        """Identity of a source to the origin under which it was loaded."""
        self._aliases: dict[str, str] = {}
        self._faults: dict[str, tuple[SourceError, str]] = {}
        """Errors of referenced documents, by origin, with the origin for messages."""
        self._unresolved: list[tuple[Node, Reference, SourceError]] = []
        self._problems: list[Problem] = []
        self._values = 0
        self._root = self._read(source, is_root=True)
        if reshape is not None:
            self._root, found = reshape(self._root)
            self._documents[self._root.origin] = self._root
            self._problems += found
        self._walks: dict[str, Walk] = {}

    def run(self) -> Library:
        """Follow all references.

        Raises:
            UnusableSource: some cannot be followed.
        """
        pending = []
        if self._root.keywords.has_external_references:
            pending.append((Node(self._root, "", self._root.data), Position.OBJECT))
        visited: set[tuple[str, str, Position]] = set()
        while pending:
            node, position = pending.pop()
            for reference in self._references(node, position):
                target = self._target(node, reference)
                if target is None:
                    continue
                fragment = unquote(reference.text.partition("#")[2])
                key = (target.origin, fragment, reference.position)
                if key not in visited:
                    visited.add(key)
                    pending.append((_part(target, fragment), reference.position))
        documents = dict(sorted(self._documents.items()))
        aliases = dict(sorted(self._aliases.items()))
        library = Library(self._root, documents, aliases)
        for node, reference, fault in self._unresolved:
            self._report(library, node, reference, fault)
        self._report_unreadable()
        problems = tuple(sorted(self._problems, key=sort_key))
        if problems and problems[0].severity is Severity.ERROR:
            raise UnusableSource(problems)
        return Library(self._root, documents, aliases, problems)

    def _references(self, node: Node, position: Position) -> Iterator[Reference]:
        """Yield the references at and below a node, and those to code samples in Python: samples in
        other languages say nothing that is read, and there may be thousands."""
        for place in self._walk(node.document).mappings(node.data, position):
            yield from place.references()
            for reference in place.samples():
                if _PYTHON.search(reference.text):
                    yield reference

    def _walk(self, document: Document) -> Walk:
        walk = self._walks.get(document.origin)
        if walk is None:
            walk = self._walks[document.origin] = Walk(swagger="swagger" in self._root.data)
        return walk

    def _target(self, node: Node, reference: Reference) -> Document | None:
        """Return the document that a reference below `node` points to; load it if it is new."""
        base = node.document
        path = reference.text.partition("#")[0]
        if reference.mapping_key is not None and self._is_name(base, reference.text):
            return None
        if not path:
            return base
        origin = relative_origin(base.origin, path)
        origin = self._aliases.get(origin, origin)
        known = self._documents.get(origin)
        if known is not None:
            return known
        if origin not in self._faults:
            shown = origin
            try:
                source = self._sources[base.origin].relative(path)
                shown = source.origin
                return self._load(source, origin)
            except SourceError as fault:
                self._faults[origin] = fault, shown
        self._unresolved.append((node, reference, self._faults[origin][0]))
        return None

    def _is_name(self, base: Document, value: str) -> bool:
        """Return whether a value of a discriminator's `mapping` is the name of a schema."""
        if not value.lower().endswith((".json", ".yaml", ".yml")):
            return "/" not in value and "#" not in value
        for document in (base, self._root):
            match document.data:
                case {"components": {"schemas": dict(schemas)}} if value in schemas:
                    return True
        return False

    def _load(self, source: Source, origin: str) -> Document:
        known = self._origins.get(source.identity)
        if known is not None:
            self._aliases[origin] = known
            return self._documents[known]
        document = self._read(source, is_root=False)
        if origin != source.origin:
            self._aliases[origin] = source.origin
        return document

    def _read(self, source: Source, *, is_root: bool) -> Document:
        if len(self._documents) >= MAX_DOCUMENTS:
            message = f"References reach more than {MAX_DOCUMENTS:,} documents."
            raise UnusableSource([SourceError("source-too-large", message).problem(source.origin)])
        loaded = source.load(is_root=is_root)
        parsed = loaded.parsed
        try:
            self._values += count_values(parsed.data, MAX_VALUES - self._values)
        except SourceError as fault:
            raise UnusableSource([fault.problem(source.origin)]) from None
        document = Document(
            source.origin,
            loaded.sha256,
            parsed.data,
            parsed.line_of,
            parsed.origin_of,
            loaded.etag,
            loaded.last_modified,
        )
        self._sources[source.origin] = source
        self._origins[source.identity] = source.origin
        self._documents[source.origin] = document
        self._problems += [
            warning.problem(source.origin, Severity.WARNING) for warning in parsed.warnings
        ]
        self._problems += parsed.found
        return document

    def _report_unreadable(self) -> None:
        """Report the documents that exist, but cannot be read."""
        needed = {
            id(fault) for _, reference, fault in self._unresolved if not reference.is_informative
        }
        for fault, origin in self._faults.values():
            if fault.code not in _AT_REFERENCE:
                severity = Severity.ERROR if id(fault) in needed else Severity.WARNING
                self._problems.append(fault.problem(origin, severity))

    def _report(
        self, library: Library, node: Node, reference: Reference, fault: SourceError
    ) -> None:
        """Report a reference that names no document, unless a schema declares that URI."""
        if fault.code not in _AT_REFERENCE:
            return
        holder = Node(
            node.document, node.pointer + reference.place.pointer(), reference.place.value
        )
        try:
            library.resolve(reference.text, holder)
        except UnresolvedReference:
            pass
        else:
            return
        code, severity, message, hint = fault.code, Severity.ERROR, fault.message, fault.hint
        if code != "reference-refused":
            code = "reference-unresolved"
            reason = message[:1].lower() + message[1:]
            message = f"The reference {quoted(reference.text)} cannot be resolved: {reason}"
        if reference.mapping_key is not None:
            code, severity = "mapping-unresolved", Severity.WARNING
        elif reference.is_informative:
            severity = Severity.WARNING
        pointer = node.pointer + reference.pointer
        location = node.document.location(pointer)
        self._problems.append(Problem(code, severity, message, location, hint))


def _part(document: Document, fragment: str) -> Node:
    """Return the target of a fragment; for an anchor, the whole document."""
    root = Node(document, "", document.data)
    try:
        return descend(root, fragment)
    except ValueNotFound:
        return root if not fragment.startswith("/") else root.replaced(None)
