"""Rate limits: what the headers of an answer say of how many requests are left."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..codec.text_forms import read_http_date
from ..http import httpx

_RATE_LIMIT = re.compile(r"(.*?)rate-?limit-?(.*)")
_CALL_LIMIT = "call-limit"

_ROLES = {
    "limit": "limit",
    "max": "limit",
    "remaining": "remaining",
    "used": "used",
    "observed": "used",
    "reset": "reset",
    "resets": "reset",
    "retry": "reset",
    "interval": "window",
    "window": "window",
}
"""Words in the names of headers → what the header tells."""

_FILLERS = frozenset(("at", "seconds"))
_MILLISECONDS = frozenset(("ms", "milliseconds"))
_RESETS = (("reset-after", 1.0), ("reset", 1.0), ("reset-ms", 0.001))
"""What tells when a window ends, the most exact first, and its unit in seconds."""

_BUCKETS = frozenset(("resource", "bucket"))
_WINDOWS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
"""Names of limits that tell their window, in seconds."""

_MEMBERS = {
    "q": "limit",
    "limit": "limit",
    "total": "limit",
    "r": "remaining",
    "remaining": "remaining",
    "t": "reset",
    "reset": "reset",
    "resets": "reset",
    "w": "window",
}
"""Parameters of structured fields → what they tell."""

_NUMBER = re.compile(r"-?\d{1,19}(?:\.\d*)?", re.ASCII)
_DURATION = re.compile(r"(?:\d{1,12}(?:\.\d*)?(?:ns|us|µs|ms|s|m|h|d))+", re.ASCII)
_DURATION_PART = re.compile(r"(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h|d)", re.ASCII)
_UNITS = {
    "ns": 1e-9,
    "us": 1e-6,
    "µs": 1e-6,
    "ms": 1e-3,
    "s": 1.0,
    "m": 60.0,
    "h": 3600.0,
    "d": 86400.0,
}
_EPOCHS = ((1e17, 1e-9), (1e14, 1e-6), (1e11, 1e-3), (9e8, 1.0))
"""Least numbers that are a moment, not a duration, and their units since 1970."""

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_MEMBER = re.compile(rf"(?:{_QUOTED}|[^,\"])+")
_PIECE = re.compile(rf"(?:{_QUOTED}|[^;\"])+")
_YEAR = 366 * 86400.0
_MOST_SKEW = 5.0
_LONGEST_NAME = 100
_LONGEST_FIELD = 2_000
"""Characters of a structured field that are read; more are none of an honest server."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RateLimit:
    """What a server says of how many requests it still takes."""

    limit: int | None = None
    """Requests, or other units, in one window; None where the server does not tell."""

    remaining: int | None = None
    """How many of them are left; None where the server does not tell."""

    reset_at: dt.datetime | None = None
    """When the next window begins, in UTC and by the clock of this machine; None where the server
    does not tell."""

    window: float | None = None
    """Seconds that the limit is for; None where the server does not tell."""

    policy: str = ""
    """Name of the limit, such as `requests` or `minute`, where the server has several."""

    bucket: str = ""
    """What it is counted for, such as `search`, where the server counts several things."""


def rate_limit_of(headers: httpx.Headers, now: float) -> RateLimit | None:
    """The tightest of the rate limits that an answer tells of; None where it tells of none.

    These are `RateLimit` and `RateLimit-Policy` (IETF draft, RateLimit header fields for HTTP),
    their forerunners `RateLimit-Limit`, `-Remaining` and `-Reset`, and the many with a prefix such
    as `X-` and a name such as `-Requests`; a reset is a number of seconds, a duration, seconds or
    smaller units since 1970, or a date. What cannot be read counts as not told.

    Args:
        headers: of the answer.
        now: seconds since 1970.
    """
    limits = list(_limits(headers, now))
    if not limits:
        return None
    found = min(limits, key=lambda limit: _tightness(limit, now))
    if found.reset_at is None:
        resets = (each.reset_at for each in limits if not each.policy)
        found = replace(found, reset_at=next(filter(None, resets), None))
    return replace(found, bucket=_bucket(headers))


def _tightness(limit: RateLimit, now: float) -> tuple[float, ...]:
    """What sorts limits: those used up by how long they last, the others by their share left."""
    if limit.remaining is None:
        return (2.0,)
    reset = limit.reset_at.timestamp() if limit.reset_at else now
    if limit.remaining == 0 and reset >= now:
        return (0.0, -reset)
    share = limit.remaining / limit.limit if limit.limit else 1.0
    return (1.0, share, limit.remaining)


