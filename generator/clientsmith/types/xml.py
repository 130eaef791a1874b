"""XML nodes as code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..encode.encoders import literal
from ..ir import Content, Model, Operation, Role, Xml
from ..text import Code
from .media_types import MediaKind, kind_of

_DEFAULT = Xml()
_NO_CODE = Code("")


def xml_seeds(operations: Iterable[Operation]) -> Iterator[Content]:
    """Yield everything that operations declare as XML and give a schema."""
    for operation in operations:
        contents = [*(operation.body.contents if operation.body is not None else ())]
        for response in operation.responses:
            contents += response.contents
        for content in contents:
            if content.type is not None and kind_of(content.media_type) is MediaKind.XML:
                yield content


def class_node(model: Model, name: Code) -> Code:
    """Return the node of a class where its own name does not say it all; else no code."""
    node = _own_node(model)
    return _NO_CODE if node in (_DEFAULT, Xml(name)) else node_code(node)


def root_node(content: Content, model: Model | None) -> Code:
    """Return the node of the root element of content where that is not the one of its model; else
    no code.

    Args:
        content: the content.
        model: the model that it is, if it is one.
    """
    root = content.xml
    if root is None or root == _DEFAULT or (model is not None and root == _own_node(model)):
        return _NO_CODE
    return node_code(root)


def _own_node(model: Model) -> Xml:
    node = model.xml or _DEFAULT
    steps = model.place.steps
    if node.name or len(steps) != 1 or steps[0].role is not Role.COMPONENT:
        return node
    return Xml(steps[0].word, namespace=node.namespace, prefix=node.prefix, cdata=node.cdata)


def node_code(node: Xml) -> Code:
    """Return a node as an expression of the runtime."""
    return Code(f"XmlNode({', '.join(_arguments(node))})")


def _arguments(node: Xml) -> Iterator[str]:
    if node.name:
        yield literal(node.name)
    if node.kind is not None:
        yield f"kind={literal(node.kind.value)}"
    for key, text in (("namespace", node.namespace), ("prefix", node.prefix)):
        if text:
            yield f"{key}={literal(text)}"
    if node.cdata:
        yield "cdata=True"
    if node.item is not None:
        yield f"item={node_code(node.item)}"
    if node.items:
        items = [node_code(item) for item in node.items]
        yield f"items=({', '.join(items)}{',' if len(items) == 1 else ''})"
