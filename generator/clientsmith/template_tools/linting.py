"""Checks a folder of custom templates without a document (`clientsmith templates lint`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import TemplateNotFound, nodes

from ..problem import Location, Problem, Severity
from ..render import TemplateProblem, TemplateSet, blocks
from ..render.environment import FILTERS
from .folder import (
    Copied,
    Folder,
    Piece,
    builtin_text,
    custom_span,
    find_block,
    read_folder,
    read_record,
    text_digest,
)
from .inference import Functions, TemplateChecker


@dataclass(frozen=True, slots=True)
class Additions:
    """Settings of a client that affect its templates."""

    is_alone: bool = False
    """True if only the folder generates files (`target = "templates"`)."""

    filters: Functions = field(default_factory=dict)
    """Filters of hooks."""

    tests: Functions = field(default_factory=dict)
    """Tests of hooks."""

    advice: str = ""
    """Reason why there may be further filters and tests, as a sentence; empty if there are none."""


def lint(place: Path, additions: Additions) -> tuple[Problem, ...]:
    """Return the problems of a folder of templates, by file and line.

    Raises:
        ConfigError: the record of the folder is damaged.
    """
    record = read_record(place)
    found = [*_of_rendering(place, additions)]
    try:
        folder = read_folder(place)
    except TemplateProblem:
        return tuple(found)  # which say so already
    sound = folder.without_malformed()
    seen = TemplateChecker(sound, {**FILTERS, **additions.filters}).read_all().problems
    found += (problem for problem in seen if not _is_ours(sound, problem))
    for name in sound.custom:
        found += _of_blocks(sound, name)
    for piece, copied in record.pieces.items():
        found += _outdated(sound, piece, copied)
    unique = {(each.location, each.code, each.message): each for each in found}
    return tuple(sorted(unique.values(), key=_place))


def _place(problem: Problem) -> tuple[str, int, int, str]:
    location = problem.location
    return (location.origin, location.line or 0, -problem.severity, problem.message)


def _of_rendering(place: Path, additions: Additions) -> tuple[Problem, ...]:
    """Return the problems that rendering would report."""
    try:
        templates = TemplateSet(
            place,
            is_alone=additions.is_alone,
            filters=additions.filters,
            tests=additions.tests,
            advice=additions.advice,
        )
    except TemplateProblem as error:
        return error.problems
    return templates.warnings


def _of_blocks(folder: Folder, name: str) -> Iterator[Problem]:
    """Yield problems with the blocks of a template; rendering checks them only if there are no
    other errors."""

    def parse(other: str) -> nodes.Template:
        resolved = folder.resolve(other)
        if resolved is None:
            raise TemplateNotFound(other)
        return folder.tree(resolved)

    with suppress(TemplateNotFound):  # which was said
        yield from blocks.mistakes(name, folder.tree(name), parse)


def _is_ours(folder: Folder, problem: Problem) -> bool:
    """Return whether a note is about a line copied from the built-in template, whose author knows
    more about the context than its types say."""
    if problem.severity is not Severity.NOTE or problem.location.line is None:
        return False
    name = problem.location.origin
    line = folder.text(name).split("\n")[problem.location.line - 1]
    return line in folder.builtin.get(name, "").split("\n")


def _outdated(folder: Folder, piece: Piece, copied: Copied) -> Iterator[Problem]:
    """Yield a problem if the built-in text has changed since a piece was copied."""
    if custom_span(folder, piece) is None:
        return
    now = builtin_text(folder, piece)
    if now is not None and text_digest(now) == copied.sha256:
        return
    what = "has changed" if now is not None else "is no longer there"
    block = find_block(folder, piece.template, piece.block)
    yield Problem(
        "template-outdated",
        Severity.WARNING,
        f"{piece.subject} {what} since it was copied, with clientsmith {copied.clientsmith}.",
        Location(piece.template, line=block.line if block else None),
        (
            "Run `clientsmith templates upgrade`, which merges what has changed."
            if now is not None
            else "See what the built-in templates have in its place."
        ),
    )
