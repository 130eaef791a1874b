"""What getting a token takes, step by step; sending, waiting and asking are left to `fetching`."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, TypeVar
from urllib.parse import urlencode

from ...http import httpx
from ...responses.error_bodies import parse_body

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """A request to an identity provider; it gives an `Answer`."""

    method: Literal["GET", "POST"]
    url: str
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    authorization: str = field(default="", repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """What messages must not show."""

    is_repeatable: bool = True
    """Whether it does no harm twice."""

    @property
    def body(self) -> bytes | None:
        """The form, encoded."""
        return urlencode(self.form).encode("ascii") if self.method == "POST" else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an identity provider answers."""

    url: str
    """Without query."""

    status: int
    headers: httpx.Headers
    content: bytes = field(repr=False)

    @property
    def json(self) -> Mapping[str, Any]:
        """The JSON object that it is; empty where it is none."""
        body = parse_body(self.content, self.headers.get("content-type", ""))
        return body if isinstance(body, dict) else {}


@dataclass(frozen=True, slots=True)
class Wait:
    """Time to let pass; it gives nothing."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Ask:
    """A function to call, and to await where it is asynchronous; it gives what the function does."""

    function: Callable[[], object]


Steps: TypeAlias = Generator[Request | Wait | Ask, Any, T]
"""Steps that lead to a `T`; what is raised by a step is raised where it was yielded."""
