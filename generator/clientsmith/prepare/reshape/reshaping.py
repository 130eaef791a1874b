"""All configured changes to a root document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...document import Document
from ...problem import Location, Problem, Severity, UnusableSource, quoted
from .patches import Patch, apply_patches


@dataclass(frozen=True, slots=True)
class Reshaping:
    """Overlays and then patches, applied to a root document before its references are resolved."""

    overlays: Sequence[Document] = ()
    patches: Sequence[Patch] = ()

    def __call__(self, document: Document) -> tuple[Document, list[Problem]]:
        """Return the changed document, and problems with changes that have no effect.

        Raises:
            UnusableSource: an overlay is invalid or cannot be applied.
        """
        problems: list[Problem] = []
        data = document.data
        for overlay in self.overlays:
            data = self._with_overlay(data, overlay, problems)
        data, unused = apply_patches(data, self.patches)
        problems += [
            Problem(
                "patch-unused",
                Severity.WARNING,
                f"The patch at {quoted(patch.at, 200)} ({patch.reason}) has no effect: its pointer "
                "does not exist.",
                Location(document.origin, patch.at),
                "Correct its pointer, or remove it from the configuration.",
            )
            for patch in unused
        ]
        return replace(document, data=data), problems

    def _with_overlay(self, data: Any, overlay: Document, problems: list[Problem]) -> Any:
        # JSONPath takes longer to import than a small document to read.
        from .overlays import OverlayError, apply_overlay, check_overlay

        try:
            check_overlay(overlay.data)
            data, unused = apply_overlay(data, overlay.data)
        except OverlayError as error:
            raise UnusableSource(
                [_unusable(overlay, message) for message in error.messages]
            ) from None
        problems += [
            Problem(
                "overlay-action-unused",
                Severity.WARNING,
                f"The target {quoted(overlay.data['actions'][int(pointer[9:])]['target'], 200)} "
                "selects nothing.",
                overlay.location(pointer),
                "Correct its target, or remove the action from the overlay.",
            )
            for pointer in unused
        ]
        return data


def _unusable(overlay: Document, message: str) -> Problem:
    pointer = message.partition(":")[0] if message.startswith("/") else ""
    text = message.removeprefix(f"{pointer}: ") if pointer else message
    return Problem(
        "overlay-unusable",
        Severity.ERROR,
        f"The overlay cannot be applied: {text}.",
        overlay.location(pointer),
    )
