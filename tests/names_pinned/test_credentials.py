"""Credentials: arguments and environment variables that a client keeps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.pipeline import Planned, generate_client, plan_client
from clientsmith.project import output
from clientsmith.project.pins import NAMES, CredentialPin, pins_text, read_pins
from clientsmith.project.previous_credentials import credentials_of
from names_pinned.following import Document, document, operation

BEARER = {"type": "http", "scheme": "bearer"}
BASIC = {"type": "http", "scheme": "basic"}
OAUTH = {
    "type": "oauth2",
    "flows": {"clientCredentials": {"tokenUrl": "https://auth.test/token", "scopes": {}}},
}


def secured(title: str = "Sample", **schemes: Any) -> Document:
    made = document({"/pets": {"get": operation("listPets", "pets")}})
    made["info"]["title"] = title
    made["components"]["securitySchemes"] = schemes
    made["security"] = [{name: []} for name in schemes]
    return made


def config(folder: Path, made: Document, **settings: Any) -> Config:
    (folder / "openapi.json").write_text(json.dumps(made), encoding="utf-8")
    return Config(
        spec="openapi.json",
        folder=folder,
        output="out",
        package="chosen",
        client_class="Chosen",
        **settings,
    )


def generate(folder: Path, made: Document, **settings: Any) -> None:
    client = config(folder, made, **settings)
    output.write(generate_client(client, progress=lambda stage: None).files, folder / "out")


def plan(folder: Path, made: Document, **settings: Any) -> Planned:
    return plan_client(config(folder, made, **settings), progress=lambda stage: None)


def names(planned: Planned) -> dict[str, str]:
    """Argument → environment variable."""
    return {
        str(each.name): str(each.environment_variable)
        for credential in planned.package.client.credentials
        for each in (*credential.arguments, *credential.options)
    }


def problems(planned: Planned) -> list[tuple[str, str, str]]:
    return [
        (each.code, each.severity.name.lower(), each.message)
        for each in planned.problems
        if each.code == "name-changed"
    ]


def test_they_stay(tmp_path: Path) -> None:
    generate(tmp_path, secured(auth1=BEARER))
    after = secured("Other", auth1=BEARER, bearer=BEARER, login=BASIC)
    found = plan(tmp_path, after)
    assert names(found) == {
        "token": "SAMPLE_TOKEN",
        "bearer_token": "OTHER_BEARER_TOKEN",
        "username": "OTHER_USERNAME",
        "password": "OTHER_PASSWORD",
    }
    assert problems(found) == []
    assert read_pins(pins_text(found.pins)).credentials == found.pins.credentials
    anew = plan(tmp_path, after, rename=True)
    assert names(anew) == {
        "auth1_token": "OTHER_AUTH1_TOKEN",
        "token": "OTHER_TOKEN",
        "username": "OTHER_USERNAME",
        "password": "OTHER_PASSWORD",
    }
    scheme = "for the security scheme 'auth1' is called"
    assert problems(anew) == [
        ("name-changed", "note", f"The argument 'token' {scheme} 'auth1_token' now."),
        (
            "name-changed",
            "note",
            f"The environment variable 'SAMPLE_TOKEN' {scheme} 'OTHER_AUTH1_TOKEN' now.",
        ),
    ]


def test_the_configuration_comes_first(tmp_path: Path) -> None:
    generate(tmp_path, secured(auth1=BEARER))
    found = plan(tmp_path, secured(auth1=BEARER), env_prefix="ACME")
    assert names(found) == {"token": "ACME_TOKEN"}
    assert [severity for _, severity, _ in problems(found)] == ["note"]


def test_a_client_from_before_they_were_recorded(tmp_path: Path) -> None:
    made = secured(main=BEARER, login=OAUTH, user=BASIC)
    generate(tmp_path, made)
    place = tmp_path / "out" / NAMES
    kept = json.loads(place.read_text(encoding="utf-8"))
    recorded = kept.pop("credentials")
    place.write_text(json.dumps(kept), encoding="utf-8")
    client = tmp_path / "out" / "chosen" / "client.py"
    text = client.read_text(encoding="utf-8")
    assert "SAMPLE_MAIN_TOKEN" in text
    client.write_text(
        text.replace("SAMPLE_MAIN_TOKEN", "CHOSEN_MAIN").replace("main_token", "main"), "utf-8"
    )
    found = plan(tmp_path, made)
    assert found.pins.credentials == {
        **{
            name: CredentialPin(each["arguments"], each["variables"])
            for name, each in recorded.items()
        },
        "main": CredentialPin({"token": "main"}, {"token": "CHOSEN_MAIN"}),
    }
    assert problems(found) == []
    client.unlink()
    assert names(plan(tmp_path, made))["main_token"] == "SAMPLE_MAIN_TOKEN"


@pytest.mark.parametrize(
    "text",
    ["", "x = (", "\0", "f(credentials=x)", "f(credentials={**x, 1: g(), 'a': 2, 'b': h.i(c)})"],
)
def test_code_that_was_changed(text: str) -> None:
    assert credentials_of(text) == {}


def test_code_of_a_client() -> None:
    text = """
super().__init__(
    credentials={
        "a": APIKey(api_key, location="header", name="X", env="A_API_KEY"),
        "b": Basic(user, word, env=("B_USER", "B_WORD"), keyword=("user", "word")),
        "c": OAuth2(t, client_id=i, oauth=o, flows=_FLOWS, env={"token": "T", "client_id": "I"}),
        "d": MutualTLS(certificate, env=f()),
    },
)
"""
    assert credentials_of(text) == {
        "a": CredentialPin({"api_key": "api_key"}, {"api_key": "A_API_KEY"}),
        "b": CredentialPin(
            {"username": "user", "password": "word"}, {"username": "B_USER", "password": "B_WORD"}
        ),
        "c": CredentialPin(
            {"token": "t", "client_id": "i", "oauth": "o"}, {"token": "T", "client_id": "I"}
        ),
        "d": CredentialPin({"certificate": "certificate"}, {}),
    }
