"""Version and metadata of a distribution, as far as every build tool accepts them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...context import Metadata, ProjectURL
from ...encode.encoders import one_line, version
from ...ir import Api
from ...text import Code, Text

_FIRST_VERSION = "0.1.0"
_DATE = re.compile(
    r"v?(19|20)\d\d(?:(?:0[1-9]|1[0-2])|([-_/])(?:0?[1-9]|1[0-2]))(?!\d)"
    r"|v?(19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
    re.ASCII | re.IGNORECASE,
)
"""Dates as versions of APIs have them, such as `2024-01-01`, `2024-06` and `20240115`. With dots
(`2024.1.0`) they are versions of releases."""

_LONGEST_NAME = 100
_LONGEST_URL = 500
_EMAIL = re.compile(r"[\w+-]+(\.[\w+-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)
"""Addresses as most are: a tool that meets another kind refuses the whole project."""

_URL = re.compile(
    r"https?://[a-z0-9.-]+(:\d+)?([/?#][!#$%&'()*+,./:;=?@\w~-]*)?", re.ASCII | re.IGNORECASE
)

_IDENTIFIERS = (
    "0BSD",
    "AGPL-3.0-only",
    "AGPL-3.0-or-later",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC-BY-4.0",
    "CC0-1.0",
    "EUPL-1.2",
    "GPL-2.0-only",
    "GPL-2.0-or-later",
    "GPL-3.0-only",
    "GPL-3.0-or-later",
    "ISC",
    "LGPL-3.0-only",
    "LGPL-3.0-or-later",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unlicense",
)
"""Those that APIs usually have, which are also recognized by their names."""

_NOISE = re.compile(r"\b(the|license|licence|version)\b|\bv(?=\d)|[^a-z0-9.]")


def version_of(document: str, previous: str) -> Code:
    """Return the version of a package whose configuration sets none.

    It is that of the document unless that is a date, which says nothing of changes in the package, or
    no version at all. Then the package keeps its version, or is still given dates if it was before.

    Args:
        document: `info.version` of the document.
        previous: version of the previous client; empty if there is none.
    """
    text, own = one_line(document), version(document)
    is_date = _DATE.match(text) is not None
    if is_date and _DATE.match(previous.replace(".", "-")):
        return own
    if is_date or not re.match(r"v?\d", text, re.ASCII | re.IGNORECASE):
        return version(previous or _FIRST_VERSION)
    return own


def metadata_of(api: Api, license_: str | None = None) -> Metadata:
    """Return the metadata of the distribution of an API's client.

    Args:
        api: the API.
        license_: SPDX expression of the configuration, instead of the API's license.
    """
    publisher = api.publisher
    identifier = license_ or _spdx_expression(one_line(publisher.license_identifier))
    license_ = one_line(publisher.license_identifier) or one_line(publisher.license_name)
    if identifier is None:
        identifier = _SPDX.get(_plain(license_)) or _named_expression(license_)
    email = publisher.email.strip()
    return Metadata(
        license=Text(identifier or license_[:_LONGEST_NAME]),
        is_spdx=identifier is not None,
        author_name=Text(one_line(publisher.name)[:_LONGEST_NAME]),
        author_email=Text(email if _EMAIL.fullmatch(email) else ""),
        urls=tuple(_urls(api)),
    )


def _urls(api: Api) -> Iterator[ProjectURL]:
    found = {
        "Contact": api.publisher.url,
        "Documentation": api.docs.external_url,
        "Terms of service": api.publisher.terms_of_service,
    }
    for label, url in found.items():
        if len(url) <= _LONGEST_URL and _URL.fullmatch(url.strip()):
            yield ProjectURL(Code(label), Text(url.strip()))


def _named_expression(license_: str) -> str | None:
    """Return the SPDX expression in place of a name; None if it is none, or only by chance: some
    identifiers are plain words such as `Intel`."""
    return None if license_.isalpha() else _spdx_expression(license_)


def _spdx_expression(license_: str) -> str | None:
    """Return a normalized SPDX expression; None if it is none."""
    if len(license_) > _LONGEST_NAME:
        return None
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        return canonicalize_license_expression(license_)
    except InvalidLicenseExpression:
        return None


def _plain(license_: str) -> str:
    """Return the letters that tell licenses apart, however they are spelled."""
    return _NOISE.sub("", license_.lower())


_SPDX = {_plain(identifier): identifier for identifier in _IDENTIFIERS}
