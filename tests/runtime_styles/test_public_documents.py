"""Values of public documents come back through models of each style as through dataclasses."""

from __future__ import annotations

from pathlib import Path

import pytest

from round_trip.test_public_specs import check
from support.public import PublicSpec, each_public_spec, public_specs

from .conftest import STYLES


@pytest.mark.parametrize("style", STYLES[1:])
@pytest.mark.parametrize("name", ["petstore", "redocly-cafe-3.2"])
def test_values_come_back(name: str, style: str, tmp_path: Path) -> None:
    specs = {spec.name: spec for spec in public_specs()}
    if name not in specs:
        pytest.skip("the public documents are not at hand")
    check(specs[name], tmp_path, style)


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES[1:])
@each_public_spec()
def test_values_of_all_documents_come_back(spec: PublicSpec, style: str, tmp_path: Path) -> None:
    check(spec, tmp_path, style)
