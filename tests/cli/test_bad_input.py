"""Bad input gives one clear message with its place, exit code 3, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.command import clientsmith, clientsmith_here

GOOD = """\
openapi: 3.1.0
info: {title: Sample, version: "1"}
paths:
  /pets/{petId}:
    get:
      parameters: [{name: petId, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: Fine}}
"""

BAD: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "spec.yaml", "empty"),
    "only comments": (b"# nothing here\n", "spec.yaml", ""),
    "binary": (bytes(range(256)), "spec.yaml", "spec.yaml"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "spec.json", "spec.json"),
    "broken JSON": (b'{"openapi": "3.1.0",\n "info": {', "spec.json", "spec.json:2"),
    "broken YAML": (b"openapi: 3.1.0\ninfo: {title: [}\n", "spec.yaml", "spec.yaml:2"),
    "a list": (b"- 1\n- 2\n", "spec.yaml", "spec.yaml"),
    "prose": (b"Dear reader,\n\nthis is a letter.\n", "spec.md", "spec.md"),
    "no version": (b"info: {title: x}\npaths: {}\n", "spec.yaml", "openapi"),
    "version 4": (b"openapi: 4.0.0\ninfo: {}\npaths: {}\n", "spec.yaml", "4.0.0"),
    "version 1.2": (b'swaggerVersion: "1.2"\napis: []\n', "spec.yaml", "Swagger 1"),
    "Postman": (
        b'{"info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/"}, "item": []}',
        "spec.json",
        "Postman",
    ),
    "dangling file": (
        GOOD.replace("schema: {type: string}", "schema: {$ref: no.yaml}").encode(),
        "spec.yaml",
        "no.yaml",
    ),
    "aliases without end": (b"a: &a [*a]\nopenapi: 3.1.0\n", "spec.yaml", "spec.yaml"),
    "a Python object": (b"!!python/object/apply:os.system ['true']\n", "spec.yaml", "spec.yaml"),
    "nested too deeply": (b"[" * 100_000, "spec.json", "spec.json"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(name: str, tmp_path: Path) -> None:
    content, file, expected = BAD[name]
    (tmp_path / file).write_bytes(content)
    outcome = clientsmith_here("generate", file, "-o", "out", folder=tmp_path)
    assert outcome.code == 3
    assert expected in outcome.stderr
    assert "error[" in outcome.stderr
    assert [path.name for path in tmp_path.iterdir()] == [file]


def test_a_path_parameter_that_nobody_declares_is_no_bad_input(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(GOOD.replace("name: petId", "name: other"))
    outcome = clientsmith_here("generate", "spec.yaml", "-o", "out", folder=tmp_path)
    assert outcome.code == 0
    assert "warning[path-parameter-missing]" in outcome.stderr
    strict = clientsmith_here("generate", "spec.yaml", "-o", "new", "--strict", folder=tmp_path)
    assert strict.code == 3


def test_a_reference_to_nothing_in_the_document_is_no_bad_input(tmp_path: Path) -> None:
    gone = 'schema: {$ref: "#/components/schemas/No"}'
    (tmp_path / "spec.yaml").write_text(GOOD.replace("schema: {type: string}", gone))
    outcome = clientsmith_here("generate", "spec.yaml", "-o", "out", folder=tmp_path)
    assert outcome.code == 0
    assert "warning[reference-unresolved] spec.yaml:6" in outcome.stderr
    strict = clientsmith_here("generate", "spec.yaml", "-o", "new", "--strict", folder=tmp_path)
    assert strict.code == 3


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    outcome = clientsmith_here("generate", "no.yaml", "-o", "out", folder=tmp_path)
    assert outcome.code == 3
    assert "no.yaml" in outcome.stderr
    assert not list(tmp_path.iterdir())


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    refs = '{"$ref": "no1.json"}, {"$ref": "no2.json#/No"}'
    document = (
        '{"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {},\n'
        f'"components": {{"schemas": {{"A": {{"anyOf": [{refs}]}}}}}}}}'
    )
    (tmp_path / "spec.json").write_text(document)
    outcome = clientsmith_here("validate", "spec.json", "--json", folder=tmp_path)
    problems = json.loads(outcome.stdout)["error"]["problems"]
    assert outcome.code == 3
    assert [(p["pointer"], p["line"]) for p in problems if p["severity"] == "error"] == [
        ("/components/schemas/A/anyOf/0/$ref", 2),
        ("/components/schemas/A/anyOf/1/$ref", 2),
    ]


def test_terminals_cannot_be_steered(tmp_path: Path) -> None:
    document = GOOD.replace("petId}:", "petId}\\u001b[2J\\u202e:").replace("/pets", '"/pets')
    document = document.replace("\\u202e:", '\\u202e":').replace("name: petId", "name: other")
    (tmp_path / "spec.yaml").write_text(document)
    outcome = clientsmith_here("generate", "spec.yaml", "-o", "out", folder=tmp_path)
    assert not set("\x1b\x9b\x07\u202e") & set(outcome.stderr + outcome.stdout)


def test_standard_input(tmp_path: Path) -> None:
    outcome = clientsmith("generate", "-", "-o", "out", folder=tmp_path, stdin=GOOD.encode())
    assert outcome.code == 0, outcome.stderr
    assert (tmp_path / "out" / "sample" / "client.py").is_file()
    assert "1 of 1 operations" in outcome.stderr


def test_strict_turns_warnings_into_failure(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(GOOD + "unknown_key: 1\n")
    fine = clientsmith_here("generate", "spec.yaml", "-o", "out", folder=tmp_path)
    strict = clientsmith_here("generate", "spec.yaml", "-o", "strict", "--strict", folder=tmp_path)
    assert fine.code == 0, fine.stderr
    assert "warning[" in fine.stderr
    assert strict.code == 3
    assert not (tmp_path / "strict").exists()
