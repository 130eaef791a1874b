"""The page on hooks: what it shows works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from clientsmith.config import Config
from clientsmith.pipeline import hooks_of
from clientsmith.project.output import Files
from support.clients import generate_to
from support.pages import fenced

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "template-hooks.md").read_text(encoding="utf-8")
SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths:
  /beta/orders:
    get: {operationId: list_new_orders, summary: List orders., responses: {"204": {description: ok}}}
    post: {operationId: create_new_order, summary: Create one., responses: {"204": {description: ok}}}
  /orders:
    get: {operationId: list_orders, summary: List orders., responses: {"204": {description: ok}}}
"""


def generated(folder: Path, hooks: str, template: str | None = None) -> Files:
    (folder / "openapi.yaml").write_text(SPEC, encoding="utf-8")
    (folder / "hooks.py").write_text(hooks, encoding="utf-8")
    settings: dict[str, Any] = {"hooks": str(folder / "hooks.py"), "is_trusted": True}
    if template is not None:
        match = re.match(r"\{# (\S+) #\}\n", template)
        assert match
        place = folder / "templates" / match[1]
        place.parent.mkdir(parents=True)
        place.write_text(template, encoding="utf-8")
        settings["templates"] = str(folder / "templates")
    return generate_to(folder / "openapi.yaml", folder / "out", **settings).files


def resources(files: Files) -> str:
    return "".join(text for path, text in files.items() if "/resources/" in path)


def test_the_function_works(tmp_path: Path) -> None:
    text = resources(generated(tmp_path, fenced(PAGE, "python")[0]))
    # Asynchronous methods refer to the synchronous ones, which have the docstrings.
    assert text.count('"""Beta: List orders.') == text.count('"""Beta: Create one.') == 1
    assert text.count('"""List orders.') == 1


def test_the_filters_work(tmp_path: Path) -> None:
    (template,) = fenced(PAGE, "jinja")
    text = resources(generated(tmp_path, fenced(PAGE, "python")[1], template))
    assert text.count("\n        In JavaScript: `") == 3
    assert text.count(", which may be cached.\n") == 2
    assert re.search(r"In JavaScript: `create[A-Za-z]*`\.\n", text)


def test_there_are_no_other_snippets() -> None:
    assert len(re.findall("^```", PAGE, re.MULTILINE)) == 2 * (1 + 2 + 1)
    assert fenced(PAGE, "toml")[0].endswith('hooks = "hooks.py"\ntemplates = "templates"\n')


def test_whatever_is_not_configured_is_nothing() -> None:
    assert hooks_of(Config()).filters == {}
