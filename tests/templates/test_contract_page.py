"""The page on the contract is Markdown that holds together, whatever stands in the examples."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from clientsmith.context import Package
from clientsmith.contract import class_contracts
from clientsmith.text import Code, Text
from render.sample_contexts import ACME
from support.contexts import checked_in_contexts
from templates.contract_page import contract_page

pytestmark = pytest.mark.detail

ROOT = Path(__file__).resolve().parents[2]
_LONG = 110


def page(*first: Package) -> str:
    return contract_page([*first, *checked_in_contexts().values()])


def rows(text: str, section: str) -> list[list[str]]:
    """The cells of the rows of a section's table, as they are written."""
    part = text.split(f"\n## {section}\n")[1].split("\n## ")[0]
    lines = [line for line in part.split("\n") if line.startswith("| `")]
    return [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]


def test_every_field_has_a_row_with_a_short_example() -> None:
    text = page()
    for name, contract in class_contracts().items():
        found = rows(text, name)
        names = [cells[0].strip(" `") for cells in found]
        assert names == [field.name for field in contract.fields]
        for _, _, example, docs in found:
            assert 3 < len(example) <= _LONG
            assert docs.strip()


def test_links_lead_somewhere() -> None:
    text = page()
    headings = {line.lstrip("# ").lower() for line in text.split("\n") if line.startswith("#")}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, anchor = target.partition("#")
        assert (ROOT / "templates" / file).exists() if file else anchor in headings


@pytest.mark.parametrize("value", ["a | b", "`", "``x`", "a\nb", "<b>", "\\", "\\|", "\u202e"])
def test_examples_stay_in_their_cells(value: str) -> None:
    odd = replace(ACME, title=Text(value), distribution=Code(value))
    shown = {cells[0].strip(): cells[2] for cells in rows(page(odd), "Package")}
    for name in ("`title`", "`distribution`"):
        assert re.fullmatch(r" (`+)(?!`).*(?<!`)\1 ", shown[name]), shown[name]
        assert shown[name].replace("\\|", "").isprintable()


def test_the_first_short_value_is_the_example() -> None:
    """Of those that are all long, the shortest."""
    long, longer = replace(ACME, name=Code("a" * 80)), replace(ACME, name=Code("b" * 90))
    assert "| `name` | `Code` | `acme` |" in contract_page(
        [longer, long, *checked_in_contexts().values()]
    )


def test_a_field_without_a_value_is_named() -> None:
    with pytest.raises(LookupError, match=r"no context has a value of .*, JoinedModel\.module, "):
        contract_page([ACME])
