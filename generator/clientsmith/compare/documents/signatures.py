"""What is different about methods, and nothing in the documents tells by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...ir import Id, Model, Operation
from .events import Event
from .responses import is_success, references_of
from .told import EXPLAIN_RESULTS, Told
from .usage import referred
from .version import Signature, Version
from .where import Where

_CLASS = re.compile(r"\bmodels\.(\w+)")
_EXPLAIN_BODIES = frozenset(
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
"""Codes of bodies that tell why they are made of other arguments."""


class Signatures:
    """Compares the methods that stand for each other.

    Args:
        old: the old version.
        new: the new version.
        told: what is told already.
        renamed: old name of a class → new name.
    """

    def __init__(self, old: Version, new: Version, told: Told, renamed: Mapping[str, str]) -> None:
        self._old = old
        self._new = new
        self._told = told
        self._renamed = renamed

    def compare(self, before: Operation, after: Operation, where: Where) -> Iterator[Event]:
        """What is different about the methods of an operation.

        Args:
            before: the operation.
            after: the same of the new version.
            where: its place.
        """
        olds, news = _by_form(self._old, before), _by_form(self._new, after)
        of_body = self._told.of_body(where.subject)
        of_result = self._told.of_result(where.subject)
        for form in sorted(olds.keys() | news.keys()):
            old, new = olds.get(form), news.get(form)
            if old is None and new is not None:
                at = replace(where.only_new(), noun=f"{new[0]}()", python=("", new[0]))
                yield Event("variant-added", at, detail=form)
            elif new is None and old is not None:
                at = replace(where.only_old(), noun=f"{old[0]}()", python=(old[0], ""))
                yield Event("variant-removed", at, detail=form)
            elif old is not None and new is not None:
                at = replace(where, python=(old[0], new[0]))
                if not form and not of_result & EXPLAIN_RESULTS:
                    yield from self._result(before, after, old, new, at)
                yield from self._arguments(old, new, at, bool(of_body & _EXPLAIN_BODIES))

    # --- arguments ----------------------------------------------------------------------------

    def _arguments(
        self,
        old: Signature,
        new: Signature,
        where: Where,
        is_body_told: bool,
    ) -> Iterator[Event]:
        befores = {argument.name: argument for argument in old[1].arguments}
        afters = {argument.name: argument for argument in new[1].arguments}
        for name in sorted(befores.keys() | afters.keys()):
            before, after = befores.get(name), afters.get(name)
            spelled = f"{old[0]}({name}=)", f"{new[0]}({name}=)"
            is_body = "body" in {each.location for each in (before, after) if each is not None}
            if (is_body and is_body_told) or not self._told.names.isdisjoint(spelled):
                continue
            at = replace(
                where,
                noun=f"the argument {name} of {where.noun}",
                python=(spelled[0] if before else "", spelled[1] if after else ""),
            )
            if before is None:
                kind = "argument-added" if after and after.default else "required-argument-added"
                yield Event(kind, at, detail=name)
            elif after is None:
                yield Event("argument-removed", at, detail=name)
            elif before.default and not after.default:
                yield Event("argument-became-required", at, detail=name)

    # --- results ------------------------------------------------------------------------------

    def _result(
        self,
        before: Operation,
        after: Operation,
        old: Signature,
        new: Signature,
        where: Where,
    ) -> Iterator[Event]:
        (old_name, old_method), (new_name, new_method) = old, new
        names = (f"{old_name}()", f"{new_name}()")
        choices = (_choice(old), _choice(new))
        at = replace(where, python=names, arguments=tuple(filter(None, choices)))
        old_pages, new_pages = old_method.pagination, new_method.pagination
        if (old_pages is None) != (new_pages is None):
            yield Event("pagination-added" if new_pages else "pagination-removed", at)
        elif old_pages and new_pages and old_pages.strategy != new_pages.strategy:
            yield Event("pagination-changed", at)
        elif self._now(old_method.returns) != _plain(new_method.returns):
            aliases, models = set[str](), set[str]()
            _schemas(before, self._old, aliases, models)
            _schemas(after, self._new, aliases, models)
            if not self._told.explain(aliases, models, names):
                yield Event(
                    "result-changed",
                    at,
                    _plain(old_method.returns),
                    _plain(new_method.returns),
                    gone=tuple(_of_results(before)),
                    come=tuple(_of_results(after)),
                )

    def _now(self, annotation: str) -> str:
        """An annotation of the old client with the names of the new one."""
        return _CLASS.sub(
            lambda match: f"models.{self._renamed.get(match[1], match[1])}", _plain(annotation)
        )


def _plain(annotation: str) -> str:
    """An annotation, wherever it stands: a method `list` hides the type."""
    return annotation.replace("builtins.", "")


def _choice(signature: Signature) -> str:
    """The argument that chooses a media type of the result; empty where there is none."""
    name, method = signature
    return "" if method.accept is None else f"{name}({method.accept.name}=)"


def _of_results(operation: Operation) -> Iterator[Id]:
    """What the successful responses of an operation refer to."""
    for response in operation.responses:
        if is_success(response.status):
            yield from references_of(response)


def _schemas(operation: Operation, version: Version, aliases: set[str], models: set[str]) -> None:
    """Add the named schemas that results consist of."""
    seen: set[Id] = set()
    waiting = list(_of_results(operation))
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
            waiting += referred(declaration)


def _by_form(version: Version, operation: Operation) -> dict[str, Signature]:
    """The methods of an operation by what stands behind its own name: `` and `stream`."""
    methods = version.methods(operation)
    main = methods[0][0] if methods else ""
    return {name.removeprefix(main).strip("_"): (name, method) for name, method in methods}
