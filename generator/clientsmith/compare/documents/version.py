"""One version of an API, with the names that its Python client has for it."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ...context import EnumClass, Method, Model, Webhook
from ...document import Node, descend
from ...ir import Alias, Api, Declaration, Enumeration, Id, Literals, Named, Operation, Role, Type
from ...ir import Model as ModelDeclaration
from ...naming.models.schema_keys import SchemaKeys
from ...problem import Location
from ...project.pins import relative_id
from ...text import reveal
from .references import ids_in_declaration, ids_in_operation, ids_in_webhook, referenced_ids

if TYPE_CHECKING:
    from ...pipeline import Planned

Signature = tuple[str, Method]
"""Dotted name of a method, such as `goals.create`, and the method."""


class Version:
    """Lookups in the document of an API and in its client."""

    def __init__(self, planned: Planned) -> None:
        self.api: Api = planned.api
        self.package = planned.package
        self._library = planned.library
        self._pins = planned.pins
        self._declarations = planned.api.declarations
        self._attributes: dict[str, Mapping[str, str]] = {}
        self._class_names: dict[Id, tuple[str, str]] = {}

    # --- the document -------------------------------------------------------------------------

    def resolve(self, id_: Id) -> Id:
        """Follow declarations that are only references to others."""
        seen = {id_}
        while isinstance(declaration := self._declarations[id_], Alias):
            if not isinstance(declaration.type, Named) or declaration.type.id in seen:
                break
            id_ = declaration.type.id
            seen.add(id_)
        return id_

    def __getitem__(self, id_: Id) -> Declaration:
        return self._declarations[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._declarations

    def expanded(self, type_: Type) -> Type:
        """Return the type that a name stands for; a model stays a name."""
        seen: set[Id] = set()
        while isinstance(type_, Named) and type_.id not in seen:
            seen.add(type_.id)
            declaration = self._declarations[type_.id]
            if isinstance(declaration, Alias):
                type_ = declaration.type
            elif isinstance(declaration, Enumeration):
                return Literals(declaration.values)
        return type_

    def is_constant(self, type_: Type) -> bool:
        """Return whether a type has a single value apart from null, which clients fill in."""
        expanded = self.expanded(type_)
        if not isinstance(expanded, Literals) or len(expanded.values) != 1:
            return False
        return expanded.values[0] is not None

    def component(self, id_: Id) -> str:
        """Return the name of a component schema; empty for an inline schema."""
        place = self._declarations[id_].place
        if place.parent is None and [step.role for step in place.steps] == [Role.COMPONENT]:
            return place.steps[0].word
        return ""

    @cached_property
    def components(self) -> Mapping[str, Id]:
        """Component schemas by name."""
        found: dict[str, Id] = {}
        for id_ in self._declarations:
            if word := self.component(id_):
                found.setdefault(word, id_)
        return found

    @cached_property
    def repeated_names(self) -> frozenset[str]:
        """Names of component schemas that exist in several files."""
        counts = Counter(self.component(id_) for id_ in self._declarations)
        return frozenset(name for name, count in counts.items() if name and count > 1)

    def location(self, id_: Id) -> Location:
        """Return the location of a declaration or an operation."""
        origin, _, pointer = id_.partition("#")
        document = self._library.documents.get(origin)
        return Location(origin, pointer) if document is None else document.location(pointer)

    def part(self, operation: Operation, *keys: str) -> Id:
        """Return the id of a part of an operation, such as `responses`, `404`, through references;
        the id of the operation where it has no such part."""
        location = operation.location
        document = None if location is None else self._library.documents.get(location.origin)
        if location is None or document is None:
            return operation.id
        try:
            node = descend(Node(document, "", document.data), location.pointer)
            for key in keys:
                node = self._library.follow(node / key)
        except (LookupError, TypeError):
            return operation.id
        return node.id

    def root_location(self, *paths: tuple[str, ...]) -> Location:
        """Return the location of the first of several paths of keys that the root document has; else
        the location of the document."""
        node = self._library.root_node
        for path in paths:
            found: Node | None = node
            for key in path:
                found = None if found is None else found.get(key)
            if found is not None:
                return found.location
        return node.location

    def owner(self, location: Location | None) -> Id | None:
        """Return the innermost declaration around a location."""
        if location is None:
            return None
        pointer = location.pointer
        while pointer:
            pointer = pointer.rpartition("/")[0]
            id_ = f"{location.origin}#{pointer}"
            if id_ in self._declarations:
                return id_
        return None

    # --- usage --------------------------------------------------------------------------------

    def users_of(self, id_: Id) -> tuple[str, ...]:
        """Return the operations (`POST /goals`) and webhooks (`webhook new_pet`) that use a schema,
        directly or indirectly, sorted."""
        found: set[str] = set()
        seen = {id_}
        waiting = [id_]
        while waiting:
            current = waiting.pop()
            found |= self._direct_users[current]
            further = self._referrers[current] - seen
            seen |= further
            waiting += further
        return tuple(sorted(found))

    def fields_of_alias(self, id_: Id) -> Iterator[str]:
        """Yield the Python names of fields whose type is an alias, directly or through aliases."""
        seen = {id_}
        waiting = [id_]
        while waiting:
            current = waiting.pop()
            for user in sorted(self._referrers.get(current, set()) - seen):
                seen.add(user)
                declaration = self[user]
                if isinstance(declaration, Alias):
                    waiting.append(user)
                elif isinstance(declaration, ModelDeclaration):
                    yield from self._fields_referring_to(declaration, current)

    def _fields_referring_to(self, model: ModelDeclaration, id_: Id) -> Iterator[str]:
        for name in dict.fromkeys(self.class_names(model.id)):
            for field in model.fields:
                if id_ in referenced_ids(field.type):
                    if attribute := self.attributes(name).get(field.wire_name):
                        yield f"models.{name}.{attribute}"
                    yield from self.spread(name, field.wire_name)

    def closure(self, ids: Iterable[Id]) -> set[Id]:
        """Return declarations and everything that they refer to."""
        found: set[Id] = set()
        waiting = list(ids)
        while waiting:
            id_ = waiting.pop()
            if id_ not in found and id_ in self:
                found.add(id_)
                waiting += ids_in_declaration(self[id_])
        return found

    @cached_property
    def _referrers(self) -> Mapping[Id, set[Id]]:
        """Declaration → declarations that refer to it."""
        found: dict[Id, set[Id]] = defaultdict(set)
        for id_, declaration in self._declarations.items():
            for target in ids_in_declaration(declaration):
                found[target].add(id_)
        return found

    @cached_property
    def _direct_users(self) -> Mapping[Id, set[str]]:
        """Declaration → operations and webhooks that refer to it."""
        found: dict[Id, set[str]] = defaultdict(set)
        for operation in self.api.operations:
            for id_ in ids_in_operation(operation):
                found[id_].add(f"{operation.method} {operation.path}")
        for webhook in self.api.webhooks:
            kind = "webhook" if webhook.operation is None else "callback"
            for id_ in ids_in_webhook(webhook):
                found[id_].add(f"{kind} {webhook.name}")
        return found

    # --- Python: operations -------------------------------------------------------------------

    @cached_property
    def _methods(self) -> Mapping[tuple[str, str], tuple[Signature, ...]]:
        found: dict[tuple[str, str], list[Signature]] = defaultdict(list)
        for resource in self.package.resources:
            for method in resource.methods:
                key = (ast.literal_eval(method.http_method), ast.literal_eval(method.path))
                found[key].append((f"{resource.path}.{method.name}", method))
        return {
            key: tuple(sorted(methods, key=lambda each: each[1].is_variant))
            for key, methods in found.items()
        }

    def methods(self, operation: Operation) -> tuple[Signature, ...]:
        """Return the methods of an operation, the main method first."""
        return self._methods.get((operation.method, operation.path), ())

    def method_name(self, operation: Operation) -> str:
        """Return the name of an operation, such as `goals.create`; empty where it has no method."""
        return next((name for name, _ in self.methods(operation)), "")

    def arguments(self, operation: Operation, location: str, wire_name: str) -> tuple[str, ...]:
        """Return the arguments for a parameter: `goals.list(limit=)`."""
        return tuple(
            f"{name}({argument.name}=)"
            for name, method in self.methods(operation)
            for argument in method.arguments
            if argument.location == location and reveal(argument.wire_name) == wire_name
        )

    def webhook_name(self, id_: Id) -> str:
        """Return the name of the function that decodes a webhook: `webhooks.parse_new_pet`."""
        webhook = self.webhook(id_)
        return "" if webhook is None else f"webhooks.{webhook.name}"

    def webhook(self, id_: Id) -> Webhook | None:
        """Return the function that decodes a webhook."""
        pin = self._pins.webhooks.get(relative_id(id_, self._pins.root))
        return None if pin is None else self._webhooks.get(f"parse_{pin.name}")

    def delivery_field(self, id_: Id, location: str, wire_name: str) -> str:
        """Return the attribute for a header, a query parameter or a cookie of a webhook, such as
        `webhooks.NewPetDelivery.event_id`; empty where there is none."""
        webhook = self.webhook(id_)
        if webhook is None or webhook.delivery is None:
            return ""
        for code in webhook.delivery.parameters:
            call = ast.parse(code, mode="eval").body
            assert isinstance(call, ast.Call), code
            name, *place = (ast.literal_eval(argument) for argument in call.args[:3])
            if place == [location, wire_name]:
                return f"webhooks.{webhook.delivery.name}.{name}"
        return ""

    @cached_property
    def _webhooks(self) -> Mapping[str, Webhook]:
        webhooks = self.package.webhooks
        return {each.name: each for each in webhooks.webhooks} if webhooks else {}

    # --- Python: models -----------------------------------------------------------------------

    def class_names(self, id_: Id) -> tuple[str, str]:
        """Return the class names of a declaration for responses and for requests, mostly the same;
        empty where it has no name in Python."""
        found = self._class_names.get(id_)
        if found is None:
            pin = self._pins.schemas.get(self._keys[id_])
            found = ("", "")
            if pin is not None and pin.name in self.names:
                found = (pin.name, pin.request if pin.request in self.names else pin.name)
            self._class_names[id_] = found
        return found

    @cached_property
    def _keys(self) -> SchemaKeys:
        return SchemaKeys(self._declarations, self._pins.root)

    @cached_property
    def names(self) -> frozenset[str]:
        """All names in the `models` package."""
        exported = (name for export in self.package.model_exports for name in export.names)
        synonyms = (synonym.name for synonym in self.package.model_synonyms)
        return frozenset((*exported, *synonyms))

    @cached_property
    def synonyms(self) -> Mapping[str, str]:
        """Alias of a class → its main name."""
        return {synonym.name: synonym.target for synonym in self.package.model_synonyms}

    @cached_property
    def deprecated_names(self) -> frozenset[str]:
        """Previous names in the `models` package that still work."""
        return frozenset(alias.name for alias in self.package.model_aliases)

    @cached_property
    def deprecated_methods(self) -> frozenset[str]:
        """Previous names of methods that still work, such as `goals.add`."""
        return frozenset(
            f"{resource.path}.{alias.name}"
            for resource in self.package.resources
            for alias in resource.aliases
        )

    @cached_property
    def classes(self) -> Mapping[str, Model]:
        """Model classes by name."""
        return {
            model.name: model for module in self.package.model_modules for model in module.models
        }

    @cached_property
    def enum_classes(self) -> Mapping[str, EnumClass]:
        """Enum classes by name."""
        return {
            each.name: each for module in self.package.model_modules for each in module.enum_classes
        }

    def lineage(self, name: str) -> Iterator[Model]:
        """Yield a model class and its base classes."""
        model = self.classes.get(name)
        while model is not None:
            yield model
            model = self.classes.get(model.base)

    def attributes(self, class_name: str) -> Mapping[str, str]:
        """Return attributes of a class by wire name, which is empty for undeclared properties."""
        found = self._attributes.get(class_name)
        if found is None:
            found = self._attributes[class_name] = {
                reveal(field.wire_name): str(field.name)
                for model in self.lineage(class_name)
                for field in model.fields
            }
        return found

    def spread(self, class_name: str, wire_name: str) -> tuple[str, ...]:
        """Return the method arguments that a property of a class becomes: `goals.create(title=)`."""
        return tuple(
            f"{name}({argument.name}=)"
            for name, method in self._spread.get(class_name, ())
            for argument in method.arguments
            if argument.location == "body" and reveal(argument.wire_name) == wire_name
        )

    @cached_property
    def _spread(self) -> Mapping[str, list[Signature]]:
        """Class → methods with its fields as arguments."""
        found: dict[str, list[Signature]] = defaultdict(list)
        for methods in self._methods.values():
            for name, method in methods:
                if method.body is not None and method.body.model:
                    found[method.body.model.removeprefix("models.")].append((name, method))
        return found
