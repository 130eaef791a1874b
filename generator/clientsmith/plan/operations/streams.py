"""Streams: sequences of items in responses and bodies, and how they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...encode.encoders import literal
from ...ir import (
    Anything,
    Content,
    Field,
    ListOf,
    Model,
    OneOf,
    Scalar,
    ScalarKind,
    Type,
)
from ...text import Code
from ...types.directions import Direction
from ...types.media_types import EVENT_STREAM, is_json, is_stream
from ...types.predicates import Traits
from ..models.models import ModelPlan

SWITCH = "stream"
"""Property of a body by which a stream is asked for, where the document has it as a boolean."""

_EVENT_FIELDS = frozenset({"comment", "data", "event", "id", "retry"})
_UNNAMED = "message"
"""Name of an event that the server gives none (WHATWG HTML, 9.2.6)."""


def item_of(content: Content, traits: Traits) -> Type | None:
    """Return the type of one item of a sequence; None where the document does not tell.

    `itemSchema` is that of an item. For want of it `schema` is, unless it describes all items as an
    array, or the whole sequence as text.
    """
    if content.item_type is not None or content.type is None:
        return content.item_type
    match traits.resolved(content.type):
        case ListOf(item):
            return item
        case Anything() | Scalar(ScalarKind.STRING | ScalarKind.BINARY):
            return None
        case _:
            return content.type


@dataclass(frozen=True, slots=True)
class StreamDecoder:
    """An expression that decodes the items of one media type of a response."""

    expression: Code
    """Expression of the runtime, such as `ServerSentEvents("Chunk")`."""

    annotation: Code
    """Type of an item as it stands in the resource's module."""


class StreamPlanner:
    """Plans responses with many items.

    Args:
        models: names of types.
        traits: what types are like.
    """

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits

    def decoder(self, content: Content) -> StreamDecoder:
        """Return how the items of a response are decoded."""
        item = item_of(content, self._traits)
        if content.media_type == EVENT_STREAM:
            return self._events(item)
        name = "JSONSequence" if content.media_type.endswith("json-seq") else "JSONLines"
        plain = "application/json-seq" if name == "JSONSequence" else "application/jsonl"
        settings: list[str] = [self._models.type_text(self._annotation(item, prefix=""))]
        if content.media_type != plain:
            settings.append(f"media_type={literal(content.media_type)}")
        return StreamDecoder(Code(f"{name}({', '.join(settings)})"), self._annotation(item))

    def _events(self, item: Type | None) -> StreamDecoder:
        if item is None:
            return StreamDecoder(Code("ServerSentEvents()"), Code("ServerSentEvent"))
        settings: list[str] = [self._models.type_text(self._annotation(item, prefix=""))]
        events = self._event_models(item)
        if events is None:
            json: bool | tuple[str, ...] = not self._traits.is_text(item)
        else:
            settings.append(f"is_whole={literal(_are_events(events) or None)}")
            json = self._json_events(events)
        if json is not True:
            settings.append(f"json={literal(json)}")
        return StreamDecoder(
            Code(f"ServerSentEvents({', '.join(settings)})"), self._annotation(item)
        )

    def _annotation(self, item: Type | None, prefix: str = "models.") -> Code:
        if item is None:
            return Code("Any")
        return self._models.annotation(item, Direction.RESPONSE, prefix=prefix)

    def _event_models(self, item: Type) -> tuple[Model, ...] | None:
        """Return the models of an item that may stand for events with all of their fields; None
        where it is only what the data of an event hold."""
        resolved = self._traits.resolved(item)
        if isinstance(resolved, OneOf):
            found = [self._event_models(member) for member in resolved.members]
            if None in found:
                return None
            return tuple(model for models in found for model in models or ())
        model = self._models.model_of(resolved)
        if model is None:
            return None
        names = {field.wire_name for field in model.fields}
        return (model,) if names <= _EVENT_FIELDS and {"data", "event"} & names else None

    def _json_events(self, events: Iterable[Model]) -> bool | tuple[str, ...]:
        """Return whether the data of all events are JSON, of none, or the names of those whose are."""
        kinds: dict[str, bool] = {}
        for model in events:
            fields = {field.wire_name: field for field in model.fields}
            name = _UNNAMED
            if "event" in fields:
                constant = self._traits.constant(fields["event"].type)
                name = constant if isinstance(constant, str) else _UNNAMED
            if "data" in fields:
                kinds[name] = kinds.get(name, False) or self._is_json(fields["data"])
        if all(kinds.values()):
            return True
        return tuple(sorted(name for name, is_json in kinds.items() if is_json)) or False

    def _is_json(self, data: Field) -> bool:
        media_type = (data.constraints.content_media_type or "").partition(";")[0].strip().lower()
        return is_json(media_type) or not self._traits.is_text(data.type)


def is_streamed(contents: Iterable[Content]) -> bool:
    """Return whether content can only be read item by item."""
    media_types = [content.media_type for content in contents]
    return bool(media_types) and all(map(is_stream, media_types))


def _are_events(models: Iterable[Model]) -> bool:
    """Return whether models are certain to stand for events: an object that has only `data` may as
    well be the content of the data."""
    return any({field.wire_name for field in model.fields} != {"data"} for model in models)
