"""Names of inline schemas from where they stand: operations as nouns, and the steps inside."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise, takewhile

from ...ir import Declaration, Model, Role, Step
from ...text import Code
from ...types.expressions import RESERVED_CLASSES
from ..overrides import OperationName
from ..words.identifiers import class_name, spelled
from ..words.paths import parse_path
from ..words.verbs import (
    ARTICLES,
    CONJUNCTIONS,
    CRUD_VERBS,
    PREPOSITIONS,
    QUANTIFIERS,
    VERB_MODIFIERS,
    VERBS,
)
from ..words.words import is_plural, pascal, plural, singular, words

Words = tuple[str, ...]

_CREATING = frozenset({"add", "create", "insert", "new", "register"})
_LISTING = frozenset({"find", "list", "query", "search"})


def picked_words(paths: Iterable[str]) -> frozenset[str]:
    """Last words of path segments that one thing is picked of: `accounts` of `/accounts/{id}`."""
    return frozenset(
        segment.words[-1]
        for path in paths
        for segment, following in pairwise(parse_path(path))
        if following.parameter and not segment.parameter
    )


def operation_title(
    name: OperationName, path: str, picked: Collection[str], *, exact: bool = False
) -> str:
    """Return an operation as the beginning of a class name: its method, with its resource as the
    object.

    Args:
        name: resource and method.
        path: path template, which shows whether the operation is about one thing or many.
        picked: words for collections, as `picked_words` finds them.
        exact: whether resources keep their own number, so that no two share a title.
    """
    verb, *rest = [word for word in words(name.method) if word not in ARTICLES] or ["call"]
    ahead = _length_of_verb(verb, rest)
    noun = _qualifier(name.resource, picked)
    if exact:
        noun = [word for part in name.resource for word in words(part)]
    elif noun == [verb] or _mentions(rest, noun[-1]):
        return pascal((verb, *rest))
    elif ahead and rest[ahead - 1] in QUANTIFIERS:
        noun[-1] = plural(noun[-1])
    elif not rest[ahead:] or rest[ahead] in PREPOSITIONS:
        noun[-1] = _numbered(_last_word(name.resource), verb, path)
    says_how = verb in VERB_MODIFIERS and ahead
    if not says_how and verb not in VERBS and verb not in _CREATING:
        return pascal((*noun, verb, *rest))
    return pascal((verb, *rest[:ahead], *noun, *rest[ahead:]))


def _qualifier(resource: tuple[str, ...], picked: Collection[str]) -> list[str]:
    """Return the words of nested resources before the thing that is theirs: collections in the
    singular."""
    found: list[str] = []
    for name in resource:
        own = list(words(name))
        if own and own[-1] in picked:
            own[-1] = singular(own[-1])
        overlaps = len(own) > 1 and found and singular(found[-1]) == singular(own[0])
        found += own[1:] if overlaps else own
    return found or ["client"]


def _last_word(resource: tuple[str, ...]) -> str:
    return (words(resource[-1]) or ("client",))[-1]


def _numbered(noun: str, verb: str, path: str) -> str:
    """Return a resource's last word in the number that the operation deals with."""
    if verb in _CREATING:
        return singular(noun)
    if verb in _LISTING:
        return plural(noun)
    return singular(noun) if is_plural(noun) and _is_about_one(path, noun) else noun


def _length_of_verb(verb: str, rest: Sequence[str]) -> int:
    """Return how many words behind a verb go with it: `or_update`, `all`, `delete` behind `bulk`."""
    length = 1 if verb in VERB_MODIFIERS and rest[:1] and rest[0] in VERBS else 0
    while rest[length : length + 1] and rest[length] in CONJUNCTIONS:
        length += 2
    while rest[length : length + 1] and rest[length] in QUANTIFIERS:
        length += 1
    return min(length, len(rest))


def _is_about_one(path: str, name: str) -> bool:
    """Return whether a path picks one of the things that its segment `name` holds."""
    segments = parse_path(path)
    if not segments or segments[-1].parameter:
        return bool(segments)
    last = segments[-1].words
    if singular(last[-1]) == singular(name):
        return False
    return any(segment.parameter for segment in segments)


def _mentions(rest: Sequence[str], noun: str) -> bool:
    """Return whether the words of a method name its resource themselves."""
    return singular(noun) in {singular(word) for word in rest}


