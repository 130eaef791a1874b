"""Transformations from IR to IR, applied after reading and before names are chosen."""

from __future__ import annotations

from collections.abc import Mapping

from ..ir import Api
from ..problem import Problem
from .authentication import with_authentication
from .bodies import with_fields_of_forms, with_untyped_parts, without_empty_bodies
from .merge_patches import with_merge_patches
from .type_overrides import override_types

__all__ = ["lower", "with_authentication"]


def lower(api: Api, types: Mapping[str, str] | None = None) -> tuple[Api, tuple[Problem, ...]]:
    """Apply all transformations, in the order that they depend on.

    Args:
        api: the API as it was read.
        types: kind of scalar → kind that it is treated as.
    """
    api = override_types(api, types or {})
    api = without_empty_bodies(api)
    api, problems = with_fields_of_forms(api)
    api = with_merge_patches(api)
    return with_untyped_parts(api), problems
