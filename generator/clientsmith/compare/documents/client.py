"""Compares the generated classes and methods, beyond what the documents say about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ...ir import Id, Model, Operation
from ...types.expressions import unqualified
from ..change import Impact, impact_of
from .changes import RESULT_REASONS, ChangeList
from .collector import DifferenceCollector
from .contents import is_success
from .difference import BOTH, ComparedPlace, Difference, Pair
from .matching import Versions
from .references import ids_in_declaration, ids_in_response
from .version import Signature, Version

_MODEL_NAME = re.compile(r"\bmodels\.(\w+)")
_BODY_REASONS = frozenset(
    {
        "body-added",
        "body-became-optional",
        "body-became-required",
        "body-media-type-added",
        "body-media-type-changed",
        "body-media-type-removed",
        "body-removed",
        "request-null-added",
        "request-null-removed",
        "request-type-changed",
        "request-type-widened",
        "request-union-member-removed",
        "required-body-added",
        "union-member-added",
    }
)
"""Codes of bodies that explain why methods take other arguments for them."""


class ClassComparer:
    """Compares the names in the `models` packages."""

    def __init__(self, collector: DifferenceCollector) -> None:
        self._old = collector.versions.old
        self._new = collector.versions.new
        self._collector = collector
        self.renamed: dict[str, str] = {}
        """Old name of a class → new name, for all that match."""

    def compare_unused_schemas(self) -> None:
        """Compare schemas of the same name that no operation leads to in both versions."""
        for name, old_id in self._old.components.items():
            new_id = self._new.components.get(name)
            if new_id is not None:
                pair = (self._old.resolve(old_id), self._new.resolve(new_id))
                if pair not in self._collector.pairs:
                    self._collector.follow(pair, self._collector.place_of_schema(pair), BOTH)

    def name_differences(self) -> Iterator[Difference]:
        """Yield differences in names, request variants and base classes."""
        for pair in self._collector.pairs:
            old, new = self._old.class_names(pair[0])[0], self._new.class_names(pair[1])[0]
            if old and new:
                self.renamed[old] = new
                is_alias = self._new.synonyms.get(old) == new or self._old.synonyms.get(new) == old
                if old != new and not is_alias:
                    is_kept = old in self._new.deprecated_names
                    kind = "schema-name-deprecated" if is_kept else "schema-renamed"
                    yield Difference(kind, self._collector.place(pair), old, new)
        yield from self._request_variants()
        yield from self._base_classes()

    def _request_variants(self) -> Iterator[Difference]:
        """Yield schemas that got or lost a class of their own for requests: those with fields as the
        reason, together with those that refer to them."""
        split: dict[Pair, tuple[str, str]] = {}
        for pair in self._collector.pairs:
            old, new = self._old.class_names(pair[0]), self._new.class_names(pair[1])
            if old[0] and new[0] and (old[0] == old[1]) != (new[0] == new[1]):
                split[pair] = (old[1], new[1])
        reasons = [pair for pair in split if self._has_one_way_fields(pair)]
        followers: dict[Pair, list[str]] = {reason: [] for reason in reasons}
        for pair, names in split.items():
            reason = next((each for each in reasons if self._leads_to(pair, each)), pair)
            followers.setdefault(reason, [])
            if reason != pair:
                followers[reason] += (f"models.{name}" for name in names)
        for pair, following in followers.items():
            place = replace(self._collector.place(pair), arguments=tuple(following))
            has_variant = self._new.class_names(pair[1])[0] != split[pair][1]
            kind = "request-form-added" if has_variant else "request-form-removed"
            yield Difference(kind, place, *split[pair])

    def _has_one_way_fields(self, pair: Pair) -> bool:
        return any(
            field.read_only or field.write_only
            for declaration in (self._old[pair[0]], self._new[pair[1]])
            if isinstance(declaration, Model)
            for field in declaration.fields
        )

    def _leads_to(self, pair: Pair, target: Pair) -> bool:
        return target[1] in self._new.closure([pair[1]]) or target[0] in self._old.closure(
            [pair[0]]
        )

    def _base_classes(self) -> Iterator[Difference]:
        compared: set[str] = set()
        for pair in self._collector.pairs:
            name, new_name = self._old.class_names(pair[0])[0], self._new.class_names(pair[1])[0]
            if not name or not new_name or name in compared:
                continue
            compared.add(name)
            olds = {self.renamed.get(each, each) for each in _base_classes(self._old, name)}
            news = _base_classes(self._new, new_name)
            place = self._collector.place(pair)
            for base in sorted(olds - news):
                if base in self._new.names:
                    yield Difference("base-removed", place, old=base, detail=base)
            for base in sorted(news - olds):
                if base in self.renamed.values():
                    yield Difference("base-added", place, new=base, detail=base)

    # --- removed and added names --------------------------------------------------------------

    def unexplained(
        self, differences: Iterable[Difference]
    ) -> tuple[dict[Difference, set[str]], list[Difference]]:
        """Find the names that were removed and added.

        Args:
            differences: all differences that are reported.

        Returns:
            Python names that these differences explain; and a difference for each other name.
        """
        explained: dict[Difference, set[str]] = {}
        found: list[Difference] = []
        renamed = set(self.renamed), set(self.renamed.values())
        for index, version, other in ((0, self._old, self._new), (1, self._new, self._old)):
            known = other.names | other.deprecated_names | renamed[index]
            ids = _ids_by_name(version, version.names - known)
            for difference in differences:
                seeds = difference.added_ids if index else difference.removed_ids
                if seeds and ids and (index or _is_breaking(difference)):
                    reached = version.closure(seeds)
                    reached |= {version.resolve(id_) for id_ in reached}
                    for name in [name for name, at in ids.items() if at & reached]:
                        explained.setdefault(difference, set()).add(f"models.{name}")
                        del ids[name]
            found += self._single(ids, index)
        return explained, found

    def _single(self, ids: dict[str, set[Id]], index: int) -> Iterator[Difference]:
        version = (self._old, self._new)[index]
        for name, at in ids.items():
            if not at or any(pair[index] in at for pair in self._collector.pairs):
                continue
            id_ = min(at, key=lambda each: (not version.component(each), each))
            word = version.component(id_) or name
            location = version.location(id_)
            place = ComparedPlace(
                subject=word,
                noun=word,
                python=("", f"models.{name}") if index else (f"models.{name}", ""),
                old=None if index else location,
                new=location if index else None,
            )
            yield Difference("schema-added" if index else "schema-removed", place)


def _base_classes(version: Version, name: str) -> set[str]:
    return {str(model.name) for model in version.lineage(name)} - {name}


def _ids_by_name(version: Version, names: Iterable[str]) -> dict[str, set[Id]]:
    """Return the ids of the declarations with each name."""
    found: dict[str, set[Id]] = {name: set() for name in sorted(names)}
    for id_ in version.api.declarations if found else ():
        for name in version.class_names(id_):
            if name in found:
                found[name].add(id_)
    return found


def _is_breaking(difference: Difference) -> bool:
    """Return whether a difference is as bad as the removal of a class, which it can then explain."""
    code = difference.code
    return code is not None and impact_of(code) is Impact.BREAKING


class MethodComparer:
    """Compares the methods of matching operations.

    Args:
        versions: both versions.
        changes: changes that were reported already.
        renamed: old name of a class → new name.
    """

    def __init__(self, versions: Versions, changes: ChangeList, renamed: Mapping[str, str]) -> None:
        self._old = versions.old
        self._new = versions.new
        self._changes = changes
        self._renamed = renamed

    def compare(
        self, before: Operation, after: Operation, place: ComparedPlace
    ) -> Iterator[Difference]:
        """Yield the differences between the methods of an operation that no change explains."""
        olds, news = _methods_by_variant(self._old, before), _methods_by_variant(self._new, after)
        is_body_explained = bool(self._changes.body_codes(place.subject) & _BODY_REASONS)
        is_result_explained = bool(self._changes.result_codes(place.subject) & RESULT_REASONS)
        for variant in sorted(olds.keys() | news.keys()):
            old, new = olds.get(variant), news.get(variant)
            if old is None and new is not None:
                at = replace(place.only_new(), noun=f"{new[0]}()", python=("", new[0]))
                yield Difference("variant-added", at, detail=variant)
            elif new is None and old is not None:
                at = replace(place.only_old(), noun=f"{old[0]}()", python=(old[0], ""))
                yield Difference("variant-removed", at, detail=variant)
            elif old is not None and new is not None:
                at = replace(place, python=(old[0], new[0]))
                if not variant and not is_result_explained:
                    yield from self._result(before, after, old, new, at)
                yield from self._arguments(old, new, at, is_body_explained)

    def _arguments(
        self, old: Signature, new: Signature, place: ComparedPlace, is_body_explained: bool
    ) -> Iterator[Difference]:
        old_by_name = {argument.name: argument for argument in old[1].arguments}
        new_by_name = {argument.name: argument for argument in new[1].arguments}
        for name in sorted(old_by_name.keys() | new_by_name.keys()):
            before, after = old_by_name.get(name), new_by_name.get(name)
            names = f"{old[0]}({name}=)", f"{new[0]}({name}=)"
            is_body = "body" in {each.location for each in (before, after) if each is not None}
            if (is_body and is_body_explained) or not self._changes.names.isdisjoint(names):
                continue
            at = replace(
                place,
                noun=f"the argument {name} of {place.noun}",
                python=(names[0] if before else "", names[1] if after else ""),
            )
            if before is None:
                kind = "argument-added" if after and after.default else "required-argument-added"
                yield Difference(kind, at, detail=name)
            elif after is None:
                yield Difference("argument-removed", at, detail=name)
            elif before.default and not after.default:
                yield Difference("argument-became-required", at, detail=name)

    def _result(
        self,
        before: Operation,
        after: Operation,
        old: Signature,
        new: Signature,
        place: ComparedPlace,
    ) -> Iterator[Difference]:
        (old_name, old_method), (new_name, new_method) = old, new
        names = (f"{old_name}()", f"{new_name}()")
        accept = (_accept_argument(old), _accept_argument(new))
        at = replace(place, python=names, arguments=tuple(filter(None, accept)))
        old_pages, new_pages = old_method.pagination, new_method.pagination
        if (old_pages is None) != (new_pages is None):
            yield Difference("pagination-added" if new_pages else "pagination-removed", at)
        elif old_pages and new_pages and old_pages.strategy != new_pages.strategy:
            yield Difference("pagination-changed", at)
        elif self._with_new_names(old_method.returns) != unqualified(new_method.returns):
            aliases, models = set[str](), set[str]()
            _add_result_schemas(before, self._old, aliases, models)
            _add_result_schemas(after, self._new, aliases, models)
            if not self._changes.attach_result(aliases, models, names):
                yield Difference(
                    "result-changed",
                    at,
                    unqualified(old_method.returns),
                    unqualified(new_method.returns),
                    removed_ids=_ids_in_results(before),
                    added_ids=_ids_in_results(after),
                )

    def _with_new_names(self, annotation: str) -> str:
        """Return an annotation of the old client with the class names of the new client."""
        return _MODEL_NAME.sub(
            lambda match: f"models.{self._renamed.get(match[1], match[1])}",
            unqualified(annotation),
        )


def _accept_argument(signature: Signature) -> str:
    """Return the argument that selects a media type of the result; empty where there is none."""
    name, method = signature
    return "" if method.accept is None else f"{name}({method.accept.name}=)"


def _ids_in_results(operation: Operation) -> tuple[Id, ...]:
    """Return the ids that the successful responses of an operation refer to."""
    successful = (each for each in operation.responses if is_success(each.status))
    return tuple(id_ for response in successful for id_ in ids_in_response(response))


def _add_result_schemas(
    operation: Operation, version: Version, aliases: set[str], models: set[str]
) -> None:
    """Add the named schemas that the results of an operation consist of."""
    seen: set[Id] = set()
    waiting = list(_ids_in_results(operation))
    while waiting:
        id_ = version.resolve(waiting.pop())
        if id_ in seen:
            continue
        seen.add(id_)
        declaration = version[id_]
        if isinstance(declaration, Model):
            models.add(version.component(id_))
        else:
            aliases.add(version.component(id_))
            waiting += ids_in_declaration(declaration)


def _methods_by_variant(version: Version, operation: Operation) -> dict[str, Signature]:
    """Return the methods of an operation by their suffix: `` and `stream`."""
    methods = version.methods(operation)
    main = methods[0][0] if methods else ""
    return {name.removeprefix(main).strip("_"): (name, method) for name, method in methods}
