"""From two clients to everything that differs between what their users can name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import griffe

from .annotations import Relation, without_absence
from .breakages import breakages
from .client_files import ClientFiles
from .findings import FINDINGS, Finding
from .model_styles import in_one_style, model_style
from .pairing import Pairs, pair
from .reading import ASYNC, MODELS, read_surfaces, shown
from .uses import Uses, uses_of
from .vocabulary import Vocabulary, vocabulary

_READ_ONLY = "webhooks."
_BASE = "APIModel"
_VARIADIC = (griffe.ParameterKind.var_positional, griffe.ParameterKind.var_keyword)
_NAME = re.compile(r"[A-Za-z_]\w*")


def surface_findings(
    old: ClientFiles, new: ClientFiles, renames: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Everything that differs between what users of two clients can name, sorted.

    Args:
        old: the modules of the old client.
        new: those of the new one.
        renames: name in the old client → name of the same thing in the new one.

    Raises:
        BrokenModule: a module cannot be parsed.
    """
    if old == new:
        return ()
    restyled = tuple(_of_style(old, new))
    old, new = in_one_style(old, new)
    before, now = read_surfaces(old, new)
    pairs = pair(before, now, renames)
    words = vocabulary(old, new, before, now, pairs.renamed)
    found = [*restyled, *_of_package(old, new), *_of_names(pairs)]
    for name, one in pairs.old.items():
        other = pairs.new.get(name)
        if one is not None and other is not None:
            found += [*breakages(name, one, other), *_of_pair(name, one, other, words)]
    return _once(found)


def _of_style(old: ClientFiles, new: ClientFiles) -> Iterator[Finding]:
    was, now = model_style(old), model_style(new)
    if was is not None and now is not None and was is not now:
        yield Finding(
            "client-model-style-changed",
            MODELS.removesuffix("."),
            f"Models are {now.value}, and were {was.value}.",
        )


def _source(expression: str | griffe.Expr | None) -> str:
    """The source text of an expression; empty where there is none."""
    return "" if expression is None else str(expression)


def _of_package(old: ClientFiles, new: ClientFiles) -> Iterator[Finding]:
    if old.package != new.package:
        yield Finding(
            "client-package-renamed",
            old.package,
            f"The package {old.package} is imported as {new.package}.",
            new_name=new.package,
        )


def _of_names(pairs: Pairs) -> Iterator[Finding]:
    for old in sorted(pairs.former):
        yield Finding(
            "client-name-deprecated",
            old,
            f"{shown(old)} is a former name now; it still works.",
            new_name=shown(pairs.renamed.get(old, "")),
        )
    for old, new in pairs.renamed.items():
        if old not in pairs.former:
            new = shown(new)
            yield Finding(
                "client-name-renamed", old, f"{shown(old)} is now called {new}.", new_name=new
            )
    for name in pairs.new.keys() - pairs.old.keys():
        yield Finding("client-name-added", name, f"{shown(name)} is new.")
    for name in pairs.old.keys() - pairs.new.keys():
        yield Finding("client-name-removed", name, f"{shown(name)} is gone.")


def _of_pair(
    name: str, old: griffe.Object, new: griffe.Object, words: Vocabulary
) -> Iterator[Finding]:
    """What differs in types, and what is new, inside of something that both clients have."""
    match old, new:
        case griffe.Function(), griffe.Function():
            yield from _of_functions(name, old, new, words)
        case griffe.Class(), griffe.Class():
            yield from _of_classes(name, old, new, words)
        case griffe.Attribute(), griffe.Attribute():
            yield from _of_types(name, _source(old.value), _source(new.value), words)


def _of_functions(
    name: str, old: griffe.Function, new: griffe.Function, words: Vocabulary
) -> Iterator[Finding]:
    function = shown(name)
    before = {each.name: each for each in old.parameters}
    for gone in before.keys() - {each.name for each in new.parameters}:
        # To griffe `**options` would take it.
        yield Finding(
            "client-argument-removed", f"{name}({gone}=)", f"{function}({gone}=) is gone."
        )
    for parameter in new.parameters:
        argument = f"{name}({parameter.name}=)"
        earlier = before.get(parameter.name)
        if earlier is None:
            if not parameter.required and parameter.kind not in _VARIADIC:
                yield Finding(
                    "client-argument-added",
                    argument,
                    f"{function} takes a further argument {parameter.name}.",
                )
            continue
        was, now = _source(earlier.annotation), _source(parameter.annotation)
        expected = without_absence(was, _source(earlier.default)) if parameter.required else was
        if code := _code_if_sent(expected, now, words):
            yield _retyped(code, argument, was, now)
    yield from _of_result(f"{name}()", _source(old.returns), _source(new.returns), words)


