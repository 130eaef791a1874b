"""Fragments of one document, cut to what single pages are about, put together again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from ...document import METHODS, escape_token
from ...problem import Location, Problem, Severity, quoted
from .page import Fragment

_EARLIEST = datetime.min.replace(tzinfo=UTC)


def age(fragment: Fragment, at: int) -> tuple[datetime, tuple[tuple[int, ...], str], int]:
    """Return a sort key: the date of the page, then the version in `info`, then its position.

    Args:
        fragment: a part of a document.
        at: its number among all fragments.
    """
    info = fragment.data.get("info")
    version = str(info.get("version") or "") if isinstance(info, dict) else ""
    return fragment.modified or _EARLIEST, version_key(version), at


def version_key(version: str) -> tuple[tuple[int, ...], str]:
    """Orders versions such as `3.10.0` by their numbers."""
    numbers = tuple(int(part) for part in version.split(".") if part.isdecimal())
    return numbers, version


Conflicts = Literal["error", "newest"]
"""How to resolve conflicts between pages: an error, or the newest page wins."""


@dataclass(frozen=True, slots=True)
class PageOptions:
    """The document to select from pages, and how to resolve conflicts between them."""

    spec: str = ""
    """Name of the document, as pages or their index have it; empty where there is but one."""

    conflicts: Conflicts = "error"


_MAPS = ("paths", "webhooks")
"""Maps of path items."""

_SECTIONS = ("definitions", "parameters", "responses", "securityDefinitions")
"""Maps of components at the root of a Swagger 2.0 document."""

_PUSHED = {
    "security": [],
    "servers": [{"url": "/"}],
    "schemes": None,
    "consumes": [],
    "produces": [],
}
"""Keys of a document that hold for each operation without a key of its own, and what their absence
means (None: nothing that could be written)."""

_BINDING = ("swagger", "host", "basePath", "jsonSchemaDialect", "$self")
"""Keys that apply to a whole document and cannot be moved to its parts."""


@dataclass(frozen=True, slots=True)
class MergeMode:
    """Kind of documents that are merged; decides on messages and precedence."""

    noun: str
    """Plural noun for the fragments in messages."""

    conflict: str
    """Problem code of a conflict."""

    hint: str
    """Hint of a conflict."""

    first_leads: bool = False
    """Take `info` and the like from the first fragment; else from the newest one, with a warning
    where they differ."""


PAGES = MergeMode(
    "pages",
    "page-conflict",
    "Take the newest page's with `--conflicts newest`, or leave the stale page out.",
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A document merged from several fragments."""

    data: dict[str, Any]
    line_of: Callable[[str], int | None]
    """Returns the line in the page of `origin_of`."""

    origin_of: Callable[[str], str]
    """Returns the page of a JSON pointer, or of its nearest ancestor."""


def merge(
    fragments: Sequence[Fragment], conflicts: Conflicts, mode: MergeMode = PAGES
) -> tuple[Merged, list[Problem]]:
    """Put fragments of one document together.

    What several pages describe in the same way is taken once. Where they differ, conflicts say
    what holds. Servers, security requirements and media types that hold for all operations of
    one fragment but not of another are written to the operations.

    Args:
        fragments: at least one, in the order of their pages.
        conflicts: whether parts that differ are errors, or those of the newest page hold.
        mode: what the fragments are.

    Returns:
        the document and what was found; where one of the problems is an error, the document is of
        no use.
    """
    merging = _Merging(fragments, conflicts, mode)
    merging.run()
    return Merged(merging.data, merging.line_of, merging.origin_of), merging.problems


