"""Modules of resources: classes, methods, and links between resources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...config import PageRules
from ...context import Argument, Import, Method, MethodAlias, Resource, ResourceLink
from ...ir import Api, Id, Operation
from ...naming.decisions import Decisions
from ...naming.overrides import OperationName, is_method_name, operation_key
from ...naming.resources import ResourceNames, name_resources
from ...naming.words.identifiers import NameScope
from ...naming.words.reserved import (
    DOWNLOAD_CLASSES,
    PAGE_CLASSES,
    RESOURCE_ATTRIBUTES,
    STREAM_CLASSES,
)
from ...naming.words.words import word_set, words
from ...problem import Problem
from ...project.pins import NO_PINS, Pins
from ...text import Code, Text
from ...types.expressions import add_imports, argument_code, free_names, visible
from ...types.imports import Imports
from ...types.predicates import Traits
from ..docstrings.docstrings import as_prose, one_sentence
from ..docstrings.sentences import ended
from ..models.constraints import CONSTRAINTS, CONSTRAINTS_IMPORT, MODULE, RULE, RULES
from ..models.models import ModelPlan
from ..operations.bodies import SERIALIZE_PART, forms_of
from ..operations.variants import has_downloads, has_streams
from ..pagination import Paginator
from .credentials import credential_classes
from .methods import MethodPlanner

ResourcePath = tuple[str, ...]

_RUNTIME = ".._runtime"
_DESCRIPTIONS: Mapping[str, frozenset[str]] = {
    _RUNTIME: word_set("Body JSON NOTHING TextBody"),
    f"{_RUNTIME}.responses.contents": word_set("BINARY Binary UNDECLARED"),
    f"{_RUNTIME}.responses.labelled_contents": word_set("AnyJSON ContentByType TEXT Text"),
    f"{_RUNTIME}.bodies.files": word_set("FileBody"),
    f"{_RUNTIME}.bodies.forms": word_set("FormBody"),
    f"{_RUNTIME}.bodies.encodings": word_set("Encoding"),
    f"{_RUNTIME}.bodies.multipart": word_set("MultipartBody"),
    f"{_RUNTIME}.streams": word_set("JSONLines JSONSequence ServerSentEvents"),
    f"{_RUNTIME}.streams.items": word_set("ItemsBody"),
    f"{_RUNTIME}.styles": word_set("Parameter ParameterContent ParameterStyle"),
    f"{_RUNTIME}.xml": word_set("XmlNode"),
    f"{_RUNTIME}.xml.bodies": word_set("XMLBody"),
    f"{_RUNTIME}.xml.contents": word_set("XML"),
}
"""Module of the runtime → names of it that describe parameters, bodies and responses."""


@dataclass(frozen=True, slots=True)
class ResourcePlan:
    """The resources of an API."""

    resources: tuple[Resource, ...]
    """All of them, by module."""

    links: tuple[ResourceLink, ...]
    """To those that the client leads to."""

    variants: Mapping[Id, Mapping[str, str]]
    """Operation → its forms that have methods of their own → names of these."""

    taken: frozenset[str]
    """Names that no class of a resource may have, for this API."""

    problems: tuple[Problem, ...]
    """Problems with parts that are not generated."""


def plan_resources(
    api: Api,
    models: ModelPlan,
    names: Mapping[Id, OperationName],
    root: Iterable[str],
    page_rules: PageRules,
    pins: Pins = NO_PINS,
    decisions: Decisions | None = None,
) -> ResourcePlan:
    """Plan the resources of an API.

    Args:
        api: the API.
        models: names of types.
        names: names of the operations.
        root: names of the root class and its twin, which no resource may have.
        page_rules: what the user says of pages.
        pins: previous names.
        decisions: gets a decision on the name of each argument.
    """
    operations: dict[ResourcePath, list[Operation]] = defaultdict(list)
    for operation in api.operations:
        operations[names[operation.id].resource].append(operation)
    paths = sorted({path[:depth] for path in operations for depth in range(1, len(path) + 1)})
    taken = {*root, *(STREAM_CLASSES if has_streams(api) else ())}
    traits = Traits(models.declarations)
    if has_downloads(api, traits):
        taken |= DOWNLOAD_CLASSES
    taken |= credential_classes(api)
    if models.constraints is not None:
        taken |= {RULE, RULES}
    paginator = Paginator(api, traits, page_rules)
    if paginator.has_pages(api):
        taken |= PAGE_CLASSES
    methods = MethodPlanner(api, models, paginator, decisions)
    named = name_resources(paths, taken, pins)
    planner = _ResourcePlanner(api, methods, names, named, operations, pins)
    problems: list[Problem] = []
    resources = [planner.resource(path, problems) for path in paths]
    problems += paginator.problems
    resources.sort(key=lambda resource: resource.module)
    return ResourcePlan(
        resources=tuple(resources),
        links=planner.links(()),
        variants=planner.variants,
        taken=frozenset(taken),
        problems=tuple(problems),
    )


class _ResourcePlanner:
    """Plans resources one by one."""

    def __init__(
        self,
        api: Api,
        methods: MethodPlanner,
        names: Mapping[Id, OperationName],
        named: Mapping[ResourcePath, ResourceNames],
        operations: Mapping[ResourcePath, list[Operation]],
        pins: Pins,
    ) -> None:
        self._methods = methods
        self._names = names
        self._named = named
        self._operations = operations
        self._pins = pins
        self.variants: dict[Id, dict[str, str]] = {}
        """Operation → its forms that have methods of their own → names of these."""
        self._children: dict[ResourcePath, list[ResourcePath]] = defaultdict(list)
        for path in named:
            self._children[path[:-1]].append(path)
        self._tags = {tag.name: tag.docs.description for tag in api.tags}

    def links(self, parent: ResourcePath) -> tuple[ResourceLink, ...]:
        """Return the attributes of a resource, or of the client, that are further resources."""
        return tuple(self._link(path) for path in sorted(self._children[parent]))

    def _link(self, path: ResourcePath) -> ResourceLink:
        names = self._named[path]
        return ResourceLink(
            attribute=Code(path[-1]),
            module=names.module,
            class_name=names.class_name,
            async_class_name=names.async_class_name,
            docs=Text(one_sentence(self._docs(path))),
        )

    def _docs(self, path: ResourcePath) -> str:
        """Return the document's text about a resource: the description of its tag, else its name."""
        tags = {operation.tags[0] for operation in self._operations.get(path, ()) if operation.tags}
        described = (self._tags.get(tag, "") for tag in sorted(tags))
        told = next((text for text in described if one_sentence(text)), "")
        return told or ended(" ".join(words("_".join(path))).capitalize() or path[-1])

    def resource(self, path: ResourcePath, problems: list[Problem]) -> Resource:
        """Plan a resource; problems of its operations are added to `problems`."""
        names = self._named[path]
        children = self.links(path)
        methods = tuple(self._methods_of(path, problems))
        attributes = {
            *(method.name for method in methods),
            *(child.attribute for child in children),
        }
        methods = tuple(with_visible_names(method, attributes) for method in methods)
        return Resource(
            module=names.module,
            class_name=names.class_name,
            async_class_name=names.async_class_name,
            path=Code(".".join(path)),
            docs=as_prose(self._docs(path)),
            imports=resource_imports(methods, children),
            type_checking_imports=resource_type_checking_imports(children),
            children=children,
            methods=methods,
        )

    def _methods_of(self, path: ResourcePath, problems: list[Problem]) -> Iterator[Method]:
        constants = NameScope()
        operations = sorted(
            self._operations.get(path, ()), key=lambda each: self._names[each.id].method
        )
        methods = NameScope(
            (
                *RESOURCE_ATTRIBUTES,
                *(self._names[operation.id].method for operation in operations),
                *(child[-1] for child in self._children[path]),
            )
        )
        kept = {operation.id: self._kept_variants(operation, methods) for operation in operations}
        for operation in operations:
            own = self._names[operation.id]
            for variant in self._methods.variants(operation):
                name = own
                if variant.suffixes:
                    form = " ".join(variant.suffixes)
                    further = (f"{own.method}_{suffix}" for suffix in variant.suffixes)
                    method = kept[operation.id].get(form) or methods.allocate(further)
                    name = replace(own, method=method)
                    self.variants.setdefault(operation.id, {})[form] = method
                constant = constants.allocate((f"_{name.method.upper()}",))
                planned = self._methods.plan(variant, name, constant)
                problems += planned.problems
                yield planned.method

    def _kept_variants(self, operation: Operation, methods: NameScope) -> dict[str, Code]:
        """Return the previous names of an operation's variants, if the operation keeps its own
        previous name."""
        pin = self._pins.operations.get(operation_key(operation))
        if pin is None or pin.name != str(self._names[operation.id]):
            return {}
        return {
            form: methods.allocate((name,))
            for form, name in sorted(pin.variants.items())
            if is_method_name(name) and name not in methods
        }


