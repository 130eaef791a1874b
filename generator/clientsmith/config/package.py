"""What the configuration wants in the files of a package: comments at the top, further requirements."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from .reshaping import is_texts

_ENCODING = re.compile(r"coding[:=][ \t]*[-\w.]")
"""What Python takes for the encoding of a file in a comment of its first two lines (PEP 263)."""

_JOINERS = "\u200c\u200d"
"""Invisible, but needed to write some scripts."""


def read_header(value: object, name: str, mistakes: list[str]) -> tuple[str, ...]:
    """The lines of `header`, without signs of comments; what is wrong is added to `mistakes`."""
    if not isinstance(value, str) or not value.strip():
        mistakes.append(f"`{name}` must be text, not {value!r}")
        return ()
    lines = [_uncommented(line.expandtabs(4).rstrip()) for line in value.splitlines()]
    while not lines[0]:
        del lines[0]
    while not lines[-1]:
        del lines[-1]
    for number, line in enumerate(lines, start=1):
        hidden = "".join(each for each in line if not each.isprintable() and each not in _JOINERS)
        if hidden:
            mistakes.append(
                f"`{name}` holds the character U+{ord(hidden[0]):04X} in line {number}, which nobody "
                "sees; take it out"
            )
        if number <= 2 and _ENCODING.search(line):
            mistakes.append(
                f"`{name}` declares an encoding in line {number}; modules are UTF-8, so write it "
                "another way"
            )
    return tuple(lines)


def _uncommented(line: str) -> str:
    """A line without the sign of a comment, which people bring along from elsewhere."""
    return line[1:].lstrip(" ") if line == "#" or line.startswith("# ") else line


def read_dependencies(value: object, name: str, mistakes: list[str]) -> tuple[str, ...]:
    """The requirements of `dependencies` (PEP 508), normalized and sorted; what is wrong is added to
    `mistakes`."""
    if not is_texts(value):
        mistakes.append(f"`{name}` must be a list of texts, not {value!r}")
        return ()
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name

    found = set()
    for text in value:
        try:
            requirement = Requirement(text)
        except InvalidRequirement as error:
            why = str(error).partition("\n")[0]
            mistakes.append(f"`{name}` has {text!r}, which is no requirement (PEP 508): {why}")
            continue
        if requirement.url is not None:
            mistakes.append(
                f"`{name}` has {text!r}; packages with URLs among their requirements cannot be "
                "published, so name a version"
            )
        requirement.name = canonicalize_name(requirement.name)
        found.add(str(requirement))
    return tuple(sorted(found))


def clashes(dependencies: Collection[str], own: Collection[str]) -> Iterator[str]:
    """The further requirements that a package has already.

    Args:
        dependencies: what `read_dependencies` made.
        own: names of distributions that it requires by itself.
    """
    for text in dependencies:
        if re.split(r"[^a-z0-9-]", text, maxsplit=1)[0] in own:
            yield text
