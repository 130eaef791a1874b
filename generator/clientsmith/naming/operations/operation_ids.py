"""Method names from operationIds, without words that path and resource have already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ...ir import Id
from ..words.paths import parse_path, static, without_prefix
from ..words.verbs import (
    ARTICLES,
    CONJUNCTIONS,
    CRUD_VERBS,
    HTTP_METHODS,
    IDLE_ENDINGS,
    NOUN_VERBS,
    PREPOSITIONS,
    QUANTIFIERS,
    VERB_MODIFIERS,
    VERBS,
)
from ..words.words import is_plural, singular, words

Words = tuple[str, ...]

_SEPARATORS = re.compile(r"[/.:#]+")
_SPRING_TAIL = re.compile(r"Using(?:DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|TRACE)(?:_[0-9]+)?$")
"""Suffix that Springfox adds to the name of a Java method."""

_GROUP = re.compile(r"([A-Z][A-Za-z0-9]*)_([A-Za-z].*)", re.DOTALL)
"""`Group_operation`, as AutoRest and TypeSpec write ids."""

_GLUED_LENGTHS = range(10, 80)
"""Letters of a word that is taken apart."""

_NEW_WORD_LENGTH = 4
COMMON_COUNT = 5
"""So many ids must share a beginning before it is taken for one that says nothing."""


@dataclass(frozen=True, slots=True)
class OperationWords:
    """An operation id taken apart."""

    group: tuple[Words, ...]
    """Words before an explicit separator: `repos` of `repos/list-for-org`; often empty."""

    words: Words
    """All words, those of `group` included, without a tail that repeats path and method."""

    group_length: int
    """Number of `words` that come from the group, or from before the first `_` or `-`."""

    repeats: bool
    """Whether it only repeats HTTP method and path, as ids do that a program made."""

    def without_group(self) -> OperationWords:
        """Return the same without what stands before explicit separators."""
        lead = sum(map(len, self.group))
        return OperationWords((), self.words[lead:], 0, False)

    def without_first_word(self) -> OperationWords:
        """Return the same without its first word, be it one of a group or not."""
        group = self.group
        if group:
            group = (*filter(None, (group[0][1:],)), *group[1:])
        return OperationWords(group, self.words[1:], max(self.group_length - 1, 0), self.repeats)


@dataclass(frozen=True, slots=True)
class ResourceWords:
    """Names of a resource in operationIds and paths."""

    words: Words
    aliases: Collection[str] = ()
    """Keys of further names, such as `org` for `organization`."""

    def matches(self, part: Sequence[str]) -> bool:
        """Return whether words are the resource's name, in singular or plural, joined or not."""
        found = key(part)
        return found == key(self.words) or found in self.aliases


def key(parts: Sequence[str]) -> str:
    """Return words joined in the singular, to compare names without regard to number and
    spelling."""
    return "".join(singular(word) for word in parts)


def take_apart(
    operation_id: str, method: str, path: str, vocabulary: Collection[str]
) -> OperationWords:
    """Return the words of an operation id.

    Args:
        operation_id: as the document writes it.
        method: HTTP method, upper case.
        path: path template.
        vocabulary: words of all paths, which help to split an id such as `getusergroups`.
    """
    text = _without_tail(operation_id, method, path)
    # A separator at the end, as in `pets/`, separates nothing.
    *before, last = [part for part in _SEPARATORS.split(text) if words(part)]
    if found := _GROUP.fullmatch(last):
        before, last = [*before, found[1]], found[2]
    group = tuple(name for part in before if (name := without_idle_ending(words(part))))
    lead = tuple(word for name in group for word in name)
    rest = tuple(part for word in words(last) for part in _unglued(word, vocabulary))
    length = len(lead) if group else _head_length(last)
    parts = lead + rest
    repeats = _repeats(parts, method, path)
    return OperationWords(group, parts, length if length < len(parts) else 0, repeats)


def without_idle_ending(parts: Words) -> Words:
    """Return words without `controller` and the like behind them."""
    while len(parts) > 1 and parts[-1] in IDLE_ENDINGS:
        parts = parts[:-1]
    return parts


def _head_length(text: str) -> int:
    """Return how many words stand before the first `_`, or else `-`, unless the first one is a
    verb."""
    head, separator, _ = text.partition("_") if "_" in text else text.partition("-")
    parts = words(head)
    return len(parts) if separator and not _VERB_LIKE.intersection(parts[:1]) else 0


