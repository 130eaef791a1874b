"""PowerDNS, whose document is Swagger 2.0."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from e2e.installation import POWERDNS
from e2e.processes import free_port, running

API_KEY = "secret"

_SETTINGS = """\
module-dir={modules}
launch=gsqlite3
gsqlite3-database={folder}/zones.db
gsqlite3-dnssec=yes
socket-dir={folder}
local-address=127.0.0.1
local-port={dns_port}
webserver=yes
webserver-address=127.0.0.1
webserver-port={port}
webserver-allow-from=127.0.0.0/8
api=yes
api-key={api_key}
daemon=no
guardian=no
security-poll-suffix=
setuid=
setgid=
"""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """A server without zones; its URL. It writes into the folder, which is empty."""
    root = POWERDNS.folder / "root"
    (modules,) = root.glob("usr/lib/*/pdns")
    schema = root / "usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql"
    with closing(sqlite3.connect(folder / "zones.db")) as database:
        database.executescript(schema.read_text(encoding="utf-8"))
    environment = {**os.environ, "LD_LIBRARY_PATH": str(modules.parent)}

    def command(port: int) -> list[str]:
        settings = _SETTINGS.format(
            modules=modules, folder=folder, dns_port=free_port(), port=port, api_key=API_KEY
        )
        (folder / "pdns.conf").write_text(settings, encoding="utf-8")
        return [str(root / "usr/sbin/pdns_server"), f"--config-dir={folder}"]

    with running(command, folder, environment=environment) as url:
        yield url
