"""Interface between the readers of unions and models and the reader of all schemas above them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from ... import ir
from ...document import Node
from ..extensions import ExtensionReader
from .annotations import AnnotationReader
from .declarations import DeclarationTable
from .effective import EffectiveReader, EffectiveSchema
from .references import References, Report, Slot

ANYTHING = ir.Anything()
NULL = ir.Scalar(ir.ScalarKind.NULL)


def without_null(type: ir.Type) -> ir.Type:
    """Return the type without null."""
    return type.type if isinstance(type, ir.Nullable) else type


def with_null(type: ir.Type) -> ir.Type:
    """Return the type with null as another value."""
    return (
        type if isinstance(type, ir.Nullable | ir.Anything) or type == NULL else ir.Nullable(type)
    )


class TypeReader(ABC):
    """Base class of the reader of types, as readers of unions and models use it.

    They share its references, effective schemas, annotations and declarations, and ask it for the
    types of the schemas inside theirs.
    """

    def __init__(self, references: References, report: Report, extensions: ExtensionReader) -> None:
        self.references = references
        self.report = report
        self.extensions = extensions
        self.effective = EffectiveReader(references, report)
        self.annotations = AnnotationReader(references)
        self.declared = DeclarationTable(references, self.annotations, extensions)

    @abstractmethod
    def read(self, node: Node, slot: Slot) -> ir.Type:
        """Return the type of a schema or a reference, declared under `slot` if it needs a name."""

    @abstractmethod
    def of_effective(self, effective: EffectiveSchema, slot: Slot) -> ir.Type:
        """Return the type of an effective schema."""

    @abstractmethod
    def core(self, effective: EffectiveSchema, slot: Slot) -> ir.Type:
        """Return the type of an effective schema without null."""

    @abstractmethod
    def undeclared_properties(self, effective: EffectiveSchema, slot: Slot) -> ir.Type:
        """Return the type of the values of properties that an object schema does not declare."""

    @abstractmethod
    def use(self, node: Node) -> ir.Type:
        """Return the type of a schema that references lead to, which mostly is its name."""

    @abstractmethod
    def request(self, node: Node) -> None:
        """Declare a named schema when the current ones are read."""

    @abstractmethod
    def later(self, work: Callable[[], None]) -> None:
        """Do some work when the current schemas are read."""
