"""Variants of unions that this version of the API description does not have."""

from __future__ import annotations

from .._runtime import APIModel
from .._runtime.codec.unions import NO_TAG, UnknownTag


class UnknownVariant(APIModel, kw_only=True):
    """Object whose discriminator has a value that this version of the API description
    does not have, such as a new kind of event.

    The discriminator is an attribute, everything else is in `extra_fields`.
    """

    kind: UnknownTag = NO_TAG
