"""Shape of files, which bodies other than JSON contain."""

from __future__ import annotations

import typing
from typing import Annotated, Any

from ..models import Upload
from .annotations import Types
from .json_text import UnfinishedFile
from .shapes import Anything, Block, Shape, TypeSupport


class FileShape(Anything):
    """Content of a file, which `encode` keeps and JSON cannot represent."""

    name = "a file"
    has_own_form = True

    def encode_expression(self, block: Block, variable: str) -> str:
        return f"{block.constant(self.encode)}({variable})"

    def encode(self, value: Any) -> Any:
        return (
            value if value is None or isinstance(value, str) else UnfinishedFile(value)
        )


_FILE = FileShape()


def _shape(annotation: Any, types: Types) -> Shape | None:
    if typing.get_origin(annotation) is not Annotated:
        return None
    is_file = any(isinstance(mark, Upload) for mark in annotation.__metadata__)
    return _FILE if is_file else None


UPLOADS = TypeSupport({"FileInput": Annotated[Any, Upload()]}, _shape)
