"""XML that tries to harm its reader, and what cannot be written."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import httpx2
import pytest

from support.clients import Exchange, exchange

NODE = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "n": {"type": "integer"},
        "child": {"$ref": "#/components/schemas/Node"},
        "any": {},
        "entries": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
CONTENT = {"application/xml": {"schema": {"$ref": "#/components/schemas/Node"}}}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    operation = {
        "operationId": "echo",
        "tags": ["nodes"],
        "requestBody": {"required": True, "content": CONTENT},
        "responses": {
            "200": {"description": "", "content": CONTENT},
            "400": {"description": "", "content": CONTENT},
        },
    }
    return exchange(
        {"paths": {"/nodes": {"post": operation}}, "components": {"schemas": {"Node": NODE}}},
        tmp_path_factory.mktemp("hostile"),
    )


def read(api: Exchange, document: bytes, content_type: str = "application/xml") -> Any:
    api.answer = httpx2.Response(200, headers={"content-type": content_type}, content=document)
    return api.client.nodes.echo(name="x")


BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [
 <!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
 <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
]><Node><name>&e;</name></Node>"""


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (BOMB, "declares a document type"),
        (
            b'<!DOCTYPE Node SYSTEM "file:///etc/passwd"><Node><name>x</name></Node>',
            "document type",
        ),
        (
            b'<!DOCTYPE Node [<!ENTITY x SYSTEM "file:///etc/passwd">]><Node><name>&x;</name></Node>',
            "document type",
        ),
        (b"<!DOCTYPE html><html></html>", "document type"),
        (b"<Node><name>&x;</name></Node>", "not an XML document: undefined entity"),
        (b"<Node>" * 200 + b"</Node>" * 200, "nested too deeply"),
        (b"<Node>" * 100_000, "nested too deeply"),
        (b"<Node><name>x</Node>", "not an XML document: mismatched tag"),
        (b"{}", "not an XML document"),
        (b"<Node/><Node/>", "not an XML document: junk after document element"),
        (b"<Node><name>\xff</name></Node>", "not an XML document"),
        (b"<Node><name>&#0;</name></Node>", "not an XML document"),
        (
            b'<?xml version="1.0" encoding="x-unknown"?><Node/>',
            "the XML document has an unknown encoding",
        ),
    ],
)
def test_what_is_refused(api: Exchange, document: bytes, problem: str) -> None:
    with pytest.raises(api.package.DecodeError, match=problem):
        read(api, document)


def test_elements_without_content_take_little_memory(api: Exchange) -> None:
    document = b"<Node><name>x</name>" + b"<a/>" * 50_000 + b"</Node>"
    tracemalloc.start()
    try:
        assert len(read(api, document).extra_fields["a"]) == 50_000
        assert tracemalloc.get_traced_memory()[1] < 200 * 50_000
    finally:
        tracemalloc.stop()


def test_an_error_that_is_refused_keeps_its_text(api: Exchange) -> None:
    api.answer = httpx2.Response(400, headers={"content-type": "application/xml"}, content=BOMB)
    with pytest.raises(api.package.BadRequestError) as caught:
        api.client.nodes.echo(name="x")
    assert caught.value.body.startswith("<?xml")


def test_an_error_is_read_as_declared(api: Exchange) -> None:
    api.answer = httpx2.Response(
        400, headers={"content-type": "text/xml"}, content=b"<Node><name>bad</name></Node>"
    )
    with pytest.raises(api.package.BadRequestError) as caught:
        api.client.nodes.echo(name="x")
    assert caught.value.body == api.models.Node(name="bad")


@pytest.mark.parametrize("status", [200, 400])
def test_an_empty_body(api: Exchange, status: int) -> None:
    api.answer = httpx2.Response(status, headers={"content-type": "application/xml"})
    if status == 200:
        assert api.client.nodes.echo(name="x") is None
    else:
        with pytest.raises(api.package.BadRequestError) as caught:
            api.client.nodes.echo(name="x")
        assert caught.value.body is None


