"""Resources from tags: their names, and their segments in paths."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ...ir import Id, Operation
from ..words.identifiers import number_spelled
from ..words.paths import Segments, says_nothing, static
from ..words.verbs import CRUD_VERBS, VERBS
from ..words.words import is_plural, plural, singular, words
from .operation_ids import COMMON_COUNT, OperationWords, ResourceWords, key, without_idle_ending

Words = tuple[str, ...]

_SAYS_NOTHING: Words = ("default",)
_ABBREVIATION_LENGTH = 3


@dataclass(frozen=True, slots=True)
class TagResource:
    """The resource that a tag makes."""

    attribute: Words
    """Words of the attribute: plural where a path has the plural."""

    name: ResourceWords

    def start(self, segments: Segments) -> int:
        """Return the index of the first segment behind the one that names the resource; 0 where none
        does."""
        last = key(self.name.words[-1:])
        for test in (self.name.matches, lambda parts: key(parts) == last):
            for index in range(len(segments) - 1, -1, -1):
                if not segments[index].parameter and test(segments[index].words):
                    return index + 1
        return 0


class Tags:
    """The tags of all operations; tags that differ in spelling only are one resource.

    Args:
        operations: all of them.
        segments: their paths without prefix.
        ids: their operation ids, taken apart; operations without one are not in it.
    """

    def __init__(
        self,
        operations: Iterable[Operation],
        segments: Mapping[Id, Segments],
        ids: Mapping[Id, OperationWords],
    ) -> None:
        texts: dict[str, set[str]] = defaultdict(set)
        members: dict[str, list[Id]] = defaultdict(list)
        self._keys: dict[Id, str] = {}
        for operation in operations:
            tag = main_tag(operation)
            if tag is not None:
                found = tag_key(tag)
                self._keys[operation.id] = found
                texts[found].add(tag)
                members[found].append(operation.id)
        lead = _common_lead({_tag_words(tag) for same in texts.values() for tag in same})
        others = {found.removeprefix(lead) for found in texts}
        self._resources = {
            found: _resource(
                min(texts[found]),
                lead,
                [segments[id_] for id_ in tagged],
                [ids[id_] for id_ in tagged if id_ in ids],
                others,
            )
            for found, tagged in members.items()
        }

    def resource(self, operation: Operation) -> TagResource | None:
        """Return the resource of the operation's first tag; None where it has no tag that says
        anything."""
        found = self._keys.get(operation.id)
        return None if found is None else self._resources[found]


def main_tag(operation: Operation) -> str | None:
    """Return the first tag of an operation that says anything; None where none does."""
    return next((tag for tag in operation.tags if _tag_words(tag)), None)


def tag_key(tag: str) -> str:
    """Return what tags have in common that are one resource; empty for one that says nothing."""
    return "".join(_tag_words(tag))


def _tag_words(tag: str) -> Words:
    """Return words of a tag without endings such as `controller`; empty for a tag that says
    nothing."""
    parts = without_idle_ending(words(tag))
    if len(parts) > 1 and parts[-1] == "service" and tag.isalnum():
        # `UserService` is what gRPC calls users; a `Customer Service` is one.
        parts = parts[:-1]
    return () if parts in ((), _SAYS_NOTHING) or says_nothing(parts) else parts


def _common_lead(tags: Collection[Words]) -> str:
    """Return what all of many tags begin with, such as name and version of the API (`VideoV1Room`):
    their first words, joined. Empty where there is no such thing, or a tag would say nothing
    without."""
    if len(tags) < COMMON_COUNT:
        return ""
    columns = zip(*(tag[:-1] for tag in tags), strict=False)
    lead = [column[0] for column in takewhile(lambda column: len({*column}) == 1, columns)]
    return "" if any(says_nothing(tag[len(lead) :]) for tag in tags) else "".join(lead)


def _without_lead(parts: Words, lead: str) -> Words:
    """Return the words of a tag behind those that are the lead when they are joined."""
    for end in range(len(parts)):
        if "".join(parts[:end]) == lead:
            return parts[end:]
    return parts


def _resource(
    tag: str,
    lead: str,
    paths: Sequence[Segments],
    ids: Sequence[OperationWords],
    others: Container[str],
) -> TagResource:
    """Return the resource of a tag.

    Args:
        tag: its text.
        lead: what all tags begin with.
        paths: paths of its operations.
        ids: ids of its operations.
        others: joined words of all tags without the lead, so that a plural does not take another
            tag's name.
    """
    counts = Counter(name for path in paths for name in {each.words for each in static(path)})
    names = counts.keys()
    used = {word for name in names for word in name}
    used.update(word for id_ in ids for word in id_.words)
    written = _without_lead(_as_written(tag, used), lead)
    parts = number_spelled(written)
    several = bool(parts[1:])
    usual = (name for name, count in counts.items() if 2 * count > len(paths))
    aliases = {key(name) for name in usual if not several and _abbreviates(name, parts[0])}
    aliases.update(key(group) for group in _common_group(ids) if not _is_part(group, parts))
    resource = ResourceWords(parts, frozenset({*aliases, key(written), key(words(tag))}))
    many = any(
        is_plural(name[-1])
        and (resource.matches(name) or (several and key(name) == key(parts[-1:])))
        for name in names
    )
    attribute = (*parts[:-1], plural(parts[-1]))
    return TagResource(parts if not many or "".join(attribute) in others else attribute, resource)


def _common_group(ids: Sequence[OperationWords]) -> Iterator[Words]:
    """Yield what nearly all ids of a tag begin with: another name of the resource."""
    counts = Counter(id_.words[: id_.group_length or 1] for id_ in ids)
    for group, count in counts.items():
        if count >= COMMON_COUNT and 5 * count >= 4 * len(ids) and group[0] not in CRUD_VERBS:
            yield group


def _is_part(group: Words, name: Words) -> bool:
    """Return whether a group is some of a resource's words, as `cdn` is of `cdn_endpoints`."""
    found = key(group)
    return any(
        key(name[start:end]) == found
        for start in range(len(name))
        for end in range(start + 1, len(name) + 1)
    )


def _as_written(tag: str, used: Collection[str]) -> Words:
    """Return the words of a tag; those that case alone splits are one where the document has them
    so (`XCom` beside `xcomEntries`)."""
    count = len(_tag_words(tag))
    parts: list[str] = []
    for piece in re.split(r"[\W_]+", tag):
        split = words(piece)
        joined = "".join(split)
        parts += [joined] if len(split) > 1 and joined in used else split
    return tuple(parts[:count]) or _tag_words(tag)


def _abbreviates(name: Words, word: str) -> bool:
    """Return whether a segment is the beginning of a word: `orgs` for `organization`. It may be
    another word as well, such as `accounts` for `accounting`."""
    short = singular(name[0])
    return (
        len(name) == 1
        and _ABBREVIATION_LENGTH <= len(short) < len(word)
        and word.startswith(short)
        and short not in VERBS
    )
