"""Responses of operations: results, errors, and how both are decoded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...context import Note, ResponseCase
from ...encode.encoders import literal
from ...ir import Content, Header, Operation, Response
from ...naming.overrides import OperationName
from ...naming.words.words import singular, word_set, words
from ...text import Code, Text
from ...types.directions import Direction
from ...types.media_types import (
    MediaKind,
    asked_media_type,
    is_json,
    is_parts,
    is_range,
    is_sequence,
    is_wildcard,
    is_xml,
    kind_of,
)
from ...types.predicates import Traits
from ...types.xml import root_node
from ..docstrings.markup import as_markdown
from ..docstrings.sentences import introduced
from ..models.models import ModelPlan
from .streams import StreamPlanner, is_streamed

_ERROR_CLASSES = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "PermissionDeniedError",
    "404": "NotFoundError",
    "409": "ConflictError",
    "422": "UnprocessableEntityError",
    "429": "RateLimitError",
}
_IDLE_WORDS = word_set("""
    a accepted added an and api array body call completed containing content contains created data
    default deleted details done executed expected for found has have been in information is it json
    list no object objects of ok on operation or removed request requested response responses result
    results retrieved returned returns saved set status success successful successfully that the this
    to update updated was were which will with
    """)
"""A description of a result made of these and of the operation's own words tells nothing."""

_NOTHING = Code("NOTHING")
_BY_TYPE = "ContentByType"
"""Class of contents of several media types."""

_ANY = Code("Any")
_NONE = Code("None")


@dataclass(frozen=True, slots=True)
class ResponsePlan:
    """Everything about an operation's responses."""

    cases: tuple[ResponseCase, ...]
    returns: Code
    returns_docs: Text
    raises: tuple[Note, ...]
    media_types: tuple[str, ...]
    """Media types that can be requested, if one status has several."""

    by_media_type: Mapping[str, Code]
    """Media type that can be requested → type of the result; empty if all have the same, or if there
    is nothing to request."""

    result: Code
    """Type that is decoded: the result, or an item of a stream."""

    async_returns: Code
    """Return type of the asynchronous method."""

    is_stream: bool
    """True if the items of the result are read one by one."""

    has_parts: bool
    """True if a response could be a sequence of parts, which the client does not read one by one."""

    left_out: tuple[Content, ...]
    """Media types of the response that are not requested, because there is JSON; other labels of the
    same JSON are not among them."""


@dataclass(frozen=True, slots=True)
class _Decoder:
    """Expressions that decode one media type of a response."""

    expression: Code
    annotation: Code
    precise: Code
    """The expression with the media type that it is for."""


_UNDECLARED = _Decoder(Code("UNDECLARED"), _ANY, Code("UNDECLARED"))


