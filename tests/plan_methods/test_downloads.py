"""Downloads: which operations have a method that gives content while it comes, and what it is called."""

from __future__ import annotations

import pytest

from clientsmith.context import Method
from clientsmith.ir import Anything, Content, ListOf, Nullable, RequestBody, Response, Type
from clientsmith.text import reveal
from plan_methods.planning import (
    BINARY,
    ERROR,
    JSON,
    MULTIPART,
    NO_DOCS,
    PET,
    STRING,
    alias,
    answer,
    body,
    component,
    field,
    method_of,
    model,
    operation,
    planned,
    responses,
    signature,
)

EVENTS = "text/event-stream"
OCTETS = "application/octet-stream"
NAMED_PET = component("Pet")


def methods(
    *answers: Response, sent: RequestBody | None = None, tag: str = "files"
) -> list[Method]:
    line = "GET /files/{id}/content" if sent is None else "POST /files"
    one = operation(line, "export_files", tag=tag, body=sent, responses=answers)
    note, form = model("Note", field("text")), model("Form", field("file", BINARY))
    aliased = alias("Bytes", BINARY)
    package, problems = planned(one, declarations=(PET, ERROR, note, form, aliased))
    assert not problems
    assert ("downloads" in package.features) is any(
        method.is_download for resource in package.resources for method in resource.methods
    )
    return [method for resource in package.resources for method in resource.methods]


@pytest.mark.parametrize(
    ("media_type", "type_"),
    [
        (OCTETS, None),
        (OCTETS, Anything()),
        ("application/vnd.acme", Anything()),
        (OCTETS, BINARY),
        (OCTETS, STRING),
        ("application/pdf", component("Bytes")),
        ("application/zip", Nullable(BINARY)),
        ("image/png", None),
        ("image/*", None),
        ("audio/mpeg", BINARY),
        ("*/*", BINARY),
        (JSON, BINARY),
    ],
)
def test_binary_content_is_given_in_two_ways(media_type: str, type_: Type | None) -> None:
    whole, download = methods(answer("200", (media_type, type_)), answer("404", (JSON, STRING)))
    assert (whole.name, whole.returns, whole.is_download) == ("export", "bytes", False)
    assert (download.name, download.returns, download.async_returns) == (
        "export_stream",
        "Download",
        "Opening[AsyncDownload]",
    )
    assert (download.result, download.is_download, download.is_variant) == ("bytes", True, True)
    assert download.is_stream is False
    assert responses(download) == responses(whole)
    assert download.constant == "_EXPORT_STREAM"
    assert "saved to a file" in reveal(download.docs.returns)


@pytest.mark.parametrize(
    ("media_type", "type_"),
    [
        (JSON, NAMED_PET),
        (JSON, None),
        ("*/*", None),
        ("*/*", NAMED_PET),
        (OCTETS, ListOf(STRING)),
        ("application/xml", BINARY),
        ("text/plain", STRING),
        ("text/csv", BINARY),
        (EVENTS, BINARY),
    ],
)
def test_other_content_is_not(media_type: str, type_: Type | None) -> None:
    [method] = methods(answer("200", (media_type, type_)))
    assert not method.is_download


def test_errors_are_no_downloads() -> None:
    [method] = methods(answer("200", (JSON, NAMED_PET)), answer("500", (OCTETS, None)))
    assert not method.is_download


def test_head_has_no_content() -> None:
    found = method_of(operation("HEAD /x", "check_x", responses=[answer("200", (OCTETS, None))]))
    assert not found.is_download


def test_only_the_binary_part_of_answers_is_downloaded() -> None:
    both = answer("200", (JSON, NAMED_PET), ("application/pdf", None), ("image/png", None))
    whole, download = methods(both, answer("202", (JSON, NAMED_PET)), answer("204"))
    assert whole.returns == "models.Pet | bytes | None"
    assert responses(download) == {
        "200": 'ContentByType((Binary("application/pdf"), Binary("image/png")))',
        "204": "NOTHING",
    }
    assert download.accept is not None
    assert download.accept.annotation == 'Literal["application/pdf", "image/png"] | None'


def test_a_stream_of_items_has_the_better_name() -> None:
    both = Response("200", NO_DOCS, (Content("audio/mpeg", BINARY), Content(EVENTS, NAMED_PET)))
    found = methods(both, sent=body((JSON, component("Note"))))
    assert [signature(method).replace("*, text: str", "") for method in found] == [
        "export() -> bytes",
        "export_stream() -> Stream[models.Pet]",
        "export_download() -> Download",
    ]


def test_every_form_of_a_request_can_be_downloaded() -> None:
    sent = body((JSON, component("Note")), (MULTIPART, component("Form")))
    found = methods(answer("200", (OCTETS, None)), sent=sent)
    assert [method.name for method in found] == [
        "export",
        "export_multipart",
        "export_stream",
        "export_multipart_stream",
    ]


def test_names_of_the_document_come_first() -> None:
    octets, text = answer("200", (OCTETS, None)), answer("200", (JSON, STRING))
    one = operation("GET /reports", "fetch_report", tag="x", responses=[octets])
    two = operation("GET /reports/s", "fetch_report_stream", tag="x", responses=[text])
    package, _ = planned(one, two)
    names = [method.name for method in package.resources[0].methods]
    assert names == ["fetch_report", "fetch_report_download", "fetch_report_stream"]


def test_only_an_api_with_downloads_minds_their_names() -> None:
    plain = operation("GET /x", "get_x", tag="download", responses=[answer("204")])
    other = operation("GET /y", "get_y", tag="download", responses=[answer("200", (OCTETS, None))])
    for operations, name in (([plain], "Download"), ([plain, other], "DownloadResource")):
        package, _ = planned(*operations)
        assert [resource.class_name for resource in package.resources] == [name]
        imports = {statement.module: statement.names for statement in package.resources[0].imports}
        expected = ("AsyncDownload", "Download") if len(operations) == 2 else None
        assert imports.get(".._runtime.downloads") == expected