def with_visible_names(method: Method, attributes: Collection[str]) -> Method:
    """Return the method with code that means the same beside attributes of its class and arguments of
    its own: behind a method `list`, annotations refer to `builtins.list`, and beside an argument
    `models`, the body of the method refers to `_models`."""

    def in_class(code: Code) -> Code:
        return visible(code, attributes)

    def changed(argument: Argument) -> Argument:
        return replace(
            argument,
            annotation=in_class(argument_code(argument.annotation)),
            annotation_with_body=in_class(argument.annotation_with_body),
            default=in_class(argument.default),
        )

    body = method.body
    if body is not None:
        names = [str(argument.name) for argument in method.arguments]
        body = replace(body, model=visible(body.model, names))
    return replace(
        method,
        returns=in_class(method.returns),
        async_returns=in_class(method.async_returns),
        accept_overloads=tuple(
            replace(each, returns=in_class(each.returns)) for each in method.accept_overloads
        ),
        arguments=tuple(map(changed, method.arguments)),
        body=body,
    )


def resource_imports(
    methods: Iterable[Method],
    children: tuple[ResourceLink, ...],
    aliases: Iterable[MethodAlias] = (),
) -> tuple[Import, ...]:
    """Return the imports of a resource's module."""
    imports = Imports()
    imports.add("__future__", "annotations")
    imports.add(_RUNTIME, "AsyncResource", "Resource")
    if children:
        imports.add(".._runtime", "cached_property")
        imports.add("typing", "TYPE_CHECKING")
    called = [alias.method for alias in aliases]
    for code in dict.fromkeys((*_code(methods), *_signatures(called))):
        add_imports(imports, code, _RUNTIME, of_arguments=True)
        used = free_names(code)
        if "Maybe" in used:
            imports.add(f"{_RUNTIME}.models.maybe", "Maybe")
        if "models" in used:
            imports.add("..", "models")
        if "_models" in used:
            imports.add("..", "models as _models")
    if called:
        imports.add(_RUNTIME, "RequestOptions")
    if called or any(method.deprecated for method in methods):
        imports.add(f"{_RUNTIME}.deprecation", "deprecated as _deprecated")
    for method in called:
        _add_results(imports, method)
        if method.body is not None and method.body.is_all_or_nothing:
            imports.add("typing", "Any", "overload as _overload")
        if method.accept_overloads:
            imports.add("typing", "overload as _overload")
    for method in methods:
        imports.add(_RUNTIME, *_runtime_names(method))
        described = {name for code in _descriptions(method) for name in free_names(code)}
        for module, known in _DESCRIPTIONS.items():
            imports.add(module, *(known & described))
        if SERIALIZE_PART in described:
            imports.add(f"{_RUNTIME}.xml.bodies", f"serialize_part as {SERIALIZE_PART}")
        if method.response_headers:
            imports.add(f"{_RUNTIME}.responses.headers", "DeclaredHeaders", "Header")
        _add_results(imports, method)
        if method.accept_overloads:
            imports.add("typing", "overload as _overload")
        if method.body is not None and method.body.is_all_or_nothing:
            imports.add("typing", "overload as _overload")
            imports.add(f"{_RUNTIME}.bodies.optional", "optional_body as _optional_body")
        if method.body is not None and method.body.is_cast and not method.body.is_all_or_nothing:
            imports.add("typing", "Any", "cast as _cast")
        if method.pagination is not None:
            imports.add(f"{_RUNTIME}.pagination", "PagedOperation", *method.pagination.strategies)
        for rule in method.rules:
            names = (CONSTRAINTS_IMPORT, RULE) if f"{CONSTRAINTS}(" in rule else (RULE,)
            names = (*names, RULES)
            imports.add(f"{_RUNTIME}.{MODULE}", *names)
        if method.server:
            imports.add(f"{_RUNTIME}.servers", "OwnServer")
        for name in ("ServerTemplate", "ServerVariable"):
            if f"{name}(" in method.server:
                imports.add(f"{_RUNTIME}.servers", name)
    return imports.statements()


