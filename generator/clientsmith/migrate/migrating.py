"""Runs a migration, and checks it against the client that it leads to."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..config import CONFIG_FILE, Config, ConfigError, load_configs
from ..document import Node
from ..naming.decisions import BY_SETTING, Decisions, NameKind
from ..pipeline import Planned, fetch_library, plan_client
from ..prepare.reshape.overlays import OverlayError, apply_overlay, check_overlay
from ..problem import Problem, UnusableSource
from ..text import reveal
from .changes import Action
from .files import CHANGES_FILE, overlay_text, settings_text
from .ledger import Ledger, Migration, Table
from .sources import open_source
from .target import Target

Progress = Callable[[str], None]

_TABLES: dict[NameKind, Table] = {
    NameKind.METHOD: Table.OPERATIONS,
    NameKind.MODEL: Table.SCHEMAS,
    NameKind.CREDENTIAL: Table.CREDENTIALS,
}


def migrate(
    source: str,
    config: Config,
    *,
    progress: Progress,
    cache: Path | None = None,
    is_offline: bool = False,
) -> Migration:
    """Return what becomes of the configuration of another tool.

    Args:
        source: name of its file or folder.
        config: says how the document is read.
        progress: called with the name of each stage as it begins.
        cache: folder for responses of servers; None keeps nothing.
        is_offline: whether servers are not asked, and only kept responses count.

    Raises:
        UnusableSource: the source or the document cannot be used.
    """
    progress("source")
    opened = open_source(source)
    ledger = Ledger()
    progress("document")
    document = fetch_library(config, cache=cache, is_offline=is_offline).root.data
    for node, what, actions in opened.changes(ledger, document):
        document = _change(node, what, actions, ledger, document)
    planning = _Planning(config, cache, is_offline)
    planned, _ = planning.run(ledger)
    progress("settings")
    opened.configure(ledger, Target(planned.api))
    for root in opened.roots:
        ledger.explain_rest(root)
    progress("names")
    planned, decisions = planning.run(ledger)
    _check(ledger, planned, decisions)
    _keep_single_pages(ledger, planned)
    return ledger.result(opened.tool)


def _change(node: Node, what: str, actions: list[Action], ledger: Ledger, document: Any) -> Any:
    """Apply a change to a document, if all of its actions can be applied."""
    overlay = {"overlay": "1.0.0", "info": {}, "actions": actions}
    try:
        check_overlay(overlay)
        changed, unused = apply_overlay(document, overlay)
    except OverlayError as error:
        why = error.messages[0].partition(": ")[2] or error.messages[0]
        ledger.missing(node, "transform", what, f"it is no action of an overlay: {why}")
        return document
    skipped = {int(pointer.rpartition("/")[2]) for pointer in unused}
    used = [action for index, action in enumerate(actions) if index not in skipped]
    if not used:
        ledger.missing(node, "transform", what, "the document has nothing of the kind")
        return document
    ledger.actions += used
    ledger.changed(node, "transform", what, "an action of the overlay")
    return changed


@dataclass(frozen=True, slots=True)
class _Planning:
    """Plans the client that a migration leads to."""

    config: Config
    cache: Path | None
    is_offline: bool

    def run(self, ledger: Ledger) -> tuple[Planned, Decisions]:
        """Return the client, and how its names were decided.

        Settings that the configuration does not accept are taken back.
        """
        with tempfile.TemporaryDirectory() as folder:
            while True:
                config = self._accepted(ledger, Path(folder) / CONFIG_FILE)
                if ledger.actions:
                    overlay = Path(folder) / CHANGES_FILE
                    overlay.write_text(overlay_text(ledger.actions), encoding="utf-8")
                    config = replace(config, overlays=(str(overlay),))
                decisions = Decisions()
                try:
                    planned = plan_client(
                        config,
                        progress=lambda stage: None,
                        cache=self.cache,
                        is_offline=self.is_offline,
                        decisions=decisions,
                    )
                except UnusableSource as error:
                    unusable = [each for each in error.problems if each.code == "name-unusable"]
                    if not _refuse_settings(ledger, tuple(each.message for each in unusable)):
                        raise
                else:
                    return planned, decisions

    def _accepted(self, ledger: Ledger, file: Path) -> Config:
        """Return the configuration with all settings that it accepts."""
        while True:
            settings = {"spec": "-", "output": "out", **ledger.settings}
            file.write_text(settings_text(settings), encoding="utf-8")
            try:
                (config,) = load_configs(file)
            except ConfigError as error:
                if not _refuse_settings(ledger, error.messages):
                    raise
                continue
            own = self.config
            return replace(
                config,
                spec=own.spec,
                output="",
                folder=own.folder,
                conflicts=own.conflicts,
                allow_remote=own.allow_remote,
                allow_private=own.allow_private,
                allow_files=own.allow_files,
                headers=own.headers,
                is_trusted=own.is_trusted,
            )


def _refuse_settings(ledger: Ledger, messages: tuple[str, ...]) -> bool:
    """Take back settings that messages are about; return whether there are any."""
    refused = False
    for table, key in ledger.claims():
        name = key if table is None else f"{table}.{key}"
        why = next((each for each in messages if each.startswith((f"`{name}`", f"`{name}."))), "")
        if why:
            ledger.refused(table, key, why)
            refused = True
    return refused


def _check(ledger: Ledger, planned: Planned, decisions: Decisions) -> None:
    """Take back settings that the client does not follow, with its reasons."""
    reasons = [
        problem
        for problem in planned.problems
        if problem.code.startswith("override-") and problem.location.origin == CONFIG_FILE
    ]
    followed = {
        (_TABLES[decision.kind], decision.setting)
        for decision in decisions
        if decision.rule == BY_SETTING and decision.kind in _TABLES
    }
    for table, key in ledger.claims():
        if table is None:
            continue
        reason = next((each for each in reasons if _is_about(each, table, key)), None)
        if reason is not None:
            ledger.refused(table, key, reason.message)
        elif table in _TABLES.values() and (table, key) not in followed:
            ledger.refused(table, key, "the client has nothing of the kind, or uses it nowhere")


def _keep_single_pages(ledger: Ledger, planned: Planned) -> None:
    """Set that operations return no pages if they have none in the source."""
    paged = {
        f"{reveal(method.plain_http_method)} {reveal(method.plain_path)}"
        for resource in planned.package.resources
        for method in resource.methods
        if method.pagination is not None
    }
    for key, place, name in ledger.unpaged:
        if key in paged:
            ledger.paginated(key, False, place, f"{name} returns no pages", "false")


def _is_about(problem: Problem, table: Table, key: str) -> bool:
    return f"{key!r}" in problem.message and table.rpartition(".")[2] in problem.message
