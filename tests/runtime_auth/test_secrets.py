"""Secrets that functions give, and certificates."""

from __future__ import annotations

import asyncio
import pickle
import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

import httpx2
import pytest

from runtime_client.caller import Caller


def call(caller: Caller, credential: Any, client: Any = None, **settings: Any) -> Any:
    client = client or caller.client(credentials={"a": credential}, security=(("a",),), **settings)
    return caller.call(client=client)


def credentials(rt: ModuleType, secret: Any) -> list[Any]:
    return [
        rt.Bearer(secret),
        rt.Basic("user", secret),
        rt.APIKey(secret, location="header", name="X-Key"),
        rt.APIKey(secret, location="query", name="key"),
    ]


@pytest.mark.parametrize("kind", [0, 1, 2, 3])
def test_asynchronous_functions(
    caller: Caller, rt: ModuleType, errors: ModuleType, kind: int
) -> None:
    async def secret() -> str:
        await asyncio.sleep(0)
        return "s3cr3t"

    for function in (secret, lambda: secret()):
        credential = credentials(rt, function)[kind]
        if caller.is_async:
            call(caller, credential)
            call(caller, credentials(rt, "s3cr3t")[kind])
            first, second = caller.requests[-2:]
            assert (first.headers, first.url) == (second.headers, second.url)
        else:
            with pytest.raises(errors.InvalidRequestError, match="asynchronous client"):
                call(caller, credential)


def test_each_call_has_its_own_secret(rt: ModuleType) -> None:
    caller = Caller(rt, is_async=True)
    numbers = iter(range(50))

    async def secret() -> str:
        number = next(numbers)
        await asyncio.sleep(0)
        return f"secret-{number}"

    client = caller.client(credentials={"a": rt.Bearer(secret)}, security=(("a",),))
    operation = rt.Operation("GET", "/x", responses={200: rt.NOTHING})

    async def calls() -> None:
        await asyncio.gather(*(client.request(operation) for _ in range(50)))

    asyncio.run(calls())
    assert len({each.headers["authorization"] for each in caller.requests}) == 50


def test_a_function_is_asked_once_a_call(caller: Caller, rt: ModuleType) -> None:
    asked: list[int] = []

    def secret() -> str:
        asked.append(1)
        return "secret"

    answers = iter([503, 200])
    clock = import_module(f"{rt.__name__}.client.options").Clock(random=lambda: 0.0)
    client = caller.client(credentials={"a": rt.Bearer(secret)}, security=(("a",),), clock=clock)
    caller.call(client=client, answer=lambda request: httpx2.Response(next(answers)))
    assert (len(caller.requests), len(asked)) == (2, 1)


def test_functions_that_give_no_text(caller: Caller, rt: ModuleType, errors: ModuleType) -> None:
    async def nothing() -> Any:
        return None

    for function in (lambda: None, nothing):
        for credential in credentials(rt, function):
            with pytest.raises(errors.InvalidRequestError):
                call(caller, credential)
    assert not caller.requests


def test_credentials_are_not_pickled(rt: ModuleType) -> None:
    for credential in credentials(rt, "SECRET"):
        with pytest.raises(TypeError, match="secrets"):
            pickle.dumps(credential)


