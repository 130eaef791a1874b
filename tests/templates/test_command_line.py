"""The worked example of a command-line client: every operation is a command, and what it says is so."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support import checks
from support.clients import generate_to, import_from
from support.public import PublicSpec, each_public_spec
from support.raw_server import RawServer, always, answer, in_turn

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "examples" / "templates" / "command-line" / "templates"
SPEC = Path(__file__).parent / "acme.yaml"
PET_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
PET: dict[str, Any] = {
    "id": PET_ID,
    "name": "Rex",
    "status": "available",
    "owner": {"email": "a@b.test"},
    "createdAt": "2026-01-02T03:04:05Z",
}

Run = Callable[..., tuple[int, str, str]]
"""Runs a command; gives its exit code and what it wrote to both outputs."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the program."""
    folder = tmp_path_factory.mktemp("command_line")
    generate_to(SPEC, folder, package="acme_program", templates=str(TEMPLATES))
    return folder


@pytest.fixture
def server() -> Iterator[RawServer]:
    with RawServer() as server:
        yield server


@pytest.fixture
def run(
    folder: Path,
    server: RawServer,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    import_from(folder, "acme_program")
    program = importlib.import_module("acme_program.cli")
    monkeypatch.setenv("ACME_TOKEN", "secret-token")
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str, calls: bool = True) -> tuple[int, str, str]:
        code = program.main([*words, *(["--base-url", server.url] if calls else [])])
        out, err = capfd.readouterr()
        return code, out, err

    return run


def test_arguments_become_a_request(run: Run, server: RawServer) -> None:
    server.behave = always(answer(json.dumps(PET), status="201 Created"))
    code, out, err = run(
        *("pets", "create", "--name", "Rex", "--born", "2020-02-29", "--status", "sold"),
        *("--owner", '{"email": "a@b.test"}', "--nickname", "null", "--json"),
    )
    assert (code, json.loads(out), err) == (0, PET, "")
    (request,) = server.received
    assert (request.method, request.target) == ("POST", "/pets")
    assert request.header("Authorization") == "Bearer secret-token"
    assert json.loads(request.body) == {
        "name": "Rex",
        "born": "2020-02-29",
        "status": "sold",
        "owner": {"email": "a@b.test"},
        "nickname": "null",  # a text, so the word is the value
    }


def test_people_read_lines(run: Run, server: RawServer) -> None:
    server.behave = always(answer(json.dumps(PET | {"nickname": "a\x1b[31mb"})))
    code, out, _ = run("pets", "get", PET_ID)
    assert (code, server.received[0].target) == (0, f"/pets/{PET_ID}")
    assert out == (
        f"id: {PET_ID}\nname: Rex\nstatus: available\ncreatedAt: 2026-01-02T03:04:05Z\n"
        'nickname: "a\\u001b[31mb"\nowner:\n  email: a@b.test\n'
    ), out


def test_a_list_is_repeated_or_read_from_a_file(
    run: Run, server: RawServer, tmp_path: Path
) -> None:
    server.behave = always(answer("", status="204 No Content"))
    assert run("pets", "replace-all", "--body", '{"name": "a"}', "--body", '{"name": "b"}')[0] == 0
    file = tmp_path / "pets.json"
    file.write_text('[{"name": "c"}]', encoding="utf-8")
    assert run("pets", "replace-all", "--body", f"@{file}") == (0, "", "")
    sent = [json.loads(request.body) for request in server.received]
    assert sent == [[{"name": "a"}, {"name": "b"}], [{"name": "c"}]]


