"""From two versions of an API to the list of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..change import Change, sort_key
from .client import Client
from .events import BOTH
from .gathering import Found, Gathering
from .kinship import Kinship
from .operations import Operations
from .schemas import Schemas
from .security import Security
from .signatures import Signatures
from .telling import Teller
from .told import Told
from .types import Types
from .version import Version
from .webhooks import Webhooks

if TYPE_CHECKING:
    from ...pipeline import Planned


def compare(old: Planned, new: Planned) -> tuple[Change, ...]:
    """Everything that is different for the users of an API, each cause once, the worst first.

    Args:
        old: what `plan_client` made of the old document.
        new: the same of the new one, with the same configuration.
    """
    before, after = Version(old), Version(new)
    types = Types(before, after, Kinship(before, after))
    gathering = Gathering(before, after, types)
    operations = Operations(before, after, types, gathering)
    schemas = Schemas(before, after, gathering)
    operations.compare()
    webhooks = Webhooks(before, after, types, gathering)
    webhooks.compare(operations.matching)
    schemas.compare_unused()
    gathering.add(Client(before, after).compare())
    security = Security(before, after)
    gathering.add(security.of_schemes())
    gathering.add(security.of_api())
    gathering.add(schemas.names())
    teller = Teller(before, after)
    told = Told()
    for found in gathering.found():
        told.add(found, teller.change(found))
    told.join_names({**operations.renamed, **webhooks.renamed})
    signatures = Signatures(before, after, told, schemas.renamed)
    for one, other in operations.matching.matched:
        for event in signatures.compare(one, other, operations.where(one, other)):
            found = Found(event, BOTH)
            told.add_signature(found, teller.change(found))
    names, left = schemas.left(told.found)
    told.attach_classes(names)
    for event in left:
        told.add(Found(event, BOTH), teller.change(Found(event, BOTH)))
    return tuple(sorted(told.changes, key=sort_key))
