"""`header` and `dependencies`: what the configuration puts into the files of a package."""

from __future__ import annotations

import ast
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from clientsmith.config import Config, ConfigError, load_configs
from clientsmith.project.inputs import inputs_digest
from clientsmith.render import TemplateSet, render
from clientsmith.text import Code
from render.sample_contexts import ACME


def configured(folder: Path, text: str) -> Config:
    file = folder / "clientsmith.toml"
    file.write_bytes(f'spec = "a.yaml"\noutput = "out"\n{text}\n'.encode())
    (config,) = load_configs(file)
    return config


def mistakes(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        configured(folder, text)
    return caught.value.messages


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('header = "Copyright: Acme"', ("Copyright: Acme",)),
        ('header = """\nA\n\n  B\n\n"""', ("A", "", "  B")),
        ('header = """\r\n# A\r\n#\r\n# B\r\n"""', ("A", "", "B")),
        ("header = '#!x'", ("#!x",)),
        ('header = "a\\tb"', ("a   b",)),
        ('header = "Größe — 大 \\u200d"', ("Größe — 大 \u200d",)),
        ('header = "type: ignore"', ("type: ignore",)),
    ],
)
def test_lines_of_a_header(tmp_path: Path, text: str, lines: tuple[str, ...]) -> None:
    assert configured(tmp_path, text).header == lines


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("header = 3", "`header` must be a string, not 3"),
        ('header = " \\n "', "`header` must be a string, not"),
        ('header = "a\\nb\\u202e"', "the character U+202E in line 2, which is invisible"),
        ('header = "a\\u00a0b"', "the character U+00A0 in line 1"),
        ('header = "-*- coding: latin-1 -*-"', "`header` declares an encoding in line 1"),
        ('dependencies = "attrs"', "`dependencies` must be a list of strings"),
        ('dependencies = [""]', "`dependencies` must be a list of strings"),
        (
            'dependencies = ["attrs >> 1"]',
            "'attrs >> 1', which is not a valid requirement (PEP 508): ",
        ),
        ('dependencies = ["a @ https://a.test/a.whl"]', "cannot be published"),
        ('dependencies = ["HTTPX2>=1"]', "'httpx2>=1', which the client requires anyway"),
        ('http = "httpx"\ndependencies = ["httpx"]', "which the client requires anyway"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, message: str) -> None:
    (found,) = mistakes(tmp_path, text)
    assert message in found
    assert "\n" not in found


def test_mistakes_are_told_together(tmp_path: Path) -> None:
    text = 'header = "a\\u202e"\ndependencies = ["b c", "httpx2", "d @ file:///d"]'
    assert len(mistakes(tmp_path, text)) == 4


def test_requirements_are_normalized(tmp_path: Path) -> None:
    text = """
dependencies = [
    "Typing_Extensions >= 4.12",
    "typing.extensions>=4.12",
    'httpx ; python_version<"3.13"',
    "attrs[tests]~=25.1,!=25.2",
]
"""
    assert configured(tmp_path, text).dependencies == (
        "attrs[tests]!=25.2,~=25.1",
        'httpx; python_version < "3.13"',
        "typing-extensions>=4.12",
    )


def test_requirements_stand_in_the_project_file() -> None:
    further = (Code("attrs>=25"), Code('tomli; python_version < "3.12"'))
    made = render(replace(ACME, dependencies=further), TemplateSet())["pyproject.toml"]
    assert tomllib.loads(made)["project"]["dependencies"] == [
        "httpx2>=2.16,<3",
        "attrs>=25",
        'tomli; python_version < "3.12"',
    ]


@pytest.mark.detail
def test_a_header_stands_at_the_top_of_every_module() -> None:
    before = render(ACME, TemplateSet())
    made = render(replace(ACME, header=(Code("A: b"), Code(""), Code("  C"))), TemplateSet())
    modules = {path for path in made if path.endswith(".py")}
    assert any("/_runtime/" in path for path in modules)
    for path in modules:
        assert made[path] == f"# A: b\n#\n#   C\n\n{before[path]}"
        assert ast.dump(ast.parse(made[path])) == ast.dump(ast.parse(before[path]))
    assert {path for path in made if made[path] != before[path]} - modules == {
        ".clientsmith/manifest.json"
    }


def test_a_template_of_ones_own_overrides_it(tmp_path: Path) -> None:
    place = tmp_path / "package" / "header.py.jinja"
    place.parent.mkdir()
    place.write_text("# Ours.\n", encoding="utf-8")
    made = render(replace(ACME, header=(Code("Theirs."),)), TemplateSet(tmp_path))
    assert made["acme/errors.py"].startswith("# Ours.\n\n")


@pytest.mark.parametrize(
    "settings",
    [
        {"header": ("a",)},
        {"dependencies": ("a",)},
        {"formats": {"money": "decimal"}},
        {"docstrings": "numpy"},
        {"hooks": "hooks.py"},
    ],
    ids=lambda settings: next(iter(settings)),
)
def test_check_sees_a_change(tmp_path: Path, settings: dict[str, object]) -> None:
    config = Config(spec="a.yaml", folder=tmp_path)
    assert inputs_digest(config) != inputs_digest(replace(config, **settings))  # type: ignore[arg-type]
