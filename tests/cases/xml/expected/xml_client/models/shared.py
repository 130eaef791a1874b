"""Models without a module for the first word of their names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from .._runtime.models.recursive import APIModel
from .._runtime.xml import XmlNode


@dataclass(kw_only=True, slots=True)
class Book(APIModel):
    isbn: str
    title: str
    page_count: int | None = None
    authors: list[str]
    tags: list[str] | None = None
    published: dt.date | None = None
    sequel: Book | None = None

    _wire: ClassVar[dict[str, str]] = {"page_count": "pageCount"}

    _xml: ClassVar[XmlNode] = XmlNode(
        "book", namespace="https://library.test/ns", prefix="lib"
    )

    _xml_fields: ClassVar[dict[str, XmlNode]] = {
        "isbn": XmlNode(kind="attribute"),
        "title": XmlNode(namespace="https://library.test/ns", prefix="lib"),
        "authors": XmlNode(kind="element", item=XmlNode("author")),
        "tags": XmlNode(item=XmlNode("tag")),
        "published": XmlNode("Published"),
        "sequel": XmlNode("book", namespace="https://library.test/ns", prefix="lib"),
    }


@dataclass(kw_only=True, slots=True)
class DescribeBookCoverRequest(APIModel):
    width: int

    _xml: ClassVar[XmlNode] = XmlNode("cover")

    _xml_fields: ClassVar[dict[str, XmlNode]] = {"width": XmlNode(kind="attribute")}


@dataclass(kw_only=True, slots=True)
class Problem(APIModel):
    message: str
    code: int | None = None

    _xml_fields: ClassVar[dict[str, XmlNode]] = {"code": XmlNode(kind="attribute")}
