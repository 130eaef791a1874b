"""Both views of what has changed, over the cases of `tests/compare` and over single values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clientsmith.compare import DOCUMENT_CODES, Change
from clientsmith.compare.comparison import (
    NOT_IN_SURFACE,
    Agreement,
    ComparedVersion,
    compare_versions,
    match_changes,
)
from clientsmith.compare.surface import SurfaceChange, client_files
from clientsmith.config import Config
from clientsmith.pipeline import plan_client, render_client

CASES = Path(__file__).resolve().parents[1] / "compare" / "cases"

DIFFERENT = {
    "argument-clash": "A parameter takes the argument that a field of the body had.",
    "field-renamed-by-another": "A new field takes the name that another one had.",
    "operation-servers": "`base_url` takes None only where operations have servers of their own.",
    "recursive-alias-lists": "Two ways to write one type that holds itself.",
    "server-variable-added": "`base_url` takes None only where servers have variables.",
    "webhook-header": "With a header the function gives an object that has it beside the body.",
}
"""Cases in which the views differ, with the reason."""


def _codes(case: str) -> frozenset[str]:
    """Codes of changes that users of the client see in it."""
    expected = json.loads((CASES / case / "expected.json").read_text(encoding="utf-8"))
    return frozenset(
        change["code"]
        for changes in expected.values()
        for change in changes
        if change["impact"] in ("breaking", "addition") and change["code"] not in NOT_IN_SURFACE
    )


def _enough(codes: dict[str, frozenset[str]]) -> frozenset[str]:
    """Cases that together have every code, found by taking the one with most new codes first."""
    missing = frozenset().union(*codes.values())
    chosen = set()
    while missing:
        case = max(sorted(codes), key=lambda case: len(codes[case] & missing))
        chosen.add(case)
        missing -= codes[case]
    return frozenset(chosen)


CODES = {
    place.name: _codes(place.name)
    for place in sorted(CASES.iterdir())
    if (place / "expected.json").exists()
}
ENOUGH = _enough(CODES) | DIFFERENT.keys()


def _side(place: Path) -> ComparedVersion:
    config = Config(naming="operation-id", spec=str(place), package="shop")
    planned = plan_client(config, progress=lambda stage: None)
    files = render_client(planned, config).files
    return ComparedVersion(place.name, client_files(files), planned)


def _differ(agreement: Agreement) -> list[str]:
    return [
        *(finding.message for finding in agreement.client_only),
        *(f"{change.subject} [{change.code}]" for change in agreement.document_only),
        *(f"{each.name} {each.codes}" for each in agreement.disagreements),
    ]


@pytest.mark.parametrize(
    "case",
    [case if case in ENOUGH else pytest.param(case, marks=pytest.mark.slow) for case in CODES],
)
def test_views_agree(case: str) -> None:
    old, new = _side(CASES / case / "old.yaml"), _side(CASES / case / "new.yaml")
    differ = _differ(compare_versions(old, new).agreement) + _differ(
        compare_versions(new, old).agreement
    )
    if case in DIFFERENT:
        assert differ, f"{case} agrees now; remove it from DIFFERENT"
    else:
        assert differ == []


def test_exceptions_are_cases() -> None:
    assert CODES.keys() >= DIFFERENT.keys()


def test_codes_that_are_not_shown_exist() -> None:
    assert DOCUMENT_CODES.keys() >= NOT_IN_SURFACE


def _change(code: str, old: str = "", new: str = "", affected: tuple[str, ...] = ()) -> Change:
    return Change(
        code, f"{old}{new}", "Something.", python_old=old, python_new=new, affected=affected
    )


GONE = SurfaceChange("client-name-removed", "pets.get", "pets.get was removed.")


def test_a_finding_that_nothing_explains_is_of_the_client_only() -> None:
    change = _change("operation-docs-changed", "pets.get", "pets.get")
    agreement = match_changes([change], [GONE])
    assert agreement.client_only == (GONE,)
    assert agreement.document_only == ()


def test_a_change_that_should_be_seen_is_of_the_document_only() -> None:
    change = _change("operation-removed", "pets.get")
    assert match_changes([change], []).document_only == (change,)
    assert match_changes([_change("response-header-added", "pets.get")], []).document_only == ()
    assert match_changes([_change("server-added")], []).document_only == ()


def test_what_one_view_calls_breaking_and_the_other_does_not() -> None:
    harmless = _change("operation-moved", "pets.get", "pets.get")
    (disagreement,) = match_changes([harmless], [GONE]).disagreements
    assert (disagreement.name, disagreement.changes) == ("pets.get", (harmless,))
    breaking = _change("result-changed", "pets.get()", "pets.get()")
    wider = SurfaceChange("client-type-widened", "pets.get()", "It is wider.")
    (disagreement,) = match_changes([breaking], [wider]).disagreements
    assert disagreement.codes == ("result-changed", "client-type-widened")


def test_documents_decide_where_the_direction_matters() -> None:
    change = _change("response-field-became-required", "models.Pet.tag", "models.Pet.tag")
    finding = SurfaceChange(
        "client-argument-required",
        "models.Pet.tag",
        "x",
        "client-type-narrowed",
        "client-argument-required",
    )
    agreement = match_changes([change], [finding])
    assert agreement.disagreements == agreement.client_only == ()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("pets.get(id=)", _change("operation-removed", "pets.get")),
        ("models.Pet.tag", _change("schema-removed", "models.Pet")),
        (
            "pets.add(tag=)",
            _change("field-removed", "models.Pet.tag", affected=("pets.add(tag=)",)),
        ),
        ("Shop(base_url=)", _change("server-removed")),
    ],
    ids=["part of a function", "part of a class", "affected", "servers"],
)
def test_changes_explain_what_belongs_to_them(name: str, change: Change) -> None:
    finding = SurfaceChange("client-argument-removed", name, "It was removed.")
    assert match_changes([change], [finding]).client_only == ()


def test_uses_of_a_model_are_explained_with_it() -> None:
    renamed = _change("schema-renamed", "models.Pet", "models.Animal")
    use = SurfaceChange(
        "client-type-changed", "pets.get()", "x", mentions=("Animal", "Pet", "models")
    )
    added = SurfaceChange("client-name-added", "models.Animal", "models.Animal is new.")
    assert match_changes([renamed], [use, added]).client_only == ()
    result = _change("result-changed", "pets.get()", "pets.get()")
    assert match_changes([result], [use, added]).client_only == ()
