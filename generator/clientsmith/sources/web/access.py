"""Access control for servers, by name and by address, and for folders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from pathlib import Path

from .headers import Headers
from .urls import is_url, origin_of

_NAT64 = IPv6Network("64:ff9b::/96")
"""Addresses that stand for those of IPv4 (RFC 6052)."""

_COMPATIBLE = IPv6Network("::/96")
"""Addresses that stood for those of IPv4 (RFC 4291 section 2.5.5.1)."""

_RESERVED = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
"""Addresses for protocols, which older versions of Python take for public (RFC 6890)."""

ANY_HOST = "*"


@dataclass(frozen=True, slots=True)
class Access:
    """Permissions beyond the source that the user named."""

    remote_hosts: frozenset[str] = field(default_factory=frozenset)
    """Hosts that references may lead to, in small letters; `*` is every host."""

    private_addresses: bool = False
    """Allow addresses that are not public: loopback, private networks, and link-local ones such as
    cloud metadata services."""

    folders: tuple[Path, ...] = ()
    """Folders that references of local documents may lead into, beside those around them."""

    headers: Headers = field(default_factory=dict, repr=False)
    """Headers to send, by host."""

    local_servers: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    """Host and port of servers on this machine that the user named as sources."""

    @classmethod
    def of(
        cls,
        hosts: Iterable[str],
        *,
        private_addresses: bool,
        folders: Iterable[Path] = (),
        headers: Headers | None = None,
    ) -> Access:
        """Create permissions from hosts in any case."""
        names = frozenset(host.lower() for host in hosts)
        return cls(names, private_addresses, tuple(folders), headers or {})

    def allows_host(self, host: str) -> bool:
        """Return whether references may lead to a host that is not the one of their document."""
        return ANY_HOST in self.remote_hosts or host.lower().rstrip(".") in self.remote_hosts

    def with_sources(self, sources: Iterable[str]) -> Access:
        """Return permissions that include servers on this machine among the user's own sources.

        Only that host and port are allowed, and only on loopback addresses: not what a document or a
        redirect leads to elsewhere on this machine, and no name that merely resolves to it.
        """
        found = {server for source in sources if (server := _local_server(source))}
        return replace(self, local_servers=self.local_servers | found)

    def is_local(self, host: str, port: int) -> bool:
        """Return whether a server is one on this machine that the user named."""
        return (_host(host), port) in self.local_servers

    def refusal(self, address: str, server: tuple[str, int] = ("", 0)) -> str:
        """Return why connections to an address are refused; empty where they are allowed.

        Args:
            address: of IPv4 or IPv6, as the resolver gives it.
            server: host and port of the URL.
        """
        if self.private_addresses:
            return ""
        try:
            parsed = ip_address(address.partition("%")[0])
        except ValueError:
            return "no address"
        if _is_loopback(parsed) and self.is_local(*server):
            return ""
        return next((reason for each in _meanings(parsed) if (reason := _reason(each))), "")


def _is_loopback(address: IPv4Address | IPv6Address) -> bool:
    """Return whether an address is a loopback one as such, rather than one that stands for it."""
    is_mapped = isinstance(address, IPv6Address) and address.ipv4_mapped is not None
    return address.is_loopback and not is_mapped


def _host(name: str) -> str:
    return name.lower().rstrip(".").strip("[]")


def _local_server(source: str) -> tuple[str, int] | None:
    """Return the host and port of a URL that names this machine: `localhost`, a name below it (RFC
    6761 section 6.3), or a loopback address; None for other sources."""
    if not is_url(source):
        return None
    try:
        _, name, port = origin_of(source)
    except ValueError:
        return None
    host = _host(name)
    is_local = host == "localhost" or host.endswith(".localhost")
    if not is_local:
        try:
            is_local = _is_loopback(ip_address(host))
        except ValueError:
            return None
    return (host, port) if is_local and port else None


def _meanings(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """Return an address and those of IPv4 that it stands for."""
    found: list[IPv4Address | IPv6Address] = [address]
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return [address.ipv4_mapped]
        if address in _NAT64:
            return [IPv4Address(int(address) & 0xFFFFFFFF)]
        if address in _COMPATIBLE:
            found.append(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.sixtofour is not None:
            found.append(address.sixtofour)
        if address.teredo is not None:
            found.append(address.teredo[1])
    return found


def _reason(address: IPv4Address | IPv6Address) -> str:
    if address.is_loopback:
        return "a loopback address"
    if address.is_link_local:
        return "a link-local address"
    if isinstance(address, IPv4Address) and any(address in network for network in _RESERVED):
        return "not a public address"
    if address.is_multicast or address.is_unspecified or not address.is_global:
        return "not a public address"
    return ""
