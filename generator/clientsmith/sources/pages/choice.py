"""What users choose where pages leave a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Conflicts = Literal["error", "newest"]
"""What becomes of parts that pages describe differently: an error, or the newest page counts."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of several documents is taken, and which of several pages is believed."""

    spec: str = ""
    """Name of the document, as pages or their index have it; empty where there is but one."""

    conflicts: Conflicts = "error"
