"""Whatever a document says is in the client, or the report says that it is not.

Documents are counted by a reader of the test's own (`survey.py`).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from clientsmith.config import Config
from clientsmith.coverage import coverage_report
from clientsmith.naming.decisions import Decisions, NameKind
from clientsmith.pipeline import Planned, plan_client
from oracle.survey import Documents, Survey, extensions
from support import cases
from support.public import PublicSpec, config_of, each_public_spec

EXTENSIONS = """
openapi: 3.2.0
x-a: 1
info:
  title: Extended
  version: "1"
  x-a: 1
  contact: {name: Somebody, x-a: 1}
  license: {name: MIT, x-a: 1}
externalDocs: {url: "https://docs.test", x-a: 1}
tags: [{name: pets, x-a: 1, externalDocs: {url: "https://docs.test", x-a: 1}}]
servers: [{url: "https://{host}.test", x-a: 1, variables: {host: {default: api, x-a: 1}}}]
paths:
  x-a: 1
  /pets:
    x-a: 1
    servers: [{url: "https://pets.test", x-a: 1}]
    parameters: [{name: page, in: query, x-a: 1, schema: {type: integer, x-a: 1}}]
    post:
      x-a: 1
      tags: [pets]
      externalDocs: {url: "https://docs.test", x-a: 1}
      requestBody:
        x-a: 1
        content:
          multipart/form-data:
            x-a: 1
            schema: {$ref: "#/components/schemas/Pet"}
            encoding: {photo: {x-a: 1, headers: {A: {x-a: 1, schema: {type: string}}}}}
      responses:
        x-a: 1
        "200":
          x-a: 1
          description: A pet
          headers: {x-name: {x-a: 1, schema: {type: string}}}
          links: {x-name: {operationId: other, x-a: 1, server: {url: "https://a.test", x-a: 1}}}
          content: {application/json: {x-a: 1, schema: {$ref: "#/components/schemas/Pet"}}}
      callbacks:
        x-name:
          x-a: 1
          "{$url}": {x-a: 1, post: {x-a: 1, responses: {x-a: 1, "204": {x-a: 1, description: Done}}}}
webhooks:
  x-a: 1
  new:
    x-a: 1
    post:
      x-a: 1
      requestBody: {x-a: 1, content: {application/json: {x-a: 1, schema: {type: string, x-a: 1}}}}
components:
  x-a: 1
  schemas:
    x-name: {type: string, x-a: 1}
    Pet:
      x-a: 1
      type: object
      externalDocs: {url: "https://docs.test", x-a: 1}
      xml: {name: pet, x-a: 1}
      discriminator: {propertyName: kind, x-a: 1}
      properties:
        x-name: {type: string, x-a: 1}
        kind: {type: string}
        photo: {type: string, format: binary}
        tags: {type: array, items: {type: string, x-a: 1}}
        more: {allOf: [{x-a: 1}], additionalProperties: {x-a: 1}, not: {x-a: 1}}
  securitySchemes:
    login:
      x-a: 1
      type: oauth2
      flows:
        x-a: 1
        password: {x-a: 1, tokenUrl: "https://a.test", scopes: {read: Read}}
"""


@each_public_spec(giants=False)
def test_nothing_of_public_documents_is_lost_silently(spec: PublicSpec) -> None:
    counts = _check(config_of(spec))
    assert counts["operation"] == spec.operations


@pytest.mark.slow
@each_public_spec(giants=True)
def test_nothing_of_giants_is_lost_silently(spec: PublicSpec) -> None:
    counts = _check(config_of(spec))
    assert counts["operation"] == spec.operations


@pytest.mark.parametrize("case", cases.CASES)
def test_nothing_of_cases_is_lost_silently(case: str, tmp_path: Path) -> None:
    _check(cases.config_of(case, tmp_path))


def test_extensions_of_every_object_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_text(EXTENSIONS, encoding="utf-8")
    assert len(list(extensions(file, Documents()))) == EXTENSIONS.count("x-a: 1")
    _check(Config(spec=str(file), package="extended"))


def _check(config: Config) -> Counter[str]:
    """Fail where something is neither in the client nor in the report; return what was counted."""
    decisions = Decisions()
    planned = plan_client(config, progress=lambda stage: None, decisions=decisions)
    names: dict[str, list[str]] = {}
    for decision in decisions:
        if decision.kind in (NameKind.MODEL, NameKind.REQUEST_MODEL):
            pointer = decision.id.partition("#")[2]
            names.setdefault(pointer, []).append(decision.name.rpartition(".")[2])
    file = config.folder / config.spec
    survey = Survey(file.resolve(), planned.package, names).run()
    reported, counted = _reported(planned)
    silent = [
        f"{kind}: {place.name}#{pointer}"
        for kind, place, pointer in survey.missing
        if not any(_is_around(pointer, each) or _is_around(each, pointer) for each in reported)
    ]
    uncounted = [
        f"extension: {place.file.name}#{place.pointer}"
        for place in extensions(file.resolve(), Documents())
        if not any(_is_around(each, place.pointer) for each in counted)
    ]
    assert not silent + uncounted, "\n".join([*silent, *uncounted])
    return survey.counts


def _reported(planned: Planned) -> tuple[set[str], set[str]]:
    """Pointers that problems and the report name, and those of everything that never becomes code."""
    report = coverage_report(planned.library, planned.api, planned.problems)
    dropped = [each for count in report.counts for each in count.dropped]
    found = {problem.location.pointer for problem in planned.problems}
    found |= {problem.lost.pointer for problem in planned.problems if problem.lost is not None}
    found |= {each.place.pointer for each in report.elsewhere}
    found |= {each.place.pointer for each in dropped if each.code != "ignored"}
    return found - {""}, {each.place.pointer for each in dropped} - {""}


def _is_around(pointer: str, other: str) -> bool:
    return f"{other}/".startswith(f"{pointer}/")
