"""Models that belong to no single resource."""

from __future__ import annotations

from typing import TypedDict


class Address(TypedDict):
    street: str
    city: str