def _of_result(name: str, was: str, now: str, words: Vocabulary) -> Iterator[Finding]:
    """The finding on the type of a value that users get."""
    if code := _code_if_read(was, now, words):
        yield _retyped(code, name, was, now)


def _of_classes(
    name: str, old: griffe.Class, new: griffe.Class, words: Vocabulary
) -> Iterator[Finding]:
    earlier_names = words.new.earlier
    bases = {str(each) for each in old.bases}
    bases -= {earlier_names.get(str(each), str(each)) for each in new.bases}
    for base in sorted(bases - {_BASE}):
        yield Finding("client-base-removed", name, f"{name} does not extend {base} any more.")
    before = old.all_members
    for field, member in new.members.items():
        if not isinstance(member, griffe.Attribute) or not member.is_public:
            continue
        earlier = before.get(field)
        full = f"{name}.{field}"
        if earlier is None:
            yield Finding("client-name-added", full, f"{full} is new.")
        elif isinstance(earlier, griffe.Attribute):
            was, now = _source(earlier.annotation), _source(member.annotation)
            if name.startswith(_READ_ONLY):
                yield from _of_result(full, was, now, words)
                continue
            if member.value is None:
                was = without_absence(was, _source(earlier.value))
            yield from _of_types(full, was, now, words)


def _of_types(name: str, was: str, now: str, words: Vocabulary) -> Iterator[Finding]:
    """The finding on the type of a value that users may give and get."""
    if_sent, if_read = _code_if_sent(was, now, words), _code_if_read(was, now, words)
    if if_sent and if_read:
        code = if_sent if FINDINGS[if_sent].impact.rank < FINDINGS[if_read].impact.rank else if_read
        found = _retyped(code, name, was, now)
        yield found if if_sent == if_read else replace(found, if_read=if_read, if_sent=if_sent)


def _code_if_sent(was: str, now: str, words: Vocabulary) -> str:
    """The code of the finding on the type of a value that users give; empty where there is none."""
    match words.relation(was, now):
        case Relation.SAME:
            return ""
        case Relation.WIDER:
            return "client-type-widened"
        case Relation.NARROWER | Relation.OTHER:
            return "client-type-changed"


def _code_if_read(was: str, now: str, words: Vocabulary) -> str:
    """The same for a value that users get."""
    if was == "None":
        return "client-type-widened" if now != was else ""
    found = words.relation(was, now)
    to_readers = words.relation_for_readers(was, now)
    match found, to_readers:
        case Relation.SAME, _:
            return ""
        case Relation.NARROWER, _:
            return "client-type-narrowed"
        case Relation.WIDER, Relation.SAME:
            return "client-type-widened"
        case _, Relation.SAME | Relation.NARROWER:
            return "client-type-narrowed"
    return "client-type-changed"


def _retyped(code: str, name: str, was: str, now: str) -> Finding:
    """The finding on a value that has another type."""
    return Finding(
        code,
        name,
        f"{shown(name)} has the type {now or 'of anything'}, and had {was or 'that of anything'}.",
        mentions=tuple(sorted({*_NAME.findall(was), *_NAME.findall(now)})),
    )


def settled(found: Iterable[Finding], old: ClientFiles, new: ClientFiles) -> tuple[Finding, ...]:
    """The findings with what they mean for models that clients only send, or only read, for those who
    have no document that says it.

    Raises:
        BrokenModule: a module cannot be parsed.
    """
    found = tuple(found)
    if all(each.is_settled for each in found):
        return found
    uses = uses_of((old, new))
    return _once([_settled(each, uses) for each in found])


def _settled(finding: Finding, uses: Uses) -> Finding:
    model = finding.name.removeprefix(MODELS).partition(".")[0]
    if uses.only_read(model):
        message = finding.message
        if finding.code == "client-argument-required":
            message = f"{finding.name} is always there."
        return replace(finding, code=finding.if_read or finding.code, message=message)
    if uses.only_sent(model):
        return replace(finding, code=finding.if_sent or finding.code)
    return finding


def _once(found: list[Finding]) -> tuple[Finding, ...]:
    """The findings without those on asynchronous methods that hold for the synchronous ones too."""
    kept = {(each.name, each.code): each for each in found if not each.name.startswith(ASYNC)}
    for each in found:
        if each.name.startswith(ASYNC):
            name = shown(each.name)
            kept.setdefault(
                (name, each.code),
                replace(each, name=name, message=f"Of the asynchronous client: {each.message}"),
            )
    return tuple(kept[key] for key in sorted(kept))
