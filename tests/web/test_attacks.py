"""What servers and documents may not make clientsmith do."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from clientsmith.problem import Problem, UnusableSource
from clientsmith.sources import Access, load, load_all
from support.command import clientsmith_here

from .conftest import Site

DOCUMENT = b"openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n"


def refused(url: str, access: Access | None = None) -> Problem:
    with pytest.raises(UnusableSource) as caught:
        load(url, access=access)
    return caught.value.problems[0]


def private(*hosts: str) -> Access:
    return Access(frozenset(hosts), private_addresses=True)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
    """Names and the addresses that the resolver gives for them, a list for each time it is asked."""
    known: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def resolve(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name in known:
            return [
                entry for address in known[name] for entry in real(address, port, *args, **options)
            ]
        return real(host, port, *args, **options)

    monkeypatch.setattr("clientsmith.sources.web.fetcher.getaddrinfo", resolve)
    return known


HOSTS = [
    "127.0.0.1",
    "localhost",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "0.0.0.0",
    "[::]",
]
"""This machine in all its forms."""


@pytest.mark.parametrize("host", HOSTS)
def test_loopback_in_all_its_forms(serve: Callable[[], Site], host: str) -> None:
    """The user may name a server on this machine; no redirect leads to another one there."""
    site, other = serve(), serve()
    other.files["/a"] = DOCUMENT
    port = other.address.partition(":")[2]
    invalid = host == "0177.0.0.1"  # which clients read in different ways
    code = "source-unreadable" if invalid else "source-refused"
    site.files["/to"] = (302, {"Location": f"http://{host}:{port}/a"}, b"")
    assert refused(f"{site.url}/to").code == code
    if host not in ("127.0.0.1", "localhost", "[::1]"):
        assert refused(f"http://{host}:{port}/a").code == code
    assert other.requests == []


def test_a_server_of_this_machine_that_the_user_names(serve: Callable[[], Site]) -> None:
    site, other = serve(), serve()
    port = site.address.partition(":")[2]
    site.files |= {"/a": (302, {"Location": "/b"}, b""), "/b": DOCUMENT}
    for host in ("127.0.0.1", "localhost", "LOCALHOST", "api.localhost"):
        if host != "api.localhost" or _resolves(host):
            assert load(f"http://{host}:{port}/a").root.data["openapi"] == "3.0.3"
    parts = "components: {schemas: {A: {$ref: 'TARGET'}}}\n"
    site.files |= {"/whole": DOCUMENT + parts.replace("TARGET", "part").encode(), "/part": b"{}"}
    assert len(load(f"{site.url}/whole").documents) == 2
    target = f"{other.url}/part"
    site.files["/whole"] = DOCUMENT + parts.replace("TARGET", target).encode()
    everywhere = Access(frozenset({"*"}))
    problem = refused(f"{site.url}/whole", everywhere)
    assert "it is a loopback address" in problem.message
    assert other.requests == []


def _resolves(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, 80))
    except OSError:
        return False


def test_servers_of_this_machine_that_a_document_or_another_name_leads_to(
    tmp_path: Path, site: Site, names: dict[str, list[str]]
) -> None:
    site.files["/a"] = DOCUMENT
    port = site.address.partition(":")[2]
    names["api.acme.test"] = ["127.0.0.1"]
    assert refused(f"http://api.acme.test:{port}/a").code == "source-refused"
    names["localhost"] = ["169.254.169.254"]
    assert refused(f"http://localhost:{port}/a").code == "source-refused"
    text = f"components: {{schemas: {{A: {{$ref: '{site.url}/a'}}}}}}\n"
    file = tmp_path / "openapi.yaml"
    file.write_bytes(DOCUMENT + text.encode())
    with pytest.raises(UnusableSource):
        load(str(file), access=Access(frozenset({"*"})))
    with pytest.raises(UnusableSource):  # the user's other document is on that server
        load_all([str(file), f"{site.url}/a"], access=Access(frozenset({"*"})))
    assert [path for path, _ in site.requests] == ["/a"]


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "2002:a00:1::1",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe",
        "::a00:1",
        "not an address",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert Access().refusal(address) != ""
    assert Access(private_addresses=True).refusal(address) == ""


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::808:808", "8.8.8.8"],
)
def test_public_addresses(address: str) -> None:
    assert ip_address(address).version in (4, 6)
    assert Access().refusal(address) == ""


def test_a_name_with_a_private_address(site: Site, names: dict[str, list[str]]) -> None:
    names["api.acme.test"] = ["127.0.0.1"]
    port = site.address.partition(":")[2]
    problem = refused(f"http://api.acme.test:{port}/a")
    assert (problem.code, "api.acme.test" in problem.message) == ("source-refused", True)
    assert site.requests == []


def test_a_name_with_a_public_and_a_private_address(
    site: Site, names: dict[str, list[str]]
) -> None:
    names["api.acme.test"] = ["93.184.215.14", "127.0.0.1"]
    port = site.address.partition(":")[2]
    assert refused(f"http://api.acme.test:{port}/a").code == "source-refused"
    assert site.requests == []


def test_a_name_is_resolved_once_for_each_connection(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that changes between the check and the connection changes nothing."""
    port = int(site.address.partition(":")[2])
    asked: list[str] = []
    connected: list[Any] = []

    def resolve(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        asked.append(host)
        address = "93.184.215.14" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: Any, *args: Any, **options: Any) -> Any:
        connected.append(address)
        raise ConnectionRefusedError("no network in tests")

    monkeypatch.setattr("clientsmith.sources.web.fetcher.getaddrinfo", resolve)
    monkeypatch.setattr("socket.create_connection", connect)
    problem = refused(f"http://rebinding.test:{port}/a")
    assert problem.code == "source-unreadable"
    assert connected == [("93.184.215.14", port)]
    assert len(asked) == 1
    assert site.requests == []


