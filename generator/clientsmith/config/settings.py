"""Readers of single settings: they check a value of TOML and convert it.

Each takes the value, its name in messages, and a list to which it appends one message per mistake.
"""

from __future__ import annotations

import difflib
import keyword
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeGuard
from urllib.parse import urlsplit

from ..prepare.reshape import Criteria, Patch

Headers = Mapping[str, Mapping[str, str]]
"""Host, optionally with `:port` → name of a header → value, in which `${NAME}` stands for an
environment variable."""

_HOST = re.compile(r"[A-Za-z0-9._-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""Names of headers (RFC 9110 section 5.1)."""

_OURS = frozenset(
    {"accept-encoding", "connection", "content-length", "host", "te", "transfer-encoding"}
)
"""Headers that the HTTP client sets itself."""

_URL = re.compile(r"""[!#-;=?-\[\]_a-z~]+""")
"""Characters that a URL may have (RFC 3986)."""

_ENCODING = re.compile(r"coding[:=][ \t]*[-\w.]")
"""An encoding declaration in a comment of the first two lines of a module (PEP 263)."""

_JOINERS = "\u200c\u200d"
"""Invisible characters that some scripts need."""

VERBS = ("list", "get", "create", "update", "replace", "delete")
"""Verbs of names that the generator chooses."""

_VERB = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_PATCH_KEYS = ("at", "reason", "remove", "set")


def unknown_key(shown: str, word: str, known: Iterable[str]) -> str:
    """Return the message for an unknown key.

    Args:
        shown: the key as it is shown.
        word: the key itself.
        known: all keys.
    """
    candidates = sorted(known)
    close = difflib.get_close_matches(word, candidates, n=1, cutoff=0.5)
    advice = f"did you mean `{close[0]}`?" if close else f"expected one of: {', '.join(candidates)}"
    return f"`{shown}` is unknown; {advice}"


def is_list_of_strings(value: object) -> TypeGuard[list[str]]:
    """Return whether a value is a list of strings, none of them empty."""
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def read_spec(value: object, name: str, mistakes: list[str]) -> str | tuple[str, ...]:
    """Read one source, or a list of several."""
    if isinstance(value, str) and value:
        return value
    if isinstance(value, list) and value and all(isinstance(each, str) and each for each in value):
        return value[0] if len(value) == 1 else tuple(value)
    mistakes.append(f"`{name}` must be a string or a list of strings, not {value!r}")
    return ""


def read_headers(value: object, name: str, mistakes: list[str]) -> Headers:
    """Read headers by host; messages do not show values, which may be secret."""
    if not isinstance(value, dict) or not all(isinstance(own, dict) for own in value.values()):
        mistakes.append(f'`{name}` must be a table of tables, such as [headers."api.example.com"]')
        return {}
    found: dict[str, dict[str, str]] = {}
    for host, own in value.items():
        found[host] = {}
        for header, text in own.items():
            mistake = _header_mistake(host, header, text)
            if mistake:
                mistakes.append(f"`{name}.{host}.{header}` {mistake}")
            else:
                found[host][header] = text
    return found


def parse_headers(options: list[str]) -> tuple[Headers, list[str]]:
    """Parse options such as `api.example.com Authorization: Bearer ${TOKEN}`.

    Returns:
        The headers by host, and a message for each mistake; none shows a value, which may be secret.
    """
    found: dict[str, dict[str, str]] = {}
    mistakes: list[str] = []
    for number, option in enumerate(options, 1):
        host, _, rest = option.strip().partition(" ")
        header, colon, text = rest.partition(":")
        header, text = header.strip(), text.strip()
        if not colon or not text:
            mistakes.append(f"number {number} must look like 'HOST NAME: VALUE'")
        elif mistake := _header_mistake(host, header, text):
            mistakes.append(f"number {number} {mistake}")
        else:
            found.setdefault(host, {})[header] = text
    return found, mistakes


def _header_mistake(host: str, header: str, text: Any) -> str:
    if not _HOST.fullmatch(host):
        return "does not start with a host such as api.example.com or localhost:8000"
    if not _NAME.fullmatch(header):
        return "is not a valid header name"
    if header.lower() in _OURS:
        return "is set by the HTTP client and cannot be configured"
    return "" if isinstance(text, str) and text else "must have a string as its value"


_AUTH = ("bearer", "basic", "http:NAME", "header:NAME", "query:NAME", "cookie:NAME")


def read_auth(value: object, name: str, mistakes: list[str]) -> str:
    """Read a way to authenticate."""
    text = value if isinstance(value, str) else ""
    kind, colon, own = text.partition(":")
    if text in ("bearer", "basic"):
        return text
    if f"{kind}{colon}NAME" in _AUTH and colon and own:
        if kind != "query" and not _NAME.fullmatch(own):
            mistakes.append(f"`{name}` names {own!r}, which is not a valid name of a {kind}")
        elif kind == "header" and own.lower() in _OURS:
            mistakes.append(f"`{name}` names {own!r}, a header that the HTTP client sets itself")
        return text
    mistakes.append(f"`{name}` must be one of {', '.join(map(repr, _AUTH))}, not {value!r}")
    return ""


def read_security(value: object, name: str, mistakes: list[str]) -> tuple[tuple[str, ...], ...]:
    """Read security requirements: names of security schemes, and lists of names that belong
    together."""
    alternatives: list[object] = value if isinstance(value, list) else [None]
    found: list[tuple[str, ...]] = []
    for each in alternatives:
        names = [each] if isinstance(each, str) else each
        if names == []:
            found.append(())
        elif is_list_of_strings(names):
            found.append(tuple(names))
    if len(found) < len(alternatives):
        mistakes.append(
            f"`{name}` must be a list of names of security schemes, in which a list has names that "
            f"belong together and [] is no authentication, not {value!r}"
        )
    return tuple(dict.fromkeys(found))


def read_base_url(value: object, name: str, mistakes: list[str]) -> str:
    """Read a base URL; messages do not show it, as it may hold a password."""
    text = value if isinstance(value, str) else ""
    try:
        url = urlsplit(text)
        is_usable = bool(url.hostname) and url.port != 0
    except ValueError:
        url, is_usable = urlsplit(""), False
    if not is_usable or url.scheme not in ("http", "https") or not _URL.fullmatch(text):
        mistakes.append(f"`{name}` must be an http or https URL such as 'https://api.example.com'")
    elif url.username is not None or url.query or url.fragment:
        mistakes.append(f"`{name}` must have no user name, password, query and fragment")
    return text


def read_header(value: object, name: str, mistakes: list[str]) -> tuple[str, ...]:
    """Read the lines of `header`, without `#`."""
    if not isinstance(value, str) or not value.strip():
        mistakes.append(f"`{name}` must be a string, not {value!r}")
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
                f"`{name}` holds the character U+{ord(hidden[0]):04X} in line {number}, which is "
                "invisible; remove it"
            )
        if number <= 2 and _ENCODING.search(line):
            mistakes.append(
                f"`{name}` declares an encoding in line {number}; generated modules are "
                "always UTF-8; reword the line"
            )
    return tuple(lines)


