"""Documentation pages of real sites give what their documents say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.pipeline import generate_client
from clientsmith.problem import UnusableSource
from clientsmith.project.output import MANIFEST
from clientsmith.sources import load
from clientsmith.sources.pages import canonical
from support.public import SHARED

PAGES = SHARED / "docs_pages"
METHODS = ("get", "put", "post", "delete", "patch")

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="there is no shared/docs_pages")


def operations(document: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (path, method): canonical(item[method])
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    }


def components(document: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (section, name): canonical(value)
        for section, entries in document["components"].items()
        for name, value in entries.items()
    }


def test_a_whole_site_is_the_document_that_it_was_made_from() -> None:
    true = load(str(PAGES / "ground_truth" / "kalshi-openapi.yaml")).root.data
    library = load(str(PAGES / "docs.kalshi.com-2026-02"), conflicts="newest")
    made = library.root.data
    assert operations(made) == operations(true)
    assert len(operations(made)) == 83
    ours, theirs = components(made), components(true)
    assert len(ours) == 183
    # Six components are used nowhere; the description of one was edited after the pages were made.
    assert len(theirs.keys() - ours.keys()) == 6
    assert [key for key in ours if ours[key] != theirs[key]] == [("schemas", "Market")]
    for key in ("openapi", "info", "servers", "tags"):
        assert canonical(made[key]) == canonical(true[key])
    assert {problem.code for problem in library.problems} == {
        "page-conflict",
        "page-heads-differ",
        "page-legacy",
        "page-summary",
    }


def test_the_client_of_a_site_is_that_of_its_document() -> None:
    clients = []
    for source in (
        PAGES / "docs.kalshi.com-2026-02",
        PAGES / "ground_truth" / "kalshi-openapi.yaml",
    ):
        config = Config(spec=str(source), output="out", package="kalshi", conflicts="newest")
        made = generate_client(config, progress=lambda stage: None)
        clients.append({path: text for path, text in made.files.items() if path != MANIFEST})
    made, true = clients
    different = {path for path in made.keys() | true.keys() if made.get(path) != true.get(path)}
    # Six classes that no operation uses are missing, with their exports, their names and their lines
    # in the list of models; the description of one class was edited after the pages were made.
    assert different == {
        ".clientsmith/names.json",
        "API.md",
        "kalshi/models/__init__.py",
        "kalshi/models/exchange.py",
        "kalshi/models/market.py",
        "kalshi/models/price.py",
        "kalshi/models/shared.py",
    }


def test_its_stale_page_is_named() -> None:
    with pytest.raises(UnusableSource) as caught:
        load(str(PAGES / "docs.kalshi.com-2026-02"))
    conflicts = [problem for problem in caught.value.problems if problem.code == "page-conflict"]
    assert len(conflicts) == 2
    assert all("get-volume-incentives.md" in problem.message for problem in conflicts)


@pytest.mark.parametrize(
    ("site", "operation"),
    [
        ("apidog-emailbison", ("/api/campaigns/{campaign_id}", "delete")),
        ("docs.lunary.ai", None),
        ("docs.msportal.ai", ("/api/public/v1/goals", "post")),
        ("docs.nomadicml.com", None),
        ("gitbook-deltadefi", None),
    ],
)
def test_pages_of_other_sites(site: str, operation: tuple[str, str] | None) -> None:
    library = load(str(PAGES / site))
    assert {problem.code for problem in library.problems} <= {"page-summary"}
    found = operations(library.root.data)
    assert len(found) == len(list((PAGES / site).glob("*.md")))
    assert operation is None or operation in found


@pytest.mark.parametrize(
    ("site", "code"),
    [
        ("docs.kalshi.com-legacy", "page-legacy"),
        ("polar.sh", "page-webhook-unpublished"),
        ("developers.notion.com", "page-webhook-unpublished"),
    ],
)
def test_pages_that_are_told_and_not_guessed(site: str, code: str) -> None:
    for source in (PAGES / site, *sorted(Path(PAGES / site).glob("*.md"))):
        with pytest.raises(UnusableSource) as caught:
            load(str(source))
        assert [problem.code for problem in caught.value.problems] == [code]