def test_pages_are_followed_as_far_as_wanted(run: Run, server: RawServer) -> None:
    def page(*reasons: str, cursor: str | None) -> bytes:
        data = [{"reason": reason} for reason in reasons]
        return answer(json.dumps({"data": data, "total": 3, "next_cursor": cursor}))

    server.behave = in_turn(page("a", "b", cursor="x"), page("c", cursor=None))
    code, out, _ = run("visits", "list", "--json")
    assert (code, json.loads(out)) == (0, [{"reason": "a"}, {"reason": "b"}, {"reason": "c"}])
    server.received.clear()
    server.behave = in_turn(page("a", "b", cursor="x"), page("c", cursor=None))
    assert run("visits", "list", "--max-items", "1") == (0, "reason: a\n", "")
    assert len(server.received) == 1


def test_streams_are_printed_line_by_line(run: Run, server: RawServer) -> None:
    events = 'data: {"text": "once"}\n\ndata: {"text": "upon"}\n\n'
    server.behave = always(answer(events, content_type="text/event-stream"))
    code, out, _ = run("stories", "create-stream", "--about", "a pet")
    assert (code, out) == (0, '{"text": "once"}\n{"text": "upon"}\n')


def test_files_are_sent_and_received(run: Run, server: RawServer, tmp_path: Path) -> None:
    source, target = tmp_path / "paper.pdf", tmp_path / "copy.pdf"
    source.write_bytes(b"\x00paper\xff")
    server.behave = always(answer('{"id": "f1", "size": 7}', status="201 Created"))
    assert run("files", "upload", "--file", str(source)) == (0, "id: f1\nsize: 7\n", "")
    assert b"\x00paper\xff" in server.received[0].body
    assert b'filename="paper.pdf"' in server.received[0].body
    content = answer("content", content_type="application/octet-stream")
    server.behave = always(content)
    assert run("files", "download", "f1") == (0, "content", "")
    assert run("files", "download", "f1", "--output", str(target)) == (0, "", "")
    assert target.read_bytes() == b"content"


def test_refusals_are_told(run: Run, server: RawServer) -> None:
    problem = {"message": "There is none.", "field": "petId"}
    server.behave = always(answer(json.dumps(problem), status="404 Not Found"))
    code, out, err = run("pets", "get", PET_ID)
    assert (code, out) == (1, "")
    assert err.startswith("acme-program: ")
    assert "404" in err
    code, out, err = run("pets", "get", PET_ID, "--json")
    told = json.loads(err)
    assert (code, out, told["error"], told["status"]) == (1, "", "NotFoundError", 404)
    assert told["body"] == problem


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["pts"], "acme-program: error: there is no group 'pts'; acme-program --help lists them"),
        (["pets", "gt"], "there is no command 'gt'; acme-program pets --help lists them"),
        (["pets", "get", "5"], "acme-program pets get: error: pet_id: expected a UUID"),
        (["pets", "create"], "the following arguments are required: --name"),
        (["pets", "list", "--limit", "many"], "limit: expected an integer, got a string"),
        (["pets", "list", "--born-after", "soon"], "born_after: expected a date"),
        (["pets", "create", "--name", "a", "--owner", '{"email": 1}'], "owner: $.email: expected"),
        (["pets", "create", "--name", "a", "--nonsense"], "unrecognized arguments: --nonsense"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else None,
)
def test_wrong_usage_sends_nothing(
    run: Run, server: RawServer, words: list[str], told: str
) -> None:
    code, out, err = run(*words)
    assert (code, out, server.received) == (2, "", [])
    assert told in err


def test_help_says_what_the_document_says(run: Run) -> None:
    code, out, _ = run("--help", calls=False)
    assert code == 0
    assert "  pets     Pets of the shop.\n" in out
    code, out, _ = run("pets", "--help", calls=False)
    assert (code, "replace-all" in out) == (0, True)
    code, out, _ = run("pets", "list", "--help", calls=False)
    assert code == 0
    assert "--limit LIMIT         How many. At most 100. Default: 20.\n" in out
    assert "  ACME_TOKEN    Token of a user.\n" in out
    assert "--server" in out
    assert run("--version", calls=False)[:2] == (0, "acme-program 1.2.0\n")


