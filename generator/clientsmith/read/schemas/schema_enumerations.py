"""Enumerations: types of schemas with `enum` or `const`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ... import ir
from ...problem import Severity, quoted
from .constants import Fitted, fit, json_types
from .effective import Effective
from .places import Slot

if TYPE_CHECKING:
    from .types import Types


class EnumerationReader:
    """Reads constants, and declares those that are more than one."""

    def __init__(self, types: Types) -> None:
        self._types = types

    def read(self, effective: Effective, slot: Slot) -> ir.Type:
        """The type of a schema with constants, without null."""
        constants = effective.constants or ()
        if not constants:
            return ir.Scalar(ir.ScalarKind.NULL)
        fitted = fit(constants, effective.types or None)
        self._report(effective, fitted)
        if not fitted.complete or not fitted.values:
            types = effective.types or json_types(constants)
            return self._types.by_type(replace(effective, constants=None, types=types), slot)
        values = fitted.values
        if len(values) == 1:
            return ir.Literals(values)
        if len(values) == 2 and all(isinstance(value, bool) for value in values):
            return ir.Scalar(ir.ScalarKind.BOOLEAN)
        declared = self._types.declared
        if not declared.taken(slot):
            place, docs = declared.place(slot, effective), declared.docs(slot, effective)
            declared.declare(ir.Enumeration(slot.id, place, docs, values), slot)
        return ir.Named(slot.id)

    def _report(self, effective: Effective, fitted: Fitted) -> None:
        if not fitted.complete:
            self._note(
                effective,
                "constant-unsupported",
                "An object or an array is given as a constant; any value of its type is taken.",
            )
            return
        for wrong, outcome in (
            (fitted.changed, "they are taken as values of that type"),
            (fitted.dropped, "they are left out"),
        ):
            if wrong:
                listed = quoted(", ".join(str(value) for value in wrong))
                self._note(
                    effective,
                    "enum-value-type",
                    f"Constants do not fit the type beside them ({listed}); {outcome}.",
                )

    def _note(self, effective: Effective, code: str, message: str) -> None:
        self._types.report(effective.node.problem(code, message, severity=Severity.NOTE))
