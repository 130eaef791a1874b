"""Types and declarations of schemas."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ... import ir
from ...document import Library, Node
from ...prepare.dialect.schema import Schema, counts_siblings
from ...problem import Problem, Severity, quoted
from ..extensions import ExtensionReader, constant_text
from .annotations import default, docs_at_use, example
from .constants import FittedConstants, fit, fits_literal, json_types
from .declarations import MOST_MERGERS
from .effective import EffectiveSchema, merge
from .events import EventReader
from .models import ModelReader, Subclasses
from .references import DEEPEST, References, Report, Slot
from .scalars import NO_FORMATS, Formats, formatted_constants, is_scalar, scalar
from .type_reader import ANYTHING, NULL, TypeReader, with_null, without_null
from .unions import Discriminators, UnionReader
from .xml import XmlReader

_COMPOSITE = frozenset({"$ref", "allOf", "anyOf", "const", "enum", "oneOf"})


class SchemaReader:
    """Reads schemas; each is declared once, whatever references lead to it.

    Args:
        library: the documents.
        version: version of the root document, such as `3.1`; files of schemas inherit it.
        formats: scalar kinds of formats that the user has configured.
        extensions: reader of vendor extensions; a new one by default.
    """

    def __init__(
        self,
        library: Library,
        version: str,
        formats: Formats = NO_FORMATS,
        extensions: ExtensionReader | None = None,
    ) -> None:
        self._problems: dict[tuple[str, str, str, str], Problem] = {}
        self._references = References(
            library, siblings=counts_siblings(version), report=self._report
        )
        self._extensions = extensions or ExtensionReader()
        self._types = _SchemaTypeReader(self._references, self._report, formats, self._extensions)
        self._annotations = self._types.annotations

    @property
    def declarations(self) -> Mapping[ir.Id, ir.Declaration]:
        """Declarations so far, components first."""
        return self._types.declared.all

    @property
    def problems(self) -> list[Problem]:
        """Problems so far."""
        return list(self._problems.values())

    def components(self) -> None:
        """Declare every component schema of the root document, in its order."""
        for node in self._references.components.values():
            if self._extensions.omits(node):
                continue
            named = self._references.named_by(node)
            if named is not None:
                self._types.use(named)
            elif self._references.is_reference(self._references.normalized(node)):
                self._types.later(partial(self._types.declare_synonym, node))
            else:
                self._types.request(node)
        self._types.finish()

    def type_of(self, node: Node, place: ir.Place) -> ir.Type:
        """Return the type of a schema, a reference to one, or a boolean schema.

        Args:
            node: the schema.
            place: its place, which it is named after if it needs a name.
        """
        if node.id in self._references.components:
            type = self._types.use(node)
        else:
            self._types.declared.owners.add(place.parent)
            type = self._types.read(node, Slot(node, node.id, place.parent, place.steps))
        self._types.finish()
        return type

    def events_of(self, type: ir.Type) -> ir.Type:
        """Return the type of the events of a stream, given that of the objects that describe them."""
        events = self._types.events.read(type)
        self._types.finish()
        return events

    def constraints_of(self, node: Node) -> ir.Constraints:
        """Return the constraints of a schema, those of referenced schemas included."""
        return self._annotations.constraints.of(node)

    def xml_of(self, node: Node) -> ir.Xml:
        """Return the node of the root element of an XML document with that schema."""
        return self._types.xml.root(node)

    def docs_of(self, node: Node) -> ir.Docs:
        """Return the docs of a schema, those of referenced schemas included."""
        return docs_at_use(self._annotations.chain(node))

    def default_of(self, node: Node) -> Any:
        """Return the default of a schema or of a schema it refers to, else `ir.MISSING`."""
        return default(self._annotations.chain(node))

    def example_of(self, node: Node) -> Any:
        """Return the example of a schema or of a schema it refers to, else `ir.MISSING`."""
        return example(self._annotations.chain(node))

    def _report(self, problem: Problem) -> None:
        location = problem.location
        key = (problem.code, location.origin, location.pointer, problem.message)
        self._problems.setdefault(key, problem)


class _SchemaTypeReader(TypeReader):
    """Reads the types of schemas.

    A named schema is known by its name at once, and its content is read later (`finish`), so objects
    inside objects and recursion of any kind need no stack.
    """

    def __init__(
        self,
        references: References,
        report: Report,
        formats: Formats,
        extensions: ExtensionReader,
    ) -> None:
        super().__init__(references, report, extensions)
        self._formats = formats
        self._subclasses = Subclasses(references, self.effective)
        self._discriminators = Discriminators(self, self._subclasses)
        self._unions = UnionReader(self, self._discriminators)
        self.xml = XmlReader(self.annotations, references)
        self.events = EventReader(self)
        self._models = ModelReader(self, self._subclasses, self.events, self.xml)
        self._uses: dict[ir.Id, ir.Type] = {}
        self._open: set[ir.Id] = set()
        self._reading: set[ir.Id] = set()
        self._recursive: set[ir.Id] = set()
        self._requested: set[ir.Id] = set()
        """Ids of the named schemas that are declared or will be."""

        self._work: deque[Callable[[], None]] = deque()

    # --- any schema -------------------------------------------------------------------------------

    def read(self, node: Node, slot: Slot) -> ir.Type:
        data = node.data
        if data.__class__ is dict:
            schema = self.references.normalized(node)
            if _COMPOSITE.isdisjoint(schema):
                simple = self._simple(schema)
                if simple is not None:
                    return simple
            elif self.references.is_reference(schema):
                return self._referenced(node, schema)
        elif data is True:
            return ANYTHING
        return self.of_effective(self.effective.of(node, slot.id), slot)

    def _simple(self, schema: Schema) -> ir.Type | None:
        """Return the type of most schemas, which is one scalar, perhaps nullable; else None."""
        declared = schema.get("type")
        if isinstance(declared, str):
            return scalar(declared, schema, self._formats) if is_scalar(declared) else None
        if isinstance(declared, list) and len(declared) == 2 and declared[1] == "null":
            first = declared[0]
            if isinstance(first, str) and is_scalar(first):
                return with_null(scalar(first, schema, self._formats))
        return None

    def _referenced(self, node: Node, schema: Schema) -> ir.Type:
        """Return the type of a schema that is only a reference."""
        target = self.references.target(node, schema)
        if target is None:
            return ANYTHING
        used = self.use(target.node)
        return with_null(used) if target.nullable else used

    def of_effective(self, effective: EffectiveSchema, slot: Slot) -> ir.Type:
        core = self._named_if_recursive(effective, slot)
        return with_null(core) if self.effective.is_nullable(effective) else core

    def _named_if_recursive(self, effective: EffectiveSchema, slot: Slot) -> ir.Type:
        """Return the type without null; a list, map or tuple that contains itself gets a name."""
        if slot.id in self._reading:
            self._recursive.add(slot.id)
            return ir.Named(slot.id)
        self._reading.add(slot.id)
        try:
            core = self.core(effective, slot)
        finally:
            self._reading.discard(slot.id)
        if slot.id in self._recursive and core != ir.Named(slot.id):
            return self.declared.find(slot) or self.declared.declare_alias(core, slot)
        return core

    def core(self, effective: EffectiveSchema, slot: Slot) -> ir.Type:
        if slot.depth > DEEPEST:
            self.effective.report_too_deep(slot.node)
            return ANYTHING
        known = self._same_as_part(effective, slot)
        if known is not None:
            return known
        if effective.never:
            message = "No value can match this schema; any value is accepted."
            self.report(effective.node.problem("schema-forbidden", message, severity=Severity.NOTE))
            return ANYTHING
        if effective.choices:
            return self._unions.read(effective, slot)
        if effective.constants is not None:
            return self._constants(effective, effective.constants, slot)
        return self._by_type(effective, slot)

    def _same_as_part(self, effective: EffectiveSchema, slot: Slot) -> ir.Type | None:
        """Return the name of the schema that `allOf` only wraps; None if it adds something."""
        part = self._subclasses.wrapped(effective, slot.id)
        return None if part is None else without_null(self.use(part.node))

    # --- constants --------------------------------------------------------------------------------

    def _constants(
        self, effective: EffectiveSchema, constants: Sequence[object], slot: Slot
    ) -> ir.Type:
        """Return the type of a schema with constants, without null."""
        if not constants:
            return NULL
        fitted = fit(constants, effective.types or None)
        self._report_misfits(effective, fitted)
        values = fitted.values
        if not fitted.complete or not values:
            types = effective.types or json_types(constants)
            return self._by_type(replace(effective, constants=None, types=types), slot)
        if not all(map(fits_literal, values)):
            message = (
                "A constant is a fraction or an integer of more than 64 bits, which `Literal` cannot "
                'hold: without `enums = "class"` any number is accepted.'
            )
            self._note(effective, "constant-unsupported", message)
        if len(values) == 1:
            return ir.Literals(values)
        if len(values) == 2 and all(isinstance(value, bool) for value in values):
            return ir.Scalar(ir.ScalarKind.BOOLEAN)
        if effective.types == ("string",):
            listed = {**effective.scalar, "enum": list(values)}
            if formatted_constants(listed, self._formats) is not None:
                return self._by_type(replace(effective, constants=None), slot)
        known = self.declared.find(slot)
        if known is not None:
            return known
        place, docs = self.declared.place(slot, effective), self.declared.docs(slot, effective)
        names = self._member_names(effective, slot, values)
        return self.declared.declare(ir.Enumeration(slot.id, place, docs, values, names), slot)

    def _member_names(
        self,
        effective: EffectiveSchema,
        slot: Slot,
        values: Sequence[str | int | float | bool],
    ) -> tuple[str, ...]:
        """Return names of constants that vendor extensions give; `()` if they give none."""
        names = self.extensions.member_names(effective.node)
        names = names or self.extensions.member_names(slot.node)
        return tuple(names.get(constant_text(value), "") for value in values) if names else ()

    def _report_misfits(self, effective: EffectiveSchema, fitted: FittedConstants) -> None:
        if not fitted.complete:
            message = "A constant is an object or an array; any value of that type is accepted."
            self._note(effective, "constant-unsupported", message)
            return
        for values, consequence in (
            (fitted.changed, "they are converted to that type"),
            (fitted.dropped, "they are left out"),
        ):
            if values:
                listed = quoted(", ".join(str(value) for value in values))
                message = (
                    f"Constants do not match the `type` beside them ({listed}); {consequence}."
                )
                self._note(effective, "enum-value-type", message)

    def _note(self, effective: EffectiveSchema, code: str, message: str) -> None:
        self.report(effective.node.problem(code, message, severity=Severity.NOTE))

    # --- by JSON type -----------------------------------------------------------------------------

    def _by_type(self, effective: EffectiveSchema, slot: Slot) -> ir.Type:
        """Return the type that the JSON types of a schema give."""
        types = effective.types
        if types is None:
            return ANYTHING
        if not types:
            return NULL
        if len(types) == 1:
            return self._of_type(types[0], effective, slot)
        known = self.declared.find(slot)
        if known is not None:
            return known
        members = []
        for type in types:
            part = slot.below(slot.node, ir.Role.MEMBER, type, f"{slot.id}/type/{type}")
            members.append(self._of_type(type, replace(effective, types=(type,)), part))
        return self._unions.assemble(members, slot)

    def _of_type(self, type: str, effective: EffectiveSchema, slot: Slot) -> ir.Type:
        match type:
            case "object" if effective.is_model:
                return self.declared.find(slot) or self._models.declare(effective, slot)
            case "object":
                return ir.MapOf(self.undeclared_properties(effective, slot))
            case "array":
                return self._array(effective, slot)
            case _:
                return scalar(type, effective.scalar, self._formats, implied=effective.implied)

    def undeclared_properties(self, effective: EffectiveSchema, slot: Slot) -> ir.Type:
        if not effective.values:
            return ANYTHING
        slots = [slot.inside(node, ir.Role.VALUE) for node in effective.values]
        types = [self.read(child.node, child) for child in slots]
        if len(types) == 1:
            return types[0]
        union = replace(slots[0], id=f"{slots[0].id}/oneOf")
        core = self._unions.assemble([without_null(type) for type in types], union)
        return with_null(core) if any(isinstance(type, ir.Nullable) for type in types) else core

    def _array(self, effective: EffectiveSchema, slot: Slot) -> ir.Type:
        if not effective.prefix:
            return ir.ListOf(self._items(effective, slot))
        items = tuple(
            self.read(node, slot.inside(node, ir.Role.ITEM, str(index)))
            for index, node in enumerate(effective.prefix, 1)
        )
        return ir.TupleOf(
            items, None if effective.items_forbidden else self._items(effective, slot)
        )

    def _items(self, effective: EffectiveSchema, slot: Slot) -> ir.Type:
        nodes = effective.items
        if not nodes:
            return ANYTHING
        child = slot.inside(nodes[-1], ir.Role.ITEM)
        if len(nodes) == 1:
            return self.read(nodes[0], child)
        id = self.declared.merged_id(slot.id, "items", nodes)
        if id is None:
            self.effective.report_too_deep(nodes[0], MOST_MERGERS)
            return self.read(nodes[0], child)
        first, *others = (self.effective.of(node, id) for node in nodes)
        conflict = self.effective.conflict_reporter(child.node)
        for part in others:
            first = merge(first, part, home=id, node=child.node, conflict=conflict)
        return self.of_effective(first, replace(child, id=id))

    # --- named schemas ----------------------------------------------------------------------------

    def use(self, node: Node) -> ir.Type:
        known = self._uses.get(node.id)
        if known is not None:
            return known
        slot = self.references.slot(node)
        if node.id in self._open:
            return self._used_inside_itself(slot)
        self._open.add(node.id)
        try:
            used = self._named(node) if slot.named else self._unnamed(node, slot)
        finally:
            self._open.discard(node.id)
        self._uses[node.id] = used
        return used

    def _used_inside_itself(self, slot: Slot) -> ir.Type:
        """Return the type of a schema inside itself, which needs a name or is nothing but itself."""
        if not slot.named:
            self._recursive.add(slot.id)
            return ir.Named(slot.id)
        self._report_circular(slot.node)
        return ANYTHING

    def _report_circular(self, node: Node) -> None:
        message = "The schema only refers to itself; any value is accepted."
        self.report(node.problem("reference-circular", message))

    def _effective_of(self, node: Node) -> EffectiveSchema:
        effective = self.effective.named(node)
        assert effective is not None, "types are read when all effective schemas are known"
        return effective

    def _named(self, node: Node) -> ir.Type:
        self.request(node)
        effective = self._effective_of(node)
        core = None
        if len(self._open) < DEEPEST:
            core = self._wrapped_type(effective, self.references.slot(node))
        if core is None:
            core = ir.Named(self._discriminators.variant(node) or node.id)
        return with_null(core) if self.effective.is_nullable(effective) else core

    def _wrapped_type(self, effective: EffectiveSchema, slot: Slot) -> ir.Type | None:
        """Return the type of another named schema that this one only wraps, by `allOf` or as the
        only member of a union besides null; None if it wraps none."""
        wrapped = self._same_as_part(effective, slot)
        if wrapped is not None or len(effective.choices) != 1:
            return wrapped
        choice = effective.choices[0]
        members = [
            (member, schema)
            for member in choice.node.elements()
            if (schema := self.references.normalized(member)).get("type") != "null"
        ]
        if len(members) != 1 or not self.references.is_reference(members[0][1]):
            return None
        rest = effective.without(choice)
        if rest.restricts_type or rest.required:
            return None
        return without_null(self._referenced(*members[0]))

    def _unnamed(self, node: Node, slot: Slot) -> ir.Type:
        """Return the type of a schema that is a part of another one, such as a property."""
        used = self.read(node, slot)
        core = without_null(used)
        if node.id not in self._recursive or core == ir.Named(node.id):
            return used
        named = self.declared.declare_alias(core, slot)
        return with_null(named) if isinstance(used, ir.Nullable) else named

    # --- work -------------------------------------------------------------------------------------

    def later(self, work: Callable[[], None]) -> None:
        self._work.append(work)

    def request(self, node: Node) -> None:
        if node.id not in self._requested:
            self._requested.add(node.id)
            self.later(partial(self._declare, node))

    def _declare(self, node: Node) -> None:
        slot = self.references.slot(node)
        effective = self._effective_of(node)
        core = self._wrapped_type(effective, slot) or self.core(effective, slot)
        if core != ir.Named(slot.id):
            self.declared.declare_alias(core, slot)
        elif slot.id not in self.declared.all:
            self._report_circular(node)
            self.declared.declare_alias(ANYTHING, slot)

    def declare_synonym(self, node: Node) -> None:
        """Declare a component that is only a reference to a schema that is declared itself."""
        schema = self.references.normalized(node)
        type = without_null(self._referenced(node, schema))
        self.declared.declare_alias(type, self.references.slot(node))

    def finish(self) -> None:
        """Read everything that was left for later."""
        filled: dict[ir.Id, Node] = {}
        while True:
            while self._work:
                self._work.popleft()()
            new = self.declared.new()
            if not new:
                break
            filled |= {slot.id: slot.node for slot in new}
            self._request_parents(new)
        for id in self.declared.merge_circular_aliases(filled):
            self._report_circular(filled[id])
        self._discriminators.complete()

    def _request_parents(self, slots: Iterable[Slot]) -> None:
        """Declare the schemas that others are named after; if that schema is no declaration, name
        the others after their own places."""
        for slot in slots:
            if not self.declared.is_orphan(slot):
                continue
            parent = self.references.known(slot.parent)
            if parent is not None:
                self.request(parent)
            else:
                self.declared.move(slot, self.references.slot(slot.node))
