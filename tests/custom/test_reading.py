"""What is read of hand-written modules: their classes, what these extend, and nothing is run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from clientsmith.problem import Severity
from clientsmith.project.custom import CustomCode, read_custom_code


def read(folder: Path, files: Mapping[str, str | bytes]) -> CustomCode:
    """The code of a package `acme` whose folder `custom` has these files, by path without suffix."""
    for name, content in files.items():
        place = folder / "acme" / "custom" / f"{name}.py"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_custom_code(folder, "out")["acme"]


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("from ...models.goals import Goal\nclass Goal(Goal): ...", "models.goals.Goal"),
        ("from ...models.goals import Goal as G\nclass Goal(G): ...", "models.goals.Goal"),
        ("from ...models import goals\nclass Goal(goals.Goal): ...", "models.goals.Goal"),
        ("from ... import models\nclass Goal(models.goals.Goal): ...", "models.goals.Goal"),
        ("from acme.models.goals import Goal as G\nclass Goal(G): ...", "models.goals.Goal"),
        ("import acme.models.goals\nclass Goal(acme.models.goals.Goal): ...", "models.goals.Goal"),
        ("import acme.models.goals as g\nclass Goal(g.Goal): ...", "models.goals.Goal"),
        ("from big.acme.models.goals import Goal as G\nclass Goal(G): ...", "models.goals.Goal"),
        ("from .base import Base\nclass Goal(Base): ...", "custom.models.base.Base"),
        ("from .. import base\nclass Goal(base.Base): ...", "custom.base.Base"),
        ("class Base: ...\nclass Goal(Base): ...", "custom.models.goals.Base"),
        ("from ...models.goals import Goal as G\nclass Goal(G[int]): ...", "models.goals.Goal"),
        ("try:\n    from ...models.goals import Goal as G\nfinally: ...\nclass Goal(G): ...", "models.goals.Goal"),
        ("from ....models.goals import Goal as G\nclass Goal(G): ...", ""),
        ("from dataclasses import field\nclass Goal(object, field.G): ...", ""),
        ("class Goal: ...", ""),
    ],
)  # fmt: skip
def test_bases_are_followed_to_what_they_name(tmp_path: Path, text: str, bases: str) -> None:
    found = read(tmp_path, {"models/goals": text}).classes[-1]
    assert (found.name, ", ".join(found.bases), found.is_open) == ("Goal", bases, False)


@pytest.mark.parametrize(
    "text",
    [
        "class Goal(make()): ...",
        "from ...models.goals import *\nclass Goal(G): ...",
        "G = make()\nclass Goal(G): ...",
        "from ...models.goals import Goal as G\nG = make(G)\nclass Goal(G): ...",
        "class Goal: ...\nclass Goal(Goal): ...",
    ],
)
def test_what_cannot_be_told_stays_open(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, {"models/goals": text}).classes[-1].is_open


def test_what_only_type_checkers_see_is_no_import(tmp_path: Path) -> None:
    code = read(
        tmp_path,
        {
            "client": "from typing import TYPE_CHECKING\n"
            "from .. import models, NotFoundError\n"
            "import json, acme.errors\n"
            "if TYPE_CHECKING:\n    from ..models.goals import Goal\n    class A: ...\n"
            "else:\n    from ..models.tasks import Task\n"
            "with x:\n    class B: ...\n"
            "def f():\n    from ..models.pets import Pet\n"
        },
    )
    paths = [each.path for module in code.modules for each in module.imports]
    assert paths == ["models", "NotFoundError", "errors", "models.tasks.Task"]
    assert [each.path for each in code.classes] == ["custom.client.B"]


@pytest.mark.parametrize(
    ("body", "has_slots"),
    [
        ("class Goal:\n    __slots__ = ()", False),
        ("class Goal:\n    __slots__ = ('a',)", True),
        ("class Goal:\n    __slots__ = names", True),
        ("class Goal:\n    a: int = 1", False),
        ("@dataclass(kw_only=True)\nclass Goal:\n    a: int = 1", False),
        ("@dataclass(slots=True)\nclass Goal:\n    a: int = 1", True),
        ("@dataclass(slots=True)\nclass Goal:\n    a: ClassVar[int] = 1", False),
    ],
)
def test_slots_are_noticed(tmp_path: Path, body: str, has_slots: bool) -> None:
    assert read(tmp_path, {"models": body}).classes[0].has_slots is has_slots


def test_only_modules_that_may_extend_something_are_read(tmp_path: Path) -> None:
    code = read(
        tmp_path,
        {
            "__init__": "",
            "client": "",
            "models/__init__": "",
            "models/deep/goals": "class Goal: ...",
            "resources": "",
            "models/no-module": "(",
            "models/.hidden/goals": "(",
            "helpers": "(",
            "scripts/run": "(",
        },
    )
    assert [module.path for module in code.modules] == [
        "custom",
        "custom.client",
        "custom.models",
        "custom.models.deep.goals",
        "custom.resources",
    ]
    assert code.problems == ()
    assert read_custom_code(tmp_path / "nowhere", "out") == {}


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        ("\n\nclass Goal(:\n", 3, "invalid syntax"),
        ("x = '\0'", None, "null bytes"),
        (b"# coding: nothing\n", None, "encoding"),
        ("x = \xe4".encode("latin-1"), None, "utf-8"),
        ("(" * 300, 1, "nested"),
    ],
)
def test_files_that_are_no_modules_are_problems(
    tmp_path: Path, content: str | bytes, line: int | None, why: str
) -> None:
    code = read(tmp_path, {"models/goals": content, "client": "class A: ..."})
    (problem,) = code.problems
    assert (problem.code, problem.severity) == ("custom-code-unreadable", Severity.ERROR)
    assert problem.location.origin == "out/acme/custom/models/goals.py"
    assert line is None or problem.location.line == line
    assert why in problem.message
    assert [each.path for each in code.classes] == ["custom.client.A"]


def test_windows_line_ends_and_byte_order_marks_are_read(tmp_path: Path) -> None:
    text = "\ufefffrom ...models.goals import Goal as G\r\n\r\nclass Goal(G):\r\n    pass\r\n"
    (found,) = read(tmp_path, {"models/goals": text}).classes
    assert (found.bases, found.location.line) == (("models.goals.Goal",), 3)


def test_invalid_escapes_are_not_warned_of(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    read(tmp_path, {"client": "x = '\\d'"})
    assert not recwarn.list


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no symbolic links")
def test_links_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/goals.py").write_text("class Goal: ...")
    (tmp_path / "elsewhere/again").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "acme/custom").mkdir(parents=True)
    (tmp_path / "acme/custom/models").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "acme/custom/client.py").symlink_to(tmp_path / "gone.py")
    code = read_custom_code(tmp_path, "out")["acme"]
    assert [module.path for module in code.modules] == ["custom.models.goals"]
    assert [problem.location.origin for problem in code.problems] == ["out/acme/custom/client.py"]
