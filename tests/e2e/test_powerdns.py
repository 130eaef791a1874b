"""PowerDNS through a client of the Swagger 2.0 document that it serves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest

from e2e.calls import Calls
from e2e.clients import Session
from e2e.conftest import Served
from e2e.operations import Operations
from e2e.powerdns import API_KEY

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("powerdns")]

SERVER = "localhost"
"""The one server that there is; its name is part of most paths."""

ZONE: dict[str, Any] = {
    "name": "example.org.",
    "kind": "Native",
    "nameservers": ["ns1.example.org."],
}
"""Arguments of a zone with a name server."""

OPERATIONS = 36
ANSWERED = 15
"""Operations that give a result for made-up arguments, at least."""

KEY = "bXkga2V5IGZvciB0ZXN0cyBvbmx5"


@pytest.fixture
def session(powerdns: Served, is_async: bool) -> Iterator[Session]:
    """A client of a server without zones and keys."""
    arguments = {"api_key": API_KEY, "base_url": f"{powerdns.url}/api/v1"}
    with powerdns.package.session(is_async=is_async, **arguments) as session:
        yield session
        for zone in session.all(session.do(session.client.zones.list(SERVER))):
            session.do(session.client.zones.delete(SERVER, zone.id))
        for key in session.all(session.do(session.client.tsigkeys.list(SERVER))):
            session.do(session.client.tsigkeys.delete(SERVER, key.id))


@pytest.fixture
def zone(powerdns: Served, session: Session) -> Any:
    """A zone with a name server."""
    return session.do(session.client.zones.create(SERVER, **ZONE))


def test_a_zone_is_created_read_changed_and_deleted(
    powerdns: Served, session: Session, zone: Any
) -> None:
    models, client, do = powerdns.package.models, session.client, session.do
    assert (zone.name, zone.kind, zone.dnssec) == ("example.org.", "Native", False)
    assert {rrset.type for rrset in zone.rrsets} == {"SOA", "NS"}

    address = models.RRSet(
        name="www.example.org.",
        type="A",
        ttl=300,
        changetype="REPLACE",
        records=[models.Record(content="192.0.2.1"), models.Record(content="192.0.2.2")],
    )
    assert do(client.zones.update(SERVER, zone.id, rrsets=[address])) is None
    found = do(client.zones.list_zone(SERVER, zone.id, rrset_name=address.name))
    (rrset,) = found.rrsets
    assert (rrset.name, rrset.ttl) == (address.name, 300)
    assert [record.content for record in rrset.records] == ["192.0.2.1", "192.0.2.2"]

    do(client.zones.replace(SERVER, zone.id, kind="Master", account="tests"))
    found = do(client.zones.list_zone(SERVER, zone.id, rrsets=False))
    assert (found.kind, found.account, found.rrsets) == ("Master", "tests", None)

    assert [each.id for each in do(client.zones.list(SERVER))] == [zone.id]
    assert do(client.zones.delete(SERVER, zone.id)) is None
    assert do(client.zones.list(SERVER)) == []


def test_metadata_keys_and_search(session: Session, zone: Any) -> None:
    client, do = session.client, session.do
    do(
        client.zonemetadatas.create_metadata(
            SERVER, zone.id, kind="ALLOW-AXFR-FROM", metadata=["AUTO-NS"]
        )
    )
    found = do(client.zonemetadatas.list_metadata(SERVER, zone.id))
    assert {each.kind: each.metadata for each in found}["ALLOW-AXFR-FROM"] == ["AUTO-NS"]

    new = do(client.zonecryptokeys.create_cryptokey(SERVER, zone.id, keytype="csk", active=True))
    assert new.privatekey
    (key,) = do(client.zonecryptokeys.list_cryptokeys(SERVER, zone.id))
    assert (key.id, key.keytype, key.active, key.privatekey) == (new.id, "csk", True, None)
    do(client.zonecryptokeys.delete_cryptokey(SERVER, zone.id, str(key.id)))
    assert do(client.zonecryptokeys.list_cryptokeys(SERVER, zone.id)) == []

    results = do(client.search.search_data(SERVER, q="ns1*", max=10))
    assert [(each.object_type, each.content) for each in results] == [
        ("record", "ns1.example.org.")
    ]


def test_a_key_is_renamed(session: Session) -> None:
    client, do = session.client, session.do
    key = do(client.tsigkeys.create(SERVER, name="old", algorithm="hmac-sha256", key=KEY))
    assert (key.id, key.key) == ("old.", KEY)
    key = do(client.tsigkeys.replace(SERVER, key.id, name="new"))
    assert (key.id, key.key) == ("new.", KEY)
    assert [(each.id, each.key) for each in do(client.tsigkeys.list(SERVER))] == [("new.", "")]


def test_answers_that_are_not_as_declared_are_read(
    powerdns: Served, session: Session, zone: Any
) -> None:
    """`changetype` is required and missing; the export is an object, and declared to be text; of
    the statistics three have the one type or the other, the rest have none."""
    client, do = session.client, session.do
    assert {rrset.changetype for rrset in zone.rrsets} == {None}
    export = do(client.zones.axfr_export_zone(SERVER, zone.id))
    assert "example.org.\t3600\tIN\tNS\tns1.example.org." in export["zone"]
    with client.capture() as responses:
        statistics = do(client.stats.list(SERVER))
    names = [each["name"] for each in json.loads(responses[-1].content)]
    assert len(names) > 50
    assert [each.name for each in statistics[:3]] == names[:3]
    assert [each["name"] for each in statistics[3:]] == names[3:]


def test_every_error_has_its_class_and_body(
    powerdns: Served, session: Session, zone: Any, is_async: bool
) -> None:
    package, client, do = powerdns.package, session.client, session.do
    models, errors = package.models, package.module
    with pytest.raises(errors.NotFoundError) as missing:
        do(client.zones.list_zone(SERVER, "missing.example."))
    assert missing.value.body == models.Error(error="Not Found")
    with pytest.raises(errors.ConflictError) as conflict:
        do(client.zones.create(SERVER, name=zone.name, kind="Native"))
    assert conflict.value.body == {"error": "Conflict"}
    with pytest.raises(errors.UnprocessableEntityError, match="not canonical") as invalid:
        do(client.zones.create(SERVER, name="no-dot", kind="Native"))
    assert isinstance(invalid.value.body, models.Error)
    with pytest.raises(errors.NotFoundError) as unknown:
        do(client.error.get())
    assert unknown.value.body == "Not Found"

    wrong = {"api_key": "wrong-key", "base_url": f"{powerdns.url}/api/v1"}
    with (
        package.session(is_async=is_async, **wrong) as session,
        pytest.raises(errors.AuthenticationError) as refused,
    ):
        session.do(session.client.servers.list())
    assert refused.value.body == {"error": "Unauthorized"}
    assert "wrong-key" not in f"{refused.value!r}{refused.value}"


def test_a_server_is_described(session: Session) -> None:
    (server,) = session.do(session.client.servers.list())
    assert (server.id, server.daemon_type) == (SERVER, "authoritative")
    settings = session.do(session.client.config.list(SERVER))
    assert {each.name: each.value for each in settings}["api"] == "yes"


def test_text_is_read_where_text_is_asked_for(
    powerdns: Served, session: Session, zone: Any
) -> None:
    errors, client, do = powerdns.package.module, session.client, session.do
    options = errors.RequestOptions(headers={"Accept": "text/plain"})
    export = do(client.zones.axfr_export_zone(SERVER, zone.id, options=options))
    assert "example.org.\t3600\tIN\tNS\tns1.example.org." in export
    with pytest.raises(errors.NotFoundError) as missing:
        do(client.zones.list_zone(SERVER, "missing.example.", options=options))
    assert missing.value.body == "Not Found"


def test_the_path_of_the_document_is_added_to_a_host(powerdns: Served, is_async: bool) -> None:
    """The document names a path (`basePath`) and no host."""
    arguments = {"api_key": API_KEY, "base_url": powerdns.url}
    with (
        powerdns.package.session(is_async=is_async, **arguments) as session,
        session.client.capture() as responses,
    ):
        assert session.do(session.client.servers.list())
    assert [each.url for each in responses] == [f"{powerdns.url}/api/v1/servers"]


def test_every_operation_gives_a_result_or_an_error_of_its_own(
    powerdns: Served, session: Session, is_async: bool
) -> None:
    """With made-up arguments, but for server, zone and key. What the server does not know yet, or any
    more, is not found, and told as text."""
    arguments = {"api_key": API_KEY, "base_url": powerdns.url, "retries": 0}
    errors = powerdns.package.module
    known = {"server_id": SERVER, "zone_id": "example.org.", "cryptokey_id": "1"}
    with ExitStack() as stack:
        calls = Calls(powerdns, stack, is_async=is_async, **arguments)
        operations = Operations(powerdns.package)
        declared = set()
        for operation in operations:
            if 422 in operation.method.operation.responses:
                declared.add(operation.name)
            for optional in (False, True):
                with suppress(errors.ConflictError):
                    session.do(session.client.zones.create(SERVER, **ZONE))
                for sent in operations.ways(operation, optional=optional):
                    given = {name: known.get(name, value) for name, value in sent.arguments.items()}
                    calls.call(operation, given, sent.media_type)
    assert calls.mistakes == {}
    assert len({name.partition(" ")[0] for name in calls.called}) == OPERATIONS
    assert len(calls.answered) >= ANSWERED
    assert {error.status_code for error in calls.errors.values()} <= {400, 404, 409, 422}
    kinds = {
        (name.partition(" ")[0] in declared, type(error.body))
        for name, error in calls.errors.items()
        if error.status_code == 422
    }
    assert kinds == {(True, powerdns.package.models.Error), (False, dict)}
