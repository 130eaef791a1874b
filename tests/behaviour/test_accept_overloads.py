"""Results whose type depends on the media type that is asked for."""

from __future__ import annotations

from pathlib import Path

import httpx2

from support.checks import mypy_errors, pyright_errors
from support.clients import exchange, generate_to

DOCUMENT = """
openapi: 3.1.0
info: {title: Repo, version: "1"}
servers: [{url: "https://repo.test"}]
paths:
  /commits/{ref}:
    parameters:
      - {name: ref, in: path, required: true, schema: {type: string}}
      - {name: page, in: query, schema: {type: integer}}
    get:
      tags: [commits]
      operationId: commits/get
      responses:
        "200":
          description: The commit.
          content:
            text/plain: {schema: {type: string}}
            application/json: {schema: {$ref: "#/components/schemas/Commit"}}
            text/csv: {schema: {type: string}}
        "204": {description: Nothing new.}
    delete:
      tags: [commits]
      operationId: commits/delete
      deprecated: true
      responses:
        "200":
          description: The commit.
          content:
            application/json: {schema: {$ref: "#/components/schemas/Commit"}}
            text/plain: {schema: {type: string}}
  /logos/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      tags: [logos]
      operationId: logos/get
      responses: {"200": {description: A logo., content: {image/png: {}, image/jpeg: {}}}}
components:
  schemas:
    Commit: {type: object, required: [sha], properties: {sha: {type: string}}}
"""
PROGRAM = """
from typing import Literal, assert_type

from repo import AsyncRepo, Repo, models


def run(client: Repo, kind: Literal["application/json", "text/plain"]) -> None:
    commit = client.commits.get("main", page=1)
    if commit is not None:
        print(commit.sha)
    assert_type(client.commits.get("main"), models.Commit | None)
    assert_type(client.commits.get("main", accept=None), models.Commit | None)
    assert_type(client.commits.get("main", accept="text/plain"), str | None)
    assert_type(client.commits.get("main", accept="text/csv", page=2), str | None)
    either: models.Commit | str | None = client.commits.get("main", accept=kind)
    print(either)
    assert_type(client.logos.get("1", accept="image/png"), bytes)


async def run_async(client: AsyncRepo) -> None:
    assert_type(await client.commits.get("main"), models.Commit | None)
    assert_type(await client.commits.get("main", accept="text/plain"), str | None)
"""
WRONG = """
from repo import Repo

def run(client: Repo) -> None:
    client.commits.get("main", accept="image/png")
    print(client.commits.get("main", accept="text/plain").sha)
"""


def test_types(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    folder = tmp_path / "out"
    generate_to(tmp_path / "openapi.yaml", folder)
    (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    (folder / "wrong.py").write_text(WRONG, encoding="utf-8")
    right, wrong = [Path("program.py"), Path("repo")], [Path("wrong.py")]
    assert mypy_errors(right, folder) == ""
    assert pyright_errors(right, folder) == ""
    found = mypy_errors(wrong, folder)
    assert "wrong.py:5: error: No overload variant" in found
    assert 'wrong.py:6: error: Item "str"' in found
    found = pyright_errors(wrong, folder)
    assert "wrong.py:5:5 - error: No overloads" in found
    assert 'Cannot access attribute "sha" for class "str"' in found


def test_the_docstring_is_there_once(tmp_path: Path) -> None:
    sample = exchange(DOCUMENT, tmp_path)
    sample.answer = httpx2.Response(200, json={"sha": "1"})
    assert sample.client.commits.get("main").sha == "1"
    sample.answer = httpx2.Response(200, text="a,b", headers={"Content-Type": "text/csv"})
    assert sample.client.commits.get("main", accept="text/csv") == "a,b"
    assert sample.request.headers["accept"] == "text/csv"
    text = (tmp_path / "out" / sample.package.__name__ / "resources" / "commits.py").read_text()
    methods = text.split("class AsyncCommits")[0]
    assert methods.count("`GET /commits/{ref}`") == 1
    assert methods.count("@_overload\n    def get(") == 2
    assert (
        methods.count('@_overload\n    @_deprecated("DELETE /commits/{ref} is deprecated.")') == 2
    )
    logos = (tmp_path / "out" / sample.package.__name__ / "resources" / "logos.py").read_text()
    assert "_overload" not in logos
