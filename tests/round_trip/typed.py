"""The codec and the types of a generated client, without the rest of the client."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from types import ModuleType
from typing import Any

from clientsmith import ir
from clientsmith.config import Config
from clientsmith.document import Library
from clientsmith.lower.bodies import without_empty_bodies
from clientsmith.naming.operations.names import operation_names
from clientsmith.pipeline import plan_client
from clientsmith.plan.models.models import ModelPlan, plan_models
from clientsmith.render import TemplateSet, render
from clientsmith.types.directions import Direction
from round_trip.equality import difference
from support.clients import import_from
from support.runtime import write_with_bytecode


class Typed:
    """The models of a document, generated and imported, and the types of its schemas."""

    def __init__(self, spec: Path, folder: Path, package: str, models: Any = "dataclass") -> None:
        """`package` must be unique over the whole test run, and `folder` empty."""
        config = Config(
            naming="operation-id",
            spec=str(spec.resolve()),
            output=str(folder),
            package=package,
            models=models,
        )
        planned = plan_client(config, progress=lambda stage: None)
        self.library: Library = planned.library
        self.api = planned.api
        api = without_empty_bodies(planned.api)
        names, _ = operation_names(api, config)
        self._models: ModelPlan = plan_models(api, config, names)[0]
        plan = dataclasses.replace(planned.package, resources=())
        files = render(plan, TemplateSet(None), planned.library, config)
        write_with_bytecode(files, folder, package)
        self.codec: ModuleType = import_from(folder, f"{package}._runtime.codec")
        self.conversions: ModuleType = import_from(folder, f"{package}._runtime.conversions")

    def text(self, type: ir.Type) -> str:
        """A type as the generated code writes it."""
        return str(self._models.annotation(type, Direction.RESPONSE))

    def complaint(self, type: ir.Type, value: object) -> str:
        """What is wrong with the way of a JSON value through its type and back; empty if nothing."""
        text = self.text(type)
        sent = json.dumps(value)
        try:
            read = self.codec.decode_bytes(text, sent.encode(), strict=True)
        except self.codec.TypeMismatchError as error:
            return f"{text} refuses {sent}: {error}"
        try:
            written = json.loads(self.codec.encode_bytes(read, text))
        except TypeError:  # it holds files, which are parts of a multipart body only
            written = self.codec.encode(read, text)
        wrong = difference(value, written)
        if wrong:
            return f"{text} reads {sent} and writes {json.dumps(written)}: {wrong}"
        return self._converted(text, read)

    def _converted(self, text: str, read: Any) -> str:
        """What is wrong with a value that went to JSON and back, or was copied; empty if nothing."""
        functions = self.conversions
        data = functions.to_dict(read, text)
        if functions.from_dict(text, data, strict=True) != read:
            return f"{text} is not the same after to_dict and from_dict: {read!r}"
        try:
            document = functions.to_json(read, text)
        except TypeError:  # it holds files
            return ""
        if functions.from_json(text, document, strict=True) != read:
            return f"{text} is not the same after to_json and from_json: {read!r}"
        if not self.codec.is_model(read, text):
            return ""
        copied = functions.replace(read)
        is_same = copied is not read and copied == read
        return "" if is_same else f"{text} is not the same after replace: {read!r}"
