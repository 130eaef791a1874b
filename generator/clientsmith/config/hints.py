"""Hints about options, for clients whose settings are in a configuration."""

from __future__ import annotations

import re
from dataclasses import replace

from ..problem import Problem

_KEYS = (
    (re.compile(r"`--allow-private`"), "`allow_private = true` in the configuration"),
    (re.compile(r"`--allow-remote ([^`]+)`"), r'`allow_remote = ["\1"]` in the configuration'),
    (re.compile(r"`--allow-file DIR`"), '`allow_files = ["DIR"]` in the configuration'),
    (re.compile(r"`--conflicts newest`"), '`conflicts = "newest"` in the configuration'),
    (re.compile(r"`--header`"), "`headers` in the configuration"),
)
"""Options of commands that take a document → the same as keys."""


def with_keys(problem: Problem) -> Problem:
    """Return a problem whose hint names keys of the configuration instead of options, which commands
    take only together with a document."""
    hint = problem.hint
    for option, key in _KEYS:
        hint = option.sub(key, hint)
    return problem if hint == problem.hint else replace(problem, hint=hint)
