"""On-disk cache of responses, for conditional requests and offline use."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WebResponse:
    """A response, after redirects."""

    url: str
    """Final URL, without user information."""

    status: int
    media_type: str
    """Without parameters, in small letters; empty where the server names none."""

    content: bytes
    """Compression undone."""

    etag: str = ""
    """Identifier of this content (RFC 9110 section 8.8.3); empty where the server gives none."""

    last_modified: str = ""
    """When the content was changed (RFC 9110 section 8.8.2), as the server writes it."""


class WebCache:
    """Responses by requested URL. Errors of the file system are ignored."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when it is first needed."""
        self._folder = folder

    def find(self, url: str) -> WebResponse | None:
        """Return the cached response of a URL; None where there is none, or it is damaged."""
        try:
            head, _, content = self._place(url).read_bytes().partition(b"\n")
            values = json.loads(head)
            whole = hashlib.sha256(content).hexdigest() == values.pop("sha256")
            return WebResponse(**values, content=content) if whole else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def keep(self, url: str, fetched: WebResponse) -> None:
        """Store the response of a URL, readable by the user only."""
        head = {
            "url": fetched.url,
            "status": fetched.status,
            "media_type": fetched.media_type,
            "etag": fetched.etag,
            "last_modified": fetched.last_modified,
            "sha256": hashlib.sha256(fetched.content).hexdigest(),
        }
        place = self._place(url)
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=place.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(json.dumps(head).encode() + b"\n" + fetched.content)
                os.replace(name, place)
            finally:
                Path(name).unlink(missing_ok=True)

    def _place(self, url: str) -> Path:
        return self._folder / hashlib.sha256(url.encode()).hexdigest()
