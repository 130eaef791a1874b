"""The page on constructs shows what is generated, and leaves no construct out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from clientsmith.config import Config
from clientsmith.coverage import coverage_report
from clientsmith.coverage.catalogue import CONSTRUCTS, SECTIONS
from clientsmith.pipeline import Generated, generate_client
from constructs.constructs_page import (
    CUT,
    PAGE,
    Section,
    extract,
    rewritten,
    sections,
    table,
    with_table,
)
from report.reports import completed

PACKAGE = "sample"
SHOWN = sections(PAGE.read_text(encoding="utf-8"))

each_section = pytest.mark.parametrize("section", SHOWN, ids=lambda section: section.title)

_generated: dict[str, Generated] = {}


def _generate(section: Section, folder: Path) -> Generated:
    if section.title not in _generated:
        for name, text in section.documents.items():
            data = yaml.safe_load(text)
            if name == "openapi.yaml":
                data = completed(data)
            dumped = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
            (folder / name).write_text(dumped, encoding="utf-8")
        config = Config(
            spec=str(folder / "openapi.yaml"),
            output="out",
            package=PACKAGE,
            client_class="Sample",
            **section.settings,
        )
        _generated[section.title] = generate_client(config, progress=lambda stage: None)
    return _generated[section.title]


def _files(generated: Generated) -> dict[str, str]:
    """Files of the package by their path in it."""
    start = f"{PACKAGE}/"
    return {
        path.removeprefix(start): text
        for path, text in generated.files.items()
        if path.startswith(start)
    }


@pytest.fixture(scope="module", autouse=True)
def _regenerated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    if request.config.getoption("--regen"):
        page = with_table(PAGE.read_text(encoding="utf-8"))
        for section in sections(page):
            files = _files(_generate(section, tmp_path_factory.mktemp("page")))
            page = rewritten(page, section, files)
        PAGE.write_text(page, encoding="utf-8")
        SHOWN[:] = sections(page)


@each_section
def test_the_code_is_as_generated(section: Section, tmp_path: Path) -> None:
    section = next(each for each in SHOWN if each.title == section.title)
    files = _files(_generate(section, tmp_path))
    assert section.excerpts
    for excerpt in section.excerpts:
        code = files[excerpt.file]
        assert excerpt.code == extract(code, excerpt.names), "run with --regen"
        position = 0
        parts: list[list[str]] = [[]]
        for line in excerpt.code.splitlines():
            if line.strip() in ("", CUT):
                parts.append([])
            else:
                parts[-1].append(line)
        for part in filter(None, parts):
            found = code.find("\n".join(part), position)
            assert found >= 0, part
            position = found


@each_section
def test_the_document_has_what_the_section_is_about(section: Section, tmp_path: Path) -> None:
    planned = _generate(section, tmp_path).planned
    report = coverage_report(planned.library, planned.api, planned.problems)
    generated = {count.construct.id: count.generated for count in report.counts}
    lost = {
        count.construct.id: [dropped.reason for dropped in count.dropped]
        for count in report.counts
        if count.dropped
    }
    assert lost == {}
    assert report.elsewhere == ()
    assert [id for id in section.constructs if not generated.get(id)] == []


def test_every_construct_is_shown_or_refused() -> None:
    shown = Counter(id for section in SHOWN for id in section.constructs)
    assert [id for id in shown if id not in CONSTRUCTS] == []
    assert [id for id, count in shown.items() if count > 1] == []
    supported = [id for id, construct in CONSTRUCTS.items() if not construct.ignored]
    assert [id for id in supported if id not in shown] == []
    assert [id for id in shown if CONSTRUCTS[id].ignored] == []


def test_constructs_stand_in_their_chapter() -> None:
    for section in SHOWN:
        known = {construct.id for construct in SECTIONS[section.chapter]}
        assert set(section.constructs) <= known, section.title


def test_the_table_is_that_of_the_catalogue() -> None:
    assert table() in PAGE.read_text(encoding="utf-8"), "run with --regen"
