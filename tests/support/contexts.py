"""Template contexts of the documents in this repository: together they have a value for every field."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import jsonschema_rs

from clientsmith.config import Config, RuntimeSettings
from clientsmith.context import CONTEXT_VERSION, Package
from clientsmith.contract import GLOBALS
from clientsmith.pipeline import plan_client
from clientsmith.project.pins import NAMES
from clientsmith.render.context_json import context_value
from custom import zoo
from support import cases
from support.context_values import mistyped

ROOT = Path(__file__).resolve().parents[2]
RARE = ROOT / "tests" / "templates" / "rare"


@cache
def checked_in_contexts() -> Mapping[str, Package]:
    """What templates see of each document, by a name; the readable ones first."""
    with tempfile.TemporaryDirectory() as folder:
        return dict(_contexts(Path(folder)))


def contract_errors(package: Package) -> list[str]:
    """Where a context is not what the contract says: types of values, and its JSON by the schema."""
    printed = {"context_version": CONTEXT_VERSION, "package": context_value(package)}
    errors = _schema().iter_errors(json.loads(json.dumps(printed)))
    return [
        *(
            f"{path}: {message}"
            for path, message in mistyped(package, GLOBALS["package"], "package")
        ),
        *(f"{error.instance_path}: {error.message:.200}" for error in errors),
    ]


@cache
def _schema() -> jsonschema_rs.Draft202012Validator:
    text = (ROOT / "templates" / "context.schema.json").read_text(encoding="utf-8")
    return jsonschema_rs.Draft202012Validator(json.loads(text))


def _contexts(folder: Path) -> Iterator[tuple[str, Package]]:
    for name, spec in (
        ("acme", "tests/templates/acme.yaml"),
        ("msportal", "specs/msportal/create-goal.md"),
    ):
        yield name, _package(Config(naming="operation-id", spec=spec, folder=ROOT, package=name))
    yield "rare", _package(_rare(folder / "rare"))
    for style, docstrings in (
        ("pydantic", "numpy"),
        ("msgspec", "sphinx"),
        ("typeddict", "google"),
    ):
        config = _rare(folder / style)
        yield style, _package(
            replace(config, models=style, docstrings=docstrings, docstrings_async="full")
        )
    zoo.add_code(folder / "zoo", "zoo")
    yield "zoo", zoo.planned(folder / "zoo").package
    for case in cases.CASES:
        yield case, _package(cases.config_of(case, folder / case))


def _rare(out: Path) -> Config:
    """A client with names of before, hand-written classes and every setting that contexts show."""
    (out / NAMES).parent.mkdir(parents=True)
    shutil.copy(RARE / "names.json", out / NAMES)
    shutil.copytree(RARE / "custom", out / "rare" / "custom")
    return Config(
        naming="operation-id",
        spec=str(RARE / "openapi.yaml"),
        output=str(out),
        package="rare",
        aliases="keep",
        dependencies=("cachetools>=5",),
        enums="class",
        header=("Copyright Quarry Ltd.",),
        distribution="quarry-sdk",
        validate_requests=True,
        runtime=RuntimeSettings(include=("testing",)),
    )


def _package(config: Config) -> Package:
    return plan_client(config, progress=lambda stage: None).package
