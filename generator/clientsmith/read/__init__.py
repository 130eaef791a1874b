"""Reads documents into the IR, which describes an API without regard to Python.

`dynamic_references` makes dynamic references static before anything else. `api` reads the document as
a whole; `operations` reads path items with the help of `parameters`, `content`, `responses`,
`security` and `servers`; `schemas` reads types. All of them use `document_reader`. Each object is
normalized to OpenAPI 3.2 by `prepare.dialect` when it is opened. An object that cannot be read is left
out, with a `Problem`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from ..document import Library
from ..ir import Api, ScalarKind
from ..problem import Problem
from .api import read_api
from .dynamic_references import without_dynamic_references
from .extensions import ExtensionReader
from .schemas.reader import SchemaReader
from .schemas.scalars import Formats

__all__ = ["read"]

_NOTHING: Mapping[str, ScalarKind] = MappingProxyType({})


def read(
    library: Library,
    kinds: Mapping[str, ScalarKind] = _NOTHING,
    base_url: str = "",
    ignored_extensions: tuple[str, ...] = (),
) -> tuple[Api, tuple[Problem, ...]]:
    """Return the API that a document describes, and problems with objects that were left out.

    Args:
        library: the documents.
        kinds: scalar kinds that the user has configured for values of `format`.
        base_url: base URL that the user has configured; empty for that of the document.
        ignored_extensions: patterns of vendor extensions that are not read, such as `x-fern-*`.

    Raises:
        UnusableSource: the root document names no version that is supported.
    """
    formats = Formats(kinds)
    extensions = ExtensionReader(ignored_extensions)
    schemas = partial(SchemaReader, formats=formats, extensions=extensions)
    whole = without_dynamic_references(library)
    api, problems = read_api(whole, schemas, base_url, extensions=extensions)
    return api, (*problems, *formats.unused(library.root.origin))
