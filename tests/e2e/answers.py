"""Whether a result is what the server answered, and an answer what the document declares."""

from __future__ import annotations

import json
from typing import Any

from clientsmith.document import Node
from e2e.clients import Package
from e2e.operations import Operation
from oracle.schema_validity import Validity
from round_trip.equality import difference

_JSON = "application/json"


class Answers:
    """Judges answers with JSON bodies of one document's operations; others are not looked at."""

    def __init__(self, package: Package) -> None:
        self._library = package.planned.library
        self._validity = Validity(self._library, later=package.later)
        self._codec = package.submodule("_runtime.codec")

    def change(self, operation: Operation, response: Any, result: Any) -> str:
        """Where a result is not what was answered; empty where it is."""
        type_ = _type(operation, response.status_code)
        if type_ is None or not _is_json(response):
            return ""
        written = self._codec.encode(result, type_)
        return difference(json.loads(response.content), written)

    def undue(self, operation: Operation, response: Any) -> str:
        """The answer that was refused though it is as declared; empty where it is not."""
        schema = self._schema(operation, response.status_code)
        if schema is None or not _is_json(response):
            return ""
        fits = self._validity.fits(schema.id, json.loads(response.content))
        return response.content.decode() if fits else ""

    def _schema(self, operation: Operation, status: int) -> Node | None:
        """The schema that is declared for a status; None where there is none."""
        responses = operation.node / "responses"
        keys = (str(status), f"{status // 100}XX", "default")
        declared = next((responses / key for key in keys if key in responses.data), None)
        if declared is not None and "$ref" in declared.data:
            declared = self._library.resolve(declared.data["$ref"], declared)
        for key in ("content", _JSON, "schema"):
            declared = None if declared is None else declared.get(key)
        return declared


def _type(operation: Operation, status: int) -> str | None:
    """The type that an operation's JSON answers are read as; None where there are none."""
    responses = operation.method.operation.responses
    for key in (status, f"{status // 100}XX", "default"):
        for content in responses[key].parts if key in responses else ():
            if content.media_type == _JSON:
                return str(content.type)
    return None


def _is_json(response: Any) -> bool:
    return str(response.headers.get("content-type", "")).partition(";")[0] == _JSON
