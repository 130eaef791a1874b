"""Documents at URLs, and the references between them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from clientsmith.document import Library
from clientsmith.problem import Problem, UnusableSource
from clientsmith.sources import Access, load, load_all
from clientsmith.sources.bundle import with_absolute_servers
from support.command import clientsmith_here

from .conftest import Site

DOCUMENT = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n"


def fetched(url: str, *hosts: str) -> Library:
    return load(url, access=Access(frozenset(hosts), private_addresses=True))


def refused(url: str, *hosts: str) -> Problem:
    with pytest.raises(UnusableSource) as caught:
        fetched(url, *hosts)
    return caught.value.problems[0]


def test_a_document(site: Site) -> None:
    site.files["/v1/openapi.yaml?key=secret"] = DOCUMENT
    library = fetched(f"http://{site.address}/v1/openapi.yaml?key=secret#")
    assert library.root.origin == f"{site.url}/v1/openapi.yaml"
    assert library.root.line_of("/info") == 2
    assert "clientsmith" in site.requests[0][1]["user-agent"]


def test_content_decides_and_not_the_type(site: Site) -> None:
    site.files["/api"] = (200, {"Content-Type": "text/html"}, b'{"openapi": "3.0.0", "paths": {}}')
    assert fetched(f"{site.url}/api").root.data["openapi"] == "3.0.0"


def test_references_at_the_same_server(site: Site) -> None:
    site.files["/v1/openapi.yaml"] = (
        DOCUMENT + "components: {schemas: {A: {$ref: '../parts/a.yaml#/A'}}}\n"
    )
    site.files["/parts/a.yaml"] = "A: {$ref: './b.json'}\n"
    site.files["/parts/b.json"] = f'{{"$ref": "{site.url}/parts/a.yaml#/C"}}'
    library = fetched(f"{site.url}/v1/openapi.yaml")
    assert sorted(library.documents) == [
        f"{site.url}/{n}" for n in ("parts/a.yaml", "parts/b.json", "v1/openapi.yaml")
    ]
    assert site.asked.count("/parts/a.yaml") == 1


def test_references_start_where_the_document_was_found(site: Site) -> None:
    site.files["/latest"] = (302, {"Location": "/v2/openapi.yaml"}, b"")
    site.files["/v2/openapi.yaml"] = DOCUMENT + "components: {schemas: {A: {$ref: a.yaml}}}\n"
    site.files["/v2/a.yaml"] = "type: string\n"
    assert list(fetched(f"{site.url}/latest").documents) == [
        f"{site.url}/v2/a.yaml",
        f"{site.url}/v2/openapi.yaml",
    ]


def test_documents_that_differ_in_their_query(site: Site) -> None:
    site.files["/spec?key=geheim"] = DOCUMENT + (
        "components: {schemas: {A: {$ref: 'part?n=1'}, B: {$ref: 'part?n=2'}, C: {$ref: 'part?n=1'}}}\n"
    )
    site.files["/part?n=1"] = "{title: one}\n"
    site.files["/part?n=2"] = "{title: two}\n"
    library = fetched(f"{site.url}/spec?key=geheim")
    titles = {origin: document.data.get("title") for origin, document in library.documents.items()}
    assert titles == {
        f"{site.url}/spec": None,
        f"{site.url}/part?n=1": "one",
        f"{site.url}/part?n=2": "two",
    }
    assert len(site.requests) == 3


def test_references_to_other_servers(site: Site, serve: Callable[[], Site]) -> None:
    other = serve()
    other.files["/a.yaml"] = "type: string\n"
    site.files["/openapi.yaml"] = (
        DOCUMENT + f"components: {{schemas: {{A: {{$ref: '{other.url}/a.yaml'}}}}}}\n"
    )
    problem = refused(f"{site.url}/openapi.yaml")
    assert problem.code == "reference-refused"
    assert "--allow-remote 127.0.0.1" in problem.hint
    assert other.requests == []
    assert len(fetched(f"{site.url}/openapi.yaml", "127.0.0.1").documents) == 2
    assert len(fetched(f"{site.url}/openapi.yaml", "*").documents) == 2


def test_references_that_are_redirected_to_other_servers(
    site: Site, serve: Callable[[], Site]
) -> None:
    other = serve()
    other.files["/a.yaml"] = "type: string\n"
    site.files["/openapi.yaml"] = DOCUMENT + "components: {schemas: {A: {$ref: a.yaml}}}\n"
    site.files["/a.yaml"] = (302, {"Location": f"{other.url}/a.yaml"}, b"")
    assert refused(f"{site.url}/openapi.yaml").code == "reference-refused"
    assert other.requests == []


def test_local_documents_refer_to_servers_where_that_is_allowed(site: Site, tmp_path: Path) -> None:
    site.files["/a.yaml"] = "{type: object, properties: {b: {$ref: b.yaml}}}\n"
    site.files["/b.yaml"] = "type: string\n"
    file = tmp_path / "openapi.yaml"
    file.write_text(DOCUMENT + f"components: {{schemas: {{A: {{$ref: '{site.url}/a.yaml'}}}}}}\n")
    assert refused(str(file)).code == "reference-refused"
    assert site.requests == []
    assert len(fetched(str(file), "127.0.0.1").documents) == 3


def test_references_to_files_from_a_server(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("type: string\n")
    for reference in (secret.as_uri(), "ftp://h/x"):
        site.files["/openapi.yaml"] = (
            DOCUMENT + f"components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}\n"
        )
        assert refused(f"{site.url}/openapi.yaml", "*").code == "reference-refused"


def test_compressed_answers(site: Site) -> None:
    site.files["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(DOCUMENT.encode()))
    assert fetched(f"{site.url}/a").root.data["openapi"] == "3.0.3"
    site.files["/a"] = (200, {"Content-Encoding": "br"}, b"x")
    assert refused(f"{site.url}/a").code == "source-unreadable"
    site.files["/a"] = (200, {"Content-Encoding": "gzip"}, b"not gzip")
    assert "cannot be decompressed" in refused(f"{site.url}/a").message


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "source-unreadable"),
        (403, "source-unreadable"),
        (404, "source-missing"),
        (410, "source-missing"),
        (500, "source-unreadable"),
    ],
)
def test_statuses(site: Site, status: int, code: str) -> None:
    site.files["/a?token=geheim"] = (status, {}, DOCUMENT.encode())
    problem = refused(f"http://user:geheim@{site.address}/a?token=geheim")
    assert (problem.code, str(status) in problem.message) == (code, True)
    assert problem.location.origin == f"{site.url}/a"
    assert "geheim" not in str(problem)


def test_a_busy_server_is_asked_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    answers = iter(
        [
            (429, {"Retry-After": "7"}, b""),
            (503, {"Retry-After": "soon"}, b""),
            (200, {}, DOCUMENT.encode()),
        ]
    )
    site.files["/a"] = lambda: next(answers)
    from clientsmith.sources.web.fetcher import WebFetcher

    fetcher = WebFetcher(Access(private_addresses=True), max_bytes=10**6, sleep=waits.append)
    assert fetcher.get(f"{site.url}/a").status == 200
    assert waits == [7.0, 2.0]
    site.files["/b"] = (503, {"Retry-After": "86400"}, b"")
    assert fetcher.ask(f"{site.url}/b").status == 503
    assert site.asked.count("/b") == 1
    fetcher.close()


def test_servers_of_a_document_that_leaves_its_server(site: Site, tmp_path: Path) -> None:
    site.files["/v1/openapi.yaml"] = DOCUMENT.replace(
        "paths: {}", "servers: [{url: ../api}, {url: '{x}/y'}]\npaths: {/a: {servers: [{url: /a}]}}"
    )
    site.files["/v2/openapi.yaml"] = DOCUMENT.replace("paths: {}", "paths: {/b: {get: {}}}")
    (tmp_path / "local.yaml").write_text(DOCUMENT.replace("paths: {}", "servers: [{url: /l}]"))
    data = with_absolute_servers(
        fetched(f"{site.url}/v1/openapi.yaml").root.data, f"{site.url}/v1/openapi.yaml"
    )
    servers = [{"url": f"{site.url}/api"}, {"url": "{x}/y"}]
    assert data["servers"] == servers
    assert data["paths"]["/a"]["servers"] == [{"url": f"{site.url}/a"}]
    library = load_all(
        [f"{site.url}/{name}/openapi.yaml" for name in ("v1", "v2")],
        access=Access(private_addresses=True),
    )
    assert library.root.data["servers"] == servers
    assert library.root.data["paths"]["/b"]["get"] == {"servers": [{"url": site.url}]}
    library = load_all(
        [str(tmp_path / "local.yaml"), f"{site.url}/v2/openapi.yaml"],
        access=Access(private_addresses=True),
    )
    assert library.root.data["servers"] == [{"url": "/l"}]


def test_no_secret_of_a_url_is_written_or_shown(site: Site, tmp_path: Path) -> None:
    site.files["/openapi.yaml?api_key=geheim-4711"] = DOCUMENT.replace(
        "paths: {}", "paths: {/a: {get: {responses: {'204': {description: Done}}}}}"
    )
    spec = f"http://user:geheim-4711@{site.address}/openapi.yaml?api_key=geheim-4711"
    (tmp_path / "clientsmith.toml").write_text(
        f"spec = '{spec}'\noutput = 'sdk'\nallow_private = true\n"
    )
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    for command in (
        ["generate", "-v", "--report", "report.json"],
        ["check", "-v"],
        ["fetch", "--update"],
        ["fetch", "-o", "openapi.json"],
        ["explain", "a.get"],
        ["templates", "context"],
    ):
        told = clientsmith_here(*command, folder=tmp_path, env=environment)
        assert told.code == 0
        assert "geheim" not in told.stdout + told.stderr
    assert any("authorization" in headers for _, headers in site.requests)
    places = ["clientsmith.lock", "openapi.json", "report.json", "sdk/README.md"]
    assert all((tmp_path / place).exists() for place in places)
    # The cache, which only the user can read, knows final URLs, but no user information.
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    kept = [file for file in written if tmp_path / "cache" in file.parents]
    assert not any(b":geheim" in file.read_bytes() for file in kept)
    there = [file.name for file in set(written) - set(kept) if b"geheim" in file.read_bytes()]
    assert there == ["clientsmith.toml"]


def test_a_server_that_only_this_machine_reaches_is_no_default(site: Site, tmp_path: Path) -> None:
    site.files["/openapi.yaml"] = DOCUMENT.replace(
        "paths: {}", "paths: {/a: {get: {responses: {'204': {description: Done}}}}}"
    )
    done = clientsmith_here(
        *("generate", f"{site.url}/openapi.yaml", "-o", "sdk", "--package", "local", "-v"),
        "--allow-private",
        folder=tmp_path,
    )
    assert done.code == 0
    assert "note[server-missing]" in done.stderr
    client = (tmp_path / "sdk" / "local" / "client.py").read_text(encoding="utf-8")
    assert "base_url: str," in client
    assert site.address not in client
