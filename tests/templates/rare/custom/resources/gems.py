"""Hand-written classes of the resource."""

from __future__ import annotations

from ...resources.gems import AsyncGems as GeneratedAsyncGems
from ...resources.gems import Gems as GeneratedGems


class Gems(GeneratedGems):
    """Gems, and what we do with them."""


class AsyncGems(GeneratedAsyncGems):
    """The same, asynchronous."""
