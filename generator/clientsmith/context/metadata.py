"""What the metadata of a distribution say of an API."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code, Text


@dataclass(frozen=True, slots=True)
class ProjectURL:
    """A link that package indexes show."""

    label: Code
    """What it leads to, such as `Documentation`."""

    url: Text
    """A URL of http or https."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who is behind the API and on what terms, in what build tools accept; the rest is left out."""

    license: Text
    """The API's license on one line; empty where the document gives none."""

    is_spdx: bool
    """Whether `license` is an identifier of SPDX (https://spdx.org/licenses)."""

    author_name: Text
    """Name of the contact on one line; may be empty."""

    author_email: Text
    """Address of the contact; may be empty."""

    urls: tuple[ProjectURL, ...]
    """Links of the document, each label once."""