class _Merging:
    def __init__(
        self, fragments: Sequence[Fragment], conflicts: Conflicts, mode: MergeMode
    ) -> None:
        self.data: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self._fragments = fragments
        self._conflicts = conflicts
        self._mode = mode
        ranked = sorted(range(len(fragments)), key=lambda at: age(fragments[at], at))
        self._rank = {id(fragments[at]): rank for rank, at in enumerate(ranked)}
        self._leading = fragments[0 if mode.first_leads else ranked[-1]]
        self._sources: dict[str, Fragment] = {"": self._leading}
        """Pointer → the fragment that its value is from."""

    def run(self) -> None:
        """Merge everything."""
        self._merge_version()
        self._merge_head()
        self._merge_tags()
        pushed = self._pushed_keys()
        for key in _MAPS:
            self._merge_path_items(key, pushed)
        self._merge_components()
        for key in _SECTIONS:
            entries = [(each, each.data.get(key)) for each in self._fragments]
            merged = self._merge_map(entries, f"/{key}")
            if merged:
                self.data[key] = merged
        self._drop_repeated_ids()

    # --- places -----------------------------------------------------------------------------------

    def origin_of(self, pointer: str) -> str:
        return _page_of(self._source(pointer), pointer)

    def line_of(self, pointer: str) -> int | None:
        return self._source(pointer).line_of(pointer)

    def _source(self, pointer: str) -> Fragment:
        while pointer not in self._sources:
            pointer = pointer.rpartition("/")[0]
        return self._sources[pointer]

    # --- the head ---------------------------------------------------------------------------------

    def _merge_version(self) -> None:
        versions = {
            str(each.data.get("openapi") or each.data.get("swagger")): each
            for each in self._fragments
        }
        by_minor = {tuple(version.split(".")[:2]): each for version, each in versions.items()}
        if len(by_minor) > 1:
            key = "openapi" if "openapi" in self._leading.data else "swagger"
            self._conflict(list(by_minor.values()), f"/{key}", "the version of OpenAPI")
        if "openapi" in self._leading.data:
            minor = str(self._leading.data["openapi"]).split(".")[:2]
            self.data["openapi"] = max(
                (version for version in versions if version.split(".")[:2] == minor),
                key=version_key,
            )

    def _merge_head(self) -> None:
        keys = dict.fromkeys(key for each in self._fragments for key in each.data)
        for key in keys:
            if key in (*_MAPS, *_SECTIONS, "openapi", "tags", "components"):
                continue
            variants = self._variants((each, each.data.get(key)) for each in self._fragments)
            source = self._speaker(key, variants)
            if len(variants) > 1:
                if key in _BINDING:
                    self._conflict(variants, f"/{key}", f"`{key}`")
                elif key == "info" and not self._mode.first_leads:
                    self._tell_versions(variants)
            if key in source.data:
                self.data[key] = source.data[key]
                self._sources[f"/{key}"] = source

    def _speaker(self, key: str, variants: Sequence[Fragment]) -> Fragment:
        """Return the fragment that provides the value of a top-level key."""
        if not self._mode.first_leads:
            return self._latest(variants)
        holders = [each for each in self._fragments if key in _PUSHED or key in each.data]
        return holders[0]

    def _outranks(self, fragment: Fragment, known: Fragment) -> bool:
        """Return whether a tag of one fragment overrides that of an earlier one."""
        is_newer = self._rank[id(known)] < self._rank[id(fragment)]
        return is_newer and not self._mode.first_leads

    def _tell_versions(self, variants: Sequence[Fragment]) -> None:
        infos = [each.data["info"] for each in variants if isinstance(each.data.get("info"), dict)]
        versions = list(dict.fromkeys(quoted(str(info.get("version"))) for info in infos))
        said = f" ({', '.join(versions[:5])})" if len(versions) > 1 else ""
        newest = self._latest(variants)
        self.problems.append(
            Problem(
                "page-heads-differ",
                Severity.WARNING,
                f"The pages were made from {len(variants)} versions of the document{said}; the "
                f"description of {quoted(newest.page, 200)} counts.",
                Location(newest.page, "/info", newest.line_of("/info")),
                "Some pages may be stale: parts that were removed since are still in the result.",
            )
        )

    def _merge_tags(self) -> None:
        tags: dict[str, Any] = {}
        found = False
        for fragment in self._fragments:
            own = fragment.data.get("tags")
            found = found or isinstance(own, list)
            for at, tag in enumerate(own if isinstance(own, list) else []):
                if not isinstance(tag, dict) or not isinstance(tag.get("name"), str):
                    continue
                known = tags.get(tag["name"])
                if known is None or self._outranks(fragment, known[0]):
                    tags[tag["name"]] = (fragment, at, tag)
        if found:
            self.data["tags"] = [tag for _, _, tag in tags.values()]
            for at, (fragment, _, _) in enumerate(tags.values()):
                self._sources[f"/tags/{at}"] = fragment

    # --- operations -------------------------------------------------------------------------------

    def _pushed_keys(self) -> dict[str, Any]:
        """Keys that are not the same in all fragments, and what holds in the result."""
        return {
            key: self.data.get(key, absent)
            for key, absent in _PUSHED.items()
            if len(self._variants((each, each.data.get(key)) for each in self._fragments)) > 1
        }

    def _merge_path_items(self, key: str, pushed: dict[str, Any]) -> None:
        paths: dict[str, list[tuple[Fragment, Any]]] = {}
        found = False
        for fragment in self._fragments:
            own = fragment.data.get(key)
            found = found or isinstance(own, dict)
            for path, item in own.items() if isinstance(own, dict) else ():
                paths.setdefault(path, []).append((fragment, item))
        if not found:
            return
        merged = self.data[key] = {}
        for path, items in paths.items():
            pointer = f"/{key}/{escape_token(path)}"
            self._sources[pointer] = items[0][0]
            if any(not isinstance(item, dict) for _, item in items):
                merged[path] = self._one_of(items, pointer)
                continue
            entries = [(fragment, _with_pushed(item, fragment, pushed)) for fragment, item in items]
            merged[path] = self._merge_map(entries, pointer)

    def _drop_repeated_ids(self) -> None:
        """Take operationIds away that several operations have: methods are then named by path."""
        holders: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        for key in _MAPS:
            for path, item in self.data.get(key, {}).items():
                for method, operation in item.items() if isinstance(item, dict) else ():
                    name = operation.get("operationId") if isinstance(operation, dict) else None
                    if method in METHODS and isinstance(name, str):
                        pointer = f"/{key}/{escape_token(path)}/{method}"
                        holders.setdefault(name, []).append((pointer, item))
        for name, places in holders.items():
            if len(places) < 2:
                continue
            for pointer, item in places:
                method = pointer.rpartition("/")[2]
                item[method] = {k: v for k, v in item[method].items() if k != "operationId"}
            first = places[0][0]
            self.problems.append(
                Problem(
                    "page-operation-id-dropped",
                    Severity.NOTE,
                    f"{len(places)} operations of different pages have the operationId "
                    f"{quoted(name)}; their methods are named by path instead.",
                    Location(self.origin_of(first), first, self.line_of(first)),
                )
            )

    # --- components -------------------------------------------------------------------------------

    def _merge_components(self) -> None:
        sections: dict[str, list[tuple[Fragment, Any]]] = {}
        found = False
        for fragment in self._fragments:
            own = fragment.data.get("components")
            found = found or isinstance(own, dict)
            for section, entries in own.items() if isinstance(own, dict) else ():
                sections.setdefault(section, []).append((fragment, entries))
        if not found:
            return
        components = self.data["components"] = {}
        for section, entries in sections.items():
            pointer = f"/components/{escape_token(section)}"
            if all(isinstance(each, dict) for _, each in entries):
                components[section] = self._merge_map(entries, pointer)
            else:
                components[section] = self._one_of(entries, pointer)

    # --- parts that several pages have --------------------------------------------------------------

    def _merge_map(self, entries: Sequence[tuple[Fragment, Any]], pointer: str) -> dict[str, Any]:
        """One mapping out of several; entries of the same name must be the same."""
        found: dict[str, list[tuple[Fragment, Any]]] = {}
        for fragment, entry in entries:
            for name, value in entry.items() if isinstance(entry, dict) else ():
                found.setdefault(name, []).append((fragment, value))
        return {
            name: self._one_of(values, f"{pointer}/{escape_token(name)}")
            for name, values in found.items()
        }

    def _one_of(self, values: Sequence[tuple[Fragment, Any]], pointer: str) -> Any:
        """Return the value that pages agree on, or the newest one."""
        variants = self._variants(values)
        is_extension = pointer.rpartition("/")[2].startswith("x-")
        if self._mode.first_leads and (len(variants) == 1 or is_extension):
            source = values[0][0]
        else:
            source = self._latest(variants)
            if len(variants) > 1:
                self._conflict(variants, pointer, f"`{pointer}`")
        self._sources[pointer] = source
        return next(value for fragment, value in values if fragment is source)

    def _variants(self, values: Iterable[tuple[Fragment, Any]]) -> list[Fragment]:
        """For each different value the newest fragment that has it."""
        found: dict[str, Fragment] = {}
        for fragment, value in values:
            key = canonical(value)
            known = found.get(key)
            if known is None or self._rank[id(known)] < self._rank[id(fragment)]:
                found[key] = fragment
        return list(found.values())

    def _latest(self, fragments: Sequence[Fragment]) -> Fragment:
        return max(fragments, key=lambda each: self._rank[id(each)])

    def _conflict(self, variants: Sequence[Fragment], pointer: str, what: str) -> None:
        newest = self._latest(variants)
        older = next(each for each in variants if each is not newest)
        is_error = self._conflicts == "error"
        more = f" (and {len(variants) - 2} more)" if len(variants) > 2 else ""
        message = (
            f"The {self._mode.noun} {_place(older, pointer)} and {_place(newest, pointer)}{more} "
            f"differ in {what}"
        )
        self.problems.append(
            Problem(
                self._mode.conflict,
                Severity.ERROR if is_error else Severity.WARNING,
                f"{message}." if is_error else f"{message}; the newer one counts.",
                Location(_page_of(newest, pointer), pointer, newest.line_of(pointer)),
                self._mode.hint if is_error else "",
            )
        )