ODD = r"""
openapi: 3.1.0
info: {title: "%(prog)s 100%", version: "1"}
servers: [{url: https://odd.test}]
tags: [{name: things, description: "%(prog)s of %s.\e[31m"}]
paths:
  /things:
    get:
      tags: [things]
      operationId: listThings
      description: "%(prog)s lists 100% of %d.\e[31m"
      parameters:
        - name: order
          in: query
          required: true
          description: "Like 5% (%(prog)s).\e[31m"
          schema: {type: string, enum: ["up  (first", "[down]", "", "\e[31m", "100%"]}
        - {name: kind, in: query, schema: {type: string, enum: [big, small]}}
        - {name: longerThanOneLineOfTheUsage, in: query, required: true, schema: {type: string}}
        - {name: json, in: query, schema: {type: string}}
        - {name: json_argument, in: query, schema: {type: string}}
        - {name: cache, in: query, schema: {type: boolean}}
        - {name: no_cache, in: query, schema: {type: string}}
      responses: {"204": {description: Done}}
  /list:
    put:
      tags: [list]
      operationId: replaceList
      requestBody: {content: {application/json: {schema: {type: array, items: {type: string}}}}}
      responses:
        "200":
          description: Done
          content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}
"""


def test_help_is_text_whatever_it_says(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(ODD, encoding="utf-8")
    generate_to(spec, tmp_path / "out", package="odd_program", templates=str(TEMPLATES))
    import_from(tmp_path / "out", "odd_program")
    program = importlib.import_module("odd_program.cli")
    told = []
    for words in ([], ["things"], ["things", "list"], ["list", "replace"]):
        assert program.main([*words, "--help"]) == 0
        told.append(capfd.readouterr().out)
        assert "\x1b" not in told[-1]
    assert "%(prog)s 100%\n" in told[0]
    assert "%(prog)s of %s. [31m.\n" in told[1]
    assert "%(prog)s lists 100% of %d. [31m" in told[2]
    listed = r'One of: "up  (first", "[down]", "", "\u001b[31m", 100%.'
    assert listed in " ".join(told[2].split()).replace('"up (first"', '"up  (first"')
    assert "--kind {big,small}" in told[2]
    for flags in (
        "--json-argument JSON",
        "--json-argument-argument JSON_ARGUMENT",
        "--cache, --no-cache",
        "--no-cache-argument NO_CACHE",
        "--json  ",
    ):
        assert f"\n  {flags}" in told[2], flags
    assert "May be repeated.\n" in told[3]
    assert program.main(["things", "list", "--order", "none"]) == 2
    assert "invalid choice: 'none'" in capfd.readouterr().err


def test_the_project_installs_the_program(folder: Path) -> None:
    project = (folder / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.scripts]\n"acme-program" = "acme_program.cli:main"\n' in project


def test_type_checkers_are_content(folder: Path, tmp_path: Path) -> None:
    place = checks.copy_for_types(folder, "acme_program", tmp_path)
    assert checks.mypy_errors([Path("acme_program/cli")], place) == ""


@pytest.mark.slow
@each_public_spec()
def test_there_is_a_command_for_every_operation(spec: PublicSpec, tmp_path: Path) -> None:
    package = f"program_{spec.name.translate(str.maketrans('-.', '__'))}"
    made = generate_to(spec.file, tmp_path, package=package, templates=str(TEMPLATES))
    import_from(tmp_path, package)
    program = importlib.import_module(f"{package}.cli")
    commands = importlib.import_module(f"{package}.cli.commands")
    known = 0
    for group in program.GROUPS:
        for command in importlib.import_module(f"{package}.cli.groups.{group.module}").COMMANDS:
            _, parser, _ = program.PROGRAM._command(group, [commands.word(command.name)])
            assert command.help.partition(" ")[0] in parser.format_help()
            known += 1
    resources = made.planned.package.resources
    assert known == sum(len(resource.methods) for resource in resources)
