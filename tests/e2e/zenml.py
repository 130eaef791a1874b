"""ZenML, whose document is OpenAPI 3.1, as FastAPI makes it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from e2e.installation import ZENML
from e2e.processes import free_port, running

USERNAME, PASSWORD = "default", "secret"

_APPLICATION = "zenml.zen_server.zen_server_api:app"


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """A server with nothing but its defaults; its URL. It writes into the folder, which is empty."""
    port = free_port()
    command = [str(ZENML.folder / "venv/bin/python"), "-m", "uvicorn", _APPLICATION]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    environment = {
        **os.environ,
        "ZENML_CONFIG_PATH": str(folder),
        "ZENML_STORE_URL": f"sqlite:///{folder}/zenml.db",
        "ZENML_ANALYTICS_OPT_IN": "false",
        "ZENML_SERVER_AUTO_ACTIVATE": "1",
        "ZENML_SERVER_AUTH_SCHEME": "OAUTH2_PASSWORD_BEARER",
        "ZENML_SERVER_JWT_SECRET_KEY": 32 * "k",
        "ZENML_DEFAULT_USER_NAME": USERNAME,
        "ZENML_DEFAULT_USER_PASSWORD": PASSWORD,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # with it every start compiles anew
    url = f"http://127.0.0.1:{port}"
    with running(command, f"{url}/health", folder, environment=environment):
        yield url
