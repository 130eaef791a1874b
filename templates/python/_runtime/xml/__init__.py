"""XML documents to typed values and back, along the types and the XML nodes of the models.

An XML document is brought to what its JSON would be, which the codec reads, and the other way
round; so both forms of a value obey the same types.
"""

from __future__ import annotations

from typing import Any

from .. import codec
from ..codec.report import Report
from ..errors import InvalidRequestError
from ..models.base import APIModel
from ..requests.values import encode
from .node import XmlNode
from .reading import Reader
from .tree import parse, serialize
from .writing import document


def decode_xml(
    type_: str,
    data: bytes,
    *,
    content_type: str,
    root: XmlNode | None,
    strict: bool,
    deviations: list[str],
) -> Any:
    """Read an XML document as a type; like `codec.decode_bytes`.

    Args:
        type_: type expression in the namespace of `models`.
        data: the document.
        content_type: that of the answer, whose `charset` wins over the document's own.
        root: the node of the root element, where it is not that of the type.
        strict: whether a deviation is an error.
        deviations: takes what deviates, as path and kind.

    Raises:
        DecodeError: the document is not XML, declares a document type, is too deep or too large;
            or the reading is strict, and the document is not what the type says.
    """
    report = Report(strict=strict)
    element = parse(data, content_type)
    value = Reader(report).document(element, codec.shape(type_), root)
    deviations += report.deviations
    return codec.decode(type_, value, strict=strict, deviations=deviations)


def encode_xml(value: Any, type_: Any, root: XmlNode | None = None) -> str:
    """Write a value as an XML document.

    Args:
        value: the value.
        type_: type expression in the namespace of `models`; with `Any`, the value tells its class.
        root: the node of the root element, where it is not that of the type.

    Raises:
        InvalidRequestError: the value, or a part of it, has no form in XML.
    """
    if type_ is Any and isinstance(value, APIModel):
        type_ = type(value)
    try:
        return serialize(document(encode(value, type_), codec.shape(type_), root))
    except RecursionError:
        raise InvalidRequestError(
            "A value cannot be sent as XML: it is nested too deeply."
        ) from None
