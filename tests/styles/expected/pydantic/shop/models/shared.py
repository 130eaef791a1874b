"""Models that belong to no single resource."""

from __future__ import annotations

from .._runtime import APIModel


class Address(APIModel):
    street: str
    city: str
