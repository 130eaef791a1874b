"""What is said of the fields of models, in whichever style they are."""

from __future__ import annotations

from typing import Final

CATCH_ALL: Final = "additional_properties"
"""Name of the field that holds every undeclared property, where the document gives them a type."""

REQUIRED: Final = object()
"""Stands for the default of a field that has to be given."""