_STATUSES = {
    "200": "Ok",
    "201": "Created",
    "202": "Accepted",
    "203": "NonAuthoritative",
    "204": "NoContent",
    "206": "PartialContent",
    "207": "MultiStatus",
    "300": "MultipleChoices",
    "301": "MovedPermanently",
    "302": "Found",
    "303": "SeeOther",
    "304": "NotModified",
    "307": "TemporaryRedirect",
    "308": "PermanentRedirect",
    "400": "BadRequest",
    "401": "Unauthorized",
    "402": "PaymentRequired",
    "403": "Forbidden",
    "404": "NotFound",
    "405": "MethodNotAllowed",
    "406": "NotAcceptable",
    "408": "RequestTimeout",
    "409": "Conflict",
    "410": "Gone",
    "411": "LengthRequired",
    "412": "PreconditionFailed",
    "413": "ContentTooLarge",
    "415": "UnsupportedMediaType",
    "416": "RangeNotSatisfiable",
    "418": "Teapot",
    "422": "UnprocessableEntity",
    "423": "Locked",
    "424": "FailedDependency",
    "425": "TooEarly",
    "428": "PreconditionRequired",
    "429": "TooManyRequests",
    "431": "HeaderFieldsTooLarge",
    "451": "Unavailable",
    "500": "InternalServerError",
    "501": "NotImplemented",
    "502": "BadGateway",
    "503": "ServiceUnavailable",
    "504": "GatewayTimeout",
    "507": "InsufficientStorage",
    "2xx": "Success",
    "3xx": "Redirect",
    "4xx": "ClientError",
    "5xx": "ServerError",
}
"""Status of a response → what it is called in names."""

STATUS_NAMES = frozenset(_STATUSES.values())
"""What responses with a status are called in names."""

_MEDIA_TYPES = {
    "form-data": "Multipart",
    "octet-stream": "Binary",
    "x-www-form-urlencoded": "Form",
}
"""Word of a media type → what it is called in names, where that is not the word itself."""

_SIGNED_NUMBER = re.compile(r"[+-][0-9]")


def extended(name: str, step: Step, *, full: bool = False) -> str:
    """Return a name with one more step of a place.

    Args:
        name: the name so far.
        step: the step.
        full: whether nothing is left out, and one of many is an item instead of the singular.
    """
    match step.role:
        case Role.ITEM:
            return _one_of(name, "Item", full=full)
        case Role.VALUE:
            return _one_of(name, "Value", full=full)
        case Role.MEMBER if step.word.isdecimal():
            return f"{name}Option{step.word}"
        case Role.MEMBER:
            parts = words(step.word) or spelled(step.word)
            if len(parts) > 1 and parts[-1] in _EMPTY and not full:
                parts = parts[:-1]
            return name + _without_repetition(name, parts)
        case Role.REQUEST:
            return _with_suffix(name + _content(step.word, full=full), "Request")
        case Role.EVENT:
            return _with_suffix(name + _content(step.word, full=full), "Event")
        case Role.RESPONSE:
            return _with_suffix(name + _content(step.word, full=full), "Response")
        case _:
            return joined(name, pascal_word(step.word), full=full)


def joined(name: str, part: str, *, full: bool = False) -> str:
    """Return a name with a part behind, without words of its end that the part begins with:
    `OrganizationCertificate` and `CertificateDetails` are `OrganizationCertificateDetails`.

    Args:
        name: the name so far.
        part: words in Pascal case; at least one of them is left.
        full: whether repeated words stay.
    """
    if not full and name.isascii():
        ending, parts = words(name), words(part)
        for length in range(min(len(ending) - 1, len(parts) - 1), 0, -1):
            repeated = ending[-length:]
            if tuple(map(singular, repeated)) == tuple(map(singular, parts[:length])):
                letters = sum(map(len, repeated))
                if name[-letters:].lower() == "".join(repeated):
                    return name[:-letters] + part
    return name + part


