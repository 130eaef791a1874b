"""Documents that are put together."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientsmith.document import Library
from clientsmith.sources import load_all

Join = Callable[..., Library]


def document(**parts: Any) -> dict[str, Any]:
    """A document of OpenAPI 3.1 without operations."""
    return {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}, **parts}


def operation(**parts: Any) -> dict[str, Any]:
    """An operation with one answer."""
    return {"responses": {"200": {"description": "ok"}}, **parts}


@pytest.fixture
def join(tmp_path: Path) -> Join:
    """Puts documents together that are files `1.json`, `2.json` … of a folder."""

    def joined(*documents: dict[str, Any], newest: bool = False) -> Library:
        names = [f"{number}.json" for number in range(1, len(documents) + 1)]
        for name, each in zip(names, documents, strict=True):
            (tmp_path / name).write_text(json.dumps(each, indent=1), encoding="utf-8")
        return load_all(names, folder=tmp_path, conflicts="newest" if newest else "error")

    return joined
