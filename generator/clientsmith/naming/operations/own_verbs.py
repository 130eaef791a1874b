"""Other words for the verbs of names that the generator chooses, from the configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...config import VERBS
from ..decisions import Candidate
from ..words.identifiers import safe_name
from ..words.reserved import RESOURCE_ATTRIBUTES
from .by_path import BY_VERB_OF_ID
from .clashes import Contender
from .evidence import BY_ID
from .path_tree import BY_METHOD, BY_SELECTION

_CHOSEN = frozenset({BY_METHOD, BY_SELECTION, BY_VERB_OF_ID})
"""Rules by which the verb of a name is chosen, rather than taken from the document."""


def with_own_verbs(contender: Contender, verbs: Mapping[str, str]) -> Contender:
    """Return an operation whose names have the user's words for the verbs that were chosen.

    Args:
        contender: the operation.
        verbs: verb of the generator → word of the user.
    """
    first = contender.candidates[0]
    verb = first.name.partition("_")[0]
    if first.rule not in _CHOSEN or verb not in VERBS or verbs.get(verb, verb) == verb:
        return contender
    found: dict[str, Candidate] = {}
    for each in contender.candidates:
        own, separator, rest = each.name.partition("_")
        if own == verb and each.rule != BY_ID:
            name = safe_name(f"{verbs[verb]}{separator}{rest}", reserved=RESOURCE_ATTRIBUTES)
            rule = f"{each.rule}; `verbs` of the configuration has `{verbs[verb]}` for `{verb}`"
            each = Candidate(name, rule, each.loss)
        found.setdefault(each.name, each)
    return replace(contender, candidates=tuple(found.values()))
