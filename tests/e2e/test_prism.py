"""Errors, credentials, uploads and random answers at Prism; and whether Prism looks at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from e2e.conftest import Served
from e2e.prism import violations
from e2e.processes import free_port

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("prism")]

COMPANY = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
CREDENTIALS = {"msportal": {"token": "any"}, "petstore": {"token": "any", "api_key": "any"}}


def goal(client: Any, **changes: Any) -> Any:
    return client.goals.create(
        **{"title": "Replace the firewall", "company_id": COMPANY, **changes}
    )


def pet(client: Any, **changes: Any) -> Any:
    return client.pet.add(**{"name": "Rex", "photo_urls": [], **changes})


def plan(client: Any, **changes: Any) -> Any:
    return client.plans.create(**{"currency": "usd", "interval": "day", **changes})


CANARIES: dict[str, tuple[Callable[..., Any], str, str]] = {
    "msportal": (goal, "title", 201 * "x"),
    "petstore": (pet, "status", "lost"),
    "stripe": (plan, "interval", "fortnight"),
}
"""For each document a call, an argument of it, and what that must not be."""


@pytest.fixture
def served(request: pytest.FixtureRequest, document: str) -> Served:
    found: Served = request.getfixturevalue(document)
    return found


@pytest.mark.parametrize("document", CANARIES)
def test_what_is_wrong_is_refused(document: str, served: Served, is_async: bool) -> None:
    call, name, value = CANARIES[document]
    arguments = {"base_url": served.url, **CREDENTIALS.get(document, {"token": "any"})}
    with served.package.session(is_async=is_async, **arguments) as session:
        with pytest.raises(served.package.module.APIStatusError) as refused:
            session.do(call(session.client, **{name: value}))
        assert refused.value.status_code in (400, 422)
        assert name in [each["location"][-1] for each in violations(refused.value)]


@pytest.mark.parametrize("document", CANARIES)
def test_without_credentials_nothing_is_sent(document: str, served: Served, is_async: bool) -> None:
    """Nobody listens where the request would go."""
    call = CANARIES[document][0]
    unreachable = f"http://127.0.0.1:{free_port()}"
    with (
        served.package.session(is_async=is_async, base_url=unreachable) as session,
        pytest.raises(served.package.module.MissingCredentialError),
    ):
        session.do(call(session.client))


def test_every_declared_error_has_its_class_and_body(msportal: Served, is_async: bool) -> None:
    package, errors = msportal.package, msportal.package.module
    classes = {
        400: errors.BadRequestError,
        401: errors.AuthenticationError,
        403: errors.PermissionDeniedError,
    }
    with package.session(is_async=is_async, base_url=msportal.url, token="any") as session:
        for status, error_class in classes.items():
            options = errors.RequestOptions(headers={"Prefer": f"code={status}"})
            with pytest.raises(error_class) as refused:
                session.do(goal(session.client, options=options))
            assert refused.value.status_code == status
            assert isinstance(refused.value.body.error, str)


@pytest.mark.parametrize("document", ["msportal", "petstore"])
def test_credentials_of_another_kind_are_refused(
    document: str, served: Served, is_async: bool
) -> None:
    errors = served.package.module
    options = errors.RequestOptions(headers={"Authorization": "Basic d3Jvbmc6d3Jvbmc="})
    call = CANARIES[document][0]
    with (
        served.package.session(is_async=is_async, base_url=served.url, token="any") as session,
        pytest.raises(errors.AuthenticationError) as refused,
    ):
        session.do(call(session.client, options=options))
    assert violations(refused.value)[0]["code"] == 401
    assert "d3Jvbmc6d3Jvbmc" not in f"{refused.value!r}{refused.value}"


def test_random_answers_are_read(msportal: Served, is_async: bool) -> None:
    package = msportal.package
    arguments = {"base_url": msportal.url, "token": "any", "headers": {"Prefer": "dynamic=true"}}
    with package.session(is_async=is_async, **arguments) as session:
        goals = [session.do(goal(session.client)).data for _ in range(10)]
    assert {type(each) for each in goals} == {package.models.GoalDetail}


def test_a_file_is_uploaded_with_progress(petstore: Served, is_async: bool, tmp_path: Path) -> None:
    errors = petstore.package.module
    photo = tmp_path / "photo.png"
    photo.write_bytes(bytes(300_000))
    seen: list[tuple[int, int | None]] = []
    options = errors.RequestOptions(on_progress=lambda sent, total: seen.append((sent, total)))
    arguments = {"base_url": petstore.url, **CREDENTIALS["petstore"]}
    with petstore.package.session(is_async=is_async, **arguments) as session:
        upload = session.client.pet.upload_file
        answer = session.do(upload(7, body=photo, additional_metadata="left", options=options))
    assert isinstance(answer, petstore.package.models.ApiResponse)
    assert seen[-1] == (300_000, 300_000)
    assert len(seen) > 1


def test_a_form_with_a_file_is_sent_to_the_given_server(stripe: Served, is_async: bool) -> None:
    """The document names a server of its own for files."""
    package = stripe.package
    file = package.module.File(b"%PDF-1.4", filename="evidence.pdf")
    link = package.models.CreateFileRequestFileLinkData(create=True)
    random = {"Prefer": "dynamic=true"}
    arguments = {"base_url": stripe.url, "token": "any", "headers": random}
    with (
        package.session(is_async=is_async, **arguments) as session,
        session.client.capture() as responses,
    ):
        create = session.client.files.create
        found = session.do(create(file=file, purpose="dispute_evidence", file_link_data=link))
    assert isinstance(found, package.models.File)
    assert [each.url for each in responses] == [f"{stripe.url}/v1/files"]
