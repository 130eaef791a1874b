"""Client certificates (mutual TLS)."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from typing import Any, TypeAlias

from ..errors import InvalidRequestError
from ..http import httpx
from ..requests import RequestBuilder
from . import Credential, keyword_hint

PathText: TypeAlias = str | os.PathLike[str]

Certificate: TypeAlias = (
    PathText
    | tuple[PathText, PathText]
    | tuple[PathText, PathText, str]
    | ssl.SSLContext
)
"""Path of a PEM file with certificate and key; or a tuple of certificate, key and optionally the
password of the key; or a TLS context that has both."""


class MutualTLS(Credential):
    """A client certificate, which is presented when the client connects."""

    def __init__(
        self,
        certificate: Certificate | None,
        *,
        env: str = "",
        keyword: str = "certificate",
    ) -> None:
        self._is_argument = certificate is not None
        """True if it does not come from the environment."""

        self._certificate = certificate or os.environ.get(env) or None
        self._names = ((keyword, env),)

    @property
    def hint(self) -> str:
        return keyword_hint(self._names)

    @property
    def keywords(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self._names)

    @property
    def is_given(self) -> bool:
        return self._certificate is not None

    def apply(self, outgoing: RequestBuilder) -> None:
        """Do nothing: the connection presents the certificate."""

    def connect(self, options: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return the connection options with the certificate in the TLS context; None if the user's
        own HTTP client, transport or TLS context provides it.

        Raises:
            InvalidRequestError: The certificate cannot be read, or there are two TLS contexts.
        """
        verify = options.get("verify", True)
        is_own = "http_client" in options or isinstance(verify, ssl.SSLContext)
        if is_own and self._is_argument:
            raise InvalidRequestError(
                "Pass the certificate to your own HTTP client or TLS context."
            )
        if is_own or "transport" in options:
            return None
        if self._certificate is None:
            return options
        return {
            **options,
            "verify": _context(self._certificate, verify is not False),
        }


def _context(certificate: Certificate, verify: bool) -> ssl.SSLContext:
    if isinstance(certificate, ssl.SSLContext):
        return certificate
    context = httpx.create_ssl_context(verify=verify)
    parts = certificate if isinstance(certificate, tuple) else (certificate,)
    key = parts[1] if len(parts) > 1 else None
    # Without a password OpenSSL would ask on the terminal for that of an encrypted key.
    password = parts[2] if len(parts) > 2 else ""
    try:
        context.load_cert_chain(parts[0], key, password)
    except (OSError, ValueError, TypeError) as error:
        raise InvalidRequestError(
            f"The certificate cannot be read: {type(error).__name__}."
        ) from None
    return context
