"""What commands print of a document: no control characters, and nothing that a CI system takes for a
command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from clientsmith.encode.characters import printable, printable_json, printable_line
from support.command import clientsmith_here

ATTACK = "\n::error file=a::pwned\n  ::add-mask::x\n##[error]pwned ##vso[task.setvariable variable=a]b\x1b[2J\x9b\r\u2028::stop-commands::z"

COMMAND = re.compile(r"^\s*::.*::|##\w*\[", re.MULTILINE)
"""Lines that GitHub's runner, Azure's agent or TeamCity act on."""


def is_harmless(text: str) -> bool:
    return all(each.isprintable() or each == "\n" for each in text) and not COMMAND.search(text)


DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": f"Sample{ATTACK}", "version": f"1{ATTACK}", "description": ATTACK},
    "servers": [{"url": f"https://sample.test/{ATTACK}"}],
    "tags": [{"name": f"pets{ATTACK}", "description": ATTACK}],
    "paths": {
        f"/pets{ATTACK}/{{id}}": {
            "get": {
                "operationId": f"get{ATTACK}",
                "tags": [f"pets{ATTACK}"],
                "summary": ATTACK,
                "description": f"Text.\n\n    {ATTACK}",
                "parameters": [
                    {"name": f"a{ATTACK}", "in": "query", "schema": {"pattern": f"({ATTACK}"}},
                    {"name": f"b{ATTACK}", "in": f"nowhere{ATTACK}"},
                ],
                "responses": {
                    "200": {
                        "description": ATTACK,
                        "content": {
                            f"text/{ATTACK}": {},
                            "application/json": {
                                "schema": {"$ref": f"#/components/schemas/x{ATTACK}"}
                            },
                        },
                    },
                    f"2{ATTACK}": {"description": "bad"},
                },
            }
        },
        f"{ATTACK}": {"get": {"responses": {"204": {"description": "ok"}}}},
        "/fine": {"get": {"tags": ["pets"], "responses": {"204": {"description": ATTACK}}}},
    },
    "components": {
        "schemas": {
            f"Bad{ATTACK}": {"type": f"{ATTACK}", "enum": [ATTACK, f"::error::{ATTACK}"]},
            "Good": {
                "type": "object",
                "properties": {f"p{ATTACK}": {"type": "string", "default": ATTACK}},
            },
        }
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attacked")
    (folder / "spec.json").write_text(json.dumps(DOCUMENT))
    broken = dict(DOCUMENT, paths={"/fine": {"get": {"responses": {}}}})
    (folder / "fine.json").write_text(json.dumps(broken))
    clientsmith_here("generate", "fine.json", "-o", "sdk", "-p", "sample", folder=folder)
    return folder


COMMANDS = (
    "validate spec.json -v",
    "validate spec.json --json",
    "generate spec.json -o all -p sample -v",
    "generate spec.json -o all_json -p sample --json",
    "generate spec.json -o report -p sample --report -",
    "generate spec.json -o strict -p sample --strict",
    "check spec.json -o sdk -p sample -v",
    "check spec.json -o sdk -p sample --json",
    "diff fine.json spec.json",
    "diff fine.json spec.json -v --no-surface",
    "diff fine.json spec.json --json",
    "diff fine.json spec.json --format markdown",
    "diff fine.json spec.json --format changelog",
    "diff spec.json fine.json --format markdown -v",
    "explain pets spec.json",
    "explain Good spec.json",
    "explain Good.p spec.json --json",
    "templates context spec.json",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_of_a_document_is_a_command(folder: Path, command: str) -> None:
    done = clientsmith_here(*command.split(), folder=folder)
    assert done.stdout or done.stderr
    assert is_harmless(done.stderr), done.stderr
    if "markdown" in command or "changelog" in command:
        assert not COMMAND.search(done.stdout)
    else:
        assert is_harmless(done.stdout), done.stdout
    if "--json" in command or "context" in command:
        json.loads(done.stdout)


def test_annotations_are_the_only_commands(folder: Path) -> None:
    (folder / "clientsmith.toml").write_text("spec = 'spec.json'\noutput = 'sdk'\nstrict = true\n")
    done = clientsmith_here("check", "--annotate", "github", folder=folder)
    lines = done.stdout.splitlines()
    assert lines
    assert all(
        re.match(r"::(error|warning|notice) [^:]*title=clientsmith::", each) for each in lines
    )
    assert not any("##[" in each or "\x1b" in each for each in lines)


@pytest.mark.parametrize("command", ["check", "generate", "status", "trust", "templates lint"])
def test_nothing_of_a_configuration_is_a_command(tmp_path: Path, command: str) -> None:
    attack = json.dumps(ATTACK.replace("\x9b", ""))
    for text in (
        f"{attack} = 1",
        f"[clients.{attack}]\nspec = {attack}\noutput = {attack}\nhooks = {attack}\ncommand = [{attack}]",
        f"[clients.{attack}]\noutput = 'x'\ncommand = [{attack}]\ntemplates = {attack}",
        f"spec = {attack}\noutput = {attack}",
    ):
        (tmp_path / "clientsmith.toml").write_text(text, encoding="utf-8")
        done = clientsmith_here(*command.split(), folder=tmp_path)
        assert is_harmless(done.stdout + done.stderr), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n::error::b", "a\n\\x3a:error::b"),
        ("  ::group::b", "  \\x3a:group::b"),
        ("x ##[error]y", "x \\x23#[error]y"),
        ("####vso[a]", "##\\x23#vso[a]"),
        ("## [1.0.0]\n::\nx[::2]\n:: one", "## [1.0.0]\n::\nx[::2]\n:: one"),
        ("a::b::c", "a::b::c"),
        ("\t\x1b\u202e\ud800é日", "\\t\\x1b\\u202e\\ud800é日"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert printable(shown) == shown
    assert printable_line(text) == printable(text.replace("\n", "\\n"))
    assert json.loads(printable_json(json.dumps(text, ensure_ascii=False))) == text
    assert is_harmless(printable_json(json.dumps({"a": [text]}, indent=2, ensure_ascii=False)))