def test_a_redirection_to_a_private_address(site: Site, serve: Callable[[], Site]) -> None:
    inner = serve()
    inner.files["/secret"] = DOCUMENT
    site.files["/a"] = (302, {"Location": f"{inner.url}/secret"}, b"")
    assert refused(f"{site.url}/a").code == "source-refused"
    assert site.asked == ["/a"]
    assert inner.requests == []


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://h.test/x",
        "javascript:alert(1)",
        "http://[::1",
        "//:80/",
        "data:,x",
        "http://h test/",
    ],
)
def test_redirections_to_what_is_no_server(site: Site, location: str) -> None:
    site.files["/a"] = (302, {"Location": location}, b"")
    assert refused(f"{site.url}/a", private()).code == "source-unreadable"
    assert site.asked == ["/a"]


def test_redirections_in_a_circle(site: Site) -> None:
    site.files["/a"] = (307, {"Location": "/b"}, b"")
    site.files["/b"] = (301, {"Location": "/a"}, b"")
    assert "more than 10 redirects" in refused(f"{site.url}/a", private()).message
    assert len(site.requests) == 11


def test_credentials_stay_with_their_server(site: Site, serve: Callable[[], Site]) -> None:
    other = serve()
    other.files["/b"] = DOCUMENT
    other.files["/parts.yaml"] = b"type: string\n"
    site.files["/a"] = (302, {"Location": "/own"}, b"")
    site.files["/own"] = (302, {"Location": f"{other.url}/b"}, b"")
    load(f"http://user:geheim@{site.address}/a", access=private())
    assert [headers.get("authorization", "")[:6] for _, headers in site.requests] == ["Basic "] * 2
    assert [headers.get("authorization") for _, headers in other.requests] == [None]
    assert all(
        "geheim" not in str(request) and "@" not in str(request) for request in other.requests
    )


def test_references_carry_no_credentials_to_other_servers(
    site: Site, serve: Callable[[], Site]
) -> None:
    other = serve()
    other.files["/parts.yaml"] = b"type: string\n"
    site.files["/a"] = (
        DOCUMENT + f"components: {{schemas: {{A: {{$ref: '{other.url}/parts.yaml'}}}}}}\n".encode()
    )
    load(f"http://user:geheim@{site.address}/a", access=private("127.0.0.1"))
    assert [headers.get("authorization") for _, headers in other.requests] == [None]


@pytest.mark.parametrize(
    "reference",
    [
        "file:///etc/passwd",
        "../../../etc/passwd",
        "/etc/passwd",
        "http://169.254.169.254/latest/meta-data",
    ],
)
def test_references_that_lead_out(site: Site, reference: str) -> None:
    site.files["/a/b/openapi.yaml"] = (
        DOCUMENT + f"components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}\n".encode()
    )
    problem = refused(f"{site.url}/a/b/openapi.yaml", private())
    assert problem.code in ("reference-refused", "reference-unresolved")
    assert set(site.asked) <= {"/a/b/openapi.yaml", "/etc/passwd"}


