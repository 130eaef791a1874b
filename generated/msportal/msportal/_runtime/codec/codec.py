"""Decoding and encoding along the types of one package."""

from __future__ import annotations

import logging
from types import ModuleType
from typing import Any, TypeVar, overload

from .annotations import Namespace, Types
from .encoding import Encoder
from .json_text import (
    as_written,
    dumps,
    dumps_finished,
    has_long_number,
    loads,
    loads_with_care,
    unsure,
)
from .report import DecodeError, Report
from .shape import Function, Shape

T = TypeVar("T")

_LOGGED = 5
"""How many deviations one warning tells."""


class _Decoders(dict[Any, Function]):
    """Fast decoders by type, each compiled when it is first needed."""

    def __init__(self, types: Types) -> None:
        super().__init__()
        self._types = types

    def __missing__(self, type_: Any) -> Function:
        shape = self._types.shape(type_)
        functions = self._types.functions
        decode = self[type_] = functions[shape.decoder(functions)]
        return decode


class Codec:
    """Reads JSON values as the types of a package, and writes them.

    A type is a class, a type expression such as `list[Pet] | None`, or the text of one in terms
    of the package's models.
    """

    def __init__(self, namespace: ModuleType | str, label: str) -> None:
        """Make a codec.

        Args:
            namespace: the `models` package or its name, by which it is imported on first use.
            label: name of the package, under which warnings are logged.
        """
        self._types = Types(Namespace(namespace), label)
        self._decoders = _Decoders(self._types)
        self._encoder = Encoder(self._types.model_encoder)
        self._logger = logging.getLogger(label)

    def shape(self, type_: Any) -> Shape:
        """What the codec knows about a type."""
        return self._types.shape(type_)

    def is_model(self, value: object, type_: Any) -> bool:
        """Whether a value is an instance of a model, by itself or as one of a type."""
        return self._types.is_model(value, type_)

    # --- decoding -----------------------------------------------------------------------------

    @overload
    def decode(
        self,
        type_: type[T],
        value: Any,
        *,
        strict: bool = ...,
        deviations: list[str] | None = ...,
    ) -> T: ...
    @overload
    def decode(
        self,
        type_: Any,
        value: Any,
        *,
        strict: bool = ...,
        deviations: list[str] | None = ...,
    ) -> Any: ...
    def decode(
        self,
        type_: Any,
        value: Any,
        *,
        strict: bool = False,
        deviations: list[str] | None = None,
    ) -> Any:
        """Read parsed JSON as a type.

        Where the value is not what the type says, its wrong parts stay as they are: a value of
        another type, a constant that is not listed, None for a required property that is
        missing. Undeclared properties are kept.

        Args:
            type_: what to read.
            value: parsed JSON.
            strict: whether a deviation is an error.
            deviations: takes what deviates, as path and kind; without it, one warning is logged.

        Raises:
            DecodeError: the reading is strict, and the value is not what the type says.
        """
        try:
            return self._decoders[type_](value)
        except Exception:  # whatever the value makes of the generated code
            pass
        return self._read(type_, value, strict, deviations)

    @overload
    def decode_bytes(
        self,
        type_: type[T],
        data: bytes,
        *,
        strict: bool = ...,
        deviations: list[str] | None = ...,
    ) -> T: ...
    @overload
    def decode_bytes(
        self,
        type_: Any,
        data: bytes,
        *,
        strict: bool = ...,
        deviations: list[str] | None = ...,
    ) -> Any: ...
    def decode_bytes(
        self,
        type_: Any,
        data: bytes,
        *,
        strict: bool = False,
        deviations: list[str] | None = None,
    ) -> Any:
        """Read a JSON document as a type; like `decode`.

        Raises:
            DecodeError: the document is not JSON, or nested too deeply; or the reading is strict,
                and the document is not what the type says.
        """
        try:
            unsure.met = False
            result = self._decoders[type_](loads(data))
            if not (unsure.met and has_long_number(data, self._types.long_number)):
                return result
        except Exception:  # whatever the document makes of the generated code
            pass
        texts: dict[int, str] = {}
        value = loads_with_care(data, strict=strict, texts=texts)
        with as_written(texts):
            return self._read(type_, value, strict, deviations, is_document=True)

    def _read(
        self,
        type_: Any,
        value: Any,
        strict: bool,
        deviations: list[str] | None,
        *,
        is_document: bool = False,
    ) -> Any:
        shape = self._types.shape(type_)
        report = Report(strict=strict)
        try:
            result = shape.read(value, report, ())
        except RecursionError:
            if (
                is_document
            ):  # as where the parser gives up, which does so at another depth
                raise DecodeError("the document is nested too deeply") from None
            report.deviation((), "the value is nested too deeply")
            result = value
        if deviations is not None:
            deviations += report.deviations
        elif report.deviations:
            self._warn(report.deviations)
        return result

    def _warn(self, deviations: list[str]) -> None:
        more = len(deviations) - _LOGGED
        text = "; ".join(deviations[:_LOGGED]) + (
            f"; and {more} more" if more > 0 else ""
        )
        self._logger.warning("A value is not what the API declares: %s", text)

    # --- encoding -----------------------------------------------------------------------------

    def encode(self, value: Any, type_: Any = Any) -> Any:
        """Turn a value into dicts, lists, strings, finite numbers, truth values and None.

        The type decides where a value has several forms; a value that is not of the type is
        encoded by what it is. `UNSET`, and None in an optional field, are left out. The content
        of a file stays as it is where the type says `FileInput`.

        Raises:
            TypeError: there is a value that has no form in JSON; the text has its path.
            ValueError: there is a number that is not finite; the text has its path.
        """
        try:
            tree = self._types.shape(type_).encode(value)
            return self._encoder.finish(tree, (), keep_files=True)
        except RecursionError:
            raise ValueError(
                "$: the value is nested too deeply, or in itself"
            ) from None

    def encode_bytes(self, value: Any, type_: Any = Any) -> bytes:
        """Write a value as a JSON document; like `encode`, but for files, which JSON cannot hold.

        Raises:
            TypeError: there is a value that has no form in JSON; the text has its path.
            ValueError: there is a number that is not finite; the text has its path.
        """
        try:
            tree = self._types.shape(type_).encode(value)
            if dumps is not None:
                try:
                    return dumps(tree, self._encoder.default)
                except (TypeError, ValueError):
                    pass  # what it is that has no form, `finish` says
            return dumps_finished(self._encoder.finish(tree, (), keep_files=False))
        except RecursionError:
            raise ValueError(
                "$: the value is nested too deeply, or in itself"
            ) from None
