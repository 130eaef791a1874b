"""Headers that users want sent to some hosts, such as credentials; their values appear nowhere else."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from ...problem import quoted
from ..parsing import SourceError

Headers = Mapping[str, Mapping[str, str]]
"""Host, with `:port` where only that port is meant → name of a header → value, in which `${NAME}`
stands for a variable of the environment."""

_VARIABLE = re.compile(r"\$\{(\w+)\}")
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")
"""Pattern of the value of a header (RFC 9110 section 5.5)."""


def headers_for(url: str, headers: Headers, *, is_proxied: bool) -> dict[str, str]:
    """Return the headers that a request gets, with the values of their variables.

    Args:
        url: that is asked for.
        headers: those of all hosts.
        is_proxied: whether the request goes through a proxy.

    Raises:
        SourceError: there are some, and a variable is missing, or they would go over a network unencrypted.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower().rstrip(".")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    names = (host, f"{host}:{port}", f"[{host}]", f"[{host}]:{port}")
    wanted = {
        name: value
        for key, own in headers.items()
        if key.lower().rstrip(".") in names
        for name, value in own.items()
    }
    if not wanted:
        return {}
    if parts.scheme != "https" and (is_proxied or not _is_loopback(host)):
        raise SourceError(
            "source-refused",
            f"The headers for {quoted(host)} are sent with https only, and this URL begins with http.",
            hint="Name the document with https.",
        )
    return {name: _value(name, value, host) for name, value in wanted.items()}


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _value(name: str, value: str, host: str) -> str:
    missing = [each for each in _VARIABLE.findall(value) if not os.environ.get(each)]
    if missing:
        raise SourceError(
            "source-unreadable",
            f"The header {quoted(name)} for {quoted(host)} needs the environment variable "
            f"{quoted(missing[0])}, which is not set.",
            hint="Set it, or take the header out of the configuration.",
        )
    text = _VARIABLE.sub(lambda match: os.environ[match[1]], value).strip()
    if not _VALUE.fullmatch(text):
        raise SourceError(
            "source-unreadable",
            f"The value of the header {quoted(name)} for {quoted(host)} has characters that headers "
            "cannot have, such as line breaks.",
        )
    return text
