"""ZenML, whose document is OpenAPI 3.1, as FastAPI makes it."""

from __future__ import annotations

import hmac
import json
import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from e2e.installation import ZENML
from e2e.processes import running

USERNAME, PASSWORD = "default", "secret"

JWT_SECRET = 32 * "k"
"""What tokens are signed with (HMAC-SHA256)."""

TOKEN_MINUTES = 60
"""How long a token is good."""

_APPLICATION = "zenml.zen_server.zen_server_api:app"


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """A server with nothing but its defaults; its URL. It writes into the folder, which is empty."""
    uvicorn = [str(ZENML.folder / "venv/bin/python"), "-m", "uvicorn", _APPLICATION]
    environment = {
        **os.environ,
        "ZENML_CONFIG_PATH": str(folder),
        "ZENML_STORE_URL": f"sqlite:///{folder}/zenml.db",
        "ZENML_ANALYTICS_OPT_IN": "false",
        "ZENML_SERVER_AUTO_ACTIVATE": "1",
        "ZENML_SERVER_AUTH_SCHEME": "OAUTH2_PASSWORD_BEARER",
        "ZENML_SERVER_JWT_SECRET_KEY": JWT_SECRET,
        "ZENML_SERVER_JWT_TOKEN_EXPIRE_MINUTES": str(TOKEN_MINUTES),
        "ZENML_DEFAULT_USER_NAME": USERNAME,
        "ZENML_DEFAULT_USER_PASSWORD": PASSWORD,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # with it every start compiles anew

    def command(port: int) -> list[str]:
        return [*uvicorn, "--host", "127.0.0.1", "--port", str(port)]

    with running(command, folder, ready="/health", environment=environment) as url:
        yield url


def asset() -> Path:
    """The largest file of the server's web pages, which are at `/assets/`."""
    pages = ZENML.folder.glob("venv/lib/*/site-packages/zenml/zen_server/dashboard/assets/*")
    return max(pages, key=lambda file: file.stat().st_size)


def expired(token: str) -> str:
    """A token of the server's that was good an hour ago, made from one that is good."""
    header, claims, _ = token.split(".")
    found = json.loads(urlsafe_b64decode(claims + "=="))
    issued = time.time() - 60 * TOKEN_MINUTES
    found |= {"iat": issued, "exp": issued + 60}
    signed = f"{header}.{_base64(json.dumps(found).encode())}"
    return f"{signed}.{_base64(hmac.digest(JWT_SECRET.encode(), signed.encode(), 'sha256'))}"


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
