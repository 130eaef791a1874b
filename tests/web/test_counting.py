"""People are told how many pages of a site were fetched."""

from __future__ import annotations

import pytest

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


def test_progress_is_for_terminals(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress(["acme"], Report()) as tell:
        tell(0, "fetch: 1 of 100 pages")
    assert capsys.readouterr().err == ""


def test_progress_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with shown_progress(["acme"], Report()) as tell:
        tell(0, "fetch: 1 of 100 pages")
    shown = capsys.readouterr().err
    assert "acme" in shown
    assert "fetch: 1 of 100 pages" in shown
    with shown_progress(["acme"], Report(quiet=True)) as tell:
        tell(0, "fetch")
    assert capsys.readouterr().err == ""
