"""Headers of users go to the hosts that they are for, and nowhere else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clientsmith.cli import app
from clientsmith.config import ConfigError, load_configs, parse_headers
from clientsmith.document import Library
from clientsmith.problem import Problem, UnusableSource
from clientsmith.sources import Access, load
from support.command import clientsmith_here as clientsmith

from .conftest import Site

DOCUMENT = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n"
SECRET = "geheim-4711"


def access(site: Site, value: str = f"Bearer {SECRET}", *hosts: str) -> Access:
    headers = {site.address: {"Authorization": value}}
    return Access.of(hosts, private_addresses=True, headers=headers)


def fetched(url: str, allowed: Access) -> Library:
    return load(url, access=allowed)


def refused(url: str, allowed: Access) -> Problem:
    with pytest.raises(UnusableSource) as caught:
        load(url, access=allowed)
    return caught.value.problems[0]


def sent(site: Site) -> list[tuple[str, str | None]]:
    return [(path, headers.get("authorization")) for path, headers in site.requests]


def test_they_go_to_their_host(site: Site) -> None:
    site.files["/openapi.yaml"] = DOCUMENT + "components: {schemas: {A: {$ref: a.yaml}}}\n"
    site.files["/a.yaml"] = "type: string\n"
    fetched(f"{site.url}/openapi.yaml", access(site))
    assert sent(site) == [
        ("/openapi.yaml", f"Bearer {SECRET}"),
        ("/a.yaml", f"Bearer {SECRET}"),
    ]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:{port}", "LOCALHOST"])
def test_how_hosts_are_named(site: Site, host: str) -> None:
    site.files["/a"] = DOCUMENT
    port = site.address.partition(":")[2]
    headers = {host.format(port=port): {"accept": "x/y", "X-Key": "k"}, "other.test": {"X-No": "n"}}
    name = "localhost" if host == "LOCALHOST" else "127.0.0.1"
    url = f"http://{name}:{port}/a"
    fetched(url, Access.of((), private_addresses=True, headers=headers))
    [(_, got)] = site.requests
    assert (got["x-key"], got["accept"], "x-no" in got) == ("k", "x/y", False)


def test_another_port_is_another_host(site: Site, serve: Callable[[], Site]) -> None:
    other = serve()
    other.files["/a"] = DOCUMENT
    fetched(f"{other.url}/a", access(site))
    assert sent(other) == [("/a", None)]


def test_redirections_to_other_hosts_have_none(site: Site, serve: Callable[[], Site]) -> None:
    other = serve()
    other.files["/b"] = (302, {"Location": f"{site.url}/c"}, b"")
    site.files["/a"] = (302, {"Location": f"{other.url}/b"}, b"")
    site.files["/c"] = DOCUMENT
    headers = {name: {"Authorization": SECRET} for name in (site.address, other.address)}
    fetched(f"{site.url}/a", Access.of((), private_addresses=True, headers=headers))
    assert sent(other) == [("/b", None)]
    assert sent(site) == [("/a", SECRET), ("/c", SECRET)]


def test_references_to_other_hosts_have_none(site: Site, serve: Callable[[], Site]) -> None:
    other = serve()
    other.files["/a.yaml"] = "type: string\n"
    site.files["/a"] = (
        DOCUMENT + f"components: {{schemas: {{A: {{$ref: '{other.url}/a.yaml'}}}}}}\n"
    )
    fetched(f"{site.url}/a", access(site, SECRET, "127.0.0.1"))
    assert sent(other) == [("/a.yaml", None)]


def test_networks_are_crossed_with_https_only(
    site: Site, serve: Callable[[], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"docs.acme.test": {"X-Key": SECRET}}
    problem = refused(
        "http://docs.acme.test/a", Access.of((), private_addresses=True, headers=headers)
    )
    assert (problem.code, "https only" in problem.message) == ("source-refused", True)
    proxy = serve()
    monkeypatch.setenv("http_proxy", proxy.url)
    problem = refused(
        "http://docs.acme.test/a", Access.of((), private_addresses=True, headers=headers)
    )
    assert problem.code == "source-refused"
    site.files["/a"] = DOCUMENT
    fetched(f"{site.url}/a", access(site))  # a proxy does not reach this machine
    assert sent(site) == [("/a", f"Bearer {SECRET}")]
    assert proxy.requests == []


def test_variables_of_the_environment(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.files["/a"] = DOCUMENT
    allowed = access(site, "Bearer ${SPEC_TOKEN} $HOME")
    problem = refused(f"{site.url}/a", allowed)
    assert "'SPEC_TOKEN', which is not set" in problem.message
    assert site.requests == []
    monkeypatch.setenv("SPEC_TOKEN", f"{SECRET}\n")
    fetched(f"{site.url}/a", access(site, "Bearer ${SPEC_TOKEN}"))
    assert sent(site) == [("/a", f"Bearer {SECRET}")]
    monkeypatch.setenv("SPEC_TOKEN", f"{SECRET}\nX-Other: {SECRET}")
    problem = refused(f"{site.url}/a", allowed)
    assert "line breaks" in problem.message
    assert SECRET not in problem.message


def test_no_value_is_shown(site: Site) -> None:
    allowed = access(site)
    assert SECRET not in repr(allowed)
    for status in (401, 403, 500):
        site.files["/a"] = (status, {}, b"")
        assert SECRET not in str(refused(f"{site.url}/a", allowed))


def test_the_configuration(tmp_path: Path, site: Site) -> None:
    site.files["/openapi.yaml"] = (200, {"ETag": '"1"'}, DOCUMENT.encode())
    (tmp_path / "clientsmith.toml").write_text(
        f"spec = '{site.url}/openapi.yaml'\noutput = 'sdk'\nallow_private = true\n"
        f"[headers.'{site.address}']\nAuthorization = 'Bearer ${{SPEC_TOKEN}}'\nX-Literal = '{SECRET}-2'\n"
    )
    cache = tmp_path / "cache"
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "CLIENTSMITH_TRUST": "1"}
    told = clientsmith("generate", folder=tmp_path, env=environment)
    assert (told.code, "SPEC_TOKEN" in told.stderr, site.requests) == (3, True, [])
    environment["SPEC_TOKEN"] = SECRET
    told = clientsmith("generate", "-v", "--json", folder=tmp_path, env=environment)
    assert told.code == 0
    assert sent(site) == [("/openapi.yaml", f"Bearer {SECRET}")]
    assert site.requests[0][1]["x-literal"] == f"{SECRET}-2"
    written = [file for place in ("sdk", "cache") for file in (tmp_path / place).rglob("*")]
    texts = [file.read_bytes() for file in written if file.is_file()]
    texts += [(tmp_path / "clientsmith.lock").read_bytes(), (told.stderr + told.stdout).encode()]
    assert [text for text in texts if SECRET.encode() in text] == []


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ("headers = 'x'", "`headers` must be a table of tables"),
        ("headers = {'a.test' = 'geheim'}", "`headers` must be a table of tables"),
        ("headers = {'https://a.test/' = {X = 'geheim'}}", "does not start with a host"),
        ("headers = {'a.test' = {'X Y' = 'geheim'}}", "is not a valid header name"),
        ("headers = {'a.test' = {'host' = 'geheim'}}", "is set by the HTTP client"),
        ("headers = {'a.test' = {'X' = 1}}", "must have a string as its value"),
    ],
    ids=["text", "flat", "url", "name", "ours", "number"],
)
def test_mistakes_in_the_configuration(tmp_path: Path, headers: str, message: str) -> None:
    (tmp_path / "clientsmith.toml").write_text(f"spec = 'x'\noutput = 'y'\n{headers}\n")
    with pytest.raises(ConfigError) as caught:
        load_configs(tmp_path / "clientsmith.toml")
    assert (message in str(caught.value), "geheim" in str(caught.value)) == (True, False)


def test_the_option(tmp_path: Path, site: Site) -> None:
    site.files["/openapi.yaml"] = DOCUMENT
    source = f"{site.url}/openapi.yaml"
    environment = {**os.environ, "SPEC_TOKEN": SECRET, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    header = f"{site.address} Authorization: Bearer ${{SPEC_TOKEN}}"
    told = clientsmith(
        *("fetch", source, "-o", "spec.json", "--allow-private", "--header", header, "--json"),
        folder=tmp_path,
        env=environment,
    )
    assert (told.code, SECRET in told.stdout + told.stderr) == (0, False)
    assert sent(site) == [("/openapi.yaml", f"Bearer {SECRET}")]
    assert json.loads((tmp_path / "spec.json").read_text())["openapi"] == "3.0.3"


@pytest.mark.parametrize("wrong", ["Authorization: geheim", "a.test geheim", "a.test Host: geheim"])
def test_mistakes_in_the_option(wrong: str) -> None:
    headers, mistakes = parse_headers([wrong, "a.test X-A: 1", "a.test X-B: 2"])
    assert headers == {"a.test": {"X-A": "1", "X-B": "2"}}
    assert (len(mistakes), "geheim" in mistakes[0]) == (1, False)
    told = CliRunner().invoke(app, ["validate", "x.yaml", "--header", wrong])
    assert (told.exit_code, "geheim" in told.output) == (2, False)
