"""Decodes JSON to typed Python values and encodes them, according to the annotations of the
models."""

from __future__ import annotations

from .codec import Codec as Codec
from .report import TypeMismatchError as TypeMismatchError

_package = __name__.rpartition("._runtime.")[0]
_codec = Codec(f"{_package}.models", _package)

decode = _codec.decode
decode_bytes = _codec.decode_bytes
encode = _codec.encode
encode_bytes = _codec.encode_bytes
is_model = _codec.is_model
shape = _codec.shape