class ResponsePlanner:
    """Plans responses.

    Args:
        models: names of types.
        traits: what types are like.
    """

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits
        self._streams = StreamPlanner(models, traits)
        self._decoders: dict[int, tuple[Content, _Decoder]] = {}
        """By identity of the content, which operations share."""

    def plan(self, operation: Operation, name: OperationName) -> ResponsePlan:
        """Plan the responses of an operation.

        Args:
            operation: the operation.
            name: where users find it, whose words descriptions need not repeat.
        """
        responses = sorted(
            (response for response in operation.responses if response.status[0] != "1"),
            key=lambda response: response.status,
        )
        successes = _success_responses(responses)
        told = [response for response in successes if response.contents]
        is_stream = operation.method != "HEAD" and is_streamed(
            content for response in told for content in response.contents
        )
        cases: list[ResponseCase] = []
        annotations: list[Code] = []
        media_types: list[str] = []
        results: list[dict[str, Code]] = []
        """Of each success: the types of its results by media type."""
        left_out: list[Content] = []
        for response in responses:
            success = response in successes
            contents = () if operation.method == "HEAD" else wanted_contents(response.contents)
            if operation.method != "HEAD":
                left_out += [
                    each
                    for each in response.contents
                    if each not in contents and not _is_label(each, response.contents)
                ]
            read = self._item_decoder if is_stream and success else self._decoder_of
            decoders = [read(content) for content in contents]
            if success and len(contents) > 1:
                media_types += map(asked_media_type, contents)
            if success:
                if not (decoders or is_stream) and _may_have_content(operation, response):
                    decoders = [_UNDECLARED]
                annotations += [decoder.annotation for decoder in decoders]
                results.append(
                    {
                        asked_media_type(content): decoder.annotation
                        for content, decoder in zip(contents, decoders, strict=False)
                    }
                    or dict.fromkeys(("",), annotations[-1] if decoders else _NONE)
                )
                if not decoders and not is_stream:
                    annotations.append(_NONE)
            elif not decoders and not _stands_in(response, responses):
                continue
            cases.append(
                ResponseCase(
                    _status(response),
                    _expression(decoders, precise=success),
                    union_code(decoder.annotation for decoder in decoders),
                    plain_status=Text(response.status),
                    media_types=tuple(Text(asked_media_type(each)) for each in contents),
                )
            )
        result = union_code(annotations)
        returns = Code(f"Stream[{result}]") if is_stream else result
        return ResponsePlan(
            cases=tuple(cases),
            result=result,
            returns=returns,
            async_returns=Code(f"Opening[Async{returns}]") if is_stream else result,
            is_stream=is_stream,
            returns_docs=(
                _meaning(told[0].docs.description, name, returns) if len(told) == 1 else Text("")
            ),
            raises=tuple(_raises(response) for response in responses if response not in successes),
            media_types=tuple(dict.fromkeys(media_types)),
            by_media_type={} if is_stream else _by_media_type(media_types, results),
            has_parts=any(
                is_parts(content.media_type) for response in told for content in response.contents
            ),
            left_out=tuple(left_out),
        )

    def _item_decoder(self, content: Content) -> _Decoder:
        found = self._streams.decoder(content)
        return _Decoder(found.expression, found.annotation, found.expression)

    def decoder(self, content: Content) -> tuple[Code, Code]:
        """Return an expression that decodes content, and the type of the result."""
        found = self._decoder_of(content)
        return found.precise, found.annotation

    def _decoder_of(self, content: Content) -> _Decoder:
        key = id(content)
        if key not in self._decoders:
            self._decoders[key] = content, self._new_decoder(content)
        return self._decoders[key][1]

    def _new_decoder(self, content: Content) -> _Decoder:
        media_type, type_ = asked_media_type(content), content.type
        kind = kind_of(content.media_type)
        structured = is_structured(content, self._traits)
        if kind is MediaKind.JSON and self._traits.is_binary(type_):
            kind = MediaKind.BINARY
        if kind is MediaKind.XML and not self._traits.is_xml(type_):
            kind = MediaKind.TEXT
        if kind in (MediaKind.TEXT, MediaKind.ITEMS):
            return _Decoder(Code("TEXT"), Code("str"), Code(f"Text({literal(media_type)})"))
        if kind is not MediaKind.JSON and not structured:
            if is_wildcard(media_type):
                return _Decoder(Code("BINARY"), Code("bytes"), Code("BINARY"))
            return _Decoder(Code("BINARY"), Code("bytes"), Code(f"Binary({literal(media_type)})"))
        wire = _ANY if type_ is None else self._models.annotation(type_, Direction.RESPONSE)
        annotation = _ANY
        if type_ is not None:
            annotation = self._models.annotation(type_, Direction.RESPONSE, prefix="models.")
        if kind is MediaKind.XML and type_ is not None:
            root = root_node(content, self._models.model_of(type_))
            name, more = "XML", root and f"root={root}"
            is_default = media_type == "application/xml"
        else:
            name, more = "AnyJSON" if wire == _ANY else "JSON", ""
            is_default = media_type == "application/json" or is_wildcard(media_type)
        type_text = "" if name == "AnyJSON" else self._models.type_text(wire)
        short = _call(name, type_text, more)
        precise = _call(name, type_text, f"media_type={literal(media_type)}", more)
        return _Decoder(short, annotation, short if is_default else precise)


def _call(name: str, *arguments: str) -> Code:
    """Return a call with the arguments that are not empty."""
    return Code(f"{name}({', '.join(filter(None, arguments))})")


def is_structured(content: Content, traits: Traits) -> bool:
    """Return whether a response may be decoded to more than text or bytes. A schema that allows any
    value says as little of an image as none."""
    if content.type is None or not traits.is_structured(content.type):
        return False
    is_bytes = kind_of(content.media_type) is MediaKind.BINARY
    is_unknown = is_wildcard(content.media_type)
    return is_unknown or not (is_bytes and traits.is_anything(content.type))


def _may_have_content(operation: Operation, response: Response) -> bool:
    """Return whether a response without content in the document may have content nevertheless: what
    a GET gets is content (RFC 9110, 15.3.1). Web frameworks leave it out of their documents where
    they do not know it, such as for files."""
    return operation.method == "GET" and response.status in ("200", "203", "2XX")


def success_responses(operation: Operation) -> tuple[Response, ...]:
    """Return the responses that a method returns."""
    return _success_responses(
        [response for response in operation.responses if response.status[0] != "1"]
    )


def _success_responses(responses: Sequence[Response]) -> tuple[Response, ...]:
    """Return the responses that a method returns: 2xx, else redirections, else `default`."""
    for digit in "23":
        found = tuple(response for response in responses if response.status[0] == digit)
        if found:
            return found
    return tuple(response for response in responses if response.status == "default")


def wanted_contents(contents: Sequence[Content]) -> Sequence[Content]:
    """Return the media types that a client asks for, JSON first: where there is JSON, no other form
    of the same, and no stream."""
    types = [content.type for content in contents if is_json(content.media_type)]
    ordered = sorted(contents, key=_preference)
    if not types:
        return ordered
    return [
        content
        for content in ordered
        if (is_json(content.media_type) and not _is_repetition(content, ordered))
        or not (
            content.type in types or is_sequence(content.media_type) or is_xml(content.media_type)
        )
    ]


