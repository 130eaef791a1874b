"""Calls in code samples of documents, and the names that they give."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.config.config import VendorExtensions
from clientsmith.pipeline import Planned, plan_client
from clientsmith.problem import Severity
from clientsmith.project.pins import NO_PINS, Pins
from clientsmith.read.code_samples import sampled_call
from clientsmith.sources import load
from clientsmith.sources.bundle import bundle


def python(*samples: str) -> list[dict[str, str]]:
    """Return the value of `x-codeSamples`."""
    return [{"lang": "Python", "source": sample} for sample in samples]


def called(sample: str) -> str:
    return sampled_call("x-codeSamples", python(sample))


def planned(
    folder: Path,
    samples: Mapping[str, str],
    config: Config | None = None,
    before: Pins = NO_PINS,
    ids: Mapping[str, str] | None = None,
) -> Planned:
    """Plan a client of operations, each with the sample that it has, which may be empty."""
    paths: dict[str, Any] = {}
    for key, sample in samples.items():
        method, path = key.split()
        operation: dict[str, Any] = {"responses": {"204": {"description": "Done."}}}
        if ids:
            operation["operationId"] = ids[key]
        if sample:
            operation["x-codeSamples"] = python(sample)
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        operation["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in names
        ]
        paths.setdefault(path, {})[method.lower()] = operation
    document = {"openapi": "3.1.0", "info": {"title": "Chat", "version": "1"}, "paths": paths}
    file = folder / "openapi.json"
    file.write_text(json.dumps({**document, "servers": [{"url": "https://chat.test"}]}))
    config = config or Config()
    config = replace(config, spec=str(file))
    return plan_client(config, progress=lambda stage: None, before=before)


def calls(client: Planned) -> list[str]:
    return sorted(
        f"{resource.path}.{method.name}"
        for resource in client.package.resources
        for method in resource.methods
    )


@pytest.mark.parametrize(
    ("sample", "call"),
    [
        ("client.threads.list()", "threads.list"),
        ("from a import A\nacme = A(key='1')\nacme.threads.list()", "threads.list"),
        ("with a.A() as acme:\n    await acme.threads.list()", "threads.list"),
        ("acme: A = await a.A()\nfor x in acme.threads.list():\n    print(x)", "threads.list"),
        ("client.a.b.with_raw_response.create(x=client.y.z)", "a.b.create"),
        ("client.files.create(open('a'))\nclient.batches.create(1)", "batches.create"),
        ("print('client.no.call()')  # client.no.call()", ""),
        ('"""client.no.call()"""\nclient.threads.get("a")', "threads.get"),
        ("import requests\nrequests.sessions.get('https://a.test')", ""),
        ("client.list_threads()", ""),
        ("client.threadList.Get()", ""),
        ("client.threads.list", ""),
        ("", ""),
    ],
)
def test_the_last_call_of_a_client_counts(sample: str, call: str) -> None:
    assert called(sample) == call


def test_most_samples_decide() -> None:
    value = python("client.a.b()", "client.a.c()", "client.a.c()")
    assert sampled_call("x-codeSamples", value) == "a.c"


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        "client.a.b()",
        [],
        [7, None, {"lang": 3, "source": []}, {"lang": "Python"}],
        {"examples": [{"request": {"python": 7}}], "code-samples": [{"language": "python"}]},
        [{"lang": "Java", "source": "client.a.b()"}],
        [{"lang": "Python", "source": {"$ref": "sample.py"}}],
        python("client.a.b() " + " " * 60_000),
    ],
)
@pytest.mark.parametrize("key", ["x-codeSamples", "x-readme", "x-fern-examples", "x-oaiMeta"])
def test_any_other_value_shows_no_call(key: str, value: object) -> None:
    assert sampled_call(key, value) == ""


CHAT = {
    "GET /threads": "client.beta.threads.list()",
    "POST /threads": "client.beta.threads.create()",
    "GET /threads/{id}": "client.beta.threads.retrieve('7')",
    "DELETE /threads/{id}": "",
    "GET /threads/{id}/messages": "",
    "GET /models": "client.models.list()",
    "POST /images/edits": "client.images.edit(image=open('a.png', 'rb'))",
}


def test_operations_are_called_as_samples_show(tmp_path: Path) -> None:
    client = planned(tmp_path, CHAT)
    assert calls(client) == [
        "beta.threads.create",
        "beta.threads.delete",
        "beta.threads.get",
        "beta.threads.list",
        "beta.threads.messages.list",
        "images.edit",
        "models.list",
    ]


def test_the_user_chooses_the_verbs(tmp_path: Path) -> None:
    client = planned(tmp_path, CHAT, Config(verbs={"get": "retrieve", "list": "all"}))
    assert {"beta.threads.retrieve", "beta.threads.all", "beta.threads.messages.all"} <= {
        *calls(client)
    }


SHOWN = """\
openapi: 3.1.0
info: {title: Chat, version: '1'}
servers: [{url: https://chat.test}]
paths:
  /threads:
    $ref: paths/threads.yaml
  /models:
    get:
      x-codeSamples:
        - $ref: missing/python.yaml
      responses: {'204': {description: Done.}}
"""
THREADS = """\
get:
  x-codeSamples:
    - $ref: samples/curl/list.yaml
    - $ref: samples/python/list.yaml
  responses: {'204': {description: Done.}}
"""


def written(folder: Path) -> Path:
    """A document whose samples are in files of their own, one of which is missing."""
    samples = folder / "paths" / "samples" / "python"
    samples.mkdir(parents=True)
    (folder / "openapi.yaml").write_text(SHOWN)
    (folder / "paths" / "threads.yaml").write_text(THREADS)
    (samples / "list.yaml").write_text("lang: Python\nsource: client.beta.threads.list()\n")
    return folder / "openapi.yaml"


def test_samples_are_read_from_files_of_their_own(tmp_path: Path) -> None:
    file = written(tmp_path)
    client = plan_client(Config(spec=str(file)), progress=lambda stage: None)
    assert calls(client) == ["beta.threads.list", "models.list"]
    [problem] = [each for each in client.problems if each.code == "reference-unresolved"]
    assert problem.severity is Severity.WARNING
    assert "missing/python.yaml" in problem.message


def test_samples_in_other_languages_are_not_loaded(tmp_path: Path) -> None:
    library = load(str(written(tmp_path)))
    assert sorted(library.documents) == [
        "openapi.yaml",
        "paths/samples/python/list.yaml",
        "paths/threads.yaml",
    ]


def test_samples_are_bundled(tmp_path: Path) -> None:
    bundled = bundle(load(str(written(tmp_path)))).data
    assert bundled["paths"]["/threads"]["get"]["x-codeSamples"] == [
        {"$ref": "samples/curl/list.yaml"},
        {"lang": "Python", "source": "client.beta.threads.list()"},
    ]


def test_samples_may_be_ignored(tmp_path: Path) -> None:
    expected = [
        "images.edits.create",
        "models.list",
        "threads.create",
        "threads.delete",
        "threads.get",
        "threads.list",
        "threads.messages.list",
    ]
    for config in (
        Config(naming="path"),
        Config(vendor_extensions=VendorExtensions(("x-codeSamples",))),
    ):
        assert calls(planned(tmp_path, CHAT, config)) == expected


def test_groups_of_operation_ids_come_before_samples(tmp_path: Path) -> None:
    ids = {key: f"{'talk' if number else 'look'}/do-{number}" for number, key in enumerate(CHAT)}
    client = planned(tmp_path, CHAT, ids=ids)
    assert calls(client) == ["look.do_0", *(f"talk.do_{number}" for number in range(1, len(CHAT)))]


def test_a_sample_of_another_operation_is_not_followed(tmp_path: Path) -> None:
    client = planned(
        tmp_path,
        {
            "GET /pets": "client.zoo.pets.list()",
            "POST /pets": "client.zoo.pets.list()",
            "GET /pets/{id}": "client.zoo.pets.delete('7')",
            "GET /cages": "session = Session()\nsession.headers.update({})",
            "POST /cages": "session = Session()\nsession.headers.update({})",
        },
    )
    assert calls(client) == [
        "cages.create",
        "cages.list",
        "zoo.pets.create",
        "zoo.pets.get",
        "zoo.pets.list",
    ]


def test_samples_that_come_later_rename_nothing(tmp_path: Path) -> None:
    plain = dict.fromkeys(CHAT, "")
    before = planned(tmp_path, plain)
    client = planned(tmp_path, CHAT, before=before.pins)
    assert calls(client) == calls(before)
    more = {**CHAT, "GET /threads/{id}/runs": "client.beta.threads.runs.list('7')"}
    assert "threads.runs.list" in calls(planned(tmp_path, more, before=before.pins))


def test_a_client_that_is_named_after_samples_goes_on_so(tmp_path: Path) -> None:
    before = planned(tmp_path, CHAT)
    more = {**CHAT, "GET /threads/{id}/runs": ""}
    client = planned(tmp_path, more, before=before.pins)
    assert calls(client) == sorted([*calls(before), "beta.threads.runs.list"])
