"""The guide on custom templates as a list of steps: files that are written, commands, files that are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"(?:\{# (\S+) #\}|# (\S+)|<!-- (\S+) -->)\n")
_EXIT_CODE = re.compile(r"\[exit code (\d)\]")
LEFT_OUT = "…"


@dataclass(frozen=True)
class FileStep:
    """A block that is headed by the path of a file."""

    path: str
    text: str
    """The whole file, heading included where that is a comment of the file itself."""


@dataclass(frozen=True)
class CommandStep:
    """A command with what it says."""

    words: tuple[str, ...]
    said: tuple[str, ...]
    """Lines that it prints, in their order; further ones may stand between them."""

    code: int


def steps(page: str) -> list[FileStep | CommandStep]:
    """Every fenced block of the guide; one that is neither a file nor a command is a mistake."""
    found: list[FileStep | CommandStep] = []
    for language, text in _FENCED.findall(page):
        if language == "console":
            found += _commands(text)
        elif match := _NAME.match(text):
            found.append(FileStep(next(filter(None, match.groups())), text[match.end() :]))
        else:
            raise AssertionError(f"a block of {language} that says of no file: {text[:60]!r}")
    return found


def _commands(text: str) -> Iterator[CommandStep]:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *said = part.splitlines()
        codes = [int(match[1]) for line in said if (match := _EXIT_CODE.fullmatch(line))]
        lines = [line for line in said if line != LEFT_OUT and not _EXIT_CODE.fullmatch(line)]
        yield CommandStep(tuple(command.split()), tuple(lines), codes[0] if codes else 0)


def missing_lines(shown: str, there: str) -> list[str]:
    """Lines of an excerpt that a text does not have in this order; `…` stands for what is left out."""
    rest = iter(there.splitlines())
    return [
        line
        for line in shown.splitlines()
        if line.strip() not in ("", LEFT_OUT, f"# {LEFT_OUT}") and line not in rest
    ]
