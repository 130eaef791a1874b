"""The public documents that tests read in place, where they are at hand."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.pipeline import Planned, plan_client

ROOT = Path(__file__).resolve().parents[2]
SHARED = (ROOT.parent / "shared").resolve()

MULTI_FILE_ROOTS = {
    "digitalocean": "specification/DigitalOcean-public.v2.yaml",
    "oai-petstore-separate-2.0": "examples/v2.0/yaml/petstore-separate/spec/swagger.yaml",
    "redocly-cafe-split-3.2": "resources/cafe-split/cafe.yaml",
}
"""Root documents of those that consist of several files, below the document's folder."""

GIANTS = ("github", "stripe", "digitalocean", "openai", "discord", "gitea", "airflow")
"""Documents whose tests take minutes together."""

_LARGEST = ("github", "stripe", "digitalocean", "openai")
"""Those of them that are left to the slow tests altogether."""


@dataclass(frozen=True)
class PublicSpec:
    """A public document: its name, its root file, and how many operations it has."""

    name: str
    file: Path
    operations: int
    bytes: int


def public_specs() -> list[PublicSpec]:
    """Every public document; empty where the shared folder is missing."""
    table = SHARED / "specs" / "SOURCES.tsv"
    if not table.is_file():
        return []
    with table.open(encoding="utf-8") as lines:
        return [
            PublicSpec(row["name"], _root(row["name"]), int(row["operations"]), int(row["bytes"]))
            for row in csv.DictReader(lines, delimiter="\t")
        ]


def _root(name: str) -> Path:
    folder = SHARED / "specs" / name
    if name in MULTI_FILE_ROOTS:
        return folder / MULTI_FILE_ROOTS[name]
    candidates = sorted(folder.glob(f"{name}.*"))
    return candidates[0]


PACKAGE = "client_pkg"
"""Import name of the clients of public documents."""


def config_of(spec: PublicSpec) -> Config:
    """The configuration that the client of a public document is made with."""
    return Config(spec=str(spec.file), output="out", package=PACKAGE)


@lru_cache(maxsize=1)
def planned(spec: PublicSpec) -> Planned:
    """What a public document says, and the plan of its client; made once for tests that run one
    after the other, as those of one document do."""
    return plan_client(config_of(spec), progress=lambda stage: None)


def each_public_spec(
    *, giants: bool | None = None, slow_giants: bool = False
) -> pytest.MarkDecorator:
    """Parametrize a test with `spec`, one run a public document; those of one document share a
    worker.

    Args:
        giants: True for the giants only, False for the others only, None for all.
        slow_giants: whether all giants are left to the slow tests, and not only the largest four.
    """
    specs = [spec for spec in public_specs() if giants is None or (spec.name in GIANTS) == giants]
    if not specs:
        reason = f"there is no {SHARED.name}/specs beside the repository"
        specs_or_skip = [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="missing")]
        return pytest.mark.parametrize("spec", specs_or_skip)
    return pytest.mark.parametrize(
        "spec",
        [pytest.param(spec, id=spec.name, marks=_marks(spec, slow_giants)) for spec in specs],
    )


def names_with_slow_giants(names: Iterable[str]) -> list[Any]:
    """Names of public documents as parameters of a test; giants are left to the slow tests."""
    return [
        pytest.param(name, marks=[pytest.mark.slow] if name in GIANTS else []) for name in names
    ]


def _marks(spec: PublicSpec, slow_giants: bool) -> list[pytest.MarkDecorator]:
    marks = [pytest.mark.xdist_group(spec.name)]
    if spec.name in _LARGEST or (slow_giants and spec.name in GIANTS):
        marks.append(pytest.mark.slow)
    return marks