def _page_of(fragment: Fragment, pointer: str) -> str:
    """Where a part of a fragment comes from."""
    return fragment.origin_of(pointer) if fragment.origin_of else fragment.page


def _place(fragment: Fragment, pointer: str) -> str:
    """Return a part of a fragment as messages name it."""
    line = fragment.line_of(pointer)
    shown = quoted(_page_of(fragment, pointer), 200)
    return shown if line is None else f"{shown} (line {line})"


def canonical(value: Any) -> str:
    """Return a string that is equal for equal values, regardless of the order of keys."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _with_pushed(
    item: dict[str, Any], fragment: Fragment, pushed: dict[str, Any]
) -> dict[str, Any]:
    """Copy document-wide settings into the operations of a path item, where they differ from the
    merged ones."""
    needed = {}
    for key, merged in pushed.items():
        own = fragment.data.get(key)
        own = _PUSHED[key] if own is None else own
        if own is not None and canonical(own) != canonical(merged):
            needed[key] = own
    if not needed:
        return item
    if "servers" in item:
        needed.pop("servers", None)
    result = {}
    for key, value in item.items():
        if key in METHODS and isinstance(value, dict):
            value = {**needed, **value}
        elif key == "additionalOperations" and isinstance(value, dict):
            value = {
                method: {**needed, **operation} if isinstance(operation, dict) else operation
                for method, operation in value.items()
            }
        result[key] = value
    return result