def _uncommented(line: str) -> str:
    """Return a line without `#`, which people copy along from elsewhere."""
    return line[1:].lstrip(" ") if line == "#" or line.startswith("# ") else line


def read_dependencies(value: object, name: str, mistakes: list[str]) -> tuple[str, ...]:
    """Read requirements (PEP 508), normalized and sorted."""
    if not is_list_of_strings(value):
        mistakes.append(f"`{name}` must be a list of strings, not {value!r}")
        return ()
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name

    found = set()
    for text in value:
        try:
            requirement = Requirement(text)
        except InvalidRequirement as error:
            why = str(error).partition("\n")[0]
            mistakes.append(
                f"`{name}` has {text!r}, which is not a valid requirement (PEP 508): {why}"
            )
            continue
        if requirement.url is not None:
            mistakes.append(
                f"`{name}` has {text!r}; packages that require URLs cannot be published; "
                "give a version instead"
            )
        requirement.name = canonicalize_name(requirement.name)
        found.add(str(requirement))
    return tuple(sorted(found))


def read_license(value: object, name: str, mistakes: list[str]) -> str:
    """Read an SPDX expression, normalized."""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        return canonicalize_license_expression(value if isinstance(value, str) else "")
    except InvalidLicenseExpression:
        mistakes.append(
            f"`{name}` must be an SPDX expression such as 'MIT', 'Apache-2.0 OR MIT' or "
            f"'LicenseRef-Acme', not {value!r}"
        )
        return ""


