"""From the documents to the IR: everything that the API says, and nothing about Python.

`api` reads the document as a whole, `operations` its path items and operations with the help of
`parameters`, `bodies`, `content`, `responses`, `security` and `servers`; `schemas` reads the types.
`reading` holds what they share. `dynamic_references` has been before all of them. Each object is brought to OpenAPI 3.2 by `clientsmith.dialect` when
it is opened. What cannot be read is left out alone, with a `Problem`.
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
from .schemas.reader import SchemaReader
from .schemas.scalars import Formats

__all__ = ["read"]

_NOTHING: Mapping[str, ScalarKind] = MappingProxyType({})


def read(
    library: Library, kinds: Mapping[str, ScalarKind] = _NOTHING
) -> tuple[Api, tuple[Problem, ...]]:
    """All that a document says, and what is wrong with it or had to be left out.

    Args:
        library: the documents.
        kinds: `format` of schemas → what the user knows it to mean.

    Raises:
        UnusableSource: the root document names no version that is supported.
    """
    formats = Formats(kinds)
    schemas = partial(SchemaReader, formats=formats)
    api, problems = read_api(without_dynamic_references(library), schemas)
    return api, (*problems, *formats.unused(library.root.origin))