def _bucket(headers: httpx.Headers) -> str:
    found = ""
    for name, text in headers.multi_items():
        match = _RATE_LIMIT.fullmatch(name)
        if match is None:
            continue
        if match[2] == "global" and text.strip().lower() == "true":
            return ""
        if match[2] in _BUCKETS:
            found = text.strip()[:_LONGEST_NAME]
    return found


# --- headers --------------------------------------------------------------------------------------


def _limits(headers: httpx.Headers, now: float) -> Iterator[RateLimit]:
    """Each limit that the headers tell of, those of structured fields first."""
    groups: dict[tuple[str, str], dict[str, str]] = {}
    fields: dict[str, str] = {}
    for name, text in headers.multi_items():
        if name.endswith(_CALL_LIMIT):
            used, _, limit = text.partition("/")
            groups[name, ""] = {"used": used, "limit": limit}
        match = _RATE_LIMIT.fullmatch(name)
        if match is None:
            continue
        family, rest = match[1], match[2]
        if rest in ("", "policy"):
            fields[rest] = _joined(fields.get(rest), text)
        if rest != "policy":
            role, policy = _role_of(rest)
            group = groups.setdefault((family, policy), {})
            group[role] = _joined(group.get(role), text)
    moments = _Moments(headers, now)
    policies = _members(fields.get("policy", ""))
    told = _members(fields.get("", ""))
    for policy in dict.fromkeys((*told, *policies)):
        known = {**policies.get(policy, {}), **told.get(policy, {})}
        found = _structured(policy, known, moments)
        if found is not None:
            yield found
    windows = {
        _number(each["limit"]): _number(each["window"])
        for each in policies.values()
        if "limit" in each and "window" in each
    }
    for (_, policy), group in groups.items():
        found = _plain(policy, group, moments)
        if found is not None:
            window = found.window or windows.get(found.limit) or _WINDOWS.get(policy)
            yield replace(found, window=window)


def _joined(before: str | None, text: str) -> str:
    return text if before is None else f"{before}, {text}"


def _role_of(rest: str) -> tuple[str, str]:
    """What a header tells, and the name of the limit, from the words behind `ratelimit`."""
    role, unit = "", ""
    words = []
    for word in rest.split("-"):
        if not role and word in _ROLES:
            role = _ROLES[word]
        elif word in _MILLISECONDS:
            unit = "-ms"
        elif word == "after" and role == "reset":
            role = "reset-after"
        elif word and word not in _FILLERS:
            words.append(word)
    if not role:
        return "limit", "-".join(words)
    return role + unit, "-".join(words)


def _plain(
    policy: str, group: Mapping[str, str], moments: _Moments
) -> RateLimit | None:
    """The limit that headers tell of, each of which holds one number, or a list of numbers: one
    for each limit, or for each proxy that an answer came through."""
    limits = _list(group.get("limit", ""))
    remaining = _list(group.get("remaining", ""))
    used = _list(group.get("used", ""))
    least = [-1 if each is None else each for each, _ in remaining]
    at = least.index(min(least)) if least else 0
    limit, window = _at(limits, at, len(remaining))
    if limit is not None and limit < 0:
        return None  # no limit
    if limit is not None and 0 < limit < 1:
        limit = None  # a rate, no number of requests
    left, left_window = _at(remaining, at, len(remaining))
    if left is None and limit is not None and used and used[0][0] is not None:
        left = limit - used[0][0]
    if left is not None and left < 0:
        left = None if limit is None else 0
    if left is None and (policy or limit is None):
        return None
    window = window or left_window
    if window is None:
        window = next((each for n, each in limits if n == limit and each), None)
    if window is None:
        window = _number(group.get("window", ""))
        if window is None and (millis := _number(group.get("window-ms", ""))):
            window = millis / 1000
    resets = (
        moments.read(group[role], at, len(remaining), unit=unit)
        for role, unit in _RESETS
        if role in group
    )
    reset = next(filter(None, resets), None)
    return RateLimit(
        limit=_whole(limit),
        remaining=_whole(left),
        reset_at=reset,
        window=_seconds(window),
        policy=policy[:_LONGEST_NAME],
    )


