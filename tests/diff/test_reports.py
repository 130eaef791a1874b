"""Reports on changes: untrusted text, long lists, and what programs read."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

from clientsmith.compare import AcceptedChange, Change
from clientsmith.compare.comparison import Comparison, match_changes
from clientsmith.compare.reports import (
    changelog_report,
    json_report,
    markdown_report,
    text_report,
)
from clientsmith.compare.reports.markdown import code, plain
from clientsmith.compare.results import DiffResults, results_of
from clientsmith.compare.surface import SurfaceChange
from clientsmith.problem import Location

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 27)

HOSTILE = [
    "@octocat and user@example.com",
    "<script>alert(1)</script><img src=x onerror=y>",
    "[a link](https://evil.test) ![an image](//evil.test)",
    "https://evil.test www.evil.test ftp://evil.test mailto:a@evil.test",
    "#1 GH-1 org/repo#2 !3",
    "</details> | a | b |\n\n# A title\n- [ ] a task",
    "``` `` ` a ` `` b `c",
    "*bold* _italic_ ~~struck~~ **x** $math$",
    "&lt;b&gt; &#64;octocat &commat;octocat",
    "\x1b[31mred\x1b[0m \u202egnp\u202c \ud800",
    "1. one 2) two",
]


def _change(
    text: str = "Something.",
    code: str = "operation-removed",
    subject: str = "GET /pets",
    **more: Any,
) -> Change:
    return Change(code, subject, text, **more)


def _results(
    *changes: Change,
    findings: tuple[SurfaceChange, ...] = (),
    accepted: tuple[AcceptedChange, ...] = (),
    client: str = "",
    version: str | None = None,
    old: str = "old.yaml",
) -> DiffResults:
    comparison = Comparison(old, "new.yaml", changes, findings, match_changes(changes, findings))
    return results_of([(client, comparison)], accepted, version=version, today=TODAY)


def _hostile(text: str) -> DiffResults:
    accepted = AcceptedChange("operation-removed", "*", text, TODAY)
    stale = AcceptedChange("field-removed", text, text, TODAY)
    change = _change(
        text,
        subject=text,
        python_old=text,
        used_by=(text,),
        used_by_total=2,
        old=Location(text, text),
    )
    finding = SurfaceChange("client-name-removed", text, text)
    return _results(change, findings=(finding,), accepted=(accepted, stale), client=text, old=text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("kind", ["markdown", "changelog"])
def test_text_of_documents_is_only_text_in_markdown(text: str, kind: str) -> None:
    found = _hostile(text)
    report = markdown_report(found) if kind == "markdown" else changelog_report(found, date=None)
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(report)
    prose = re.sub(r"<code>.*?</code>", "", page, flags=re.DOTALL)
    allowed = {"h2", "h3", "p", "ul", "li", "code", "details", "summary", "strong", "pre"}
    assert {*re.findall(r"</?([a-z][a-z0-9]*)", prose)} <= allowed
    assert prose.count("<details>") == prose.count("</details>") == report.count("<summary>")
    assert not re.search(r"@\w|#\d|GH-\d|!\d|\bwww\.|\b(?:https?|ftp)://|mailto:\w", prose)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", report)


def test_code_spans_in_messages_stay() -> None:
    assert plain("give `base_url`, not `a|b`") == "give `base_url`, not `a|b`"
    assert plain("`` ` ``") == r"\`\` \` \`\`"
    assert code("a`b") == "``a`b``"


def test_text_for_terminals_is_for_the_printer_to_make_safe() -> None:
    lines = [line for line, _ in text_report(_hostile(HOSTILE[9]), is_verbose=True)]
    assert any("\x1b" in line for line in lines)


def test_long_reports_are_cut_and_say_so() -> None:
    many = [_change("x" * 200, subject=f"GET /{number:04}") for number in range(2000)]
    report = markdown_report(_results(*many))
    assert len(report) <= 60_000
    assert "<summary>Breaking (2000)</summary>" in report
    shown = report.count("operation-removed")
    assert f"- … and {2000 - shown} more\n" in report
    assert report.count("<details>") == report.count("</details>") == 1


def test_even_the_longest_text_leaves_room() -> None:
    report = markdown_report(_results(_change("x" * 100_000), _change("y", subject="GET /a")))
    assert len(report) <= 60_000
    assert "- … and 1 more" in report


def test_what_is_shown_of_a_change() -> None:
    place = Location("old.yaml", "/paths/~1pets/get", 7)
    change = _change(
        "GET /pets was removed.",
        python_old="pets.list",
        old=place,
        used_by=("GET /a", "GET /b"),
        used_by_total=5,
    )
    accepted = AcceptedChange(
        "operation-removed", "GET /*", "Nobody calls it.", dt.date(2027, 1, 31)
    )
    found = _results(change, accepted=(accepted,), version="1.2.3")
    assert [line for line, _ in text_report(found)] == [
        "old.yaml → new.yaml",
        "",
        "Breaking (1)",
        "  GET /pets [operation-removed]",
        "    GET /pets was removed.",
        "    in Python: pets.list",
        "    used by GET /a, GET /b and 3 more",
        "    old.yaml:7 #/paths/~1pets/get",
        "    accepted until 2027-01-31: Nobody calls it.",
        "",
        "Only in the documents (1)",
        "  The documents changed, and no name, argument or type of the client shows it.",
        "  GET /pets [operation-removed]",
        "",
        "major: 1 breaking; 1 accepted; the next version is 2.0.0",
    ]
    assert markdown_report(found).splitlines()[:7] == [
        "## API changes: a major version",
        "",
        "`old.yaml` → `new.yaml`: 1 breaking; 1 accepted. The next version is **2.0.0**.",
        "",
        "### Breaking (1)",
        "",
        "- `pets.list`: GET /pets was removed. (`GET /pets`, `operation-removed`, used by GET /a, GET /b "
        "and 3 more) **Accepted** until 2027-01-31: Nobody calls it.",
    ]


def test_the_changelog_is_for_users() -> None:
    found = _results(
        _change("GET /pets was removed.", python_old="pets.list"),
        _change(
            "It is other.", "result-changed", "b", python_old="pets.get()", python_new="pets.get()"
        ),
        _change("It is new.", "operation-added", "c", python_new="pets.add"),
        _change(
            "It ends.", "operation-deprecated", "d", python_old="pets.end", python_new="pets.end"
        ),
        _change("It moved.", "operation-moved", "e", python_old="pets.go", python_new="pets.go"),
        _change("Other words.", "operation-docs-changed", "f"),
        version="1.0.0",
    )
    assert changelog_report(found, date=dt.date(2026, 12, 1)) == (
        "## [2.0.0] - 2026-12-01\n"
        "\n### Added\n- `pets.add`: It is new.\n"
        "\n### Changed\n- **Breaking:** `pets.get()`: It is other.\n- `pets.go`: It moved.\n"
        "\n### Deprecated\n- `pets.end`: It ends.\n"
        "\n### Removed\n- **Breaking:** `pets.list`: GET /pets was removed.\n"
    )


def test_nothing_to_tell() -> None:
    nothing = _results()
    assert [line for line, _ in text_report(nothing)][-1] == "none: no changes"
    assert "nothing has changed" in markdown_report(nothing)
    assert changelog_report(nothing, date=None) == ("## [Unreleased]\n\nNo changes for users.\n")
    assert "nothing to compare" in markdown_report(DiffResults(()))


def test_changes_of_descriptions_are_counted_unless_asked_for() -> None:
    found = _results(_change("Other words.", "operation-docs-changed"))
    assert "  --verbose lists them" in [line for line, _ in text_report(found)]
    assert "    Other words." in [line for line, _ in text_report(found, is_verbose=True)]
    assert found.verdict.word == "patch"


def test_every_client_has_its_part() -> None:
    comparison = Comparison(
        "old.yaml", "new.yaml", (_change(),), (), match_changes((_change(),), ())
    )
    both = results_of([("a", comparison), ("b", comparison)], (), version="0.1.0", today=TODAY)
    assert markdown_report(both).count("## API changes of") == 2
    assert changelog_report(both, date=None).startswith("## a [0.2.0]\n")
    assert [each["client"] for each in json_report(both)["comparisons"]] == ["a", "b"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_json_keeps_to_its_schema(text: str) -> None:
    schema = json.loads((ROOT / "docs" / "diff-report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    finding = SurfaceChange("client-name-removed", "pets.get", "pets.get was removed.")
    expired = AcceptedChange("operation-moved", "*", "x", dt.date(2020, 1, 1))
    moved = _change("y", "operation-moved", "z", python_old="pets.get", python_new="pets.get")
    for found in (
        _hostile(text),
        _results(moved, findings=(finding,), accepted=(expired,)),
        DiffResults(()),
    ):
        jsonschema.validate(json_report(found), schema)


def test_every_part_of_the_json_is_described() -> None:
    """The names of the format are stable: what a program relies on is in the schema."""
    value = json_report(_results(_change()))
    assert list(value) == ["version", "verdict", "comparisons", "accepted"]
    assert list(value["comparisons"][0]) == [
        "client",
        "old",
        "new",
        "views",
        "verdict",
        "next_version",
        "counts",
        "changes",
        "client_only",
        "document_only",
        "disagreements",
    ]
