"""People are told how many pages of a site were fetched."""

from __future__ import annotations

import pytest

from clientsmith.cli import progress
from clientsmith.cli.progress import shown_progress
from clientsmith.cli.report import Report
from clientsmith.sources import Access, load

from .conftest import Site

DOCUMENT = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {}}}\n"


def test_pages_are_counted(site: Site) -> None:
    names = [f"page{number}" for number in range(20)]
    site.files["/llms.txt"] = "# T\n" + "".join(f"- [{name}](/{name}.md)\n" for name in names)
    for name in names[1:]:
        site.files[f"/{name}.md"] = f"# T\n\n```yaml\n{DOCUMENT}```\n"
    told: list[tuple[int, int]] = []
    load(
        f"{site.url}/llms.txt",
        access=Access(private_addresses=True),
        on_page=lambda done, total: told.append((done, total)),
    )
    assert told == [(done, 20) for done in range(1, 21)]


def test_lines_about_them_are_few(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    monkeypatch.setattr(progress.time, "monotonic", lambda: now)
    with shown_progress(["acme"], Report()) as tell:
        tell(0, "fetch")
        for done in range(1, 101):
            now += 0.25
            tell(0, f"fetch: {done} of 100 pages")
        tell(0, "read")
    assert capsys.readouterr().err.splitlines() == [
        "acme: fetch",
        "acme: fetch: 41 of 100 pages",
        "acme: fetch: 82 of 100 pages",
        "acme: read",
    ]
