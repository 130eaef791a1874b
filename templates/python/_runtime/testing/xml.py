"""XML documents of a fake API."""

from __future__ import annotations

from typing import Any

from ..xml.contents import XML
from ..xml.writing import encode_xml
from .replies import Writer


def write_document(content: XML, value: Any) -> bytes:
    """Write a value as an XML document."""
    return encode_xml(value, content.type, content.root).encode()


DOCUMENTS: tuple[Writer, ...] = ((XML, write_document),)
