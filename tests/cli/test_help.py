"""The help of each command: it fits a screen, and tells the command from the others."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from clientsmith.cli import app
from support.command import clientsmith_here as clientsmith

ROWS = 23
"""Lines of a terminal with 24, without that of the prompt."""

COLUMNS = 80

_GROUP = typer.main.get_command(app)
_TEMPLATES = _GROUP.commands["templates"]  # type: ignore[attr-defined]
COMMANDS = {
    "": _GROUP,
    **_GROUP.commands,  # type: ignore[attr-defined]
    **{f"templates {name}": command for name, command in _TEMPLATES.commands.items()},
}


def help_of(command: str, option: str, folder: Path) -> str:
    shown = clientsmith(*command.split(), option, folder=folder, env={"COLUMNS": str(COLUMNS)})
    assert shown.code == 0
    return shown.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_it_fits_a_screen(tmp_path: Path, command: str) -> None:
    text = help_of(command, "--help", tmp_path)
    lines = text.splitlines()
    assert len(lines) <= ROWS, text
    assert max(map(len, lines)) <= COLUMNS, text
    assert "<" not in text, "types say nothing to newcomers"
    assert text == help_of(command, "-h", tmp_path)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name])
def test_every_option_is_in_the_long_help(tmp_path: Path, command: str) -> None:
    options = {option for each in COMMANDS[command].params for option in each.opts}
    named = sorted(option for option in options if option.startswith("--"))
    text = help_of(command, "--help-all" if "--help-all" in named else "--help", tmp_path)
    assert [option for option in named if option not in text] == []


def test_each_command_begins_with_its_own_word(tmp_path: Path) -> None:
    """Read aloud, no two lines of an overview sound alike."""
    for overview in ("", "templates"):
        text = help_of(overview, "--help", tmp_path)
        rows = [line.split() for line in text.partition("Commands:\n")[2].splitlines()]
        first = [row[1] for row in rows]
        assert len(first) > 4
        if overview == "":
            assert len(set(first)) == len(first), first


def test_the_commands_that_come_first_are_listed_first(tmp_path: Path) -> None:
    text = help_of("", "--help", tmp_path)
    names = [line.split()[0] for line in text.partition("Commands:\n")[2].splitlines()]
    assert names[:2] == ["generate", "init"]


def test_a_mistake_names_the_values_of_an_option(tmp_path: Path) -> None:
    said = clientsmith("generate", "a.json", "-o", "sdk", "--models", "dict", folder=tmp_path)
    assert said.code == 2
    for value in ("dataclass", "pydantic", "msgspec", "typeddict"):
        assert f"'{value}'" in said.stderr


def test_completion_of_shells(tmp_path: Path) -> None:
    """As shells ask for it."""
    env = {
        "_CLIENTSMITH_COMPLETE": "complete_bash",
        "COMP_WORDS": "clientsmith generate --mod",
        "COMP_CWORD": "2",
        "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1",
    }
    assert clientsmith(folder=tmp_path, env=env).stdout.split() == ["--models"]
    env["COMP_WORDS"], env["COMP_CWORD"] = "clientsmith generate --models ", "3"
    assert "pydantic" in clientsmith(folder=tmp_path, env=env).stdout
    env["COMP_WORDS"], env["COMP_CWORD"] = "clientsmith val", "1"
    assert clientsmith(folder=tmp_path, env=env).stdout.split() == ["validate"]
