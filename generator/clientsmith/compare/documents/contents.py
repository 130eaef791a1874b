"""Compares request bodies and responses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...ir import Anything, Content, Encoding, Header, Operation, RequestBody, Response
from ...problem import quoted
from .collector import DifferenceCollector
from .constraints import constraint_differences
from .difference import (
    REQUESTS,
    RESPONSES,
    ComparedPlace,
    Difference,
    PlaceComparison,
    docs_differences,
)
from .matching import Versions
from .references import ids_in_body, ids_in_response, ids_in_types
from .type_text import type_text
from .types import compare_types
from .version import Version


class ContentComparer:
    """Compares media types.

    Args:
        versions: both versions.
        noun: first words of the codes, such as `body`.
    """

    def __init__(self, versions: Versions, noun: str) -> None:
        self._versions = versions
        self._code = f"{noun}-media-type"

    def compare(
        self, old: Iterable[Content], new: Iterable[Content], place: ComparedPlace
    ) -> PlaceComparison:
        """Compare the contents of a body or a response.

        A schema that is repeated for every media type has each of its differences once.
        """
        found = PlaceComparison()
        olds, news = _by_media_type(old), _by_media_type(new)
        matched = [(olds.pop(name), news.pop(name)) for name in tuple(olds) if name in news]
        for before, after in matched:
            self._compare_content(before, after, place, found)
        if not matched and len(olds) == len(news) == 1:
            (before,), (after,) = olds.values(), news.values()
            found.add(f"{self._code}-changed", place, _media_type(before), _media_type(after))
            self._compare_content(before, after, place, found)
        else:
            for content in olds.values():
                name, ids = _media_type(content), _ids_in_content(content)
                found.add(f"{self._code}-removed", place, old=name, detail=name, removed_ids=ids)
            for content in news.values():
                name, ids = _media_type(content), _ids_in_content(content)
                found.add(f"{self._code}-added", place, new=name, detail=name, added_ids=ids)
        found.differences = list(dict.fromkeys(found.differences))
        return found

    def _compare_content(
        self, old: Content, new: Content, place: ComparedPlace, found: PlaceComparison
    ) -> None:
        place = replace(place, old=old.location or place.old, new=new.location or place.new)
        before, after = old.type or Anything(), new.type or Anything()
        found.update(compare_types(self._versions, before, after, place))
        if old.item_type is not None or new.item_type is not None:
            before, after = old.item_type or Anything(), new.item_type or Anything()
            found.update(compare_types(self._versions, before, after, place.inside("[]")))
        if _serialization(old) != _serialization(new):
            found.add("wire-format-changed", place, detail=_media_type(new))


def _by_media_type(contents: Iterable[Content]) -> dict[tuple[str, str], Content]:
    return {(each.media_type, each.parameters): each for each in contents}


def _media_type(content: Content) -> str:
    """Return the media type with its parameters."""
    return "; ".join(filter(None, (content.media_type, content.parameters)))


def _ids_in_content(content: Content) -> tuple[str, ...]:
    return ids_in_types([content.type or content.item_type or Anything()])


def _serialization(content: Content) -> object:
    """Return everything that determines how a value of the type becomes bytes."""
    return (
        _encodings(content.encodings),
        tuple(map(_encoding, content.prefix_encodings)),
        content.item_encoding and _encoding(content.item_encoding),
        content.xml,
    )


def _encodings(encodings: tuple[Encoding, ...]) -> dict[str, object]:
    return {encoding.property: _encoding(encoding) for encoding in encodings}


def _encoding(encoding: Encoding) -> object:
    """Return how a part is written, without its location and the order of its headers."""
    headers = {
        header.wire_name.lower(): (header.required, header.value) for header in encoding.headers
    }
    return (
        encoding.content_type,
        encoding.style,
        encoding.explode,
        encoding.allow_reserved,
        headers,
        _encodings(encoding.encodings),
        tuple(map(_encoding, encoding.prefix_encodings)),
        encoding.item_encoding and _encoding(encoding.item_encoding),
    )


class BodyComparer:
    """Compares request bodies."""

    def __init__(self, collector: DifferenceCollector) -> None:
        self._old = collector.versions.old
        self._new = collector.versions.new
        self._contents = ContentComparer(collector.versions, "body")
        self._collector = collector

    def compare(self, before: Operation, after: Operation, operation: ComparedPlace) -> None:
        """Compare the bodies of an operation."""
        place = replace(
            operation,
            subject=f"{operation.subject} request",
            noun=f"the request body of {operation.noun}",
            python=(
                _body_argument(self._old, before) or operation.python[0],
                _body_argument(self._new, after) or operation.python[1],
            ),
            old=self._old.part(before, "requestBody"),
            new=self._new.part(after, "requestBody"),
        )
        old, new = before.body, after.body
        if old is not None and new is not None:
            self._compare_bodies(old, new, place, (before, after))
        elif new is not None:
            kind = "required-body-added" if new.required else "body-added"
            added = Difference(kind, place, added_ids=ids_in_body(new))
            self._collector.add([added], REQUESTS)
        elif old is not None:
            removed = Difference("body-removed", place, removed_ids=ids_in_body(old))
            self._collector.add([removed], REQUESTS)

    def _compare_bodies(
        self,
        old: RequestBody,
        new: RequestBody,
        place: ComparedPlace,
        operations: tuple[Operation, Operation],
    ) -> None:
        found = self._contents.compare(old.contents, new.contents, place)
        arguments = (
            *_content_type_arguments(self._old, operations[0]),
            *_content_type_arguments(self._new, operations[1]),
        )
        _set_arguments(found, ("body-media-type-added", "body-media-type-removed"), arguments)
        self._collector.add_comparison(found, REQUESTS)
        differences = list(docs_differences(old.docs, new.docs, place, "body"))
        if old.required != new.required:
            differences.append(self._presence(new, place, operations))
        old_by_media_type = {content.media_type: content for content in old.contents}
        for content in new.contents:
            before = old_by_media_type.get(content.media_type, content)
            differences += constraint_differences(
                self._collector.versions,
                before.constraints,
                content.constraints,
                place,
                types=(before.type or Anything(), content.type or Anything()),
                with_types=not found.differences,
            )
        self._collector.add(dict.fromkeys(differences), REQUESTS)

    def _presence(
        self, new: RequestBody, place: ComparedPlace, operations: tuple[Operation, Operation]
    ) -> Difference:
        """Return the difference for a body that became required or optional, which methods show by
        the arguments that have to be given."""
        before = _required_arguments(self._old, operations[0])
        after = _required_arguments(self._new, operations[1])
        names = tuple(sorted(before.symmetric_difference(after)))
        if not names:
            always = "always" if new.required else "only if it has a value"
            return Difference("body-presence-changed", place, new=always)
        kind = "body-became-required" if new.required else "body-became-optional"
        return Difference(kind, replace(place, arguments=names))


def _body_argument(version: Version, operation: Operation) -> str:
    """Return the argument for a body as a whole: `goals.import_(body=)`; empty where there is none."""
    for name, method in version.methods(operation):
        if method.body is not None and not method.body.model:
            return f"{name}({method.body.arguments[0].name}=)"
    return ""


def _required_arguments(version: Version, operation: Operation) -> set[str]:
    """Return the arguments of a body that have to be given."""
    return {
        f"{name}({argument.name}=)"
        for name, method in version.methods(operation)
        if method.body is not None
        for argument in method.body.arguments
        if not argument.default
    }


def _content_type_arguments(version: Version, operation: Operation) -> Iterator[str]:
    """Yield the arguments that select a media type of the body."""
    for name, method in version.methods(operation):
        if method.body is not None and method.body.content_type is not None:
            yield f"{name}({method.body.content_type.name}=)"


def _set_arguments(
    found: PlaceComparison, kinds: tuple[str, ...], arguments: tuple[str, ...]
) -> None:
    """Name the arguments that select a media type in differences of some kinds."""
    found.differences = [
        (
            replace(each, place=replace(each.place, arguments=arguments))
            if each.kind in kinds
            else each
        )
        for each in found.differences
    ]


class ResponseComparer:
    """Compares responses."""

    def __init__(self, collector: DifferenceCollector) -> None:
        self._old = collector.versions.old
        self._new = collector.versions.new
        self._contents = ContentComparer(collector.versions, "response")
        self._collector = collector

    def compare(self, before: Operation, after: Operation, operation: ComparedPlace) -> None:
        """Compare the responses of an operation."""
        olds = {response.status: response for response in before.responses}
        news = {response.status: response for response in after.responses}
        pairs = [(olds.pop(status), news.pop(status)) for status in tuple(olds) if status in news]
        for status, old in tuple(olds.items()):
            new = self._with_other_status(old, list(news.values()), operation)
            if new is not None:
                pairs.append((olds.pop(status), news.pop(new.status)))
        accept = tuple(
            f"{name}({method.accept.name}=)"
            for name, method in self._new.methods(after)
            if method.accept is not None
        )
        for old, new in pairs:
            place = replace(
                _response_place(new.status, operation),
                old=self._old.part(before, "responses", old.status),
                new=self._new.part(after, "responses", new.status),
            )
            self._compare_responses(old, new, place, accept)
        for old in olds.values():
            location = self._old.part(before, "responses", old.status)
            place = replace(_response_place(old.status, operation), old=location, new=None)
            removed = Difference("response-removed", place, removed_ids=ids_in_response(old))
            self._collector.add([removed], RESPONSES)
        for new in news.values():
            location = self._new.part(after, "responses", new.status)
            place = replace(_response_place(new.status, operation), old=None, new=location)
            added = Difference("response-added", place, added_ids=ids_in_response(new))
            self._collector.add([added], RESPONSES)

    def _with_other_status(
        self, old: Response, candidates: list[Response], operation: ComparedPlace
    ) -> Response | None:
        """Return the response with another status and the same content, successful or not."""
        place = _response_place(old.status, operation)
        for new in candidates:
            if is_success(old.status) == is_success(new.status) and old.contents:
                found = self._contents.compare(old.contents, new.contents, place)
                nullable = (reference.nullable for reference in found.references)
                if not found.differences and all(was == is_ for was, is_ in nullable):
                    return new
            is_empty = not old.contents and not new.contents
            if is_empty and is_success(old.status) and is_success(new.status):
                return new
        return None

    def _compare_responses(
        self, old: Response, new: Response, place: ComparedPlace, accept: tuple[str, ...]
    ) -> None:
        differences: list[Difference] = []
        if old.status != new.status:
            differences.append(Difference("response-status-changed", place, old.status, new.status))
        if bool(old.contents) != bool(new.contents):
            differences.append(self._presence(old, new, place))
        else:
            found = self._contents.compare(old.contents, new.contents, place)
            _set_arguments(found, ("response-media-type-added",), accept)
            self._collector.add_comparison(found, RESPONSES)
        differences += docs_differences(old.docs, new.docs, place, "response")
        self._collector.add(dict.fromkeys(differences), RESPONSES)
        old_headers = {header.wire_name.lower(): header for header in old.headers}
        new_headers = {header.wire_name.lower(): header for header in new.headers}
        for name in sorted(old_headers.keys() | new_headers.keys()):
            self._compare_headers(old_headers.get(name), new_headers.get(name), place)

    def _presence(self, old: Response, new: Response, place: ComparedPlace) -> Difference:
        """Return the difference for content that was added or removed."""
        content, version = (new.contents or old.contents)[0], (
            self._new if new.contents else self._old
        )
        text = content.media_type if content.type is None else type_text(content.type, version)
        if new.contents:
            ids = ids_in_response(new)
            return Difference("response-body-added", place, new=text, added_ids=ids)
        return Difference(
            "response-body-removed", place, old=text, removed_ids=ids_in_response(old)
        )

    def _compare_headers(
        self, old: Header | None, new: Header | None, response: ComparedPlace
    ) -> None:
        header = new or old
        assert header is not None, "one of them is given"
        place = replace(
            response,
            subject=f"{response.subject} header {header.wire_name}",
            noun=f"the header {quoted(header.wire_name)} of {response.noun}",
            python=("", ""),
        )
        if old is None or new is None:
            place = place.only_new() if old is None else place.only_old()
            kind = "response-header-added" if old is None else "response-header-removed"
            self._collector.add([Difference(kind, place)], RESPONSES)
            return
        found = compare_types(self._collector.versions, old.type, new.type, place)
        self._collector.add_comparison(found, RESPONSES)
        differences = list(docs_differences(old.docs, new.docs, place, "response"))
        if old.required != new.required:
            differences.append(Difference("response-docs-changed", place))
        if (old.explode, old.content) != (new.explode, new.content):
            differences.append(Difference("wire-format-changed", place))
        self._collector.add(dict.fromkeys(differences), RESPONSES)


def _response_place(status: str, operation: ComparedPlace) -> ComparedPlace:
    old, new = (f"{name}()" if name else "" for name in operation.python)
    return replace(
        operation,
        subject=f"{operation.subject} response {status}",
        noun=f"the response {status} of {operation.noun}",
        python=(old, new) if is_success(status) else ("", ""),
    )


def is_success(status: str) -> bool:
    """Return whether a response with a status is successful."""
    return status.startswith("2")
