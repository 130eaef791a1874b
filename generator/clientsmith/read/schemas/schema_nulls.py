"""Types with and without null."""

from __future__ import annotations

from ... import ir

NULL = ir.Scalar(ir.ScalarKind.NULL)


def bare(type: ir.Type) -> ir.Type:
    """The type without null."""
    return type.type if isinstance(type, ir.Nullable) else type


def nullable(type: ir.Type) -> ir.Type:
    """The type, or null."""
    return (
        type if isinstance(type, ir.Nullable | ir.Anything) or type == NULL else ir.Nullable(type)
    )