def shared_title(titles: Iterable[str]) -> str:
    """Return the words that titles of operations or classes begin with, apart from their verbs:
    `Customer` for `CreateCustomerRequest` and `UpdateCustomer`; empty where they share none."""
    around = [_nouns(words(title)) for title in titles]
    first, last = min(around), max(around)
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    shared = [word for word, _ in pairs]
    if len(shared) > 1 and len(shared) < len(first) and shared[-1].endswith("ed"):
        del shared[-1]  # `Received` of `ReceivedCredit` and `ReceivedDebit` says nothing alone
    return pascal(shared)


def _nouns(parts: Words) -> Words:
    if len(parts) > 1 and parts[-1] in {"request", "response"}:
        parts = parts[:-1]
    verb, *rest = parts or ("",)
    return tuple(rest) if rest and (verb in _CREATING or verb in CRUD_VERBS) else parts


def _content(text: str, *, full: bool) -> str:
    """Return the status and the media type that tell bodies of an operation apart; 200 goes
    without."""
    return "".join(
        _STATUSES.get(word.lower()) or _MEDIA_TYPES.get(word) or pascal_word(word)
        for word in text.split()
        if full or word != "200"
    )


def pascal_word(text: str) -> str:
    """Return the word of a step as a part of a class name."""
    if not text:
        return ""
    parts = spelled(text) if _SIGNED_NUMBER.match(text) else words(text) or spelled(text)
    return pascal(parts) or "Field"


def _one_of(name: str, noun: str, *, full: bool) -> str:
    """Return the name of one of many: the singular, or the name with a noun behind."""
    parts = words(name)
    last = parts[-1] if parts else ""
    if not full and is_plural(last) and name.lower().endswith(last):
        return name[: -len(last)] + pascal((singular(last),))
    return _with_suffix(name, noun)


def _with_suffix(name: str, suffix: str) -> str:
    return name if name.endswith(suffix) else name + suffix


def _without_repetition(name: str, parts: tuple[str, ...]) -> str:
    """Return words to put behind a name, without those in front that repeat its end."""
    ending = words(name)
    for length in range(min(len(ending), len(parts) - 1), 0, -1):
        if ending[-length:] == parts[:length]:
            return pascal(parts[length:])
    return pascal(parts)


_LONGEST_TITLE = 48
_VERSION = re.compile(r"v[0-9]+")
_SPECS = "specs"
_EMPTY = frozenset({"param", "params", _SPECS})
"""Last words of titles that only say that something is sent."""

_TELLING_WORDS = 2
"""Words of a title that say too little if the last one is `Specs`, at most."""

_SENTENCE = re.compile(r"[.!?:,;(]|\s(?:the|is|are|of the|that|which|with)\s", re.IGNORECASE)


def usable_title(declaration: Declaration) -> Code | None:
    """Return a class name made of the title, where that is a name of the thing and no sentence, and
    says more than its place."""
    title = declaration.place.title.strip()
    if not title or title_fault(declaration):
        return None
    return class_name(title, reserved=RESERVED_CLASSES)


def is_telling(title: str) -> bool:
    """Return whether a class name made of a title says what a schema is, and not that it is the
    parameter of something, as Stripe's `customer_param`, `settings_param_v2` and `address_specs` do.
    """
    parts = words(title)
    while len(parts) > 1 and _VERSION.fullmatch(parts[-1]):
        parts = parts[:-1]
    if parts[-1:] == (_SPECS,):
        return len(parts) > _TELLING_WORDS
    return not _EMPTY.issuperset(parts[-1:])


def without_specs(title: str) -> str:
    """Return a class name made of a title without `Specs` at its end."""
    return title.removesuffix("Specs") if words(title)[-1:] == (_SPECS,) else title


def title_fault(declaration: Declaration) -> str:
    """Return why a class cannot be named after a title; empty where it can."""
    title = declaration.place.title.strip()
    if len(title) > _LONGEST_TITLE:
        return f"has more than {_LONGEST_TITLE} characters"
    if _SENTENCE.search(title):
        return "is a sentence"
    parts = words(title)
    if not parts or not parts[0][0].isalpha():
        return "does not begin with a letter"
    last = declaration.place.steps[-1]
    if last.role is Role.MEMBER and len(parts) == 1:
        return "is one word, which says too little of a member of a union"
    if last.role is Role.RESPONSE and parts[0] == "response":
        return "only says that it is a response"
    if not isinstance(declaration, Model) and parts == words(last.word):
        return "restates the place of the schema"
    return ""
