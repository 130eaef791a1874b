"""Headers of answers that are more than text."""

from __future__ import annotations

from ...encode.encoders import literal
from ...ir import Header, Operation
from ...text import Code
from ...types.directions import Direction
from ...types.predicates import Traits
from ..models.models import ModelPlan


class ResponseHeaders:
    """Plans how headers of answers are read.

    Args:
        models: names of types.
        traits: what types are like.
    """

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits

    def of(self, operation: Operation) -> tuple[Code, ...]:
        """An expression for each header, once; where statuses differ, the first success holds."""
        found: dict[str, Code] = {}
        answers = sorted(operation.responses, key=lambda each: (each.status[0] != "2", each.status))
        for response in answers:
            for header in response.headers:
                if header.content is not None or not self._traits.reads_as_text(header.type):
                    found.setdefault(header.wire_name.lower(), self._code(header))
        return tuple(found[name] for name in sorted(found))

    def _code(self, header: Header) -> Code:
        type_ = self._models.annotation(header.type, Direction.RESPONSE)
        parts: list[str] = [literal(header.wire_name), literal(str(type_))]
        if header.explode:
            parts.append("explode=True")
        if header.content is not None:
            parts.append(f"content={literal(header.content)}")
        return Code(f"Header({', '.join(parts)})")
