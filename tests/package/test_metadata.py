"""What the metadata of a distribution say of an API: only what build tools accept."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import pytest

from clientsmith.context import CONTEXT_VERSION, Metadata
from clientsmith.ir import Docs, Publisher
from clientsmith.plan.client.metadata import metadata_of
from clientsmith.render.templates import TemplateSet
from clientsmith.text import Text, reveal
from plan_methods.planning import api
from render.sample_contexts import package


def metadata(external_url: str = "", **told: str) -> Metadata:
    return metadata_of(
        replace(api(), publisher=Publisher(**told), docs=Docs(external_url=external_url))
    )


@pytest.mark.parametrize(
    ("name", "license_"),
    [
        ("MIT", "MIT"),
        ("MIT License", "MIT"),
        ("The MIT License", "MIT"),
        ("Apache 2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("apache-2.0", "Apache-2.0"),
        ("Apache License v2.0", "Apache-2.0"),
        ("BSD 3-Clause", "BSD-3-Clause"),
        ("MPL 2.0", "MPL-2.0"),
        ("EPL-2.0", "EPL-2.0"),
        ("mit or APACHE-2.0", "MIT OR Apache-2.0"),
        ("LicenseRef-Acme", "LicenseRef-Acme"),
    ],
)
def test_licenses_with_an_identifier(name: str, license_: str) -> None:
    found = metadata(license_name=name)
    assert (reveal(found.license), found.is_spdx) == (license_, True)


@pytest.mark.parametrize(
    "name", ["Proprietary", "GPL", "Intel", "MIT OR evil", "(" * 99, "L" * 500]
)
def test_licenses_in_free_text(name: str) -> None:
    found = metadata(license_name=name)
    assert (reveal(found.license), found.is_spdx) == (name[:100], False)


def test_an_identifier_goes_before_a_name() -> None:
    found = metadata(license_name="See our page", license_identifier="MIT")
    assert (reveal(found.license), found.is_spdx) == ("MIT", True)


@pytest.mark.parametrize(
    ("identifier", "license_"),
    [
        ("Zlib", "Zlib"),
        ("(mit OR Zlib)", "(MIT OR Zlib)"),
        ("GPL-2.0-only WITH Classpath-exception-2.0",) * 2,
        ("MIT License", "MIT"),
    ],
)
def test_identifiers(identifier: str, license_: str) -> None:
    found = metadata(license_identifier=identifier)
    assert (reveal(found.license), found.is_spdx) == (license_, True)


def test_the_license_of_the_configuration_goes_before_both() -> None:
    described = replace(api(), publisher=Publisher(license_identifier="MIT"))
    found = metadata_of(described, "LicenseRef-Acme")
    assert (reveal(found.license), found.is_spdx) == ("LicenseRef-Acme", True)


@pytest.mark.parametrize("email", ["a@b.test", "first.last+tag@sub.acme.test"])
def test_addresses(email: str) -> None:
    assert reveal(metadata(email=email).author_email) == email


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@b", "a@b.test>, <c@d.test", "a\n@b.test", "a b@c.test", ".a@b.test"]
)
def test_what_is_no_address(email: str) -> None:
    assert not metadata(email=email).author_email


@pytest.mark.parametrize(
    "url",
    ["", "acme.test", "javascript:alert(1)", "https://", "https://a b",
     "https://user:secret@acme.test/", "https://acme.test/" + "a" * 500, 'https://a.test/"'],
)  # fmt: skip
def test_what_is_no_link(url: str) -> None:
    assert metadata(url, url=url, terms_of_service=url).urls == ()


def test_links() -> None:
    found = metadata(
        "https://a.test/docs", url="http://a.test", terms_of_service="https://b.test/#t"
    )
    assert [(str(link.label), reveal(link.url)) for link in found.urls] == [
        ("Contact", "http://a.test"),
        ("Documentation", "https://a.test/docs"),
        ("Terms of service", "https://b.test/#t"),
    ]


HOSTILE = 'x" \\ \x7f\n[tool.evil]\u2028'


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, {}),
        ({"license_name": HOSTILE}, {}),
        ({"license_name": "MIT"}, {"license": "MIT"}),
        ({"name": HOSTILE}, {"authors": [{"name": 'x" \\ [tool.evil]'}]}),
        ({"email": "a@b.test"}, {"authors": [{"email": "a@b.test"}]}),
        (
            {"name": "A", "email": "a@b.test", "url": "https://a.test"},
            {
                "authors": [{"name": "A", "email": "a@b.test"}],
                "urls": {"Contact": "https://a.test"},
            },
        ),
    ],
)
def test_the_project_file(told: dict[str, str], expected: dict[str, Any]) -> None:
    described = replace(package(), metadata=metadata(**told))
    name = "pyproject.toml"
    text = TemplateSet().render(
        f"{name}.jinja", name, package=described, context_version=CONTEXT_VERSION
    )
    project = tomllib.loads(text)["project"]
    assert {
        key: project[key] for key in ("license", "authors", "urls") if key in project
    } == expected
    assert Text(project["description"]) == described.title
