"""Which operations of the public documents have pages: `public/NAME.toml` lists them.

`pages` says how one page leads to the next, `none` why an operation with parameters that look like
pages has none. `pytest tests/pagination/test_public_pages.py --regen` rewrites the lists; look at
what has changed with the document at hand.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from clientsmith.plan.pagination import Paginator
from clientsmith.types.predicates import Traits
from support.public import PublicSpec, each_public_spec, planned

LISTS = Path(__file__).parent / "public"


@each_public_spec()
def test_the_same_operations_have_pages(spec: PublicSpec, request: pytest.FixtureRequest) -> None:
    found = _decisions(spec)
    file = LISTS / f"{spec.name}.toml"
    if request.config.getoption("--regen"):
        file.write_text(_written(found), encoding="utf-8")
    assert tomllib.loads(file.read_text(encoding="utf-8")) == found


def _decisions(spec: PublicSpec) -> dict[str, dict[str, str]]:
    api = planned(spec).api
    paginator = Paginator(api, Traits(api.declarations), {})
    pages: dict[str, str] = {}
    none: dict[str, str] = {}
    for operation in api.operations:
        decision = paginator.decide(operation)
        key = f"{operation.method} {operation.path}"
        if decision.strategies:
            pages[key] = " + ".join(strategy.code for strategy in decision.strategies)
        elif decision.reason:
            none[key] = decision.reason
    told = {"pages": dict(sorted(pages.items())), "none": dict(sorted(none.items()))}
    return {name: verdicts for name, verdicts in told.items() if verdicts}


def _written(found: Mapping[str, Mapping[str, str]]) -> str:
    parts = []
    for name, told in found.items():
        lines = (f"{_quoted(key)} = {_quoted(value)}" for key, value in told.items())
        parts.append("\n".join((f"[{name}]  # {len(told)}", *lines, "")))
    return "\n".join(parts) or "# Nothing looks like pages.\n"


def _quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else json.dumps(text)
