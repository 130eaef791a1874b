"""Calls in code samples: documentation sites show how an SDK that exists calls an operation.

A sample is only searched for the words of a call; it is neither compiled nor run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..document import SAMPLES as LISTED

SAMPLES = (*LISTED, "x-readme", "x-fern-examples", "x-oaiMeta")
"""Extensions of operations with code samples."""

_LONGEST = 50_000
"""Characters of a sample that is searched; longer ones are no samples of a call."""

_TOKEN = re.compile(
    r"""
    (?P<quotes>\"{3}|'{3}) .*? (?P=quotes)
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | \#[^\n]*
    | (?P<root>(?<![\w.]) [^\W\d]\w*) (?P<path>(?:\.[^\W\d]\w*)+) \(
    """,
    re.VERBOSE | re.DOTALL,
)
_CREATED = re.compile(
    r"(?<![\w.])([a-z_]\w*)(?:\s*:[^=\n]{1,100})?\s*=\s*(?:await\s+)?(?:\w+\.)*[A-Z]\w*\("
    r"|\bas\s+([a-z_]\w*)\s*:"
)
"""Variables that hold an object of a class."""

_VIEWS = frozenset({"with_raw_response", "with_streaming_response"})
"""Attributes that give the same call another result."""

_SNAKE = re.compile(r"[a-z][a-z0-9_]*")


def sampled_call(extension: str, value: Any) -> str:
    """Return the call that most of the Python samples of an operation show, without the client, such
    as `chat.completions.create`; empty if there is none.

    Args:
        extension: key of the extension, one of `SAMPLES`.
        value: its value, which may have any shape.
    """
    calls = Counter(filter(None, map(_last_call, _python(extension, value))))
    return max(calls, key=lambda call: calls[call]) if calls else ""


def _python(extension: str, value: Any) -> Iterator[str]:
    """Yield the Python samples of an extension."""
    for sample in _samples(extension, value):
        match sample:
            case (
                {"lang": str(language), "source": str(code)}
                | {"language": str(language), "code": str(code)}
                | {"sdk": str(language), "code": str(code)}
            ):
                if language.lower() in ("python", "py", "python3") and len(code) <= _LONGEST:
                    yield code


def _samples(extension: str, value: Any) -> Iterator[Any]:
    match extension, value:
        case "x-codeSamples" | "x-code-samples", list():
            yield from value
        case "x-readme", {"code-samples": list(samples)}:
            yield from samples
        case "x-fern-examples", list():
            for example in value:
                match example:
                    case {"code-samples": list(samples)}:
                        yield from samples
        case "x-oaiMeta", {"examples": examples}:
            for example in examples if isinstance(examples, list) else [examples]:
                match example:
                    case {"request": {"python": str(code)}}:
                        yield {"lang": "python", "source": code}


def _last_call(code: str) -> str:
    """Return the last call of a method that a client has through attributes."""
    roots = {"client", *(name for pair in _CREATED.findall(code) for name in pair if name)}
    call = ""
    for found in _TOKEN.finditer(code):
        if found["root"] in roots:
            parts = [part for part in found["path"][1:].split(".") if part not in _VIEWS]
            if len(parts) > 1 and all(map(_SNAKE.fullmatch, parts)):
                call = ".".join(parts)
    return call
