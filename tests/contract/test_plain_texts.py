"""Plain texts beside the Python literals: the same value, for templates that print no Python."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
import yaml
from jinja2 import DictLoader

from clientsmith.config import Config
from clientsmith.context import Package
from clientsmith.contract import class_contracts
from clientsmith.pipeline import plan_client
from clientsmith.render.environment import environment
from clientsmith.text import Text, reveal
from render.sample_contexts import ACME
from support.contexts import checked_in_contexts

PLAIN = "plain_"


def objects(value: object) -> Iterator[Any]:
    """Every object of the context within a value."""
    if isinstance(value, tuple):
        for item in value:
            yield from objects(item)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from objects(getattr(value, field.name))


def packages() -> Iterator[Package]:
    yield ACME
    yield from checked_in_contexts().values()


@pytest.mark.property
def test_each_is_what_the_literal_is_one_of() -> None:
    seen = set()
    for package in packages():
        for value in objects(package):
            for name in (each.name for each in fields(value) if each.name.startswith(PLAIN)):
                told = ast.literal_eval(getattr(value, name.removeprefix(PLAIN)))
                plain = "" if told is None else str(told)
                assert reveal(getattr(value, name)) == plain, (type(value).__name__, name)
                seen.add((type(value).__name__, name))
    declared = {
        (contract.name, field.name)
        for contract in class_contracts().values()
        for field in contract.fields
        if field.name.startswith(PLAIN)
    }
    assert seen == declared


def test_they_stand_beside_fields_of_that_name() -> None:
    for contract in class_contracts().values():
        for name in contract.by_name:
            if name.startswith(PLAIN):
                assert name.removeprefix(PLAIN) in contract.by_name


DOCUMENT = """
openapi: 3.1.0
info: {title: T, version: "1"}
servers: [{url: /below}, {url: "https://{zone}.t.test/v1", variables: {zone: {default: eu}}}]
security: [{key: []}, {login: []}]
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: "the 'key'"}
    login: {type: http, scheme: basic}
paths:
  "/it's/{a-b}":
    post:
      parameters: [{name: a-b, in: path, required: true, schema: {type: string}}]
      requestBody:
        content:
          text/plain; charset=utf-8: {schema: {type: string}}
          application/json: {schema: {type: string}}
      responses:
        200:
          description: Yes
          content:
            text/csv: {schema: {type: string}}
            application/json: {schema: {type: integer}}
        4XX: {description: No, content: {application/problem+json: {schema: {type: object}}}}
        default: {description: "?", content: {"image/*": {}}}
        204: {description: Nothing}
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    place = tmp_path_factory.mktemp("plain") / "api.yaml"
    place.write_text(DOCUMENT, encoding="utf-8")
    assert yaml.safe_load(DOCUMENT)
    return plan_client(Config(spec=str(place), output="out"), progress=lambda stage: None).package


def test_a_method_in_the_words_of_the_document(package: Package) -> None:
    (method,) = package.resources[0].methods
    assert reveal(method.plain_http_method) == "POST"
    assert reveal(method.plain_path) == "/it's/{a-b}"
    assert method.body is not None
    forms = (method.body, *method.body.further)
    assert [reveal(form.plain_media_type) for form in forms] == [
        "application/json",
        "text/plain; charset=utf-8",
    ]
    assert [
        (reveal(case.plain_status), [reveal(each) for each in case.media_types])
        for case in method.responses
    ] == [
        ("200", ["application/json", "text/csv"]),
        ("204", []),
        ("4XX", ["application/problem+json"]),
        ("default", ["image/*"]),
    ]


def test_where_requests_go(package: Package) -> None:
    client = package.client
    assert reveal(client.plain_base_url) == "https://eu.t.test/v1"
    assert [reveal(each.plain_url) for each in client.servers] == ["/below", "https://eu.t.test/v1"]


def test_where_credentials_go(package: Package) -> None:
    told = [(each.location, reveal(each.wire_name)) for each in package.client.credentials]
    assert told == [("query", "the 'key'"), ("", "")]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (Text("a") + "b", "ab"),
        ("a" + Text("b"), "ab"),
        (Text("a") + Text("b"), "ab"),
    ],
)
def test_texts_that_are_put_together_are_texts(made: object, words: str) -> None:
    assert made == Text(words)


@pytest.mark.parametrize("other", [1, None, ("a",)])
def test_texts_are_put_together_with_nothing_else(other: Any) -> None:
    with pytest.raises(TypeError):
        Text("a") + other
    with pytest.raises(TypeError):
        other + Text("a")


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("('x' + path | replace('{', ':') | replace('}', '')) | json", '"x/a/:b"'),
        ("(base + path) | shell", "'https://t.test/a/{b}'"),
        ("path | replace('/', '-', 1) | json", '"-a/{b}"'),
        ("'a' | replace('a', path) | json", '"/a/{b}"'),
        ("'a_b' | replace('_', '-')", "a-b"),
        ("11 | replace(1, 2)", "22"),
    ],
)
def test_texts_are_put_together_in_templates(expression: str, printed: str) -> None:
    template = environment(DictLoader({})).from_string(f"{{{{ {expression} }}}}")
    values = {"path": Text("/a/{b}"), "base": Text("https://t.test")}
    assert template.render(**values) == printed


@pytest.mark.parametrize(
    "expression",
    [
        "'x' + path",
        "path | replace('/', '-')",
        "'a' | replace('a', path)",
        "'x' ~ path",
        "path + 1",
    ],
)
def test_what_is_made_of_texts_needs_an_encoder(expression: str) -> None:
    template = environment(DictLoader({})).from_string(f"{{{{ {expression} }}}}")
    with pytest.raises(TypeError):
        template.render(path=Text("/a"))
