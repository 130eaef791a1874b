"""Variants of unions that this version of the API description does not have."""

from __future__ import annotations

from typing import TypedDict

from .._runtime.codec.unions import UnknownTag


class UnknownVariant(TypedDict):
    """Object whose discriminator has a value that this version of the API description
    does not have, such as a new kind of event.

    The discriminator is under its name in Python, everything else as received.
    """

    kind: UnknownTag
