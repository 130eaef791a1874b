"""Variants of unions that this version of the API description does not have."""

from __future__ import annotations

from dataclasses import dataclass

from clientsmith_runtime import APIModel
from clientsmith_runtime.codec.unions import NO_TAG, UnknownTag


@dataclass(kw_only=True, slots=True)
class UnknownVariant(APIModel):
    """Object whose discriminator has a value that this version of the API description
    does not have, such as a new kind of event.

    The discriminator is an attribute, everything else is in `extra_fields`.
    """

    kind: UnknownTag = NO_TAG
