"""Overlays and patches together, as one change to a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...document import Document
from ...problem import Location, Problem, Severity, UnusableSource, quoted
from .patches import Patch, apply_patches


@dataclass(frozen=True, slots=True)
class Reshaping:
    """What is changed in a root document before its references are followed: overlays first, in
    their order, then patches."""

    overlays: Sequence[Document] = ()
    patches: Sequence[Patch] = ()

    def __call__(self, document: Document) -> tuple[Document, list[Problem]]:
        """The changed document, and what of the changes came to nothing.

        Raises:
            UnusableSource: an overlay is none, or cannot be applied.
        """
        problems: list[Problem] = []
        data = document.data
        for overlay in self.overlays:
            data = self._overlaid(data, overlay, problems)
        data, idle = apply_patches(data, self.patches)
        problems += [
            Problem(
                "patch-unused",
                Severity.WARNING,
                f"The patch at {quoted(patch.at, 200)} ({patch.reason}) changes nothing: there is no "
                "such place.",
                Location(document.origin, patch.at),
                "Take it out of the configuration, or correct its pointer.",
            )
            for patch in idle
        ]
        return replace(document, data=data), problems

    def _overlaid(self, data: Any, overlay: Document, problems: list[Problem]) -> Any:
        # JSONPath takes longer to import than a small document to read.
        from .overlays import OverlayError, apply_overlay, check_overlay

        try:
            check_overlay(overlay.data)
            data, idle = apply_overlay(data, overlay.data)
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
                "Take the action out of the overlay, or correct its target.",
            )
            for pointer in idle
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
