"""YAML 1.2 with the core schema, as far as JSON can say the same, over the events of libyaml.

PyYAML's own constructor reads YAML 1.1: `no` becomes False, `12:30:45` a number and `2020-01-01` a date.
Here keys are strings as they are written, plain scalars are null, booleans and numbers of the core
schema (YAML 1.2.2 section 10.3), and everything else is a string. Merge keys (`<<`) work.
"""

from __future__ import annotations

import re
from io import StringIO
from math import isfinite
from typing import Any

import yaml  # type: ignore[import-untyped]
from yaml.events import (  # type: ignore[import-untyped]
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError  # type: ignore[import-untyped]

from ...document import escape_token, unescape_token
from ...problem import quoted
from .errors import ParsedDocument, SourceError, excerpt

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CONSTANTS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(
    r"(?P<int>[-+]?[0-9]+)|0o(?P<oct>[0-7]+)|0x(?P<hex>[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
_DIRECTIVE = re.compile(r"%(?P<name>\S*)(?:[ \t]+(?P<version>1\.[0-9]+)?)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

_PREFIX = "tag:yaml.org,2002:"
_STRING_TAGS = ("!", f"{_PREFIX}str")
_TYPED_TAGS: dict[str, tuple[type, ...]] = {
    f"{_PREFIX}bool": (bool,),
    f"{_PREFIX}float": (float, int),
    f"{_PREFIX}int": (int,),
    f"{_PREFIX}null": (type(None),),
}
_MERGE_TAG = f"{_PREFIX}merge"
_CONTAINER_TAGS = ("!", f"{_PREFIX}map", f"{_PREFIX}seq")

_NO_KEY: Any = object()
_MERGE: Any = object()
"""Stands for the key whose value is merged into the mapping around it."""

_INCOMPLETE: Any = object()
"""Stands for the value of an anchor whose container is still open."""


def parse(text: str) -> ParsedDocument:
    """Parse a YAML document.

    Raises:
        SourceError: it is broken, has more than one document, or says what JSON cannot.
    """
    text, warnings = _with_known_directives(text)
    try:
        return _Construction(text, warnings).run()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = " ".join(filter(None, (error.context, error.problem)))
        if "maximum nesting" in message:
            raise SourceError(
                "source-too-large", "The document is nested too deeply.", line=line
            ) from None
        raise SourceError(
            "syntax-error",
            f"Broken YAML at line {line}, column {column}: {message}, near "
            f"{excerpt(text, line, column)}.",
            line=line,
        ) from None
    except ReaderError as error:
        raise SourceError(
            "syntax-error",
            f"Broken YAML: {error.reason} (U+{error.character:04X}).",
            line=text.encode().count(b"\n", 0, error.position) + 1,
        ) from None


def _with_known_directives(text: str) -> tuple[str, list[SourceError]]:
    """Return the text with comments in place of directives that libyaml refuses, and warnings.

    Unknown directives and later versions 1.x call for a warning (YAML 1.2.2 section 6.8).
    """
    warnings: list[SourceError] = []
    if not text.lstrip().startswith(("%", "#")):
        return text, warnings
    head: list[str] = []
    length = 0
    for number, line in enumerate(StringIO(text, newline="\n"), 1):
        if line.strip() and not line.startswith("%") and not line.lstrip().startswith("#"):
            break
        length += len(line)
        message = _about_directive(line)
        if message:
            warnings.append(SourceError("yaml-unsupported", message, line=number))
            line = f"#{line[1:]}"
        head.append(line)
    return "".join(head) + text[length:], warnings


def _about_directive(line: str) -> str:
    """Return the warning about a line that is a directive; empty if there is none."""
    found = _DIRECTIVE.match(line)
    if found is None or found["name"] == "TAG":
        return ""
    if found["name"] != "YAML":
        return f"The YAML directive {quoted('%' + found['name'])} is unknown; it is ignored."
    if found["version"] in (None, "1.1", "1.2"):
        return ""
    return f"The document is in YAML {found['version']}; it is read as YAML 1.2."


class _Construction:
    """One pass over the events of a document."""

    def __init__(self, text: str, warnings: list[SourceError]) -> None:
        self._parser = _Parser(text)
        self._lines: dict[int, list[int]] = {}
        """Line (from 0) of each container by its identity, followed by those of its entries."""
        self._anchors: dict[str, Any] = {}
        self._key_texts: dict[str, str] = {}
        self._merges: dict[int, list[tuple[Any, int]]] = {}
        self._stack: list[tuple[Any, Any, list[int], str | None]] = []
        self._warnings = warnings

    def run(self) -> ParsedDocument:
        """Parse the only document."""
        get_event = self._parser.get_event
        lines_of, anchors, stack = self._lines, self._anchors, self._stack
        plain: dict[str, Any] = {}
        root: Any = None
        current: Any = None
        key: Any = _NO_KEY
        lines: list[int] = []
        documents = 0
        while True:
            event = get_event()
            kind = event.__class__
            if kind is ScalarEvent:
                line = event.start_mark.line
                if key is _NO_KEY and current.__class__ is dict:
                    key = event.value
                    if event.tag is not None or event.anchor is not None or key == "<<":
                        key = self._key(event)
                    if key in current:
                        self._duplicate(current, key, lines, line)
                    elif key is not _MERGE:
                        lines.append(line)
                    continue
                if event.implicit[0] and event.tag is None:
                    try:
                        value = plain[event.value]
                    except KeyError:
                        value = plain[event.value] = self._plain(event.value, line)
                else:
                    value = self._styled(event)
                if event.anchor is not None:
                    anchors[event.anchor] = value
                    self._key_texts[event.anchor] = event.value
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                line = event.start_mark.line
                if event.tag is not None and event.tag not in _CONTAINER_TAGS:
                    raise _unsupported(f"the tag {quoted(event.tag)}", line)
                if key is _NO_KEY and current.__class__ is dict:
                    raise _unsupported("a mapping or list as key", line)
                if event.anchor is not None:
                    anchors[event.anchor] = _INCOMPLETE
                    self._key_texts.pop(event.anchor, None)
                stack.append((current, key, lines, event.anchor))
                current = {} if kind is MappingStartEvent else []
                lines_of[id(current)] = lines = [line]
                key = _NO_KEY
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = current
                if id(value) in self._merges:
                    self._merge(value, lines)
                line = lines[0]
                current, key, lines, anchor = stack.pop()
                if anchor is not None and anchors[anchor] is _INCOMPLETE:
                    anchors[anchor] = value
            elif kind is AliasEvent:
                line = event.start_mark.line
                value = self._alias(event)
                if key is _NO_KEY and current.__class__ is dict:
                    key = self._alias_key(event)
                    if key in current:
                        self._duplicate(current, key, lines, line)
                    else:
                        lines.append(line)
                    continue
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    line = event.start_mark.line
                    raise _unsupported("a second document in the same file", line)
                continue
            elif kind is StreamEndEvent:
                break
            else:
                continue
            if current.__class__ is list:
                lines.append(line)
                current.append(value)
            elif current.__class__ is dict:
                if key is _MERGE:
                    self._merges.setdefault(id(current), []).append((value, line))
                else:
                    current[key] = value
                key = _NO_KEY
            else:
                root = value
        return ParsedDocument(root, YamlLines(root, lines_of), tuple(self._warnings))

    def _duplicate(self, mapping: dict[str, Any], key: str, lines: list[int], line: int) -> None:
        """Reports a key that the mapping has already, and takes over its line."""
        lines[list(mapping).index(key) + 1] = line
        message = f"The key {quoted(key)} stands twice in the same mapping; the last one counts."
        self._warnings.append(
            SourceError("duplicate-key", message, pointer=self._pointer(), line=line + 1)
        )

    def _pointer(self) -> str:
        """Pointer of the innermost open container."""
        tokens = []
        for container, key, _, _ in self._stack[1:]:
            tokens.append(str(len(container)) if isinstance(container, list) else str(key))
        return "".join(f"/{escape_token(token)}" for token in tokens)

    def _key(self, event: Any) -> Any:
        """Return the key that a scalar with a tag, an anchor or the text `<<` is."""
        tag = event.tag
        if event.anchor is not None:
            self._anchors[event.anchor] = self._key_texts[event.anchor] = event.value
        if tag == _MERGE_TAG or (tag is None and event.value == "<<" and event.implicit[0]):
            return _MERGE
        if tag is not None and tag not in _STRING_TAGS and tag not in _TYPED_TAGS:
            raise _unsupported(f"the tag {quoted(tag)}", event.start_mark.line)
        return event.value

    def _alias(self, event: Any) -> Any:
        try:
            value = self._anchors[event.anchor]
        except KeyError:
            raise SourceError(
                "syntax-error",
                f"Broken YAML: nothing before the alias {quoted(event.anchor)} has that anchor.",
                line=event.start_mark.line + 1,
            ) from None
        if value is _INCOMPLETE:
            what = f"the alias {quoted(event.anchor)} inside of what it stands for"
            raise _unsupported(what, event.start_mark.line)
        return value

    def _alias_key(self, event: Any) -> str:
        try:
            return self._key_texts[event.anchor]
        except KeyError:
            raise _unsupported("a mapping or list as key", event.start_mark.line) from None

    def _styled(self, event: Any) -> Any:
        """Value of a scalar that is quoted, a block, or tagged."""
        tag = event.tag
        if tag is None or tag in _STRING_TAGS:
            return event.value
        line = event.start_mark.line
        types = _TYPED_TAGS.get(tag)
        if types is None:
            raise _unsupported(f"the tag {quoted(tag)}", line)
        value = self._plain(event.value, line)
        if type(value) not in types:
            raise _unsupported(f"the tag {quoted(tag)} of {quoted(event.value)}", line)
        return value

    def _plain(self, text: str, line: int) -> Any:
        """Value of a plain scalar (YAML 1.2.2 section 10.3.2)."""
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if text[0] not in "0123456789+-.":
            return text
        number = _NUMBER.fullmatch(text)
        if number is None and _NOT_FINITE.fullmatch(text) is None:
            return text
        try:
            value = _number(number) if number else None
        except ValueError:  # beyond the limit of `int`
            value = None
        if value is None or (isinstance(value, float) and not isfinite(value)):
            message = f"{quoted(text, 40)} is no number that JSON has; it is taken as text."
            self._warnings.append(SourceError("number-not-finite", message, line=line + 1))
            return text
        return value

    def _merge(self, mapping: dict[str, Any], lines: list[int]) -> None:
        """Adds what `<<` brings: keys of the mapping itself win, then those of earlier sources."""
        for value, line in self._merges.pop(id(mapping)):
            for source in value if isinstance(value, list) else [value]:
                if not isinstance(source, dict):
                    raise _unsupported("a merge key (`<<`) with anything but mappings", line)
                for key, key_line in zip(source, self._lines[id(source)][1:], strict=True):
                    if key not in mapping:
                        mapping[key] = source[key]
                        lines.append(key_line)


def _number(match: re.Match[str]) -> int | float:
    if match["int"]:
        return int(match["int"])
    for base, digits in ((8, match["oct"]), (16, match["hex"])):
        if digits:
            value = int(digits, base)
            str(value)  # beyond the limit of `int`, it could not be written
            return value
    return float(match["float"])


def _unsupported(what: str, line: int) -> SourceError:
    """`line` counts from 0."""
    return SourceError(
        "yaml-unsupported", f"{what[:1].upper()}{what[1:]} is not supported.", line=line + 1
    )


class YamlLines:
    """Line of a JSON pointer, from the lines that were noted while the document was read."""

    def __init__(self, root: Any, lines: dict[int, list[int]]) -> None:
        self._root = root
        self._lines = lines
        self._by_key: dict[int, dict[str, int]] = {}

    def __call__(self, pointer: str) -> int | None:
        """Line (from 1) of a pointer's key, or of its nearest ancestor's."""
        value = self._root
        if not isinstance(value, dict | list):
            return 1
        line = self._lines[id(value)][0]
        for token in pointer.split("/")[1:]:
            key = unescape_token(token)
            found = self._entry(value, key)
            if found is None:
                break
            line = found
            value = value[key] if isinstance(value, dict) else value[int(key)]
        return line + 1

    def _entry(self, value: Any, key: str) -> int | None:
        if not isinstance(value, dict | list):
            return None
        known = self._by_key.get(id(value))
        if known is None:
            keys = value if isinstance(value, dict) else map(str, range(len(value)))
            known = dict(zip(keys, self._lines[id(value)][1:], strict=True))
            self._by_key[id(value)] = known
        return known.get(key)