def _code(methods: Iterable[Method]) -> Iterator[Code]:
    """Yield every piece of code in the signatures of methods, the types of their results, and the
    classes of their bodies."""
    for method in methods:
        yield from _signatures((method,))
        yield method.result
        if method.body is not None:
            yield method.body.model


def _signatures(methods: Iterable[Method]) -> Iterator[Code]:
    for method in methods:
        yield method.returns
        for argument in method.arguments:
            yield argument.annotation
            yield argument.default


def _add_results(imports: Imports, method: Method) -> None:
    """Import the classes of streams, downloads and pages that annotations of a method name."""
    if method.body is not None and method.body.has_items:
        imports.add(f"{_RUNTIME}.streams.items", "ItemSource")
    imports.add(f"{_RUNTIME}.streams", *_stream_names(method))
    if method.is_download:
        imports.add(f"{_RUNTIME}.downloads", *(DOWNLOAD_CLASSES - {"Opening"}))
    if method.is_stream or method.is_download:
        imports.add(f"{_RUNTIME}.client.incoming", "Opening")
    if method.pagination is not None:
        imports.add(f"{_RUNTIME}.pagination", "AsyncPages", "Pages")


def _runtime_names(method: Method) -> Iterator[str]:
    """Yield the names of the runtime that the description of every operation uses."""
    yield "RequestOptions"
    if method.pagination is None:
        yield "Operation"


def _descriptions(method: Method) -> Iterator[str]:
    """Yield every piece of code that describes the parameters, the body and the responses of an
    operation."""
    for style in method.styles:
        yield "Parameter"
        yield from (setting.value for setting in style.settings)
    for case in method.responses:
        yield case.content
    if method.body is None:
        return
    for form in forms_of(method.body):
        yield form.factory
        yield form.root
        if form.encodings:
            yield "Encoding"
        for settings in (form.settings, *(each.settings for each in form.encodings)):
            yield from (setting.value for setting in settings)


def _stream_names(method: Method) -> Iterator[str]:
    """Yield the classes of streams that the signature of a method uses."""
    if method.is_stream:
        yield from ("AsyncStream", "Stream")
        if "ServerSentEvent" in free_names(method.result):
            yield "ServerSentEvent"


def resource_type_checking_imports(children: Iterable[ResourceLink]) -> tuple[Import, ...]:
    """Return the imports of a resource's module that only type checkers need."""
    imports = Imports()
    for link in children:
        imports.add(f".{link.module}", link.class_name, link.async_class_name)
    return imports.statements()
