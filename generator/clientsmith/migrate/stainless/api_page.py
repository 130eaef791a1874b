"""Methods and models that the `api.md` of a Stainless-made SDK lists."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_METHOD = re.compile(
    r"""-\ <code(?:\ title="(?P<http>[A-Za-z]+)\ (?P<path>[^"]+)")?>
    client\.(?P<resource>(?:\w+\.)*)<a\ [^>]*>(?P<method>\w+)</a>
    (?P<rest>.*)</code>""",
    re.VERBOSE,
)
_TAG = re.compile(r"<[^>]*>")
_RESULT = re.compile(r"->\s*(?:(?P<page>\w*Page\w*)\[(?P<item>\w+)\]|(?P<type>\w+))")
_TYPES = re.compile(r"from\s+[\w.]+\s+import\s+(?:\((?P<block>[^)]*)\)|(?P<line>[^\n(]+))")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ListedMethod:
    """A method of the list."""

    line: int
    call: str
    """Behind the client, such as `chat.completions.create`."""

    http: str
    """HTTP method; empty for a method that is written by hand."""

    path: str
    result: str
    """Class that it returns, or that of the items of its pages; empty if there is none."""

    page: str
    """Class of its pages; empty if it returns no pages."""


def listed_methods(text: str) -> Iterator[ListedMethod]:
    """Yield the methods of a page."""
    for number, line in enumerate(text.splitlines(), 1):
        found = _METHOD.match(line.strip())
        if found is None:
            continue
        rest = html.unescape(_TAG.sub("", found["rest"])).replace("\\", "")
        result = _RESULT.search(rest)
        name = (result["item"] or result["type"] or "") if result else ""
        yield ListedMethod(
            number,
            f"{found['resource']}{found['method']}",
            found["http"] or "",
            html.unescape(found["path"] or ""),
            "" if name in ("None", "object", "str", "bytes") else name,
            (result["page"] or "") if result else "",
        )


def listed_models(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each class that a page imports."""
    for found in _TYPES.finditer(text):
        group = "block" if found["block"] is not None else "line"
        for name in _WORD.finditer(found[group]):
            start = found.start(group) + name.start()
            yield text.count("\n", 0, start) + 1, name.group()
