"""Shape of files, which bodies other than JSON contain."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Annotated, Any

from ..models import UNSET, Upload
from .annotations import Types
from .json_text import UnfinishedFile
from .shapes import Anything, Block, Shape, TypeSupport


class FileShape(Anything):
    """Content of a file, which `encode` keeps and JSON cannot represent unless it is text."""

    name = "a file"
    has_own_form = True

    def encode_expression(self, block: Block, variable: str) -> str:
        return f"{block.constant(self.encode)}({variable})"

    def encode(self, value: Any) -> Any:
        if value is None or value is UNSET:
            return value
        upload = value
        if isinstance(value, str) or is_file_tuple(value):
            from ..bodies.files import file_of

            upload = file_of(value)  # text is refused when it is sent
        return UnfinishedFile(value, upload)

    def holds(self, value: Any) -> bool:
        """Return whether a value may be a file, rather than another member of a union."""
        if isinstance(value, tuple):
            return is_file_tuple(value)
        return not isinstance(value, (str, int, float, list, Mapping))


def is_file_tuple(value: object) -> bool:
    """Return whether a value is a tuple of the name, the content and perhaps more of a file."""
    return (
        isinstance(value, tuple)
        and 2 <= len(value) <= 4
        and (value[0] is None or isinstance(value[0], str))
    )


_FILE = FileShape()


def _shape(annotation: Any, types: Types) -> Shape | None:
    if typing.get_origin(annotation) is not Annotated:
        return None
    is_file = any(isinstance(mark, Upload) for mark in annotation.__metadata__)
    return _FILE if is_file else None


UPLOADS = TypeSupport({"FileInput": Annotated[Any, Upload()]}, _shape)
