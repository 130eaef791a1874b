"""Every field of the XML Object, both ways, through generated clients."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import httpx2
import pytest

from support.clients import Exchange, exchange
from xml_bodies.trees import tree


def client(folder: Path, schema: Any, *, version: str = "3.1.0", **schemas: Any) -> Exchange:
    """A client of an API that takes and gives a schema as XML."""
    content = {"application/xml": {"schema": schema}}
    operation = {
        "operationId": "echo",
        "tags": ["things"],
        "requestBody": {"required": True, "content": content},
        "responses": {"200": {"description": "", "content": content}},
    }
    document = {
        "openapi": version,
        "paths": {"/things": {"post": operation}},
        "components": {"schemas": schemas},
    }
    return exchange(document, folder)


def of_thing(
    folder: Path, *, version: str = "3.1.0", xml: Any = None, **properties: Any
) -> Exchange:
    """A client whose one component `Thing` has these properties, all of them optional."""
    thing: dict[str, Any] = {"type": "object", "properties": properties}
    if xml is not None:
        thing["xml"] = xml
    return client(folder, {"$ref": "#/components/schemas/Thing"}, version=version, Thing=thing)


def sent_by(api: Exchange, **arguments: Any) -> str:
    api.answer = httpx2.Response(
        200, headers={"content-type": "application/xml"}, content=b"<Thing/>"
    )
    api.client.things.echo(**arguments)
    return api.request.content.decode().partition("\n")[2]


def read_by(api: Exchange, document: str, content_type: str = "application/xml") -> Any:
    """The result, and no deviation."""
    api.answer = httpx2.Response(
        200, headers={"content-type": content_type}, content=document.encode()
    )
    strict = api.package.Sample(
        http_client=httpx2.Client(transport=httpx2.MockTransport(lambda request: api.answer)),
        strict_responses=True,
    )
    with strict.capture():
        operation = _operation(api)
        return strict.request(operation, body=_anything(api))


def _operation(api: Exchange) -> Any:
    module = __import__(type(api.client.things).__module__, fromlist=["_"])
    return module._ECHO


def _anything(api: Exchange) -> Any:
    return api.models.Thing() if hasattr(api.models, "Thing") else {}


STRINGS = {"type": "array", "items": {"type": "string"}}
INTEGERS = {"type": "array", "items": {"type": "integer"}}


@pytest.mark.parametrize(
    ("schema", "value", "document"),
    [
        ({"type": "string"}, "dog", "<Thing><a>dog</a></Thing>"),
        ({"type": "string"}, "  <&>\r\n ", "<Thing><a>  &lt;&amp;&gt;&#13;\n </a></Thing>"),
        ({"type": "string"}, "", "<Thing><a/></Thing>"),
        ({"type": "integer"}, 42, "<Thing><a>42</a></Thing>"),
        ({"type": "number"}, 0.5, "<Thing><a>0.5</a></Thing>"),
        ({"type": "boolean"}, False, "<Thing><a>false</a></Thing>"),
        ({"type": "string", "format": "byte"}, b"hi", "<Thing><a>aGk=</a></Thing>"),
        (
            {"type": "string", "format": "date"},
            dt.date(2026, 1, 2),
            "<Thing><a>2026-01-02</a></Thing>",
        ),
        (
            {"type": "string", "format": "date-time"},
            dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
            "<Thing><a>2026-01-02T03:04:05Z</a></Thing>",
        ),
        ({"type": "string", "enum": ["x", "y"]}, "y", "<Thing><a>y</a></Thing>"),
        ({"type": "integer", "enum": [1, 2]}, 2, "<Thing><a>2</a></Thing>"),
        ({"type": ["integer", "boolean"]}, True, "<Thing><a>true</a></Thing>"),
        ({"type": ["integer", "string"]}, "007", "<Thing><a>007</a></Thing>"),
        ({"type": "string", "xml": {"name": "animal"}}, "x", "<Thing><animal>x</animal></Thing>"),
        ({"type": "integer", "xml": {"attribute": True}}, 5, '<Thing a="5"/>'),
        ({"type": "integer", "xml": {"attribute": True, "name": "x-id"}}, 5, '<Thing x-id="5"/>'),
        (
            {"type": "string", "xml": {"attribute": True}},
            "\"\t\n'",
            '<Thing a="&quot;&#9;&#10;\'"/>',
        ),
        ({**INTEGERS, "xml": {"attribute": True}}, [1, 2], '<Thing a="1 2"/>'),
        (
            {"type": "string", "xml": {"namespace": "urn:s", "prefix": "s"}},
            "x",
            '<Thing><s:a xmlns:s="urn:s">x</s:a></Thing>',
        ),
        (
            {"type": "string", "xml": {"namespace": "urn:s"}},
            "x",
            '<Thing><a xmlns="urn:s">x</a></Thing>',
        ),
        (
            {"type": "string", "xml": {"namespace": "urn:s", "prefix": "s", "attribute": True}},
            "x",
            '<Thing xmlns:s="urn:s" s:a="x"/>',
        ),
        # The examples of the specification on arrays, in its order.
        (STRINGS, ["x", "y"], "<Thing><a>x</a><a>y</a></Thing>"),
        (STRINGS, ["x"], "<Thing><a>x</a></Thing>"),
        (
            {"type": "array", "items": {"type": "string", "xml": {"name": "animal"}}},
            ["x", "y"],
            "<Thing><animal>x</animal><animal>y</animal></Thing>",
        ),
        (
            {
                "type": "array",
                "items": {"type": "string", "xml": {"name": "animal"}},
                "xml": {"name": "aliens"},
            },
            ["x"],
            "<Thing><animal>x</animal></Thing>",
        ),
        (
            {**STRINGS, "xml": {"wrapped": True}},
            ["x", "y"],
            "<Thing><a><a>x</a><a>y</a></a></Thing>",
        ),
        ({**STRINGS, "xml": {"wrapped": True}}, [], "<Thing><a/></Thing>"),
        (
            {
                "type": "array",
                "items": {"type": "string", "xml": {"name": "animal"}},
                "xml": {"name": "aliens", "wrapped": True},
            },
            ["x"],
            "<Thing><aliens><animal>x</animal></aliens></Thing>",
        ),
        (
            {**STRINGS, "xml": {"name": "aliens", "wrapped": True}},
            ["x"],
            "<Thing><aliens><aliens>x</aliens></aliens></Thing>",
        ),
        (
            {"type": "array", "items": INTEGERS},
            [[1, 2], [3]],
            "<Thing><a><a>1</a><a>2</a></a><a><a>3</a></a></Thing>",
        ),
        (
            {"type": "object", "additionalProperties": {"type": "integer"}},
            {"x": 1, "y": 2},
            "<Thing><a><x>1</x><y>2</y></a></Thing>",
        ),
        (
            {"type": "object", "additionalProperties": INTEGERS},
            {"x": [1], "y": [2, 3]},
            "<Thing><a><x>1</x><y>2</y><y>3</y></a></Thing>",
        ),
        (
            {"type": ["integer", "null"]},
            None,
            '<Thing><a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></Thing>',
        ),
    ],
)
def test_values(tmp_path: Path, schema: Any, value: Any, document: str) -> None:
    api = of_thing(tmp_path, a=schema)
    assert sent_by(api, a=value) == document
    assert read_by(api, document).a == value


@pytest.mark.parametrize(
    ("schema", "value", "document"),
    [
        ({"type": "integer", "xml": {"nodeType": "attribute"}}, 5, '<Thing a="5"/>'),
        ({"type": "string", "xml": {"nodeType": "text"}}, "x<y", "<Thing>x&lt;y</Thing>"),
        (
            {"type": "string", "xml": {"nodeType": "cdata"}},
            "<b>]]></b>",
            "<Thing><![CDATA[<b>]]]]><![CDATA[></b>]]></Thing>",
        ),
        (
            {"type": "string", "xml": {"nodeType": "element", "name": "b"}},
            "x",
            "<Thing><b>x</b></Thing>",
        ),
        ({**STRINGS, "xml": {"nodeType": "element"}}, ["x"], "<Thing><a><a>x</a></a></Thing>"),
        (
            {**STRINGS, "xml": {"nodeType": "element", "name": "aliens"}},
            ["x"],
            "<Thing><aliens><a>x</a></aliens></Thing>",
        ),
        ({**STRINGS, "xml": {"nodeType": "none"}}, ["x"], "<Thing><a>x</a></Thing>"),
    ],
)
def test_node_types(tmp_path: Path, schema: Any, value: Any, document: str) -> None:
    api = of_thing(tmp_path, version="3.2.0", a=schema)
    assert sent_by(api, a=value) == document
    assert read_by(api, document).a == value


def test_no_node_of_its_own(tmp_path: Path) -> None:
    size = {
        "type": "object",
        "properties": {
            "height": {"type": "integer"},
            "unit": {"type": "string", "xml": {"attribute": True}},
        },
        "xml": {"nodeType": "none"},
    }
    api = of_thing(tmp_path, version="3.2.0", size=size, name={"type": "string"})
    document = '<Thing unit="cm"><height>3</height><name>x</name></Thing>'
    size_ = api.models.ThingSize(height=3, unit="cm")
    assert sent_by(api, size=size_, name="x") == document
    assert read_by(api, document) == api.models.Thing(size=size_, name="x")
    assert read_by(api, "<Thing><name>x</name></Thing>").size is None


def test_attributes_and_text(tmp_path: Path) -> None:
    api = of_thing(
        tmp_path,
        version="3.2.0",
        lang={
            "type": "string",
            "xml": {
                "nodeType": "attribute",
                "prefix": "xml",
                "namespace": "http://www.w3.org/XML/1998/namespace",
            },
        },
        content={"type": "string", "xml": {"nodeType": "text"}},
    )
    assert sent_by(api, lang="en", content="hi") == '<Thing xml:lang="en">hi</Thing>'
    assert read_by(api, '<Thing xml:lang="en">hi</Thing>') == api.models.Thing(
        lang="en", content="hi"
    )


def test_ordered_elements_and_text(tmp_path: Path) -> None:
    report = {
        "type": "array",
        "xml": {"nodeType": "element", "name": "Report"},
        "prefixItems": [
            {"type": "string", "xml": {"nodeType": "text"}},
            {"type": "number", "xml": {"name": "data"}},
            {"type": "string", "xml": {"nodeType": "text"}},
        ],
        "items": False,
    }
    api = client(tmp_path, report, version="3.2.0")
    api.answer = httpx2.Response(
        200,
        headers={"content-type": "application/xml"},
        content=b"<Report>Some preamble text.<data>42</data>Some postamble text.</Report>",
    )
    value = ("Some preamble text.", 42, "Some postamble text.")
    assert api.client.things.echo(body=value) == value
    assert tree(api.request.content) == tree(api.answer.content)
    assert b"text.<data>42</data>Some" in api.request.content


def test_a_reference_is_named_by_its_component_where_node_types_are_used(tmp_path: Path) -> None:
    document = {
        "type": "object",
        "properties": {
            "content": {"$ref": "#/components/schemas/Html"},
            "rows": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}},
        },
    }
    api = client(
        tmp_path,
        {"$ref": "#/components/schemas/Thing"},
        version="3.2.0",
        Thing=document,
        Row={
            "type": "object",
            "properties": {"id": {"type": "integer", "xml": {"nodeType": "attribute"}}},
        },
        Html={"type": "string"},
    )
    text = '<Thing><Html>x</Html><Row id="1"/><Row id="2"/></Thing>'
    assert sent_by(api, content="x", rows=[api.models.Row(id=1), api.models.Row(id=2)]) == text
    assert [row.id for row in read_by(api, text).rows] == [1, 2]


def test_cdata_of_a_component_in_an_element_of_its_property(tmp_path: Path) -> None:
    api = client(
        tmp_path,
        {"$ref": "#/components/schemas/Thing"},
        version="3.2.0",
        Thing={
            "type": "object",
            "properties": {
                "content": {"$ref": "#/components/schemas/Html", "xml": {"nodeType": "element"}}
            },
        },
        Html={"type": "string", "xml": {"nodeType": "cdata"}},
    )
    text = "<Thing><content><![CDATA[<p>hi</p>]]></content></Thing>"
    assert sent_by(api, content="<p>hi</p>") == text
    assert read_by(api, text).content == "<p>hi</p>"


def test_names_of_the_root(tmp_path: Path) -> None:
    number = itertools.count()

    def root(schema: Any, value: Any = None, **schemas: Any) -> str:
        folder = tmp_path / str(next(number))
        folder.mkdir()
        api = client(folder, schema, **schemas)
        api.answer = httpx2.Response(200)
        make = value or (lambda models: models.Pet(name="x"))
        api.client.things.echo(body=make(api.models)) if value else api.client.things.echo(name="x")
        return api.request.content.decode().partition("\n")[2]

    pet = {"type": "object", "properties": {"name": {"type": "string"}}}
    ref = {"$ref": "#/components/schemas/Pet"}
    assert root(ref, Pet=pet) == "<Pet><name>x</name></Pet>"
    assert root(ref, Pet={**pet, "xml": {"name": "animal"}}) == "<animal><name>x</name></animal>"
    assert (
        root({**ref, "xml": {"name": "use"}}, Pet={**pet, "xml": {"name": "animal"}})
        == "<use><name>x</name></use>"
    )
    assert (
        root({"$ref": "#/components/schemas/my-pet"}, **{"my-pet": pet})
        == "<my-pet><name>x</name></my-pet>"
    )
    assert root({**pet, "xml": {"name": "inline"}}) == "<inline><name>x</name></inline>"
    pets = root(
        {"type": "array", "items": ref, "xml": {"name": "pets", "wrapped": True}},
        lambda models: [models.Pet(name="x")],
        Pet=pet,
    )
    assert pets == "<pets><Pet><name>x</name></Pet></pets>"
    named = root(
        {"type": "array", "items": ref, "xml": {"name": "pets", "wrapped": True}},
        lambda models: [models.Pet(name="x")],
        Pet={**pet, "xml": {"name": "pet"}},
    )
    assert named == "<pets><pet><name>x</name></pet></pets>"


def test_namespaces(tmp_path: Path) -> None:
    api = of_thing(
        tmp_path,
        xml={"namespace": "urn:t", "prefix": "t"},
        id={"type": "integer"},
        title={"type": "string", "xml": {"namespace": "urn:t", "prefix": "t"}},
        author={"type": "string", "xml": {"namespace": "urn:a", "prefix": "a"}},
    )
    text = '<t:Thing xmlns:t="urn:t"><id>1</id><t:title>x</t:title><a:author xmlns:a="urn:a">y</a:author></t:Thing>'
    assert sent_by(api, id=1, title="x", author="y") == text
    other = '<Thing xmlns="urn:t" xmlns:z="urn:a"><id>1</id><title>x</title><z:author>y</z:author></Thing>'
    thing = api.models.Thing(id=1, title="x", author="y")
    assert read_by(api, text) == read_by(api, other) == thing


def test_a_namespace_tells_elements_of_one_name_apart(tmp_path: Path) -> None:
    api = of_thing(
        tmp_path,
        first={"type": "string", "xml": {"name": "n", "namespace": "urn:1", "prefix": "p"}},
        second={"type": "string", "xml": {"name": "n", "namespace": "urn:2", "prefix": "q"}},
    )
    text = sent_by(api, first="x", second="y")
    assert read_by(api, text) == api.models.Thing(first="x", second="y")
    assert read_by(api, '<Thing xmlns="urn:2"><n>y</n><n xmlns="urn:1">x</n></Thing>').first == "x"


def test_nested_models_bases_and_lists_of_them(tmp_path: Path) -> None:
    point = {
        "type": "object",
        "required": ["x"],
        "properties": {"x": {"type": "integer", "xml": {"attribute": True}}},
    }
    ref = {"$ref": "#/components/schemas/Point"}
    api = client(
        tmp_path,
        {"$ref": "#/components/schemas/Thing"},
        Point=point,
        Base={"type": "object", "properties": {"id": {"type": "string", "xml": {"name": "Id"}}}},
        Thing={
            "allOf": [
                {"$ref": "#/components/schemas/Base"},
                {
                    "type": "object",
                    "properties": {
                        "start": ref,
                        "more": {"type": "array", "items": ref, "xml": {"wrapped": True}},
                        "loose": {
                            "type": "array",
                            "items": {"allOf": [ref], "xml": {"name": "pt"}},
                        },
                        "again": {"$ref": "#/components/schemas/Thing"},
                    },
                },
            ],
            "xml": {"name": "thing"},
        },
    )
    P, T = api.models.Point, api.models.Thing
    value = {
        "id": "i",
        "start": P(x=1),
        "more": [P(x=2), P(x=3)],
        "loose": [P(x=4)],
        "again": T(id="j"),
    }
    text = (
        '<thing><Id>i</Id><start x="1"/><more><more x="2"/><more x="3"/></more><pt x="4"/>'
        "<thing><Id>j</Id></thing></thing>"
    )
    assert tree(sent_by(api, **value)) == tree(text)
    assert read_by(api, text) == T(**value)


def test_unions(tmp_path: Path) -> None:
    def kind(name: str, **properties: Any) -> dict[str, Any]:
        tag = {"type": "string", "const": name, "xml": {"attribute": True}}
        return {"type": "object", "required": ["kind"], "properties": {"kind": tag, **properties}}

    api = client(
        tmp_path,
        {"$ref": "#/components/schemas/Thing"},
        Cat=kind("cat", lives={"type": "integer"}),
        Dog=kind("dog", tricks=STRINGS),
        Animal={
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"},
            },
        },
        Thing={
            "type": "object",
            "properties": {
                "pets": {"type": "array", "items": {"$ref": "#/components/schemas/Animal"}},
                "size": {
                    "oneOf": [
                        {"type": "integer"},
                        {
                            "type": "object",
                            "required": ["w"],
                            "properties": {"w": {"type": "integer"}},
                        },
                    ]
                },
            },
        },
    )
    models = api.models
    text = '<Thing><pets kind="dog"><tricks>sit</tricks></pets><pets kind="cat"><lives>9</lives></pets><size>3</size></Thing>'
    pets = [models.Dog(tricks=["sit"]), models.Cat(lives=9)]
    assert sent_by(api, pets=pets, size=3) == text
    assert read_by(api, text) == models.Thing(pets=pets, size=3)
    assert read_by(api, "<Thing><size><w>4</w></size></Thing>").size.w == 4


def test_what_is_not_declared_is_kept_and_sent_back(tmp_path: Path) -> None:
    api = of_thing(tmp_path, a={"type": "integer"})
    text = (
        '<Thing b="1"><a>1</a><c>x</c><c>y</c><d e="2">t<f/></d>'
        '<n:g xmlns:n="urn:n">z</n:g></Thing>'
    )
    thing = read_by(api, text)
    assert thing.extra_fields == {
        "@b": "1",
        "c": ["x", "y"],
        "d": {"@e": "2", "f": "", "#text": "t"},
        "{urn:n}g": "z",
    }
    assert tree(sent_by_model(api, thing)) == tree(text)


def sent_by_model(api: Exchange, value: Any) -> str:
    api.client.request(_operation(api), body=value)
    return api.request.content.decode()


def test_required_arrays_without_items(tmp_path: Path) -> None:
    thing = {
        "type": "object",
        "required": ["a", "b"],
        "properties": {"a": STRINGS, "b": {**STRINGS, "xml": {"wrapped": True}}},
    }
    api = client(tmp_path, {"$ref": "#/components/schemas/Thing"}, Thing=thing)
    assert sent_by(api, a=[], b=[]) == "<Thing><b/></Thing>"
    api.answer = httpx2.Response(
        200, headers={"content-type": "application/xml"}, content=b"<Thing><b/></Thing>"
    )
    assert api.client.things.echo(a=[], b=[]) == api.models.Thing(a=[], b=[])


def test_swagger_2(tmp_path: Path) -> None:
    schema = {"$ref": "#/definitions/Thing"}
    api = exchange(
        {
            "swagger": "2.0",
            "host": "api.test",
            "consumes": ["text/xml"],
            "produces": ["text/xml"],
            "paths": {
                "/things": {
                    "post": {
                        "operationId": "echo",
                        "tags": ["things"],
                        "parameters": [
                            {"in": "body", "name": "body", "required": True, "schema": schema}
                        ],
                        "responses": {"200": {"description": "", "schema": schema}},
                    }
                }
            },
            "definitions": {
                "Thing": {
                    "type": "object",
                    "properties": {
                        "id": {"type": "integer", "xml": {"attribute": True}},
                        "name": {"type": "string"},
                    },
                }
            },
        },
        tmp_path,
    )
    api.answer = httpx2.Response(
        200,
        headers={"content-type": "text/xml"},
        content="<Thing id='3'><name>ü</name></Thing>".encode(),
    )
    assert api.client.things.echo(id=3, name="ü") == api.models.Thing(id=3, name="ü")
    assert api.request.headers["content-type"] == "text/xml; charset=utf-8"
    assert api.request.headers["accept"] == "text/xml"
    assert tree(api.request.content) == tree(api.answer.content)


def test_xml_of_no_structure_stays_text(tmp_path: Path) -> None:
    api = client(tmp_path, {"type": "string"})
    api.answer = httpx2.Response(
        200, headers={"content-type": "application/xml"}, content=b"<a>1</a>"
    )
    assert api.client.things.echo(body="<b/>") == "<a>1</a>"
    assert api.request.content == b"<b/>"


def test_async(tmp_path: Path) -> None:
    api = of_thing(tmp_path, a={"type": "integer"})
    api.answer = httpx2.Response(
        200, headers={"content-type": "application/problem+xml"}, content=b"<Thing><a>2</a></Thing>"
    )
    assert asyncio.run(api.async_client.things.echo(a=1)).a == 2
    assert api.request.content.endswith(b"<Thing><a>1</a></Thing>")


def test_an_object_as_a_part_of_a_multipart_body(tmp_path: Path) -> None:
    schema = {
        "type": "object",
        "required": ["pet"],
        "properties": {"pet": {"$ref": "#/components/schemas/Pet"}},
    }
    encoding = {"pet": {"contentType": "application/xml"}}
    operation = {
        "operationId": "upload",
        "tags": ["things"],
        "requestBody": {
            "required": True,
            "content": {"multipart/form-data": {"schema": schema, "encoding": encoding}},
        },
        "responses": {"204": {"description": ""}},
    }
    pet = {"type": "object", "properties": {"name": {"type": "string"}}}
    document = {
        "paths": {"/things": {"post": operation}},
        "components": {"schemas": {"Pet": pet}},
    }
    api = exchange(document, tmp_path)
    api.answer = httpx2.Response(204)
    api.client.things.upload(pet=api.models.Pet(name="Rex"))
    sent = api.request.content.decode()
    assert "Content-Type: application/xml\r\n" in sent
    assert "<name>Rex</name>" in sent
