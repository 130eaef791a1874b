"""Names of components: those of the document, without what frameworks and conventions add."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from ...types.expressions import RESERVED_CLASSES
from ..decisions import Candidate
from ..words.identifiers import class_fault, class_name, spelled
from ..words.words import pascal, word_set, words

OF_COMPONENT = "name of the component"
_PARAM = re.compile(r"(.*[^_.-])[_.-]*(?:Param|(?<=[_.-])param)")
_OBJECT = re.compile(r"(.*[a-z0-9])[_.-]?Object")
_OBJECTS = 8
"""Components called `…Object` that show a convention, at least."""

_IN_PACKAGE = re.compile(r"api([A-Z].*)")
_OF_APIS = word_set("""
    call client clients credential credentials definition documentation endpoint error errors gateway
    group id info key keys limit limits method name operation path product proxy rate request response
    route secret server service spec status token tokens type url usage user version versions
    """)
"""Words that `api` in front belongs to."""

_OF_FRAMEWORK = f"{OF_COMPONENT}, as its framework means it"


def component_candidates(
    component: str,
    kind: str,
    named: Mapping[str, bool],
    *,
    calls_all_objects: bool = False,
) -> tuple[Candidate, ...]:
    """Return names for a component, the best first; at least one.

    Args:
        component: its name in the document.
        kind: word for what it is.
        named: names that other components have as they stand in the document, which none that is
            made shorter takes from them → whether `Input` behind the name means something else.
        calls_all_objects: whether `Object` behind a name is a convention of the document.
    """
    name = class_name(component, reserved=RESERVED_CLASSES)
    plain = Candidate(name, OF_COMPONENT)
    longer = pascal(spelled(component))
    if not longer:
        return (plain,)
    return (
        *(
            each
            for each in _without_additions(component, named, calls_all_objects)
            if each.name not in named
        ),
        plain,
        Candidate(longer, f"{OF_COMPONENT}, signs spelled out"),
        Candidate(f"{name}{kind}", f"{OF_COMPONENT}, with its kind behind"),
    )


def calls_all_objects(components: Iterable[str]) -> bool:
    """Return whether a document calls its things `…Object` by convention, as Spotify's `AlbumObject`
    and `ArtistObject`; one `GitObject` is none."""
    found = (component for component in components if _OBJECT.fullmatch(component))
    return sum(1 for _ in islice(found, _OBJECTS)) == _OBJECTS


def _without_additions(
    component: str, named: Mapping[str, bool], calls_all_objects: bool
) -> Iterator[Candidate]:
    """Yield names without what says nothing to users.

    FastAPI calls the form of an operation `Body_` and its operationId, which repeats the tag;
    pydantic calls the two forms of a model `Item-Input` and `Item-Output`. `Param` behind a name
    says that something is sent, as `Input` does beside the class for what is received. grpc-gateway
    begins the names of messages with their package, which is often `api`. `Object` says nothing where
    all things are called so, apart from `json_object`, which is the name of a format.
    """
    if component.startswith("Body_"):
        parts = words(component.removeprefix("Body_"))
        if len(parts) > 2 and parts[0] == parts[1]:
            parts = parts[1:]
        if parts:
            yield _candidate("_".join((*parts, "body")), _OF_FRAMEWORK)
    elif component.endswith("-Output"):
        yield _candidate(component.removesuffix("-Output"), _OF_FRAMEWORK)
    elif not component.isascii():
        return
    elif len(words(component)) > 2 and (found := _PARAM.fullmatch(component)):
        short = _candidate(found[1], f"{OF_COMPONENT}, without `Param`")
        yield short
        # The second class of what is received comes first.
        if named.get(short.name) is False and "input" not in words(found[1]):
            yield _candidate(
                f"{found[1]}_input", f"{OF_COMPONENT}, with `Input` in place of `Param`"
            )
    elif calls_all_objects and (found := _OBJECT.fullmatch(component)):
        if words(found[1])[-1:] != ("json",) and not class_fault(found[1], RESERVED_CLASSES):
            yield _candidate(found[1], f"{OF_COMPONENT}, without `Object`")
    elif component.startswith("api") and (found := _IN_PACKAGE.fullmatch(component)):
        if len(words(component)) > 2 and words(component)[1] not in _OF_APIS:
            yield _candidate(found[1], f"{OF_COMPONENT}, without its package `api`")
    elif (once := _said_once(component)) != component:
        yield _candidate(once, f"{OF_COMPONENT}, without words that it repeats")


def _candidate(text: str, rule: str) -> Candidate:
    return Candidate(class_name(text, reserved=RESERVED_CLASSES), rule)


def _said_once(component: str) -> str:
    """Return a component without words that it says twice in a row: `reader_reader_cart`.

    One word at the end stays, which is a part of the thing before it: `json_schema_schema`.
    """
    parts, lower = words(component), component.lower()
    starts: list[int] = []
    for word in parts:
        starts.append(lower.index(word, starts[-1] + 1 if starts else 0))
    starts.append(len(component))
    kept, at = component[: starts[0]], 0
    while at < len(parts):
        rest = len(parts) - at
        for length in range(rest // 2, 0, -1):
            behind = parts[at + length : at + 2 * length]
            if parts[at : at + length] == behind and (length > 1 or rest > 2):
                at += length
                break
        else:
            kept += component[starts[at] : starts[at + 1]]
            at += 1
    return kept
