"""Verification of the signatures of received requests."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from ..optional_errors import InvalidSignatureError

TOLERANCE = 300.0
"""Maximum difference between the timestamp of a request and the clock of the receiver in
seconds."""

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_ALIASES = ("webhook", "svix")
"""Prefixes of the three headers of Standard Webhooks."""

_ASYMMETRIC = ("whpk_", "whsk_")


class Verifier(Protocol):
    """Protocol of signature verifiers."""

    def verify(self, body: bytes | str, headers: Mapping[str, str]) -> None:
        """Verify a request.

        Args:
            body: Body as received.
            headers: Headers of the request.

        Raises:
            InvalidSignatureError: The request is not genuine.
        """


@dataclass(frozen=True, slots=True)
class StandardWebhooks:
    """Signatures of Standard Webhooks (https://www.standardwebhooks.com), symmetric ones: `v1`,
    HMAC with SHA-256 over id, timestamp and body.

    The headers are `webhook-id`, `webhook-timestamp` and `webhook-signature`, or the same with the
    prefix `svix`.
    """

    secret: str | Sequence[str] = field(repr=False)
    """Secret with the prefix `whsec_`, or without it in Base64; several during a rotation."""

    tolerance: float | None = field(default=TOLERANCE, kw_only=True)
    """Maximum difference of the timestamp in seconds, past or future; None for any."""

    time: Callable[[], float] = field(
        default=time.time, kw_only=True, repr=False, compare=False
    )
    """Returns the seconds since 1970."""

    def __post_init__(self) -> None:
        """Validate the secrets.

        Raises:
            ValueError: There is no secret, or it is not Base64, or for asymmetric signatures.
        """
        _checked([_standard_key(secret) for secret in _listed(self.secret)])

    def verify(self, body: bytes | str, headers: Mapping[str, str]) -> None:
        """Verify a request.

        Args:
            body: Body as received.
            headers: Headers of the request.

        Raises:
            InvalidSignatureError: The signature is invalid, or the request is too old.
        """
        id_, moment, signatures = self._given(headers)
        _check_time(moment, self.tolerance, self.time)
        given = [each.partition(",") for each in signatures.split()]
        found = [signature for version, _, signature in given if version == "v1"]
        if not found and any(version == "v1a" for version, _, _ in given):
            raise InvalidSignatureError(
                "The request has an asymmetric signature (v1a) alone, which is not supported."
            )
        content = f"{id_}.{moment}.".encode("utf-8", "surrogatepass") + _as_bytes(body)
        expected = (
            base64.b64encode(hmac.digest(_standard_key(secret), content, "sha256"))
            for secret in _listed(self.secret)
        )
        _check_equal(expected, found)

    def _given(self, headers: Mapping[str, str]) -> tuple[str, str, str]:
        """Return id, timestamp and signatures of a request."""
        for prefix in _ALIASES:
            id_, moment, signatures = (
                _header(headers, f"{prefix}-{name}")
                for name in ("id", "timestamp", "signature")
            )
            if id_ is not None and moment is not None and signatures is not None:
                return id_, moment, signatures
        raise InvalidSignatureError(
            "The request lacks one of the headers webhook-id, webhook-timestamp and "
            "webhook-signature."
        )


@dataclass(frozen=True, slots=True)
class HMACSignature:
    """HMAC signatures (RFC 2104) over the body, optionally with a timestamp.

    Example:
        HMACSignature(secret, header="X-Hub-Signature-256", prefix="sha256=")
    """

    secret: str | bytes | Sequence[str | bytes] = field(repr=False)
    """The key; text is encoded as UTF-8; several during a rotation."""

    header: str = field(kw_only=True)
    """Name of the header with the signature."""

    prefix: str = field(default="", kw_only=True)
    """Prefix of the signature in the header, such as `sha256=`."""

    algorithm: Literal["sha1", "sha256", "sha384", "sha512"] = field(
        default="sha256", kw_only=True
    )
    encoding: Literal["hex", "base64"] = field(default="hex", kw_only=True)
    signature_key: str = field(default="", kw_only=True)
    """Key of the signature if the header has pairs, such as `v1` in `t=1700000000,v1=5257…`."""

    timestamp_key: str = field(default="", kw_only=True)
    """Key of the timestamp if the header has pairs, such as `t`."""

    timestamp_header: str = field(default="", kw_only=True)
    """Name of a separate header with the timestamp, in seconds since 1970."""

    payload: str = field(default="{body}", kw_only=True)
    """Signed content; `{body}`, `{timestamp}` and `{Name-Of-A-Header}` are replaced."""

    tolerance: float | None = field(default=TOLERANCE, kw_only=True)
    """Maximum difference of the timestamp in seconds, past or future; None for any."""

    time: Callable[[], float] = field(
        default=time.time, kw_only=True, repr=False, compare=False
    )
    """Returns the seconds since 1970."""

    def __post_init__(self) -> None:
        """Validate the settings.

        Raises:
            ValueError: There is no secret; or the payload does not contain the body, or contains a
                timestamp that no header provides, or lacks one that is provided.
        """
        _checked([_as_bytes(secret) for secret in _listed(self.secret)])
        names = _PLACEHOLDER.findall(self.payload)
        if "body" not in names:
            raise ValueError("The payload of a signature must contain {body}.")
        has_time = bool(self.timestamp_key or self.timestamp_header)
        is_signed = {"timestamp", self.timestamp_header} & {*names}
        if bool(is_signed) != has_time:
            raise ValueError(
                "The payload of a signature must contain {timestamp} if timestamp_key or "
                "timestamp_header is given, and only then."
            )

    def verify(self, body: bytes | str, headers: Mapping[str, str]) -> None:
        """Verify a request.

        Args:
            body: Body as received.
            headers: Headers of the request.

        Raises:
            InvalidSignatureError: The signature is invalid, or the request is too old.
        """
        given = _needed(headers, self.header)
        pairs = [part.strip().partition("=") for part in given.split(",")]
        signatures = [given.strip()]
        if self.signature_key:
            signatures = [value for key, _, value in pairs if key == self.signature_key]
        moment = ""
        if self.timestamp_key:
            found = [value for key, _, value in pairs if key == self.timestamp_key]
            moment = found[0] if found else ""
        elif self.timestamp_header:
            moment = _needed(headers, self.timestamp_header)
        if self.timestamp_key or self.timestamp_header:
            _check_time(moment, self.tolerance, self.time)
        content = self._content(_as_bytes(body), moment, headers)
        expected = (
            self._encoded(hmac.digest(_as_bytes(secret), content, self.algorithm))
            for secret in _listed(self.secret)
        )
        _check_equal(expected, list(self._cleaned(signatures)))

    def _content(self, body: bytes, moment: str, headers: Mapping[str, str]) -> bytes:
        """Return the signed content."""
        parts: list[bytes] = []
        for index, part in enumerate(_PLACEHOLDER.split(self.payload)):
            if index % 2 == 0:
                parts.append(_as_bytes(part))
            elif part == "body":
                parts.append(body)
            elif part == "timestamp":
                parts.append(_as_bytes(moment))
            else:
                parts.append(_as_bytes(_needed(headers, part)))
        return b"".join(parts)

    def _cleaned(self, signatures: Sequence[str]) -> Iterator[str]:
        """Yield signatures without the prefix; those that lack it are skipped."""
        for signature in signatures:
            if signature.startswith(self.prefix):
                text = signature.removeprefix(self.prefix)
                yield text.lower() if self.encoding == "hex" else text

    def _encoded(self, digest: bytes) -> bytes:
        if self.encoding == "hex":
            return digest.hex().encode()
        return base64.b64encode(digest)


def _listed(secret: str | bytes | Sequence[str | bytes]) -> Sequence[str | bytes]:
    return (secret,) if isinstance(secret, str | bytes) else secret


def _checked(keys: Sequence[bytes]) -> None:
    if not keys or not all(keys):
        raise ValueError("A signature secret is missing or empty.")


def _standard_key(secret: str | bytes) -> bytes:
    """Return the key in a secret of Standard Webhooks."""
    text = secret if isinstance(secret, str) else secret.decode("ascii", "replace")
    if text.startswith(_ASYMMETRIC):
        raise ValueError("Asymmetric signatures (v1a) are not supported.")
    try:
        return base64.b64decode(text.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(
            "A secret of Standard Webhooks must be `whsec_` followed by Base64."
        ) from None


def _as_bytes(text: bytes | str) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


def _header(headers: Mapping[str, str], name: str) -> str | None:
    """Return the value of a header, whose name is case-insensitive."""
    wanted = name.lower()
    return next((text for key, text in headers.items() if key.lower() == wanted), None)


def _needed(headers: Mapping[str, str], name: str) -> str:
    value = _header(headers, name)
    if value is None:
        raise InvalidSignatureError(f"The request lacks the header {name}.")
    return value


def _check_time(text: str, tolerance: float | None, now: Callable[[], float]) -> None:
    """Reject an old request, which may be a replay."""
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise InvalidSignatureError("The timestamp of the request is invalid.")
    if tolerance is not None and abs(now() - int(text)) > tolerance:
        raise InvalidSignatureError("The request is too old, or the clocks differ.")


def _check_equal(expected: Iterator[bytes], given: Sequence[str]) -> None:
    """Reject a request without a valid signature, in constant time."""
    matches = False
    candidates = [_as_bytes(each) for each in given]
    for signature in expected:
        for candidate in candidates:
            matches |= hmac.compare_digest(signature, candidate)
    if not matches:
        raise InvalidSignatureError(
            "The signature of the request is invalid or missing."
        )
