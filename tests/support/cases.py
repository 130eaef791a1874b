"""The feature cases of tests/cases: their documents and settings."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

from clientsmith.config import Config, RuntimeSettings
from clientsmith.project.pins import NAMES

FOLDER = Path(__file__).resolve().parents[1] / "cases"
CASES = sorted(folder.name for folder in FOLDER.iterdir() if (folder / "openapi.yaml").is_file())


def package_of(case: str) -> str:
    """Import name of the client of a case."""
    return f"{case}_client"


def config_of(case: str, out: Path) -> Config:
    """The configuration of a case, with its names of before put into the output folder."""
    names = FOLDER / case / "names.json"
    if names.is_file():
        (out / NAMES).parent.mkdir(parents=True)
        shutil.copy(names, out / NAMES)
    settings = FOLDER / case / "settings.toml"
    table = tomllib.loads(settings.read_text(encoding="utf-8") if settings.is_file() else "")
    runtime = table.pop("runtime", {})
    include = () if runtime == "package" else tuple(runtime.get("include", ()))
    return Config(
        naming="operation-id",
        spec=str(FOLDER / case / "openapi.yaml"),
        output=str(out),
        package=package_of(case),
        runtime=RuntimeSettings(is_shared=runtime == "package", include=include),
        **table,
    )