def _structured(
    policy: str, known: Mapping[str, str], moments: _Moments
) -> RateLimit | None:
    """The limit that a member of `RateLimit` or `RateLimit-Policy` tells of."""
    limit, left = _number(known.get("limit", "")), _number(known.get("remaining", ""))
    if (limit is None and left is None) or (limit is not None and limit < 0):
        return None
    return RateLimit(
        limit=_whole(limit),
        remaining=None if left is None else max(_whole(left) or 0, 0),
        reset_at=moments.read(known.get("reset", "")),
        window=_seconds(_number(known.get("window", ""))),
        policy=policy[:_LONGEST_NAME],
    )


def _members(text: str) -> dict[str, dict[str, str]]:
    """The members of a structured field (RFC 9651) by their names: `"a";r=1;t=2`, or all in one
    without a name: `limit=3, remaining=1`."""
    members: dict[str, dict[str, str]] = {}
    for member in _MEMBER.findall(text[:_LONGEST_FIELD]):
        pieces = [each.strip() for each in _PIECE.findall(member)]
        head, parameters = "".join(pieces[:1]), pieces[1:]
        if "=" in head and not head.startswith('"'):
            name, parameters = "", [head, *parameters]
        elif _number(head) is not None:
            name, parameters = "", [f"q={head}", *parameters]
        else:
            name = head[1:-1] if head.startswith('"') else head
            name = re.sub(r"\\(.)", r"\1", name)
        found = {}
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if role := _MEMBERS.get(key.strip().lower()):
                found[role] = value.strip().strip('"')
        if found:
            members[name] = {**found, **members.get(name, {})}
    return members


# --- values ---------------------------------------------------------------------------------------

_Numbers = list[tuple[float | None, float | None]]


def _list(text: str) -> _Numbers:
    """Numbers with their windows: `100, 100;w=10`."""
    found: _Numbers = []
    for member in text.split(",") if text.strip() else ():
        number, *parameters = member.split(";")
        windows = (each.strip()[2:] for each in parameters if each.strip()[:2] == "w=")
        found.append((_number(number), _seconds(_number(next(windows, "")))))
    return found


def _at(numbers: _Numbers, at: int, length: int) -> tuple[float | None, float | None]:
    """The number at a place of a list that goes with another one; else the first one."""
    if not numbers:
        return None, None
    return numbers[at] if len(numbers) == length else numbers[0]


def _number(text: str) -> float | None:
    text = text.strip()
    return float(text) if _NUMBER.fullmatch(text) else None


def _whole(number: float | None) -> int | None:
    return None if number is None else math.floor(number)


def _seconds(number: float | None) -> float | None:
    return number if number is not None and 0 < number <= _YEAR else None


class _Moments:
    """Reads when a window ends."""

    def __init__(self, headers: httpx.Headers, now: float) -> None:
        self._now = now
        self._server_now = now
        server_now = _date(headers.get("date", ""))
        if server_now is not None and abs(server_now - now) > _MOST_SKEW:
            # Where the clocks differ, moments are told by that of the server.
            self._server_now = server_now

    def read(
        self, text: str, at: int = 0, length: int = 1, *, unit: float = 1.0
    ) -> dt.datetime | None:
        """The moment that a text tells, be it one of a list; None where it tells none within a
        year."""
        seconds = self._seconds_until(text.strip(), unit)
        if seconds is None and "," in text:
            texts = text.split(",")
            text = texts[at] if len(texts) == length else texts[0]
            seconds = self._seconds_until(text.strip(), unit)
        if seconds is None or abs(seconds) > _YEAR:
            return None
        try:
            return dt.datetime.fromtimestamp(self._now + seconds, dt.UTC)
        except (OverflowError, OSError, ValueError):
            return None

    def _seconds_until(self, text: str, unit: float) -> float | None:
        number = _number(text.partition(";")[0])
        if number is not None:
            for least, epoch_unit in _EPOCHS:
                if number >= least:
                    return number * epoch_unit - self._server_now
            return number * unit if number >= 0 else None
        if _DURATION.fullmatch(text):
            return sum(
                float(count) * _UNITS[name]
                for count, name in _DURATION_PART.findall(text)
            )
        moment = _date(text)
        return None if moment is None else moment - self._server_now


def _date(text: str) -> float | None:
    """Seconds since 1970 of a date as in ISO 8601 or in HTTP; one without a zone is in UTC."""
    text = text[:_LONGEST_NAME]
    for reading in (dt.datetime.fromisoformat, read_http_date):
        try:
            date = reading(text)
            return (date if date.tzinfo else date.replace(tzinfo=dt.UTC)).timestamp()
        except (ValueError, OverflowError):
            continue
    return None