def without_common_lead(ids: Mapping[Id, OperationWords]) -> dict[Id, OperationWords]:
    """Return the ids without words that nearly all of them begin with, such as the name of a
    module."""
    found = dict(ids)
    while len(found) >= COMMON_COUNT:
        counts = Counter(id_.words[0] for id_ in found.values())
        word, count = counts.most_common(1)[0]
        if 10 * count < 9 * len(found) or word in _VERB_LIKE:
            break
        if any(len(id_.words) < 2 for id_ in found.values() if id_.words[0] == word):
            break
        found = {
            key_: id_.without_first_word() if id_.words[0] == word else id_
            for key_, id_ in found.items()
        }
    return found


_VERB_LIKE = VERBS | VERB_MODIFIERS | HTTP_METHODS
_MERE_VERBS = (VERBS - NOUN_VERBS) | CRUD_VERBS


def _without_tail(operation_id: str, method: str, path: str) -> str:
    """Return the id without path and method behind the name, as FastAPI and Springfox put them
    there."""
    method_name = _SPRING_TAIL.sub("", operation_id)
    operation_id = method_name if words(method_name) else operation_id
    tail = re.sub(r"\W", "_", path) + "_" + method.lower()
    if operation_id.endswith(tail) and words(operation_id[: -len(tail)]):
        return operation_id[: -len(tail)]
    return operation_id


def _repeats(parts: Words, method: str, path: str) -> bool:
    """Return whether words are those of the path with the HTTP method in front or behind."""
    verb = method.lower()
    rests = [parts[1:]] if parts[0] == verb else []
    rests += [parts[:-1]] if parts[-1] == verb else []
    if len(parts) < 2 or not rests:
        return False
    ways = {parse_path(path), parse_path(path, with_format=True)}
    variants = {
        "".join(word for segment in shown for word in segment.words)
        for segments in ways
        for whole in (segments, without_prefix(segments))
        for shown in (whole, static(whole))
    }
    return any(
        "".join(rest) in variants or "".join(word for word in rest if word != "by") in variants
        for rest in rests
    )


def _unglued(word: str, vocabulary: Collection[str]) -> Words:
    """Return a word such as `createsession` as a verb and words of the paths, where it is that."""
    if len(word) not in _GLUED_LENGTHS or word in vocabulary:
        return (word,)
    verb = next((word[:end] for end in range(3, 9) if word[:end] in CRUD_VERBS), None)
    rest = None if verb is None else _split_up(word[len(verb) :], vocabulary)
    return (word,) if verb is None or not rest else (verb, *rest)


def _split_up(text: str, vocabulary: Collection[str]) -> Words:
    """Return a text as words of a vocabulary, the fewest possible; the last one may be a new
    word."""
    best: list[Words | None] = [()]
    for end in range(1, len(text) + 1):
        found: Words | None = None
        for start in range(end):
            before, part = best[start], text[start:end]
            known = part in vocabulary or part in PREPOSITIONS or part in ARTICLES
            if before is None or not known:
                continue
            if found is None or len(before) + 1 < len(found):
                found = (*before, part)
        best.append(found)
    if best[-1]:
        return best[-1]
    for end in range(len(text) - _NEW_WORD_LENGTH, 0, -1):
        before = best[end]
        if before and len(before) >= 2:
            return (*before, text[end:])
    return ()


def cleaned(
    id_: OperationWords, resource: ResourceWords, path_words: Collection[str]
) -> tuple[Words, bool]:
    """Return the words of an id without those of its resource, never empty; and whether it spoke of
    many.

    The resource's name goes where it stands in front (`issue_get_label`), or behind the verb,
    with an article (`get_an_album`), but not where other words qualify it
    (`check_users_saved_episodes`); then the article goes alone (`get_a_users_devices`). It goes in
    both places (`issueListIssueLabels`) unless a separator shows that the rest is meant as it is
    (`issues/list-issue-labels`).

    Args:
        id_: the id.
        resource: what to leave out.
        path_words: words of the operation's path, in the singular.
    """
    parts, left = _without_group(id_, resource)
    found = _object_of(parts, left, path_words)
    if found is None and left is not resource:
        is_sorted = bool(id_.group_length)
        found = _object_of(parts, resource, path_words, whole=is_sorted)
    if found is None:
        qualified = len(parts) > 2 and parts[0] in _VERB_LIKE and parts[1] in ARTICLES
        return (parts[:1] + parts[2:] if qualified else parts), False
    start, end = found
    kept = parts[: start - 1] if parts[start - 1] in ARTICLES else parts[:start]
    return kept + parts[end:], is_plural(parts[end - 1])