@pytest.mark.parametrize(
    ("document", "content_type"),
    [
        ("<Node><name>ü</name></Node>".encode(), "application/xml"),
        ("\ufeff<Node><name>ü</name></Node>".encode(), "application/xml; charset=latin-1"),
        ("<Node><name>ü</name></Node>".encode("latin-1"), "text/xml; charset=iso-8859-1"),
        (
            "<?xml version='1.0' encoding='iso-8859-1'?><Node><name>ü</name></Node>".encode(
                "latin-1"
            ),
            "application/xml",
        ),
        (
            "<?xml version='1.0' encoding='utf-8'?><Node><name>ü</name></Node>".encode("latin-1"),
            "application/xml; charset=latin-1",
        ),
        ("<Node><name>ü</name></Node>".encode("utf-16"), "application/xml"),
        (b"<Node><name>&#xfc;</name></Node>", "application/xml"),
        (b"<!-- c --><Node><?p i?><name><![CDATA[\xc3\xbc]]><!-- c --></name></Node>", "text/xml"),
    ],
)
def test_encodings(api: Exchange, document: bytes, content_type: str) -> None:
    assert read(api, document, content_type).name == "ü"


def test_reading_is_lenient_and_says_where(api: Exchange, caplog: pytest.LogCaptureFixture) -> None:
    node = read(api, b"<Other><n>many</n><child><name>y</name><n>z</n></child></Other>")
    assert (node.name, node.n, node.child.name, node.child.n) == (None, "many", "y", "z")
    (record,) = caplog.records
    for part in (
        "$: expected the element 'Node', got 'Other'",
        "$.name: the required property is missing",
        "$.n: expected an integer, got a string",
        "$.child.n: expected an integer",
    ):
        assert part in record.getMessage()


def test_strict_reading(api: Exchange) -> None:
    transport = httpx2.MockTransport(lambda request: api.answer)
    client = api.package.Sample(
        http_client=httpx2.Client(transport=transport), strict_responses=True
    )
    for document, path in (
        (b"<Node><name>x</name><n>1.5</n></Node>", r"\$.n"),
        (b"<Other><name>x</name></Other>", r"\$: expected the element"),
        (b"<Node><name>x</name><child/></Node>", r"\$.child.name"),
        (b"<Node><name>x</name><name>y</name></Node>", r"\$.name: the element occurs more"),
    ):
        api.answer = httpx2.Response(
            200, headers={"content-type": "application/xml"}, content=document
        )
        with pytest.raises(api.package.DecodeError, match=path):
            client.nodes.echo(name="x")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"name": "a\x00b"}, "no character U\\+0000"),
        ({"name": "a\ud800b"}, "U\\+D800"),
        ({"name": "\ufffe"}, "U\\+FFFE"),
        ({"name": "x", "entries": {"no name": "y"}}, "is not a valid name in XML"),
        ({"name": "x", "entries": {"1": "y"}}, "is not a valid name in XML"),
        ({"name": "x", "entries": {"a><b": "y"}}, "is not a valid name in XML"),
        ({"name": "x", "any": {"@a b": "y"}}, "is not a valid name in XML"),
        ({"name": "x", "any": float("nan")}, "has no JSON form"),
    ],
)
def test_what_cannot_be_written(api: Exchange, arguments: dict[str, Any], problem: str) -> None:
    api.answer = httpx2.Response(200)
    with pytest.raises(api.package.InvalidRequestError, match=problem):
        api.client.nodes.echo(**arguments)


def test_nesting_that_has_no_end(api: Exchange) -> None:
    node = api.models.Node(name="x")
    node.child = node
    with pytest.raises(api.package.InvalidRequestError, match="nested too deeply"):
        api.client.nodes.echo(name="x", child=node)


def test_many_elements_are_read_in_linear_time(api: Exchange) -> None:
    def calls(count: int) -> int:
        children = b"".join(b"<e%d>x</e%d>" % (n, n) for n in range(count))
        made = 0

        def note(frame: object, event: str, argument: object) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        sys.setprofile(note)
        try:
            read(api, b"<Node><name>x</name><entries>" + children + b"</entries></Node>")
        finally:
            sys.setprofile(None)
        return made

    calls(100)  # what is made once is made
    assert calls(4_000) < 5 * calls(1_000)


def test_xml_is_imported_when_it_is_needed(tmp_path: Path) -> None:
    document = {"paths": {"/a": {"get": {"responses": {"204": {"description": ""}}}}}}
    other = exchange(document, tmp_path)
    package = other.package.__name__
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'out')!r}); import {package}, {package}.models;"
        f"{package}.Sample(); assert not any(m.startswith(('xml', '{package}._runtime.xml.')) for m in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
