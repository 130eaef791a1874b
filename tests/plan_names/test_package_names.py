"""Names of the root class, the package and the distribution."""

import keyword
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.config import Config
from clientsmith.naming.package import (
    distribution_name,
    distribution_of,
    package_name,
    root_class_names,
)

TITLES = {
    "MSPortal Public API": ("MSPortal", "msportal"),
    "GitHub v3 REST API": ("GitHub", "github"),
    "GitHub's official OpenAPI spec + Octokit extension": ("GitHub", "github"),
    "Swagger Petstore - OpenAPI 3.0": ("Petstore", "petstore"),
    "Stripe API": ("Stripe", "stripe"),
    "Docker Engine API": ("DockerEngine", "docker_engine"),
    "Discord HTTP API (Preview)": ("Discord", "discord"),
    "DigitalOcean API": ("DigitalOcean", "digitalocean"),
    "Spotify Web API with fixes and improvements": ("SpotifyWeb", "spotify_web"),
    "Acme: the best API": ("Acme", "acme"),
    "API for Pets": ("Pets", "pets"),
    "The Bank of America Payments API v2.1": ("BankOfAmericaPayments", "bank_of_america_payments"),
    "ACME BILLING": ("AcmeBilling", "acme_billing"),
    "1Password Connect": ("OnePasswordConnect", "one_password_connect"),
    "Größe": ("Größe", "grosse"),
    "日本語 API": ("日本語", "client"),
    "json": ("Json", "json_client"),
    "httpx": ("Httpx", "httpx_client"),
    "import": ("Import", "import_client"),
    "con": ("Con", "con_client"),
    "Client": ("APIClient", "client"),
    "": ("APIClient", "client"),
    "API": ("APIClient", "client"),
    "FastAPI": ("APIClient", "client"),
    "v1": ("APIClient", "client"),
    "Bearer": ("APIBearer", "bearer"),
    "Not Found Error": ("APINotFoundError", "not_found_error"),
    "Pages": ("APIPages", "pages"),
    "Path": ("APIPath", "path"),
    "pytest": ("Pytest", "pytest_client"),
    "../../etc/passwd": ("EtcPasswd", "etc_passwd"),
    'x""" import os #': ("XImportOs", "x_import_os"),
}


@pytest.mark.parametrize("title", TITLES)
def test_titles(title: str) -> None:
    class_name, package = TITLES[title]
    assert root_class_names(title) == (class_name, f"Async{class_name}")
    assert package_name(title) == package


@given(st.text())
def test_names_can_stand_in_code_and_on_disk(title: str) -> None:
    package = package_name(title)
    assert package.isascii()
    assert package.isidentifier()
    assert not keyword.iskeyword(package)
    assert package not in sys.stdlib_module_names
    assert root_class_names(title)[0].isidentifier()
    distribution = distribution_name(package)
    assert all(part.isalnum() for part in distribution.split("-"))


@pytest.mark.parametrize("package", ["openai", "stripe", "slack_sdk", "typing_extensions"])
def test_a_distribution_with_a_well_known_name_is_reported(package: str) -> None:
    name, (problem,) = distribution_of(package, Config(), "openapi.yaml")
    assert name == package.replace("_", "-")
    assert problem.code == "distribution-well-known"
    assert problem.location.pointer == "/info/title"
    assert repr(str(name)) in problem.message
    assert "`distribution`" in problem.hint
    assert distribution_of("my_client", Config(), "openapi.yaml") == ("my-client", ())


def test_a_published_distribution_is_called_what_its_author_says() -> None:
    config = Config(distribution="OpenAI")
    assert distribution_of("openai", config, "openapi.yaml") == ("OpenAI", ())
