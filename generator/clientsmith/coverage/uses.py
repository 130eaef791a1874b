"""Finds every construct that a document uses: all that operations and component schemas reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..document import METHODS, Document, Library, Node, UnresolvedReference, descend, escape_token
from ..prepare.dialect import corrected_media_type, dialect_of
from ..prepare.dialect.schema import corrected_type, counts_siblings, is_annotation
from ..read.schemas.scalars import is_expressed
from .catalogue import CONSTRUCTS
from .grammar import OBJECTS, ChildShape, KeyRule

_SEQUENCES = frozenset(
    {
        "json-seq",
        "jsonl",
        "jsonlines",
        "ndjson",
        "stream+json",
        "x-json-stream",
        "x-jsonlines",
        "x-ndjson",
    }
)
_API_KEYS = ("header", "query", "cookie")
_SCHEMES = {"oauth2": "oauth2", "openIdConnect": "openid-connect", "mutualTLS": "mutual-tls"}
_TEXT_FORMATS = frozenset(
    {
        "email",
        "hostname",
        "idn-email",
        "idn-hostname",
        "ipv4",
        "ipv6",
        "iri",
        "iri-reference",
        "json-pointer",
        "regex",
        "relative-json-pointer",
        "uri",
        "uri-reference",
        "uri-template",
    }
)
"""Formats of JSON Schema that remain text in Python (2020-12 Validation, 7.3)."""

_EVENT = frozenset({"comment", "data", "event", "id", "retry"})
_LOCATIONS = ("path", "query", "header", "cookie")
_DEFAULT_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
_DELIMITED = ("spaceDelimited", "pipeDelimited", "tabDelimited")
_SERVERS = {
    "document-server": "server.document",
    "path-server": "server.path",
    "operation-server": "server.operation",
}
_CONTENTS = {
    "callback-content": "callback.body",
    "webhook-content": "webhook.body",
}


def constructs_of(kind: str, node: Node, key: str) -> Iterator[str]:
    """Yield the constructs of an object, apart from those of its keys.

    Args:
        kind: kind of the object (`grammar.OBJECTS`).
        node: the object, in the form of OpenAPI 3.2.
        key: key under which it stands, such as a media type; empty in a list.
    """
    data: Mapping[str, Any] = node.data if isinstance(node.data, dict) else {}
    match kind:
        case "operation":
            yield f"operation.{key}" if key in METHODS else "operation.additional"
        case "parameter":
            yield from _parameter(data)
        case "body-content":
            yield f"body.{media(key)}"
        case "response-content":
            yield f"content.{media(key)}"
        case "callback-content" | "webhook-content":
            yield _CONTENTS[kind]
        case "received-parameter":
            yield "received.parameter"
        case "called":
            yield "callback.operation"
        case "hook":
            yield "webhook.operation"
        case "status":
            yield from _status(key)
        case "header" if key.lower() != "content-type":  # OpenAPI: "SHALL be ignored"
            yield "response.header"
        case "link":
            yield "response.link"
        case "document-server" | "path-server" | "operation-server":
            yield _SERVERS[kind]
        case "server-variable":
            yield "server.variable"
        case "scheme":
            yield f"security.{_scheme(data)}"
        case "flow":
            yield "security.flow-implicit" if key == "implicit" else "security.flow"
        case "requirement":
            yield "security.requirement" if data else "security.optional"
            if any(data.values()):
                yield "security.scopes"
        case "tag":
            yield "document.tag"
        case "component":
            yield f"component.{_component(node.data)}"
        case "schema" if isinstance(node.data, bool):
            yield "schema.boolean"


def keyword_constructs(data: Mapping[str, Any], key: str) -> Iterator[str]:
    """Yield the constructs that depend on the value of a schema keyword, in addition to the
    grammar."""
    value = data[key]
    if key == "type":
        value = corrected_type(data).get("type", value)
    match key:
        case "type" if isinstance(value, list):
            others = [type for type in value if type != "null"]
            if "null" in value:
                yield "schema.null"
            yield "schema.types" if len(others) > 1 else "schema.type"
        case "type":
            yield "schema.null" if value == "null" else "schema.type"
        case "format" if isinstance(value, str):
            types = data.get("type", "string")
            listed = types if isinstance(types, list) else [types]
            yield f"schema.{_format([type for type in listed if isinstance(type, str)], value)}"
        case "dependencies" if isinstance(value, dict):
            if any(isinstance(child, list) for child in value.values()):
                yield "schema.dependencies"
            if any(isinstance(child, dict | bool) for child in value.values()):
                yield "schema.conditional"


def is_event_data(node: Node) -> bool:
    """Return whether a schema describes the `data` of a server-sent event (WHATWG HTML, 9.2.6)."""
    pointer, _, name = node.pointer.rpartition("/")
    if name != "data" or not pointer.endswith("/properties"):
        return False
    properties = descend(Node(node.document, "", node.document.data), pointer).data
    return _EVENT.issuperset(properties)


def _format(types: list[str], format: str) -> str:
    if is_expressed(types, format):
        return "format"
    return "text-format" if "string" in types and format in _TEXT_FORMATS else "plain-format"


def media(key: str) -> str:
    """Return the family of a media type in the catalogue."""
    name = corrected_media_type(key).partition(";")[0].strip().lower()
    kind, _, subtype = name.partition("/")
    if name == "application/merge-patch+json":
        return "merge-patch"
    if name == "application/json-patch+json":
        return "json-patch"
    if name == "text/event-stream":
        return "event-stream"
    if subtype in _SEQUENCES or subtype.endswith("+json-seq"):
        return "json-lines"
    if subtype == "json" or subtype.endswith("+json"):
        return "json"
    if name == "application/x-www-form-urlencoded":
        return "form"
    if kind == "multipart":
        return "multipart"
    if subtype == "xml" or subtype.endswith("+xml"):
        return "xml"
    if kind == "text" or subtype in ("yaml", "x-yaml") or subtype.endswith("+yaml"):
        return "text"
    return "binary"


def _parameter(data: Mapping[str, Any]) -> Iterator[str]:
    location = data.get("in")
    if location == "querystring":
        yield "parameter.querystring"
    elif location in _LOCATIONS:
        if "content" in data:
            yield f"parameter.{location}.content"
            return
        style = data.get("style")
        if style in _DELIMITED and location in ("path", "header"):
            style = "delimited"
        construct = f"parameter.{location}.{style}"
        default = f"parameter.{location}.{_DEFAULT_STYLES[location]}"
        yield construct if construct in CONSTRUCTS else default


def _status(key: str) -> Iterator[str]:
    construct = f"response.{key[:1]}xx"
    if key.lower() == "default":
        construct = "response.default"
    elif key[1:].upper() == "XX":
        construct = "response.range"
    if construct in CONSTRUCTS:
        yield construct


def _scheme(data: Mapping[str, Any]) -> str:
    kind, location = data.get("type"), data.get("in")
    if kind == "apiKey" and location in _API_KEYS:
        return f"api-key-{location}"
    if isinstance(kind, str) and kind in _SCHEMES:
        return _SCHEMES[kind]
    scheme = str(data.get("scheme", "")).lower()
    return scheme if scheme in ("basic", "bearer") else "http"


def _component(data: object) -> str:
    if not isinstance(data, dict):
        return "any"
    kinds = (
        ("reference", "$ref" in data),
        ("all-of", "allOf" in data),
        ("union", "oneOf" in data or "anyOf" in data),
        ("enum", "enum" in data or "const" in data),
        ("object", data.get("type") == "object" or "properties" in data),
        ("array", data.get("type") == "array" or "items" in data or "prefixItems" in data),
        ("scalar", bool(data.get("type"))),
    )
    return next((kind for kind, holds in kinds if holds), "any")


_INLINE = ("schema", "path")
"""Kinds of objects in which `$ref` may have siblings."""

_WRAPPED = {"status": "response", "component": "schema"}
"""Wrapper → kind of the object inside."""

_VALUES = ("const", "default", "explode")
"""Keys that matter whatever their value is; others mean nothing if null or false."""

_EVENT_DATA = KeyRule("content.event-data", "schema")

_EXTENSIBLE = ("path", "status", "called-item", "webhook", "flow")
"""Kinds of objects in mappings that may contain extensions as well."""


@dataclass(slots=True, eq=False)
class UsedObject:
    """An object that a document uses, and the objects that it leads to."""

    kind: str
    document: Document
    pointer: str
    id: str
    """Identity in the IR, if it has one."""

    constructs: tuple[str, ...] = ()
    keys: list[tuple[str, str]] = field(default_factory=list)
    """Constructs for keys without objects below, with the keys."""

    children: list[UsedObject] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Task:
    """An object that has not been visited yet."""

    place: UsedObject
    node: Node
    key: str
    around: Node
    """The enclosing path item or operation; the root if there is none."""


class UseFinder:
    """Walks over a library; `root` is the used object for the document as a whole."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._dialect = dialect_of(library.root_node)
        self._siblings = counts_siblings(self._dialect.version)
        self._places: dict[tuple[str, str, object], UsedObject] = {}
        self._tasks: list[_Task] = []
        top = self._dialect.root(library.root_node)
        self.root = UsedObject("document", library.root, "", top.id)
        self._tasks.append(_Task(self.root, top, "", top))
        while self._tasks:
            self._look_into(self._tasks.pop())

    # --- objects ------------------------------------------------------------------------------------

    def _look_into(self, task: _Task) -> None:
        place, node = task.place, self._in_dialect(task)
        place.constructs = tuple(constructs_of(place.kind, node, task.key))
        wrapped = _WRAPPED.get(place.kind)
        if wrapped is not None:
            self._meet(wrapped, node, task.key, place, task.around)
        elif place.kind == "operation":
            self._operation(place, node, task)
        elif place.kind == "schema":
            self._schema(place, node, task.around)
        elif place.kind == "callback":
            for expression, item in node.items():
                if expression.startswith("x-"):
                    place.keys.append(("document.extension", expression))
                else:
                    self._meet("called-item", item, expression, place, task.around)
        else:
            self._keys(place, node, node if place.kind == "path" else task.around)

    def _in_dialect(self, task: _Task) -> Node:
        """Return the object in the form of OpenAPI 3.2."""
        if not isinstance(task.node.data, dict):
            return task.node
        match task.place.kind:
            case "path":
                return self._path_item(task.place, task.node, ())
            case "parameter":
                return self._dialect.parameter(task.node)
            case "header":
                return self._dialect.header(task.node)
            case "scheme":
                return self._dialect.security_scheme(task.node)
        return task.node

    def _keys(
        self, place: UsedObject, node: Node, around: Node, skipped: Sequence[str] = ()
    ) -> None:
        keys = OBJECTS[place.kind]
        for key, child in node.items() if keys else ():
            if key not in skipped:
                self._key(place, keys.get(key), key, child, around)

    def _key(
        self, place: UsedObject, rule: KeyRule | None, key: str, child: Node, around: Node
    ) -> None:
        if rule is None:
            if key.startswith("x-"):
                place.keys.append(("document.extension", key))
            return
        if key not in _VALUES and (child.data is None or (child.data is False and not rule.child)):
            return
        holder = place
        if rule.construct and rule.child:
            holder = self._below(place, rule.construct, child)
        elif rule.construct:
            place.keys.append((rule.construct, key))
        if not rule.child:
            return
        if rule.shape is ChildShape.MAP and isinstance(child.data, dict) and _is_reference(child):
            target = self._reference(child, holder)
            if target is None:
                return
            holder, child = holder.children[-1], target
        extensions = [("document.extension", name) for name in _extensions(rule, child)]
        if extensions:
            below = UsedObject("key", child.document, child.pointer, "", keys=extensions)
            holder.children.append(below)
        for name, value in _objects(rule, child):
            id = ""
            if rule.child == "operation":
                id = f"{place.id}/{key}" + (f"/{escape_token(name)}" if name else "")
            self._meet(rule.child, value, name or key, holder, around, id)

    def _below(self, place: UsedObject, construct: str, node: Node) -> UsedObject:
        """Add a used object for a key with objects below it."""
        below = UsedObject("key", node.document, node.pointer, "", (construct,))
        place.children.append(below)
        return below

    def _meet(
        self, kind: str, node: Node, key: str, owner: UsedObject, around: Node, id: str = ""
    ) -> None:
        """Record that `owner` leads to an object, and schedule its first visit."""
        owner, node = self._follow(kind, node, owner)
        if not isinstance(node.data, dict | bool):
            return
        variant: object = id
        if kind == "response" and isinstance(node.data, dict):
            node = self._dialect.response(node, around, key)
            content = node.get("content")
            variant = () if content is None else tuple(name for name, _ in content.items())
        elif kind in ("status", "body-content", "response-content"):
            variant = key
        known = (kind, node.id, variant)
        place = self._places.get(known)
        if place is None:
            place = UsedObject(kind, node.document, node.pointer, id or node.id)
            self._places[known] = place
            self._tasks.append(_Task(place, node, key, around))
        owner.children.append(place)

    def _follow(self, kind: str, node: Node, owner: UsedObject) -> tuple[UsedObject, Node]:
        """Follow the chain of references at a node, and return the last reference and the target."""
        if kind in _INLINE or kind in _WRAPPED:
            return owner, node
        visited: set[str] = set()
        while _is_reference(node):
            target = self._reference(node, owner)
            if node.id in visited or target is None:
                return owner, node.replaced(None)
            visited.add(node.id)
            owner, node = owner.children[-1], target
        return owner, node

    def _reference(self, node: Node, owner: UsedObject) -> Node | None:
        """Return the target of the `$ref` at a node, which becomes a child of `owner`."""
        reference = node.data["$ref"]
        construct = "reference.local" if reference.startswith("#") else "reference.file"
        known = ("reference", node.id, "")
        place = self._places.get(known)
        if place is None:
            place = UsedObject("reference", node.document, node.pointer, node.id, (construct,))
            self._places[known] = place
        owner.children.append(place)
        try:
            return self._library.resolve(reference, node)
        except UnresolvedReference:
            return None

    # --- paths and operations -----------------------------------------------------------------------

    def _path_item(self, place: UsedObject, node: Node, visited: tuple[str, ...]) -> Node:
        """Return a path item merged with the one that it refers to."""
        if not _is_reference(node):
            return node
        target = self._reference(node, place)
        if target is None or node.id in visited or not isinstance(target.data, dict):
            return node
        target = self._path_item(place.children[-1], target, (*visited, node.id))
        own = {key: child for key, child in node.items() if key != "$ref"}
        return node.replaced(dict(target.items()) | own)

    def _operation(self, place: UsedObject, node: Node, task: _Task) -> None:
        """Visit an operation, with its parameters and its body in the form of OpenAPI 3.2."""
        opened: dict[tuple[str, str], tuple[UsedObject, Node]] = {}
        for element in (*_elements(task.around, "parameters"), *_elements(node, "parameters")):
            owner, parameter = self._follow("parameter", element, place)
            data = parameter.data if isinstance(parameter.data, dict) else {}
            location, name = data.get("in"), data.get("name")
            if name and isinstance(name, str) and isinstance(location, str):
                opened[location, name] = owner, parameter
        owners = {parameter.id: owner for owner, parameter in opened.values()}
        body, rest = self._dialect.request_body(node, [each for _, each in opened.values()])
        for parameter in rest:
            self._meet("parameter", parameter, "", owners[parameter.id], node)
        if body is not None:
            self._meet("body", body, "", owners.get(body.id, place), node)
        self._keys(place, node, node, ("parameters", "requestBody"))

    # --- schemas ------------------------------------------------------------------------------------

    def _schema(self, place: UsedObject, node: Node, around: Node) -> None:
        if not isinstance(node.data, dict):
            return
        data: dict[str, Any] = node.data
        keys = OBJECTS["schema"]
        counted = self._siblings or not isinstance(data.get("$ref"), str)
        for key, child in node.items():
            if key == "$ref" and isinstance(child.data, str):
                target = self._reference(node, place)
                if target is not None:
                    self._meet("schema", target, "", place.children[-1], around)
            elif counted or is_annotation(key):
                for construct in keyword_constructs(data, key):
                    place.keys.append((construct, key))
                is_event = key == "contentSchema" and is_event_data(node)
                self._key(place, _EVENT_DATA if is_event else keys.get(key), key, child, around)


def _objects(rule: KeyRule, node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the objects under a key, with their names if it is a mapping."""
    if isinstance(node.data, list):
        yield from (("", child) for child in node.elements())
    elif rule.shape is ChildShape.ONE:
        yield "", node
    else:
        extensions = set(_extensions(rule, node))
        for name, child in node.items():
            if name not in extensions:
                yield name, child


def _extensions(rule: KeyRule, node: Node) -> list[str]:
    """Return the keys of a mapping that are extensions, not names of objects."""
    if rule.shape is ChildShape.ONE or rule.child not in _EXTENSIBLE:
        return []
    return [name for name, _ in node.items() if name.startswith("x-")]


def _is_reference(node: Node) -> bool:
    return isinstance(node.data, dict) and isinstance(node.data.get("$ref"), str)


def _elements(node: Node, key: str) -> Iterator[Node]:
    child = node.get(key)
    return iter(()) if child is None else child.elements()
