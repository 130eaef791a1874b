"""Same input, same bytes: whatever the hash seed, and whatever the order of keys means nothing."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import yaml

from support.command import clientsmith

CASES = Path(__file__).parent / "cases"


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _generate(spec: Path, out: Path, seed: str) -> dict[str, bytes]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    outcome = clientsmith(
        "generate", spec, "-o", out, "--package", "same", folder=out.parent, env=environment
    )
    assert outcome.code == 0, outcome.stderr
    return _tree(out)


def test_hash_seeds_and_folders_do_not_matter(tmp_path: Path) -> None:
    for case in ("unions", "read_write_only", "names", "swagger_2"):
        spec = CASES / case / "openapi.yaml"
        first = _generate(spec, tmp_path / f"{case}1", "1")
        assert first == _generate(spec, tmp_path / f"{case}2", "4242")


def _shuffled(value: Any, order: random.Random, key: str = "") -> Any:
    """The value with the keys of its objects in another order, where order has no meaning."""
    if isinstance(value, dict):
        keys = list(value)
        if key in ("schemas", "paths", "responses", "components", "content", "definitions"):
            order.shuffle(keys)
        return {name: _shuffled(value[name], order, name) for name in keys}
    if isinstance(value, list):
        return [_shuffled(item, order) for item in value]
    return value


def test_names_do_not_depend_on_the_order_of_keys(tmp_path: Path) -> None:
    for case in ("objects", "unions", "names", "responses"):
        document = yaml.safe_load((CASES / case / "openapi.yaml").read_text(encoding="utf-8"))
        names = []
        for seed in range(3):
            spec = tmp_path / f"{case}{seed}.json"
            spec.write_text(json.dumps(_shuffled(document, random.Random(seed))), encoding="utf-8")
            outcome = clientsmith("templates", "context", spec, "-q", folder=tmp_path)
            package = json.loads(outcome.stdout)["package"]
            names.append(
                (
                    sorted(str(export) for export in package["model_exports"]),
                    sorted(
                        (resource["path"], method["name"], method["path"], method["returns"])
                        for resource in package["resources"]
                        for method in resource["methods"]
                    ),
                )
            )
        assert names[0] == names[1] == names[2]