# --- certificates ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate and its key: `cert.pem`, `key.pem`, `both.pem`, and an encrypted
    key `locked.pem`."""
    folder = tmp_path_factory.mktemp("certificate")
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=client -keyout key.pem -out cert.pem"
    )
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    lock = "openssl rsa -aes256 -passout pass:word -in key.pem -out locked.pem"
    subprocess.run(lock.split(), cwd=folder, check=True, capture_output=True)
    both = (folder / "key.pem").read_text() + (folder / "cert.pem").read_text()
    (folder / "both.pem").write_text(both)
    return folder


def mutual(rt: ModuleType, certificate: Any, env: str = "") -> Any:
    return import_module(f"{rt.__name__}.auth.mutual_tls").MutualTLS(certificate, env=env)


def verify_of(caller: Caller, credential: Any, **settings: Any) -> Any:
    """What the HTTP client that a client makes is given to check and show certificates with."""
    client = caller.client(
        credentials={"a": credential}, security=(("a",),), http_client=None, **settings
    )
    return client._connection._arguments.get("verify", True)


def test_certificates(caller: Caller, rt: ModuleType, pem: Path) -> None:
    for certificate in (
        pem / "both.pem",
        str(pem / "both.pem"),
        (pem / "cert.pem", pem / "key.pem"),
        (pem / "cert.pem", pem / "locked.pem", "word"),
    ):
        context = verify_of(caller, mutual(rt, certificate))
        assert isinstance(context, ssl.SSLContext)
        assert context.verify_mode is ssl.CERT_REQUIRED
    context = verify_of(caller, mutual(rt, pem / "both.pem"), verify=False)
    assert context.verify_mode is ssl.CERT_NONE
    own = ssl.create_default_context()
    assert verify_of(caller, mutual(rt, own)) is own


class Named(BaseHTTPRequestHandler):
    """Notes the names in the certificates that clients show."""

    def do_GET(self) -> None:
        connection = self.connection
        assert isinstance(connection, ssl.SSLSocket)
        shown = connection.getpeercert() or {}
        self.server.__dict__.setdefault("names", []).append(shown.get("subject"))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def strict_server(pem: Path) -> Iterator[HTTPServer]:
    """A server that talks with those alone who show the certificate."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(pem / "cert.pem"))
    context.load_cert_chain(pem / "cert.pem", pem / "key.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    server = ThreadingHTTPServer(("127.0.0.1", 0), Named)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_server_that_wants_a_certificate(
    caller: Caller, rt: ModuleType, errors: ModuleType, pem: Path, strict_server: HTTPServer
) -> None:
    base_url = f"https://127.0.0.1:{strict_server.server_address[1]}"
    settings = {"base_url": base_url, "http_client": None, "verify": False, "retries": 0}
    call(caller, mutual(rt, pem / "both.pem"), **settings)
    assert strict_server.__dict__["names"] == [((("commonName", "client"),),)]
    with pytest.raises(errors.APIError):
        caller.call(client=caller.client(**settings))
    assert len(strict_server.__dict__["names"]) == 1


def test_a_certificate_from_the_environment(
    caller: Caller, rt: ModuleType, pem: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACME_CERTIFICATE", str(pem / "both.pem"))
    assert isinstance(verify_of(caller, mutual(rt, None, "ACME_CERTIFICATE")), ssl.SSLContext)
    call(caller, mutual(rt, None, "ACME_CERTIFICATE"))
    assert caller.requests


def test_certificates_that_cannot_be_read(
    caller: Caller, rt: ModuleType, errors: ModuleType, pem: Path, tmp_path: Path
) -> None:
    for certificate in (
        tmp_path / "gone.pem",
        pem / "key.pem",
        (pem / "cert.pem", pem / "locked.pem"),
        (pem / "cert.pem", pem / "locked.pem", "wrong"),
    ):
        with pytest.raises(errors.InvalidRequestError, match="cannot be read"):
            verify_of(caller, mutual(rt, certificate))


def test_a_missing_certificate(caller: Caller, rt: ModuleType, errors: ModuleType) -> None:
    client = caller.client(
        credentials={"a": mutual(rt, None, "ACME_CERTIFICATE")},
        security=(("a",),),
        http_client=None,
    )
    with pytest.raises(errors.MissingCredentialError, match=r"`certificate` .*ACME_CERTIFICATE"):
        caller.call(client=client)


def test_what_connects_in_another_way_has_certificates_of_its_own(
    caller: Caller, rt: ModuleType, errors: ModuleType, pem: Path
) -> None:
    call(caller, mutual(rt, None))
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200))
    call(caller, mutual(rt, None), http_client=None, transport=transport)
    own = ssl.create_default_context()
    assert verify_of(caller, mutual(rt, None), verify=own) is own
    with pytest.raises(errors.InvalidRequestError, match="your own HTTP client"):
        call(caller, mutual(rt, pem / "both.pem"))
