"""Everything that users can choose or meet is documented."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path

import typer

from clientsmith import context
from clientsmith.cli import app
from clientsmith.config import Config, NameOverrides
from clientsmith.config.loading import _NOT_KEYS
from clientsmith.ir import ScalarKind

DOCS = Path(__file__).resolve().parents[1] / "docs"


def _page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    page = _page("configuration.md")
    keys = [field.name for field in fields(Config) if field.name not in _NOT_KEYS]
    documented = "".join(re.findall(r"^\| (`.*?`) \|", page, re.MULTILINE))
    assert [key for key in keys if f"`{key}`" not in documented] == []
    assert [f.name for f in fields(NameOverrides) if f"`names.{f.name}` maps" not in page] == []
    assert [kind.value for kind in ScalarKind if f"`{kind.value}`" not in page] == []


def test_every_option_is_documented() -> None:
    page = _page("command-line.md")
    group = typer.main.get_command(app)
    commands = dict(group.commands)  # type: ignore[attr-defined]
    commands |= {
        f"templates {name}": sub for name, sub in commands.pop("templates").commands.items()
    }
    assert [name for name in commands if f"clientsmith {name}" not in page] == []
    options = {
        option
        for command in [*commands.values(), group]
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    }
    assert sorted(option for option in options if f"`{option}`" not in page) == []


def test_every_field_of_the_template_contract_is_described() -> None:
    undescribed = []
    modules = [file.read_text(encoding="utf-8") for file in Path(context.__path__[0]).glob("*.py")]
    for node in (node for module in modules for node in ast.parse(module).body):
        if isinstance(node, ast.ClassDef):
            assert ast.get_docstring(node), node.name
            for statement, following in zip(node.body, [*node.body[1:], None], strict=True):
                if isinstance(statement, ast.AnnAssign) and not (
                    isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
                ):
                    undescribed.append(f"{node.name}.{ast.unparse(statement.target)}")
    assert undescribed == []
