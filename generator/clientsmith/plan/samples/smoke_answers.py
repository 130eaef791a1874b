"""What the stand-in for the server answers in the smoke tests of a package."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from ...context import Method, SmokeAnswer
from ...encode.encoders import literal
from ...ir import Content, Operation, Response, Type
from ...text import Code
from ...types.media_types import MediaKind, is_json, is_range, is_stream, kind_of
from ...types.predicates import Traits
from ..models.models import ModelPlan
from ..operations.downloads import is_download
from ..operations.parameters import NO_CODE
from ..operations.responses import success_responses, wanted_contents
from .example_answers import ExampleAnswers, NoAnswer

_LONGEST = 1500
"""Characters of the JSON of an answer at most."""

_LONGEST_FILLED = 600
"""The same for an answer whose lists have an item."""

_DATA = Code('b"data"')
_EMPTY = Code('b""')
_MODEL = re.compile(r"models\.\w+")
_BUILTIN = re.compile(r"(bool|bytes|dict|float|int|list|str)(?:\[.*\])?")


class SmokeAnswers:
    """Makes answers that are as simple as possible.

    Args:
        models: the plan of models.
        traits: what types are like.
    """

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits
        self._answers = ExampleAnswers(models, traits)

    def of(self, method: Method, operation: Operation) -> SmokeAnswer | None:
        """What the server may answer to a method; None where that is not simple.

        Args:
            method: the method.
            operation: what it calls.
        """
        response = next(iter(success_responses(operation)), None)
        if response is None:
            return SmokeAnswer(Code("204"), NO_CODE, NO_CODE, NO_CODE, NO_CODE)
        status = _status(response)
        if not status.startswith("2"):
            return None
        nothing = SmokeAnswer(status, NO_CODE, NO_CODE, NO_CODE, NO_CODE)
        if not response.contents or operation.method == "HEAD":
            return nothing
        content = self._content(method, response.contents)
        if content is None:
            return None
        if method.is_stream:
            return _of_bytes(status, content, _EMPTY, method)
        if not method.is_download and is_json(content.media_type):
            return self._json(status, method, content)
        return _of_bytes(status, content, _DATA, method)

    def _content(self, method: Method, contents: Sequence[Content]) -> Content | None:
        """The content that is answered with; None where it has a structure and is no JSON."""
        if method.is_stream:
            return next((each for each in contents if is_stream(each.media_type)), None)
        if method.is_download:
            return next((each for each in contents if is_download(each, self._traits)), None)
        [content, *_] = wanted_contents(contents)
        if is_json(content.media_type):
            return content
        is_plain = content.type is None or not self._traits.is_structured(content.type)
        kinds = (MediaKind.BINARY, MediaKind.TEXT)
        return content if is_plain and kind_of(content.media_type) in kinds else None

    def _json(self, status: Code, method: Method, content: Content) -> SmokeAnswer | None:
        if content.type is None:
            return SmokeAnswer(status, NO_CODE, NO_CODE, NO_CODE, NO_CODE)
        found, value = self._value(content.type, is_page=method.pagination is not None)
        if not found:
            return None
        return SmokeAnswer(
            status, literal(value), NO_CODE, NO_CODE, self._class_of(method, content.type)
        )

    def _value(self, type_: Type, *, is_page: bool) -> tuple[bool, Any]:
        """Whether there is a value that is short enough, and the value; with items in its lists if
        it is short even so."""
        for is_filled, longest in ((True, _LONGEST_FILLED), (False, _LONGEST)):
            if is_filled and is_page:
                continue
            try:
                value = self._answers.of(type_, is_page=is_page, is_filled=is_filled)
            except NoAnswer:
                continue
            if len(json.dumps(value)) <= longest:
                return True, value
        return False, None

    def _class_of(self, method: Method, type_: Type) -> Code:
        """The class that comes out of JSON; empty where there are several, or it is an alias."""
        if method.pagination is not None:
            return NO_CODE
        is_model = self._models.model_of(self._traits.resolved(type_)) is not None
        if is_model and _MODEL.fullmatch(method.returns):
            return method.returns
        builtin = _BUILTIN.fullmatch(method.returns)
        return Code(builtin[1]) if builtin else NO_CODE


def _of_bytes(status: Code, content: Content, data: Code, method: Method) -> SmokeAnswer:
    """An answer whose content is given as it goes over the wire."""
    media_type = content.media_type
    if is_range(media_type):
        media_type = "text/plain" if media_type.startswith("text/") else "application/octet-stream"
    returns = method.returns if method.returns in ("bytes", "str") else ""
    return SmokeAnswer(status, NO_CODE, data, literal(media_type), Code(returns))


def _status(response: Response) -> Code:
    """A status that a response stands for."""
    if response.status == "default":
        return Code("200")
    return Code(response.status if response.status.isdecimal() else f"{response.status[0]}00")
