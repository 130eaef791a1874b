"""Every command that a message names works where the message is printed."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer

import clientsmith
from clientsmith.cli import app
from support.command import Outcome
from support.command import clientsmith_here as run

ROOT = Path(clientsmith.__file__).parent
DEMO = ROOT.parents[1] / "templates" / "demo" / "openapi.yaml"
COMMAND = re.compile(r"clientsmith (?:templates )?[a-z]+\b[^`\n,;.()]*(?:\.[a-z][^`\n,;.()]*)*")
OPTION = re.compile(r"(?<![\w`{}-])`?(--[a-z][a-z-]+)")
GROUP = typer.main.get_command(app)


def texts() -> Iterator[tuple[str, str]]:
    """Place and text of each string of the program that is no docstring; `{}` are its values."""
    for file in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                skipped |= {id(part) for part in node.values}
                text = "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "{}"
                    for part in node.values
                )
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
            else:
                continue
            if id(node) not in skipped:
                yield f"{file.relative_to(ROOT).as_posix()}:{node.lineno}", text


def options_of(command: object) -> set[str]:
    parameters = command.params  # type: ignore[attr-defined]
    found = {option for each in parameters for option in (*each.opts, *each.secondary_opts)}
    return found | {"--help", "-h"}


def known_commands() -> dict[str, set[str]]:
    """Each command with its options."""
    commands = dict(GROUP.commands)  # type: ignore[attr-defined]
    templates = commands.pop("templates").commands
    found = {name: options_of(each) for name, each in commands.items()}
    return found | {f"templates {name}": options_of(each) for name, each in templates.items()}


KNOWN = known_commands()
OTHERS = {
    *("--batch", "--full-tree", "--literal-pathspecs", "--max-count", "--show-prefix", "--verify"),
    *("--isolated", "--line-length"),
    *("--clientsmith", "--clientsmith-update"),
    "--additional-properties",
}
"""Options of other programs: git, ruff, pytest and OpenAPI Generator."""


def test_commands_of_messages_exist() -> None:
    """With the options that they name."""
    wrong, count = [], 0
    for place, text in texts():
        for match in COMMAND.finditer(text):
            words = match[0].split()[1:]
            name = " ".join(words[: 2 if words[0] == "templates" else 1])
            if name not in KNOWN:
                if f"`{match[0]}" in text:
                    wrong.append((place, match[0]))
                continue
            count += 1
            options = {word for word in words if word.startswith("--")}
            wrong += [(place, option) for option in options if option not in KNOWN[name]]
    assert wrong == []
    assert count > 30


def test_options_of_messages_exist() -> None:
    every = set().union(*KNOWN.values(), options_of(GROUP))
    named = {(place, option) for place, text in texts() for option in OPTION.findall(text)}
    unknown = sorted((option, place) for place, option in named if option not in every)
    assert [(option, place) for option, place in unknown if option not in OTHERS] == []
    assert {option for option, _ in unknown} == OTHERS


# --- situations ---------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "openapi.yaml").write_text(DEMO.read_text(encoding="utf-8"))
    return tmp_path


def commands_of(outcome: Outcome) -> list[list[str]]:
    """The commands in the messages of an outcome, with DIR and SPEC as a user fills them in."""
    text = outcome.stderr.replace("\n", " \n")
    found = re.findall(
        r"`clientsmith ([^`]+)`|(?:Next: (?:[\w ,]*run )?|  )clientsmith ([^\n;]+)", text
    )
    commands = [one or other for one, other in found]
    filled = [each.partition(", and")[0].replace("SPEC", "openapi.yaml") for each in commands]
    return [shlex.split(each.replace("DIR", "new").strip().rstrip(".")) for each in filled]


def without_client(folder: Path) -> None:
    """Nothing but a document."""


def configured(folder: Path) -> None:
    (folder / "clientsmith.toml").write_text('spec = "openapi.yaml"\noutput = "sdk"\n')


def drifted(folder: Path) -> None:
    run("generate", "openapi.yaml", "-o", "sdk", "--models", "typeddict", folder=folder)
    (folder / "openapi.yaml").write_text(
        DEMO.read_text(encoding="utf-8").replace("Add a book", "Add one book")
    )


def drifted_configuration(folder: Path) -> None:
    configured(folder)
    run("generate", folder=folder)
    (folder / "openapi.yaml").write_text(
        DEMO.read_text(encoding="utf-8").replace("Add a book", "Add one book")
    )


def locked(folder: Path) -> None:
    drifted_configuration(folder)
    run("generate", folder=folder)


@pytest.mark.parametrize(
    ("situation", "command", "code", "number"),
    [
        (without_client, "generate", 2, 3),
        (without_client, "check", 2, 3),
        (without_client, "status", 2, 3),
        (without_client, "init", 2, 0),
        (without_client, "validate openapi.yaml", 0, 1),
        (without_client, "fetch openapi.yaml -o whole.json", 0, 1),
        (without_client, "init openapi.yaml", 0, 1),
        (without_client, "templates eject README.md --templates t", 0, 1),
        (configured, "status", 0, 1),
        (configured, "check", 1, 1),
        (drifted, "check openapi.yaml -o sdk --models typeddict", 1, 1),
        (drifted_configuration, "check", 1, 1),
    ],
)
def test_it_is_followed(
    project: Path,
    situation: Callable[[Path], None],
    command: str,
    code: int,
    number: int,
) -> None:
    situation(project)
    said = run(*command.split(), folder=project)
    assert said.code == code, said.stderr
    commands = commands_of(said)
    assert len(commands) == number, said.stderr
    for arguments in commands:
        if "demo" not in arguments:
            done = run(*arguments, folder=project)
            assert done.code == 0, (arguments, done.stderr)
    if situation in (drifted, drifted_configuration):
        assert run(*command.split(), folder=project).code == 0


def test_options_become_keys_of_the_configuration(project: Path) -> None:
    """In the way of a configuration, no hint names an option that its commands refuse."""
    outside = project.parent / f"{project.name}-outside"
    outside.mkdir()
    (outside / "book.yaml").write_text("type: object\n")
    folder = project / "a" / "b"
    folder.mkdir(parents=True)
    text = DEMO.read_text(encoding="utf-8") + f"    Part: {{$ref: '{outside}/book.yaml'}}\n"
    (folder / "openapi.yaml").write_text(text)
    said = run("generate", "openapi.yaml", "-o", "sdk", folder=folder)
    assert (said.code, "`--allow-file DIR`" in said.stderr) == (3, True), said.stderr
    done = run("generate", "openapi.yaml", "-o", "sdk", "--allow-file", outside, folder=folder)
    assert done.code == 0, done.stderr
    configured(folder)
    said = run("generate", "--force", folder=folder)
    assert (said.code, "--allow" in said.stderr) == (3, False), said.stderr
    key = re.search(r"`(allow_files = .*?)`", said.stderr)
    assert key is not None
    config = (folder / "clientsmith.toml").read_text()
    (folder / "clientsmith.toml").write_text(f"{config}{key[1].replace('DIR', str(outside))}\n")
    assert run("generate", folder=folder).code == 0


def test_a_refused_server_and_its_key(project: Path) -> None:
    (project / "clientsmith.toml").write_text('spec = "http://10.0.0.1/a.json"\noutput = "sdk"\n')
    said = run("generate", folder=project)
    assert "`allow_private = true` in the configuration" in said.stderr
    assert "--allow" not in said.stderr
    said = run("generate", "http://10.0.0.1/a.json", "-o", "sdk", folder=project)
    assert "`--allow-private`" in said.stderr