def _without_group(id_: OperationWords, resource: ResourceWords) -> tuple[Words, ResourceWords]:
    """Return the words without a leading group that names the resource; and what of the name is
    left."""
    parts, length = id_.words, id_.group_length
    for end in range(min(len(parts) - 1, len(resource.words) + 1), 0, -1):
        if resource.matches(parts[:end]) and _names_resource(parts, end):
            if end < length:
                return _verb_first(parts[end:length], parts[length:]), resource
            return _verb_to_front(parts[end:]), ResourceWords(())
    if not length:
        return _verb_to_front(parts), resource
    group, rest = parts[:length], parts[length:]
    left = _rest_of_name(group, resource) if id_.group or rest[0] in _VERB_LIKE else None
    if left is not None:
        return rest, left
    return _verb_to_front(_verb_first(group, rest)), resource


def _names_resource(parts: Words, end: int) -> bool:
    """Return whether the words up to `end` are the resource, rather than a verb: `invite` in
    `invite_user`."""
    if parts[end] in CONJUNCTIONS:
        return False
    return end > 1 or parts[0] not in VERBS or parts[end] in _VERB_LIKE


def _verb_to_front(parts: Words) -> Words:
    """`create`, `api`, `keys` for `api`, `keys`, `create`."""
    if parts[-1] in CRUD_VERBS and not _VERB_LIKE.intersection(parts[:-1]):
        return (parts[-1], *parts[:-1])
    return parts


def _rest_of_name(group: Words, resource: ResourceWords) -> ResourceWords | None:
    """Return the resource's words that a group does not hold; None where the group is another
    name."""
    name = resource.words
    found = key(group)
    for start in range(len(name)):
        for end in range(start + 1, len(name) + 1):
            if key(name[start:end]) == found:
                return ResourceWords(name[:start] + name[end:])
    return None


def _verb_first(group: Words, rest: Words) -> Words:
    """`list`, `invoices` for the group `invoices` and the rest `list`."""
    if group and rest[0] in _MERE_VERBS and group[0] not in _VERB_LIKE:
        return (rest[0], *group, *rest[1:])
    return group + rest


def _object_of(
    parts: Words, resource: ResourceWords, path_words: Collection[str], *, whole: bool = False
) -> tuple[int, int] | None:
    """Return where behind the verb the resource's name stands, if it may be left out.

    The first word is taken for a verb unless the path has it as a noun (`container_exec`).

    Args:
        parts: words, the verb in front.
        resource: what to look for.
        path_words: words of the operation's path, in the singular.
        whole: whether nothing may follow.
    """
    if parts[0] not in _VERB_LIKE and singular(parts[0]) in path_words:
        return None
    start = _object_index(parts)
    for end in range(start + 1, min(len(parts), start + len(resource.words) + 1) + 1):
        if resource.words and resource.matches(parts[start:end]):
            rest = parts[end:]
            article = parts[start - 1] in ARTICLES
            if not rest or not (
                whole or not _may_follow(rest[0], parts[end - 1], article, path_words)
            ):
                return start, end
    return None


def _object_index(parts: Words) -> int:
    """Return where the object of the verb begins: behind `get`, `bulk_update`, `create_or_join`,
    `get_an`."""
    index = 1
    if parts[0] in VERB_MODIFIERS and len(parts) > 1 and parts[1] in VERBS:
        index = 2
    while index + 1 < len(parts) and parts[index] in CONJUNCTIONS:
        index += 2
    while index < len(parts) and (parts[index] in QUANTIFIERS or parts[index] in ARTICLES):
        index += 1
    return index


def _may_follow(word: str, name: str, article: bool, path_words: Collection[str]) -> bool:
    """Return whether the resource's name may go although `word` follows it."""
    if word in CONJUNCTIONS:
        return False
    if article or word in PREPOSITIONS or not is_plural(name):
        return True
    return singular(word) in path_words
