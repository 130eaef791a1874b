"""Documents as text: every reader sees the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from clientsmith.sources.bundle import document_text
from clientsmith.sources.parsing import yaml_text

_TRICKY = "no yes on off y N true null ~ 1 1.0 1e3 0o14 0x1f 012 1_000 12:30:45 2020-01-01 .inf .NaN = << - ? : # @ ` % & * ! | >"

_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(_TRICKY.split()),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
    st.sampled_from(
        ["a\nb", "a\n", "\na", " a\n b", "a \nb", "a\n\n\nb\n", "\ttab", "a: b", "---", "..."]
    ),
)
_VALUES = st.dictionaries(
    st.one_of(
        st.sampled_from(_TRICKY.split()),
        st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=10),
    ),
    st.recursive(
        _SCALARS,
        lambda inner: st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5, alphabet="abc$/~"), inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@given(_VALUES)
@example({"number": 1e16, "small": 1.5e-7, "long": "x" * 300 + " " + "y" * 300})
def test_yaml_of_both_versions(value: dict[str, Any]) -> None:
    text = document_text(value, "yaml")
    assert yaml_text.parse(text).data == value
    assert yaml.safe_load(text) == value


@given(_VALUES)
def test_json(value: dict[str, Any]) -> None:
    assert json.loads(document_text(value, "json")) == value


def test_what_it_looks_like() -> None:
    shared = {"type": "string"}
    value = {
        "openapi": "3.1.0",
        "info": {"title": "Ünïcode", "version": "1.0", "description": "One.\n\nTwo.\n"},
        "paths": {"/a": {"get": {"responses": {"200": {"description": "no"}}}}},
        "x": [shared, shared, 1.0, 1, None, []],
    }
    assert document_text(value, "yaml") == """\
openapi: 3.1.0
info:
  title: Ünïcode
  version: '1.0'
  description: |
    One.

    Two.
paths:
  /a:
    get:
      responses:
        '200':
          description: 'no'
x:
- type: string
- type: string
- 1.0
- 1
- null
- []
"""


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_it_ends_with_one_newline(format: Any) -> None:
    assert document_text({"a": "b\n"}, format).endswith("\n")
    assert not document_text({"a": 1}, format).endswith("\n\n")