def test_a_decompression_bomb(site: Site) -> None:
    bomb = gzip.compress(b"\0" * (200 * 2**20), 9)
    site.files["/a"] = (200, {"Content-Encoding": "gzip"}, bomb)
    assert refused(f"{site.url}/a", private()).code == "source-too-large"
    site.files["/a"] = (200, {"Content-Encoding": "gzip, gzip"}, gzip.compress(bomb))
    assert refused(f"{site.url}/a", private()).code == "source-unreadable"


def alias_bomb() -> str:
    lines = ["openapi: 3.0.3", "a: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(lines)


def test_an_alias_bomb(site: Site) -> None:
    site.files["/a"] = alias_bomb()
    assert refused(f"{site.url}/a", private()).code == "source-too-large"


@pytest.mark.parametrize(
    "text", ['{"openapi": ' + "[" * 2000 + "]" * 2000 + "}", "openapi: " + "[" * 2000 + "]" * 2000]
)
def test_deep_nesting(site: Site, text: str) -> None:
    site.files["/a"] = text
    assert refused(f"{site.url}/a", private()).code == "source-too-large"


def test_a_site_of_endless_pages(site: Site) -> None:
    links = "\n".join(f"- [p{n}]({site.url}/p{n}.md): x" for n in range(6000))
    site.files["/llms.txt"] = f"# Docs\n{links}\n"
    assert refused(f"{site.url}/llms.txt", private()).code == "source-too-large"
    assert site.asked == ["/llms.txt"]


def test_a_server_that_answers_everything_with_its_home_page(site: Site) -> None:
    home = b"<!DOCTYPE html><html><body>App</body></html>"

    class Everything(dict[str, Any]):
        def get(self, key: str, default: Any = None) -> Any:
            return (200, {"Content-Type": "text/html"}, home)

    site.files = Everything()
    problem = refused(f"{site.url}/docs/start", private())
    assert problem.code == "source-undiscovered"
    assert len(site.requests) < 60


def test_slow_answers_end(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    from clientsmith.sources.web.fetcher import WebFetcher

    site.files["/a"] = DOCUMENT
    now = iter(range(0, 100_000, 500))
    fetcher = WebFetcher(private(), max_bytes=10**6, monotonic=lambda: float(next(now)))
    with pytest.raises(Exception, match="was not received in time"):
        fetcher.get(f"{site.url}/a")
    fetcher.close()


_PROGRAM = """
import re, sys
from pathlib import Path
from clientsmith.sources import Access, load, load_all
from clientsmith.problem import UnusableSource
try:
    load(sys.argv[1], access=Access(private_addresses=True))
except UnusableSource as error:
    print(error.problems[0].code)
peak = re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(int(peak) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("attack", ["gzip", "aliases", "deep", "pages"])
def test_attacks_are_cheap(site: Site, attack: str) -> None:
    """Below 500 MB each."""
    if attack == "gzip":
        bomb = gzip.compress(b'["' + b"a" * (300 * 2**20))
        site.files["/gzip"] = (200, {"Content-Encoding": "gzip"}, bomb)
    elif attack == "pages":
        links = "".join(f"- [p]({site.url}/{n}.md)\n" for n in range(200_000))
        site.files["/pages"] = (302, {"Location": "/llms.txt"}, b"")
        site.files["/llms.txt"] = links
    else:
        site.files["/aliases"] = alias_bomb()
        site.files["/deep"] = '{"openapi": ' * 2000 + "1" + "}" * 2000
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, f"{site.url}/{attack}"],
        capture_output=True,
        text=True,
        check=True,
    )
    code, megabytes = done.stdout.splitlines()
    assert code == "source-too-large"
    assert int(megabytes) < 500


@pytest.mark.parametrize("command", ["generate", "fetch"])
def test_nothing_is_written(site: Site, tmp_path: Path, command: str) -> None:
    site.files["/a"] = '{"openapi": ' * 2000 + "1" + "}" * 2000
    site.files["/b"] = (
        DOCUMENT + b"components: {schemas: {A: {$ref: 'http://169.254.169.254/x'}}}\n"
    )
    port = site.address.partition(":")[2]
    for url, options in (
        (f"{site.url}/a", ["--allow-private"]),
        (f"{site.url}/b", ["--allow-private"]),
        (f"http://localhost:{port}/a", []),
        ("file:///etc/passwd", []),
    ):
        done = clientsmith_here(command, url, "-o", "out.json", *options, folder=tmp_path)
        assert (done.code, "Traceback" in done.stderr) == (3, False), done.stderr
        assert list(tmp_path.iterdir()) == []
