"""Counts what a document says with a reader of its own, and looks for it in the client.

The client is taken as templates see it. Schemas are followed together with the annotations of the
client: a property has to be a field of one of the classes that the annotation at its place names, an
enum value has to stand in one of its literals. Nothing of clientsmith's reader is used.
"""

from __future__ import annotations

import ast
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from clientsmith.context import Package
from clientsmith.context.operations import BodyPlan, Method
from clientsmith.text import reveal

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_REQUEST, _RESPONSE = "writeOnly", "readOnly"
_IGNORED_HEADERS = ("accept", "content-type", "authorization")


# --- documents ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class At:
    """A value in a file, with its place."""

    file: Path
    pointer: str
    data: Any

    def __truediv__(self, key: str | int) -> At:
        token = str(key).replace("~", "~0").replace("/", "~1")
        return At(self.file, f"{self.pointer}/{token}", self.data[key])

    @property
    def key(self) -> tuple[Path, str]:
        return self.file, self.pointer

    def get(self, key: str) -> At | None:
        return self / key if isinstance(self.data, dict) and key in self.data else None

    def items(self) -> Iterator[tuple[str, At]]:
        for key in self.data if isinstance(self.data, dict) else ():
            yield key, self / key

    def each(self) -> Iterator[At]:
        for index in range(len(self.data)) if isinstance(self.data, list) else ():
            yield self / index

    def below(self, *keys: str) -> Iterator[tuple[str, At]]:
        """The items of a mapping further below."""
        place: At | None = self
        for key in keys:
            place = None if place is None else place.get(key)
        return iter(()) if place is None else place.items()


class Documents:
    """The files of a document, by their own loaders."""

    def __init__(self) -> None:
        self._loaded: dict[Path, Any] = {}

    def load(self, file: Path) -> Any:
        if file not in self._loaded:
            text = file.read_text(encoding="utf-8")
            parse = json.loads if file.suffix == ".json" else _parse_yaml
            self._loaded[file] = parse(text)
        return self._loaded[file]

    def followed(self, place: At) -> At:
        """The object at the end of references; the last reference where one leads nowhere."""
        seen = set()
        while (
            isinstance(place.data, dict)
            and isinstance(reference := place.data.get("$ref"), str)
            and place.key not in seen
        ):
            seen.add(place.key)
            target = self._target(place, reference)
            if target is None:
                break
            place = target
        return place

    def _target(self, place: At, reference: str) -> At | None:
        name, _, fragment = reference.partition("#")
        file = place.file
        if name:
            file = Path(posixpath.normpath(file.parent / unquote(name)))
        if not file.is_file() or (fragment and not fragment.startswith("/")):
            return None
        found = At(file, "", self.load(file))
        for token in unquote(fragment).split("/")[1:]:
            token = token.replace("~1", "/").replace("~0", "~")
            data = found.data
            if isinstance(data, list) and token.isdigit() and int(token) < len(data):
                found = found / int(token)
            elif isinstance(data, dict) and token in data:
                found = found / token
            else:
                return None
        return found


