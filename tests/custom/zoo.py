"""The client with hand-written classes that the tests of this folder share."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from clientsmith.config import Config, NameOverrides
from clientsmith.pipeline import Generated, Planned, generate_client, plan_client

HERE = Path(__file__).parent
SPEC = HERE / "zoo.yaml"
CODE = HERE / "code" / "custom"
SETTINGS: dict[str, Any] = {
    "names": NameOverrides(operations={"listVisits": "pets.visits.list"}),
    "security": (),
}
"""Puts a resource below another one."""


def add_code(folder: Path, package: str) -> None:
    """Put the hand-written modules into a package."""
    target = folder / package / "custom"
    shutil.copytree(CODE, target, ignore=shutil.ignore_patterns("__pycache__"))


def planned(folder: Path) -> Planned:
    """The plan of the client in a folder."""
    return plan_client(_config(folder), progress=lambda stage: None)


def made(folder: Path) -> Generated:
    """The client as it would be written to a folder."""
    return generate_client(_config(folder), progress=lambda stage: None)


def _config(folder: Path) -> Config:
    return Config(
        naming="operation-id", spec=str(SPEC), output=str(folder), package="zoo", **SETTINGS
    )
