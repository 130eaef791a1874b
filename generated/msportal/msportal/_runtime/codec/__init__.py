"""Decodes JSON to typed Python values and encodes them, according to the annotations of the
models."""

from __future__ import annotations

import logging
from types import ModuleType
from typing import Any, TypedDict, TypeVar, Unpack, overload

from ..exports import PACKAGE
from .annotations import Namespace, Types
from .json_text import (
    Encoder,
    Report,
    dumps,
    dumps_finished,
    has_long_number,
    loads,
    loads_with_care,
    unsure,
)
from .json_text import TypeMismatchError as TypeMismatchError
from .shapes import Function

T = TypeVar("T")

_TOO_DEEP = "$: the value is nested too deeply, or in itself"

_LOGGED = 5
"""Maximum number of deviations in one warning."""


class _TypeDecoders(dict[Any, Function]):
    """Compiled decoders by type, each compiled when first needed."""

    def __init__(self, types: Types) -> None:
        super().__init__()
        self.types = types

    def __missing__(self, type_: Any) -> Function:
        shape = self.types.shape(type_)
        functions = self.types.functions
        decode = self[type_] = functions[shape.decoder(functions)]
        return decode


class _Reading(TypedDict, total=False):
    strict: bool
    deviations: list[str] | None


class Codec:
    """Decodes JSON values to the types of a package, and encodes them.

    A type is a class, a type expression such as `list[Pet] | None`, or its text in terms of the
    package's models. If clients share the runtime, the text begins with the name of the package:
    `acme:list[Pet] | None`.
    """

    def __init__(self, namespace: ModuleType | str, label: str) -> None:
        """Create a codec.

        Args:
            namespace: The `models` package, or its name, by which it is imported when first used.
            label: Name of the package, under which warnings are logged.
        """
        self.types = Types(Namespace(namespace), label)
        self._decoders = _TypeDecoders(self.types)
        self._encoder = Encoder(self.types.model_encoder)
        self._logger = logging.getLogger(label)

    # --- decoding -----------------------------------------------------------------------------

    @overload
    def decode(self, type_: type[T], value: Any, **reading: Unpack[_Reading]) -> T: ...
    @overload
    def decode(self, type_: Any, value: Any, **reading: Unpack[_Reading]) -> Any: ...
    def decode(
        self,
        type_: Any,
        value: Any,
        *,
        strict: bool = False,
        deviations: list[str] | None = None,
    ) -> Any:
        """Decode parsed JSON to a type.

        Parts that do not match the type are kept as they are: a value of another type, an unknown
        constant, None for a missing required property. Undeclared properties are kept.

        Args:
            type_: Type to decode to.
            value: Parsed JSON.
            strict: Whether a deviation is an error.
            deviations: Collects deviations, as path and kind; without it, one warning is logged.

        Raises:
            TypeMismatchError: `strict` is set, and the value does not match the type.
        """
        if strict:
            unsure.strict = True
        try:
            return self._decoders[type_](value)
        except Exception:  # whatever the value makes of the generated code
            pass
        finally:
            if strict:
                unsure.strict = False
        return self._read(type_, value, strict, deviations)

    @overload
    def decode_bytes(
        self, type_: type[T], data: bytes, **reading: Unpack[_Reading]
    ) -> T: ...
    @overload
    def decode_bytes(
        self, type_: Any, data: bytes, **reading: Unpack[_Reading]
    ) -> Any: ...
    def decode_bytes(
        self,
        type_: Any,
        data: bytes,
        *,
        strict: bool = False,
        deviations: list[str] | None = None,
    ) -> Any:
        """Decode a JSON document to a type; see `decode`.

        Raises:
            TypeMismatchError: The document is not JSON, or nested too deeply; or `strict` is set, and the
                document does not match the type.
        """
        if strict:
            unsure.strict = True
        try:
            unsure.met = False
            result = self._decoders[type_](loads(data))
            if not (unsure.met and has_long_number(data, unsure.long_number)):
                return result
        except Exception:  # whatever the document makes of the generated code
            pass
        finally:
            if strict:
                unsure.strict = False
        texts: dict[int, str] = {}
        value = loads_with_care(data, strict=strict, texts=texts)
        before, unsure.texts = unsure.texts, texts
        try:
            return self._read(type_, value, strict, deviations, is_document=True)
        finally:
            unsure.texts = before

    def _read(
        self,
        type_: Any,
        value: Any,
        strict: bool,
        deviations: list[str] | None,
        *,
        is_document: bool = False,
    ) -> Any:
        shape = self.types.shape(type_)
        report = Report(strict=strict)
        unsure.strict = strict
        try:
            result = shape.read(value, report, ())
        except RecursionError:
            if is_document:
                # As where the parser gives up, which does so at another depth.
                raise TypeMismatchError("the document is nested too deeply") from None
            report.deviation((), "the value is nested too deeply")
            result = value
        finally:
            unsure.strict = False
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
        self._logger.warning("A value does not match the API description: %s", text)

    # --- encoding -----------------------------------------------------------------------------

    def encode(self, value: Any, type_: Any = Any, *, is_sent: bool = False) -> Any:
        """Encode a value to dicts, lists, strings, finite numbers, booleans and None.

        The type decides if a value has several forms; a value that does not match it is encoded by
        its own type. `UNSET`, and None in an optional field, are omitted. The content of a file is
        kept if the type is `FileInput`; as a `File`, if it is sent and not yet a source of bytes.

        Raises:
            TypeError: A value has no JSON form; the message has its path.
            ValueError: A number is not finite; the message has its path.
        """
        try:
            tree = self.types.shape(type_).encode(value)
            return self._encoder.finish(tree, (), "body" if is_sent else "python")
        except RecursionError:
            raise ValueError(_TOO_DEEP) from None

    def encode_bytes(self, value: Any, type_: Any = Any) -> bytes:
        """Encode a value to a JSON document; see `encode`. Files cannot be encoded.

        Raises:
            TypeError: A value has no JSON form; the message has its path.
            ValueError: A number is not finite; the message has its path.
        """
        try:
            tree = self.types.shape(type_).encode(value)
            if dumps is not None:
                try:
                    return dumps(tree, self._encoder.default)
                except (TypeError, ValueError):
                    pass  # what it is that has no form, `finish` says
            return dumps_finished(self._encoder.finish(tree, (), "json"))
        except RecursionError:
            raise ValueError(_TOO_DEEP) from None


_codec = Codec(f"{PACKAGE}.models", PACKAGE)

decode = _codec.decode
decode_bytes = _codec.decode_bytes
encode = _codec.encode
encode_bytes = _codec.encode_bytes
is_model = _codec.types.is_model
model = _codec.types.model
shape = _codec.types.shape
namespace = _codec.types.namespace