def _preference(content: Content) -> tuple[MediaKind, bool, bool]:
    """Return a sort key: JSON first, of each kind the plain type first and ranges last."""
    media_type = content.media_type
    return kind_of(media_type), media_type != "application/json", is_range(media_type)


def _is_repetition(content: Content, contents: Iterable[Content]) -> bool:
    """Return whether content is another spelling of what is there as JSON by its plain name."""
    return (content.media_type == "text/json" or is_range(content.media_type)) and any(
        other.media_type == "application/json" and other.type == content.type for other in contents
    )


def _is_label(content: Content, contents: Iterable[Content]) -> bool:
    """Return whether content is what is there as JSON under another label: ASP.NET declares each
    response as `text/plain` and `text/json` too."""
    return (is_json(content.media_type) or content.media_type == "text/plain") and any(
        other is not content and is_json(other.media_type) and other.type == content.type
        for other in contents
    )


def _stands_in(response: Response, responses: Iterable[Response]) -> bool:
    """Return whether a response without content keeps a range or `default` with content from
    holding."""
    ranges = (f"{response.status[0]}XX", "default")
    return any(other.status in ranges and other.contents for other in responses)


def _by_media_type(
    media_types: Iterable[str], results: Iterable[Mapping[str, Code]]
) -> Mapping[str, Code]:
    """Return the type of the result for each media type that can be requested; a success that does
    not have it is as it is.

    Args:
        media_types: those that can be requested.
        results: of each success, the types of its results by media type.
    """
    found = {
        media_type: union_code(
            annotation
            for types in results
            for annotation in ([types[media_type]] if media_type in types else types.values())
        )
        for media_type in media_types
    }
    is_told = len(set(found.values())) > 1 and not any(map(is_range, found))
    return found if is_told else {}


def _status(response: Response) -> Code:
    status = response.status
    return literal(int(status) if status.isdecimal() else status)


def _expression(decoders: Sequence[_Decoder], *, precise: bool) -> Code:
    """Return the expression for a status; errors are told apart by media type only if necessary."""
    parts = dict.fromkeys(
        decoder.precise if precise or len(decoders) > 1 else decoder.expression
        for decoder in decoders
    )
    if len(parts) > 1:
        return Code(f"{_BY_TYPE}(({', '.join(parts)}))")
    return next(iter(parts), _NOTHING)


def union_code(annotations: Iterable[Code]) -> Code:
    """Return the union of annotations, None last; None where there is none."""
    parts = dict.fromkeys(annotations)
    if _ANY in parts:
        return _ANY
    nullable = _NONE in parts
    parts.pop(_NONE, None)
    if not parts:
        return _NONE
    if nullable and not any(part.endswith("| None") for part in parts):
        parts[_NONE] = None
    return Code(" | ".join(parts))


def _meaning(description: str, name: OperationName, returns: Code) -> Text:
    """Return the description of a result, if it says more than success, the type and the
    operation's name."""
    known = (*name.resource, name.method, returns)
    own = {singular(word) for part in known for word in words(part)}
    new = (
        word
        for word in words(description)
        if word not in _IDLE_WORDS and singular(word) not in own and not word.isdecimal()
    )
    return Text(description.strip() if any(new) else "")


def error_class(status: str) -> Code:
    """Return the error class for a status, a range of them, or `default`."""
    if status.startswith("5"):
        return Code("InternalServerError")
    return Code(_ERROR_CLASSES.get(status, "APIStatusError"))


def _raises(response: Response) -> Note:
    told = as_markdown(response.docs.description.strip() or response.docs.title.strip())
    label = "Any other status" if response.status == "default" else response.status
    return Note(
        error_class(response.status), Text(introduced(f"{label}:", told) if told else f"{label}.")
    )


class ResponseHeaderPlanner:
    """Plans how headers of responses are decoded.

    Args:
        models: names of types.
        traits: what types are like.
    """

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits

    def of(self, operation: Operation) -> tuple[Code, ...]:
        """Return an expression for each header, once; where statuses differ, the first success
        holds."""
        found: dict[str, Code] = {}
        responses = sorted(
            operation.responses, key=lambda each: (each.status[0] != "2", each.status)
        )
        for response in responses:
            for header in response.headers:
                if header.content is not None or not self._traits.reads_as_text(header.type):
                    found.setdefault(header.wire_name.lower(), self._code(header))
        return tuple(found[name] for name in sorted(found))

    def _code(self, header: Header) -> Code:
        type_ = self._models.annotation(header.type, Direction.RESPONSE)
        parts: list[str] = [literal(header.wire_name), self._models.type_text(type_)]
        if header.explode:
            parts.append("explode=True")
        if header.content is not None:
            parts.append(f"content={literal(header.content)}")
        return Code(f"Header({', '.join(parts)})")
