"""Whether the result of a call is what the server answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from conformance.calls import Call
from conformance.comparison import Deviating, Different, leaves, same_json, texts, tree
from conformance.scenarios import Step
from conformance.spector import Server
from conformance.streams import check_events, check_lines
from support.runtime_modules import runtime_module


def check_result(call: Call, step: Step, server: Server, value: Any) -> None:
    """Compare a result, or the body of an error, with the answer.

    Raises:
        Different: they differ; the text says how.
        Deviating: they agree, but the answer is not of the declared type.
    """
    answer = step.answer
    if answer is None or step.method == "HEAD":
        if value is not None:
            raise Different(f"expected None, got {value!r}")
        return
    content = answer.at(server.origin)
    declared = _declared(call, step)
    if answer.is_json and isinstance(declared, call.package.runtime.JSON):
        _check_json(call, declared.type, value, json.loads(content))
    elif answer.is_xml and type(declared).__name__ == "XML":
        _check_xml(call, declared, value, content)
    elif answer.media_type == "text/event-stream" and isinstance(value, list):
        check_events(content, value, declared, call.package.codec)
    elif answer.media_type == "application/jsonl" and isinstance(value, list):
        check_lines(content, value, declared, call.package.codec)
    elif isinstance(value, bytes):
        if value != content:
            raise Different(f"expected {len(content)} bytes, got {len(value)} or other ones")
    elif isinstance(value, str) and answer.media_type == "text/plain":
        if value != content.decode():
            raise Different(f"expected {content!r}, got {value!r}")
    elif answer.is_json and step.status >= 400:
        if not same_json(value, json.loads(content)):
            raise Different(f"expected {content!r}, got {value!r}")
    else:
        raise Different(f"{answer.media_type} is read as {type(value).__name__}")


def _check_json(call: Call, type_: str, value: Any, expected: Any) -> None:
    codec = call.package.codec
    written = codec.encode(value, type_)
    deviations: list[str] = []
    codec.decode(type_, expected, deviations=deviations)
    if not same_json(written, expected, lacking=bool(deviations)):
        raise Different(f"expected {expected!r}, got {written!r}")
    if deviations:
        raise Deviating("; ".join(deviations))


def _check_xml(call: Call, declared: Any, value: Any, content: bytes) -> None:
    """Compare trees of elements; where the server's elements are not those that the document
    declares, compare what stands in them."""
    if isinstance(value, (str, bytes, dict)) and declared.type.isidentifier():
        raise Different(f"XML is read as {type(value).__name__}")
    writing = runtime_module(call.package.module, "xml.writing")
    written = writing.encode_xml(value, declared.type, declared.root)
    if tree(written) == tree(content):
        return
    deviations: list[str] = []
    call.package.submodule("_runtime.xml.reading").decode_xml(
        declared.type,
        content,
        content_type="application/xml",
        root=declared.root,
        strict=False,
        deviations=deviations,
    )
    if not deviations or leaves(call.package.codec.encode(value, declared.type)) != texts(content):
        raise Different(f"expected {content.decode()}, got {written}")
    raise Deviating("; ".join(deviations))


def check_headers(step: Step, headers: Mapping[str, str]) -> None:
    """Compare the headers of an answer as `capture()` has them.

    Raises:
        Different: one is not what the server sent.
    """
    for name, value in step.answer_headers.items():
        if headers.get(name) != value:
            raise Different(f"header {name}: expected {value!r}, got {headers.get(name)!r}")


def _declared(call: Call, step: Step) -> Any:
    """What an answer is read as; None where nothing is declared for it."""
    responses = call.method.operation.responses
    for key in (step.status, f"{step.status // 100}XX", "default"):
        contents = responses[key].parts if key in responses else ()
        for content in contents:
            if len(contents) == 1 or (step.answer and content.media_type == step.answer.media_type):
                return content
    return None
