"""Compares two versions of an API: matches what they declare, finds differences, reports changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..change import Change, sort_key
from .api import SecurityComparer, api_differences
from .changes import ChangeList
from .client import ClassComparer, MethodComparer
from .collector import DifferenceCollector
from .matching import Versions
from .operations import OperationComparer
from .version import Version
from .webhooks import WebhookComparer

if TYPE_CHECKING:
    from ...pipeline import Planned


def compare(old: Planned, new: Planned) -> tuple[Change, ...]:
    """Return all changes for the users of an API, each cause once, the worst impact first.

    Args:
        old: result of `plan_client` for the old document.
        new: result of `plan_client` for the new document with the same configuration.
    """
    versions = Versions(Version(old), Version(new))

    collector = DifferenceCollector(versions)
    operations = OperationComparer(collector)
    webhooks = WebhookComparer(collector)
    classes = ClassComparer(collector)
    security = SecurityComparer(versions)
    operations.compare(security)
    webhooks.compare(operations.matches)
    classes.compare_unused_schemas()
    collector.add(api_differences(versions))
    collector.add(security.scheme_differences())
    collector.add(security.api_differences())
    collector.add(classes.name_differences())

    changes = ChangeList(versions)
    for difference in collector.differences():
        changes.add(difference)
    changes.join_names({**operations.renamed, **webhooks.renamed})
    methods = MethodComparer(versions, changes, classes.renamed)
    for one, other in operations.matches.matched:
        for difference in methods.compare(one, other, operations.place(one, other)):
            changes.add_of_method(difference)
    names, unexplained = classes.unexplained(changes.differences)
    changes.attach_classes(names)
    for difference in unexplained:
        changes.add(difference)
    return tuple(sorted(changes.changes, key=sort_key))
