"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .notes import Change as Change
    from .notes import ChangeOp as ChangeOp
    from .notes import Note as Note
    from .notes import NoteChanges as NoteChanges
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "notes": ("Change", "ChangeOp", "Note", "NoteChanges"),
        },
    )