def clashes(dependencies: Collection[str], own: Collection[str]) -> Iterator[str]:
    """Yield the requirements that name a distribution which the package requires anyway.

    Args:
        dependencies: as `read_dependencies` returns them.
        own: names of distributions that the package requires anyway.
    """
    for text in dependencies:
        if re.split(r"[^a-z0-9-]", text, maxsplit=1)[0] in own:
            yield text


def read_patches(value: object, name: str, mistakes: list[str]) -> tuple[Patch, ...]:
    """Read patches of the document."""
    if not isinstance(value, list):
        mistakes.append(f"`{name}` must be a list of tables, such as [[{name}]]")
        return ()
    return tuple(
        patch
        for number, entry in enumerate(value)
        if (patch := _patch(entry, f"{name}[{number}]", mistakes)) is not None
    )


def _patch(entry: Any, name: str, mistakes: list[str]) -> Patch | None:
    if not isinstance(entry, dict):
        mistakes.append(f"`{name}` must be a table")
        return None
    found = [
        unknown_key(f"{name}.{key}", key, _PATCH_KEYS) for key in entry if key not in _PATCH_KEYS
    ]
    at, reason, is_removed = entry.get("at"), entry.get("reason"), entry.get("remove", False)
    if not isinstance(at, str) or not at.startswith("/"):
        found.append(f'`{name}.at` must be a JSON pointer, such as "/paths/~1pets/get"')
    if not isinstance(reason, str) or not reason.strip():
        found.append(f"`{name}.reason` must say why the document is wrong there")
    if not isinstance(is_removed, bool):
        found.append(f"`{name}.remove` must be true or false, not {is_removed!r}")
    elif is_removed == ("set" in entry):
        found.append(f"`{name}` needs `set` or `remove = true`, and not both")
    if found:
        mistakes += found
        return None
    return Patch(str(at), str(reason).strip(), _as_json(entry.get("set")), bool(is_removed))


def _as_json(value: Any) -> Any:
    """Convert a value of TOML to JSON: dates and times become strings."""
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)


def read_criteria(value: object, name: str, mistakes: list[str]) -> Criteria:
    """Read criteria that select operations."""
    keys = [field.name for field in fields(Criteria)]
    if not isinstance(value, dict):
        mistakes.append(f"`{name}` must be a table")
        return Criteria()
    found: dict[str, tuple[str, ...]] = {}
    for key, items in value.items():
        if key not in keys:
            mistakes.append(unknown_key(f"{name}.{key}", key, keys))
        elif not is_list_of_strings(items):
            mistakes.append(f"`{name}.{key}` must be a list of strings, not {items!r}")
        else:
            found[key] = tuple(items)
    return Criteria(**found)


def read_text_table(value: object, name: str, mistakes: list[str]) -> Mapping[str, str]:
    """Read a table of texts; arguments as in `read_spec`."""
    if not isinstance(value, dict):
        mistakes.append(f"`{name}` must be a table")
        return {}
    mistakes += [
        f"`{name}.{key}` must be a string, not {item!r}"
        for key, item in value.items()
        if not isinstance(item, str) or not item
    ]
    return {key: item for key, item in value.items() if isinstance(item, str)}


def read_verbs(value: object, name: str, mistakes: list[str]) -> Mapping[str, str]:
    """Read the words for verbs of methods; arguments as in `read_spec`."""
    table = read_text_table(value, name, mistakes)
    mistakes += (unknown_key(f"{name}.{verb}", verb, VERBS) for verb in table if verb not in VERBS)
    for verb, word in table.items():
        if not _VERB.fullmatch(word) or keyword.iskeyword(word):
            mistakes.append(
                f"`{name}.{verb}` must be a name in lower case that Python does not reserve, "
                f"not {word!r}"
            )
    owners: dict[str, str] = {}
    for verb in VERBS:
        word = table.get(verb, verb)
        other = owners.setdefault(word, verb)
        if other != verb:
            mistakes.append(f"`{name}` has {word!r} for both `{other}` and `{verb}`")
    return table
