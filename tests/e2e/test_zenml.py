"""ZenML through a client of the OpenAPI 3.1 document that it serves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid4

import pytest

from e2e.clients import Session
from e2e.conftest import Served
from e2e.zenml import PASSWORD, USERNAME

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("zenml")]

TAGS = 7
PAGE = 3


@pytest.fixture
def session(zenml: Served, is_async: bool) -> Iterator[Session]:
    """A client that signs in by itself when it is first used."""
    arguments = {"username": USERNAME, "password": PASSWORD, "base_url": zenml.url}
    with zenml.package.session(is_async=is_async, **arguments) as session:
        yield session
        for tag in session.all(session.client.tags.list()):
            session.do(session.client.tags.delete(tag.id))


@pytest.fixture
def tags(session: Session) -> list[str]:
    """Names of the tags that there are."""
    names = [f"tag-{number}" for number in range(TAGS)]
    for name in names:
        session.do(session.client.tags.create(name=name, color="green"))
    return names


def test_a_token_that_was_got_elsewhere_is_taken(
    zenml: Served, is_async: bool, session: Session
) -> None:
    answer = session.do(
        session.client.auth.token(grant_type="password", username=USERNAME, password=PASSWORD)
    )
    arguments = {"token": answer.access_token, "base_url": zenml.url}
    with zenml.package.session(is_async=is_async, **arguments) as other:
        assert other.do(other.client.users.get_current_user()).name == USERNAME


def test_wrong_and_missing_credentials(zenml: Served, is_async: bool) -> None:
    package, errors = zenml.package, zenml.package.module
    with (
        package.session(is_async=is_async, base_url=zenml.url) as session,
        pytest.raises(errors.MissingCredentialError),
    ):
        session.do(session.client.users.get_current_user())

    arguments = {"base_url": zenml.url, "token": "wrong-token"}
    with (
        package.session(is_async=is_async, **arguments) as session,
        pytest.raises(errors.AuthenticationError) as refused,
    ):
        session.do(session.client.users.get_current_user())
    assert refused.value.body.detail[0] == "CredentialsNotValid"
    assert refused.value.request_id
    assert "wrong-token" not in f"{refused.value!r}{refused.value}"

    arguments = {"base_url": zenml.url, "username": USERNAME, "password": "wrong-password"}
    with (
        package.session(is_async=is_async, **arguments) as session,
        pytest.raises(errors.TokenError) as refused,
    ):
        session.do(session.client.users.get_current_user())
    assert "wrong-password" not in f"{refused.value!r}{refused.value}"


def test_a_tag_is_created_read_changed_and_deleted(zenml: Served, session: Session) -> None:
    client, do = session.client, session.do
    created = do(client.tags.create(name="first", color="green"))
    assert isinstance(created.id, UUID)
    assert (created.name, created.body.color) == ("first", "green")
    assert isinstance(created.body.created, datetime)
    assert created.body.created.tzinfo is None  # the server names none
    assert do(client.tags.get(created.id)).name == "first"

    changed = do(client.tags.update(created.id, name="second"))
    assert (changed.id, changed.name, changed.body.color) == (created.id, "second", "green")

    with client.capture() as responses:
        assert do(client.tags.delete(created.id)) is None
    assert responses[-1].content == b"null"
    with pytest.raises(zenml.package.module.NotFoundError):
        do(client.tags.get(created.id))


def test_all_items_come_from_as_many_pages_as_it_takes(session: Session, tags: list[str]) -> None:
    client = session.client
    with client.capture() as responses:
        found = session.all(client.tags.list(size=PAGE, sort_by="asc:name"))
    assert [tag.name for tag in found] == tags
    assert [json.loads(each.content)["index"] for each in responses] == [1, 2, 3]

    pages = session.all(client.tags.list(size=PAGE, sort_by="asc:name").pages())
    assert [[tag.name for tag in page.items] for page in pages] == [tags[:3], tags[3:6], tags[6:]]
    assert {(page.total, page.total_pages) for page in pages} == {(TAGS, 3)}

    first = session.do(client.tags.list(size=PAGE, name="endswith:-6").first_page())
    assert ([tag.name for tag in first.items], first.total) == (["tag-6"], 1)


def test_a_long_list_is_left_early(session: Session) -> None:
    client = session.client
    flavors = client.flavors.list(size=10)

    async def some() -> list[object]:
        found: list[object] = []
        async for flavor in flavors:
            found.append(flavor)
            if len(found) == 15:
                break
        return found

    with client.capture() as responses:
        if hasattr(flavors, "__aiter__"):
            found = session.do(some())
        else:
            found = [flavor for _, flavor in zip(range(15), flavors, strict=False)]
    assert len(found) == 15
    assert len(responses) == 2


def test_every_error_has_its_class_and_body(
    zenml: Served, session: Session, tags: list[str]
) -> None:
    errors, client, do = zenml.package.module, session.client, session.do
    with pytest.raises(errors.ConflictError) as conflict:
        do(client.tags.create(name=tags[0]))
    assert conflict.value.body.detail[0] == "EntityExistsError"
    with pytest.raises(errors.NotFoundError) as missing:
        do(client.tags.get(uuid4()))
    assert missing.value.body.detail[0] == "KeyError"
    # Declared is an object that holds the list.
    with pytest.raises(errors.UnprocessableEntityError) as invalid:
        do(client.tags.list(size=-1).first_page())
    assert invalid.value.body[0] == "ValueError"
    with pytest.raises(errors.APIStatusError) as unknown:
        do(client.request_raw("GET", "/api/v1/nothing-of-this-name"))
    assert unknown.value.status_code == 404


def test_secrets_and_service_accounts(session: Session) -> None:
    client, do = session.client, session.do
    secret = do(client.secrets.create(name=f"s-{uuid4()}", values={"key": "value"}))
    assert secret.body.values == {"key": "value"}
    secret = do(client.secrets.update(secret.id, values={"key": "other"}))
    assert secret.body.values["key"] == "other"
    assert do(client.secrets.delete(secret.id)) is None

    account = do(client.service_accounts.create(name=f"bot-{uuid4()}", active=True))
    key = do(client.service_accounts.create_api_key(str(account.id), name="first"))
    assert key.body.key
    do(client.service_accounts.delete(str(account.id)))


def test_text_where_json_is_declared(session: Session) -> None:
    assert session.do(session.client.health.get()) == "ok"