class _Loader(yaml.CSafeLoader):
    """Reads YAML's words as YAML 1.2 does."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
for _word in ("true", "false"):
    _Loader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile("^(true|false)$"), [_word[0]]
    )


def _parse_yaml(text: str) -> Any:
    return _with_text_keys(yaml.load(text, Loader=_Loader))


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(child) for key, child in value.items()}
    return [_with_text_keys(child) for child in value] if isinstance(value, list) else value


_OPAQUE = ("example", "examples", "default", "enum", "const", "required", "mapping", "scopes")
_MAPS = (
    *("properties", "patternProperties", "dependentSchemas", "dependentRequired", "dependencies"),
    *("$defs", "definitions", "schemas", "headers", "content", "encoding", "links", "variables"),
    *("securitySchemes", "securityDefinitions", "additionalOperations", "callbacks"),
)
"""Keys of mappings from names, which may begin with `x-`."""


def extensions(file: Path, documents: Documents) -> Iterator[At]:
    """Every extension (`x-…`) of an object that operations and component schemas lead to.

    Other components count where something refers to them.
    """
    root = At(file, "", documents.load(file))
    is_swagger = "swagger" in root.data
    pending: list[tuple[str, At]] = [("", root)]
    seen: set[tuple[Path, str]] = set()
    while pending:
        name, place = pending.pop()
        if place.key in seen:
            continue
        seen.add(place.key)
        pending += (("", each) for each in place.each())
        target = documents.followed(place)
        if target.key != place.key:
            pending.append(("", target))
        is_map = name in _MAPS and isinstance(place.data, dict)
        for key, child in place.items():
            if key.startswith("x-") and not is_map:
                if not (is_swagger and key == "x-nullable"):  # what `nullable` became
                    yield child
            elif is_map:
                pending.append(("", child))
            elif place is root and key in ("parameters", "responses"):
                pass  # Swagger's components
            elif key == "components":
                yield from (each for name, each in child.items() if name.startswith("x-"))
                pending += [
                    (section, child / section)
                    for section in ("schemas", "securitySchemes")
                    if section in child.data
                ]
            elif key not in _OPAQUE:
                pending.append((key, child))


# --- the client -----------------------------------------------------------------------------------


class Surface:
    """What a client has, by names of the document."""

    def __init__(self, package: Package) -> None:
        self.methods: dict[tuple[str, str], list[Method]] = {}
        for resource in package.resources:
            for method in resource.methods:
                key = (reveal(method.plain_http_method), reveal(method.plain_path))
                self.methods.setdefault(key, []).append(method)
        self.fields: dict[str, dict[str, str]] = {}
        self._bases: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._members: dict[str, list[Any]] = {}
        for module in package.model_modules:
            for model in module.models:
                name = str(model.name)
                self.fields[name] = {
                    reveal(each.wire_name): str(each.annotation) for each in model.fields
                }
                self._bases[name] = str(model.base)
            for alias in module.type_names:
                self._texts[str(alias.name)] = str(alias.definition)
            for enumeration in module.enum_classes:
                self._members[str(enumeration.name)] = [
                    ast.literal_eval(str(member.value)) for member in enumeration.members
                ]
        for synonym in package.model_synonyms:
            self._texts[str(synonym.name)] = str(synonym.target)
        self._known: dict[str, Types] = {}

    def types(self, *annotations: str) -> Types:
        """What annotations name, through aliases and base classes."""
        text = " | ".join(sorted(set(annotations))) or "None"
        if text not in self._known:
            self._known[text] = self._types(text)
        return self._known[text]

    def _types(self, text: str) -> Types:
        found = Types(text)
        pending, seen = [text], {text}
        while pending:
            for name, literal in _parts(pending.pop()):
                if name is None:
                    found.literals.append(literal)
                    continue
                found.names.add(name)
                found.literals += self._members.get(name, ())
                for following in (self._texts.get(name), self._bases.get(name)):
                    if following is not None and following not in seen:
                        seen.add(following)
                        pending.append(following)
        found.classes = frozenset(found.names & self.fields.keys())
        found.key = (found.classes, frozenset(map(repr, found.literals)))
        return found


@dataclass
class Types:
    """Names and literals of annotations."""

    text: str
    names: set[str] = field(default_factory=set)
    classes: frozenset[str] = frozenset()
    literals: list[Any] = field(default_factory=list)
    key: Any = None


def _parts(text: str) -> Iterator[tuple[str | None, Any]]:
    """The names in an annotation, and the values of its literals."""
    pending: list[ast.AST] = [ast.parse(text.strip(), mode="eval")]
    while pending:
        node = pending.pop()
        match node:
            case ast.Subscript(value=ast.Name(id="Literal"), slice=values):
                for each in values.elts if isinstance(values, ast.Tuple) else [values]:
                    yield None, ast.literal_eval(each)
                continue
            case ast.Constant(value=str(inner)):
                pending.append(ast.parse(inner.strip(), mode="eval"))
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name, None
            case _:
                pass
        pending.extend(ast.iter_child_nodes(node))


# --- the survey -----------------------------------------------------------------------------------


@dataclass
class Survey:
    """Counts of what a document says, and what of it the client lacks.

    Args:
        file: the root document.
        package: the client.
        components: pointer of a component schema → names of its classes and types in the client.
    """

    file: Path
    package: Package
    components: Mapping[str, Sequence[str]]
    documents: Documents = field(default_factory=Documents)
    _found: dict[tuple[str, Path, str], bool] = field(default_factory=dict)
    """Kind of a thing and its place → whether the client has it, where anything leads there."""

    _seen: set[Any] = field(default_factory=set)
    _impossible: set[tuple[Path, str]] = field(default_factory=set)

    def run(self) -> Survey:
        """Look at everything."""
        self.client = Surface(self.package)
        self.root = At(self.file, "", self.documents.load(self.file))
        self.is_swagger = "swagger" in self.root.data
        for path, item in self.root.below("paths"):
            if not path.startswith("x-"):
                self._path(path, item)
        section = ("definitions",) if self.is_swagger else ("components", "schemas")
        for _, schema in self.root.below(*section):
            if isinstance(schema.data, dict) and "$ref" in schema.data:
                continue
            names = self.components.get(schema.pointer, ())
            if self._count("component", schema, bool(names)):
                self._schema(schema, self.client.types(*names), "")
        return self

    def _count(self, kind: str, place: At, is_there: bool) -> bool:
        key = (kind, *place.key)
        self._found[key] = self._found.get(key, False) or is_there
        return is_there

    @property
    def counts(self) -> Counter[str]:
        """How many things of each kind there are."""
        return Counter(kind for kind, _, _ in self._found)

    @property
    def missing(self) -> list[tuple[str, Path, str]]:
        """What the client lacks: kind, file and pointer."""
        return [key for key, is_there in self._found.items() if not is_there]

    # --- operations -------------------------------------------------------------------------------

    def _path(self, path: str, item: At) -> None:
        items = [item]
        while (reference := items[-1].get("$ref")) is not None and isinstance(reference.data, str):
            target = self.documents.followed(
                At(items[-1].file, items[-1].pointer, {"$ref": reference.data})
            )
            if target.key in {each.key for each in items}:
                break
            items.append(target)
        merged = {key: child for each in reversed(items) for key, child in each.items()}
        shared = merged.get("parameters")
        operations = [(key, merged[key]) for key in METHODS if key in merged]
        if "additionalOperations" in merged:
            operations += merged["additionalOperations"].items()
        for method, operation in operations:
            if isinstance(operation.data, dict):
                self._operation(method.upper(), path, operation, shared)

    def _operation(self, method: str, path: str, operation: At, shared: At | None) -> None:
        methods = self.client.methods.get((method, path), [])
        if not self._count("operation", operation, bool(methods)):
            return
        arguments: dict[tuple[str, str], list[str]] = {}
        fixed = " ".join(str(each.settings) for found in methods for each in found.styles)
        for found in methods:
            for argument in found.arguments:
                key = (str(argument.location), reveal(argument.wire_name))
                arguments.setdefault(key, []).append(str(argument.annotation))
        bodies = [found.body for found in methods if found.body is not None]
        forms: list[At] = []
        for element in [*(shared.each() if shared else ()), *self._list(operation, "parameters")]:
            parameter = self.documents.followed(element)
            match parameter.data:
                case {"in": "body"}:
                    self._swagger_body(parameter, operation, bodies)
                case {"in": "formData"}:
                    forms.append(parameter)
                case {"in": "header", "name": str(name)} if name.lower() in _IGNORED_HEADERS:
                    pass
                case {"in": "path", "name": str(name)} if f"{{{name}}}" not in path:
                    pass
                case {"in": str(location), "name": str(name)}:
                    annotations = arguments.get((location, name), [])
                    if self._count("parameter", parameter, bool(annotations) or name in fixed):
                        schema = parameter.get("schema")
                        for _, content in parameter.below("content"):
                            schema = content.get("schema") or schema
                        schema = parameter if self.is_swagger else schema
                        if schema is not None and annotations:
                            self._schema(schema, self.client.types(*annotations), _REQUEST)
                case _:
                    self._count("parameter", parameter, False)
        self._form(forms, bodies)
        body = operation.get("requestBody")
        if body is not None:
            body = self.documents.followed(body)
            for media_types, content in _distinct(body.below("content")):
                content = self.documents.followed(content)
                if bodies or not _is_empty(body, content):
                    self._body(media_types, content, bodies)
        for status, response in operation.below("responses"):
            if not status.startswith("x-"):
                self._response(status, self.documents.followed(response), methods, operation)

    def _list(self, place: At, key: str) -> Iterator[At]:
        found = place.get(key)
        return iter(()) if found is None else found.each()

    # --- contents ---------------------------------------------------------------------------------

    def _body(self, media_types: list[str], content: At, bodies: list[BodyPlan]) -> None:
        fitting = [
            body
            for body in bodies
            for plain in (body.plain_media_type, *(each.plain_media_type for each in body.further))
            if _is_among(reveal(plain), media_types) or media_types == ["*/*"]
        ]
        if self._count("media type", content, bool(fitting)):
            for key in ("schema", "itemSchema"):
                schema = content.get(key)
                if schema is not None:
                    self._body_schema(schema, fitting)

    def _body_schema(self, schema: At, bodies: Iterable[BodyPlan]) -> None:
        texts = [self._body_types(body) for body in bodies]
        self._schema(
            schema, self.client.types(*(each for some in texts for each in some)), _REQUEST
        )

    def _body_types(self, body: BodyPlan) -> Iterator[str]:
        for code in (body.type, *(each.type for each in body.further)):
            yield ast.literal_eval(str(code)).removeprefix(f"{self.package.name}:")
        for argument in body.arguments:
            yield str(argument.annotation)

    def _swagger_body(self, parameter: At, operation: At, bodies: list[BodyPlan]) -> None:
        if self._count("media type", parameter, bool(bodies)):
            schema = parameter.get("schema")
            if schema is not None:
                self._body_schema(schema, bodies)

    def _form(self, forms: list[At], bodies: list[BodyPlan]) -> None:
        types = [text for body in bodies for text in self._body_types(body)]
        classes = self.client.types(*types).classes
        names = {name for each in classes for name in self.client.fields[each]}
        for parameter in forms:
            self._count("parameter", parameter, parameter.data.get("name") in names)

    def _response(self, status: str, response: At, methods: list[Method], operation: At) -> None:
        cases = [
            case
            for method in methods
            for case in method.responses
            if reveal(case.plain_status).lower() == status.lower()
        ]
        contents: list[tuple[list[str], At, At | None]] = []
        if operation.pointer.endswith("/head"):
            return  # has no content (RFC 9110, 9.3.2)
        for media_types, content in _distinct(response.below("content")):
            content = self.documents.followed(content)
            contents.append((media_types, content, content.get("schema")))
        schema = response.get("schema")
        if self.is_swagger and schema is not None:
            produces = operation.get("produces") or self.root.get("produces")
            for media_type in (produces.data if produces else None) or ["application/json"]:
                contents.append(([media_type], schema, schema))
        for media_types, content, schema in contents:
            fitting = [
                case
                for case in cases
                if any(_is_among(reveal(each), media_types) for each in case.media_types)
            ]
            if not self._count("media type", content, bool(fitting)):
                continue
            for each in (content.get("schema") or schema, content.get("itemSchema")):
                if each is not None:
                    texts = [str(case.annotation) for case in cases]
                    texts += [str(method.result) for method in methods if status[0] in "2d"]
                    self._schema(each, self.client.types(*texts), _RESPONSE)

    # --- schemas ----------------------------------------------------------------------------------

    def _schema(self, schema: At, types: Types, direction: str) -> None:
        """Look for the properties and the enum values of a schema in types.

        Args:
            schema: the schema.
            types: what the annotation at its place names.
            direction: `readOnly` in responses and `writeOnly` in requests, whose properties may be
                there only; empty where any may be.
        """
        schema = self.documents.followed(schema)
        key = (*schema.key, types.key, direction)
        if key in self._seen or not isinstance(schema.data, dict):
            return
        self._seen.add(key)
        self._impossible |= set(_impossible_values(schema))
        for name, property in schema.below("properties"):
            self._property(name, property, types, direction)
        values = schema.data.get("enum")
        if isinstance(values, list) and "$ref" not in schema.data:
            self._values(schema / "enum", values, types)
        for word in ("allOf", "oneOf", "anyOf", "prefixItems"):
            for member in self._list(schema, word):
                self._schema(member, types, direction)
        items, values = schema.get("items"), schema.get("additionalProperties")
        if items is not None:
            self._schema(items, types, direction)
        if values is not None:
            texts = [self.client.fields[each].get("", "None") for each in types.classes]
            self._schema(values, self.client.types(types.text, *texts), direction)

    def _property(self, name: str, property: At, types: Types, direction: str) -> None:
        other = {_REQUEST: "readOnly", _RESPONSE: "writeOnly"}.get(direction)
        target = self.documents.followed(property)
        annotations = [
            self.client.fields[each][name]
            for each in types.classes
            if name in self.client.fields[each]
        ]
        is_one_way = isinstance(target.data, dict) and any(
            target.data.get(word) for word in ([other] if other else ("readOnly", "writeOnly"))
        )
        if not annotations and is_one_way:
            return  # of a schema that is never sent, or never received
        if self._count("property", property, bool(annotations)):
            self._schema(property, self.client.types(*annotations), direction)

    def _values(self, enum: At, values: list[Any], types: Types) -> None:
        found = {repr(value) for value in types.literals}
        for index, value in enumerate(values):
            if value is not None:
                is_boolean = isinstance(value, bool) and "bool" in types.names
                place = enum / index
                if place.key not in self._impossible:
                    self._count("enum value", place, repr(value) in found or is_boolean)


def _impossible_values(schema: At) -> Iterator[tuple[Path, str]]:
    """The enum values of properties that no member of the union beside them allows."""
    for word in ("oneOf", "anyOf"):
        members = [each for each in schema.data.get(word) or () if isinstance(each, dict)]
        for name, property in schema.below("properties"):
            enum = property.get("enum")
            allowed = [(each.get("properties") or {}).get(name, {}).get("enum") for each in members]
            if enum is not None and allowed and all(allowed):
                values = [value for some in allowed for value in some]
                yield from (each.key for each in enum.each() if each.data not in values)


def _is_empty(body: At, content: At) -> bool:
    """Whether a body may be left out and cannot have anything in it."""
    schema = content.data.get("schema") or {}
    nothing = {"type": "object", "properties": {}, "additionalProperties": False}
    return not body.data.get("required") and schema == nothing


def _distinct(contents: Iterable[tuple[str, At]]) -> Iterator[tuple[list[str], At]]:
    """The contents of a body or a response; JSON of one schema under several names is one."""
    found: dict[str, tuple[list[str], At]] = {}
    for media_type, content in contents:
        name = _essence(media_type)
        kind = "json" if re.search(r"[/+]json$", name) else name
        key = f"{kind} {json.dumps(content.data, sort_keys=True)}"
        found.setdefault(key, ([], content))[0].append(name)
    yield from found.values()


def _is_among(shown: str, media_types: list[str]) -> bool:
    return _essence(shown) in media_types


def _essence(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()
