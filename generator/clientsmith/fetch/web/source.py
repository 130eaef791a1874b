"""A document or a page that was fetched from a server."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin

from ...problem import quoted
from ..fault import Fault
from ..loaded import Loaded, loaded
from ..pages import Choice
from .cache import Fetched
from .remote import Remote
from .urls import is_url, shown_url


@dataclass(frozen=True, slots=True)
class UrlSource:
    """An answer of a server. References lead to the same server, and to those that are allowed."""

    fetched: Fetched
    remote: Remote
    choice: Choice = field(default_factory=Choice)

    @property
    def origin(self) -> str:
        """The URL that it was found at in the end, without what may be secret."""
        return shown_url(self.fetched.url)

    @property
    def identity(self) -> str:
        """The URL that it was found at in the end."""
        return self.fetched.url

    def load(self, *, is_root: bool) -> Loaded:
        """See `Source.load`."""
        return loaded(self.fetched.content, self.origin, self.choice if is_root else None)

    def relative(self, path: str) -> UrlSource:
        """See `Source.relative`."""
        base = self.fetched.url
        try:
            target = urljoin(base, path)
        except ValueError:
            target = ""
        if not is_url(target):
            raise Fault("reference-refused", f"{quoted(path)} is no URL that can be fetched.")
        return UrlSource(self.remote.referred(target, base), self.remote)
