"""All calls of public documents, to be read as their users would; `make regen` rewrites the lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsmith.text import reveal
from support.public import SHARED, names_with_slow_giants, planned, public_specs

CALLS = Path(__file__).parent / "calls"
NAMES = ("airflow", "digitalocean", "discord", "docker-engine", "gitea", "qdrant", "spotify")


@pytest.mark.client
@pytest.mark.parametrize("name", names_with_slow_giants(NAMES))
def test_calls_are_as_listed(name: str, request: pytest.FixtureRequest) -> None:
    spec = next((spec for spec in public_specs() if spec.name == name), None)
    if spec is None:
        pytest.skip(f"there is no {SHARED.name}/specs/{name} beside the repository")
    lines = sorted(
        f"{resource.path}.{method.name}  {reveal(method.plain_http_method)} {reveal(method.plain_path)}\n"
        for resource in planned(spec).package.resources
        for method in resource.methods
    )
    file = CALLS / f"{name}.txt"
    if request.config.getoption("--regen"):
        file.write_text("".join(lines), encoding="utf-8")
    assert "".join(lines) == file.read_text(encoding="utf-8"), "run with --regen"
