"""Three-way merge of a base, an edited and a newly generated text."""

from __future__ import annotations

import ast
import json
import tomllib
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from .markers import conflict_lines, split_lines
from .matching import matches


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of lines in each of the three texts."""

    base: tuple[str, ...]
    yours: tuple[str, ...]
    generated: tuple[str, ...]

    @property
    def merged(self) -> tuple[str, ...] | None:
        """The lines with the changes of both sides; None where these contradict each other."""
        if self.yours in (self.base, self.generated):
            return self.generated
        return self.yours if self.generated == self.base else None


def regions(
    base: Sequence[str], yours: Sequence[str], generated: Sequence[str]
) -> Iterator[Region]:
    """Yield the stretches in order; put together they are the whole of each text.

    Stretches that all three have in common take turns with those that a side has changed, so that
    changes without a common line between them are one (diff3: Khanna, Kunal and Pierce, "A Formal
    Investigation of Diff3", 2007).
    """
    in_yours, in_generated = dict(matches(base, yours)), dict(matches(base, generated))
    end = (0, 0, 0)
    cuts = [end]
    for line in in_yours:
        if line not in in_generated:
            continue
        place = (line, in_yours[line], in_generated[line])
        if place != end:
            cuts += [end, place]
        end = (place[0] + 1, place[1] + 1, place[2] + 1)
    cuts += [end, (len(base), len(yours), len(generated))]
    for start, stop in pairwise(cuts):
        if start != stop:
            yield Region(
                tuple(base[start[0] : stop[0]]),
                tuple(yours[start[1] : stop[1]]),
                tuple(generated[start[2] : stop[2]]),
            )


def damage(path: str, yours: str, generated: str, merged: str) -> str | None:
    """Return what merging broke in a text, if both sides are valid.

    Args:
        path: of the file; `.py`, `.json` and `.toml` are looked at.
        yours: one side.
        generated: the other.
        merged: both in one.

    Returns:
        None where nothing is wrong, or one of the two is already.
    """
    match PurePosixPath(path).suffix:
        case ".py":
            return _damaged_module(yours, generated, merged)
        case ".json" if _all_load(json.loads, yours, generated):
            return (
                None if _all_load(json.loads, merged) else "the merged file would not be valid JSON"
            )
        case ".toml" if _all_load(tomllib.loads, yours, generated):
            return (
                None
                if _all_load(tomllib.loads, merged)
                else "the merged file would not be valid TOML"
            )
    return None


def _all_load(load: object, *texts: str) -> bool:
    assert callable(load)
    try:
        for text in texts:
            load(text)
    except (ValueError, RecursionError):
        return False
    return True


def _damaged_module(yours: str, generated: str, merged: str) -> str | None:
    before = [_parsed(yours), _parsed(generated)]
    if None in before:
        return None
    after = _parsed(merged)
    if after is None:
        return "the merged file would not be valid Python"
    allowed = Counter[str]()
    for tree in before:
        if tree is not None:
            allowed |= _definitions(tree)
    twice = sorted(_definitions(after) - allowed)
    return f"the merged file would define `{twice[0]}` twice" if twice else None


def _parsed(text: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # such as those of odd escapes in the user's code
        try:
            tree = ast.parse(text)
            compile(tree, "merged", "exec", dont_inherit=True)  # finds what the grammar allows
            return tree
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _definitions(tree: ast.Module) -> Counter[str]:
    """Count the definitions of each dotted name in a module and its classes."""
    found = Counter[str]()
    open_bodies: list[tuple[str, list[ast.stmt]]] = [("", tree.body)]
    while open_bodies:
        prefix, body = open_bodies.pop()
        for statement in body:
            found.update(f"{prefix}{name}" for name in _defined(statement))
            if isinstance(statement, ast.ClassDef):
                open_bodies.append((f"{prefix}{statement.name}.", statement.body))
    return found


def _defined(statement: ast.stmt) -> list[str]:
    """Return the names that a statement defines."""
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
    return []


BOTH_CHANGED = "both you and the generator changed these lines"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place in a file where an edit and what is generated do not go together."""

    path: str
    line: int | None
    """At which the conflict begins; None where it is about the file as a whole."""

    reason: str


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The result of a merge."""

    text: str
    """With markers where there are conflicts."""

    conflicts: tuple[Conflict, ...]


def merge(path: str, base: str, yours: str, generated: str) -> MergeResult:
    r"""Merge the changes of two sides.

    Where the merged text would be damaged though no line is disputed, all that differs is one
    conflict.

    Args:
        path: of the file; its suffix says what the text must still be.
        base: what was generated before.
        yours: what became of it by hand.
        generated: what is generated now. All three end their lines with `\n`.
    """
    lines: list[str] = []
    starts = []
    for region in regions(*(split_lines(_with_end(text)) for text in (base, yours, generated))):
        merged = region.merged
        if merged is None:
            disputed, start = conflict_lines(region.yours, region.generated)
            starts.append(len(lines) + start)
            lines += disputed
        else:
            lines += merged
    text = "".join(lines)
    if starts:
        return MergeResult(text, tuple(Conflict(path, line, BOTH_CHANGED) for line in starts))
    deciding = generated if _has_end(yours) == _has_end(base) else yours
    text = text if _has_end(deciding) else text.removesuffix("\n")
    reason = damage(path, yours, generated, text)
    if reason is None:
        return MergeResult(text, ())
    lines, start = conflict_lines(*(split_lines(_with_end(text)) for text in (yours, generated)))
    return MergeResult("".join(lines), (Conflict(path, start, reason),))


def _has_end(text: str) -> bool:
    """Return whether the last line has an end."""
    return not text or text.endswith("\n")


def _with_end(text: str) -> str:
    return text if _has_end(text) else f"{text}\n"
