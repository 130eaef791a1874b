"""The jobs that `clientsmith init --ci` writes, run over a real repository with the real program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from support.github_actions import run_steps

ROOT = Path(__file__).resolve().parents[2]
BRANCH = "clientsmith/update"

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: "https://shop.example"}]
paths:
  /pets:
    get: {responses: {"204": {description: Fine}}}
"""

ADDED = """\
  /orders:
    get: {summary: "Every order, @everybody", responses: {"204": {description: Fine}}}
"""

GH = """\
#!/usr/bin/env bash
echo "$*" >> "$STAGE/gh.log"
if [ "$2" = list ]; then ls "$STAGE" | grep -c -x open || true; fi
if [ "$2" = create ]; then touch "$STAGE/open"; fi
if [ "$1" = pr ] && [ "$2" != list ]; then cp "${@: -1}" "$STAGE/body.md"; fi
"""

# Installing is not what is tested; everything else is what the runner would have.
PYTHON = f"""\
#!/usr/bin/env bash
if [ "$2" = pip ]; then echo "$*" >> "$STAGE/pip.log"; else exec "{sys.executable}" "$@"; fi
"""

PROGRAM = f"""\
#!/usr/bin/env bash
exec "{sys.executable}" -m clientsmith "$@"
"""


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a generated client and an origin."""
    folder = tmp_path_factory.mktemp("committed")
    (folder / "bin").mkdir()
    for name, text in (("gh", GH), ("python", PYTHON), ("clientsmith", PROGRAM)):
        (folder / "bin" / name).write_text(text)
        (folder / "bin" / name).chmod(0o755)
    (folder / "gitconfig").write_text(
        "[user]\nname = Somebody\nemail = somebody@example.com\n[init]\ndefaultBranch = main\n"
    )
    script = """
        git init --quiet --bare "$STAGE/origin.git"
        git clone --quiet "$STAGE/origin.git" "$STAGE/checkout"
        cd "$STAGE/checkout"
        cp "$STAGE/first.yaml" openapi.yaml
        clientsmith init --quiet openapi.yaml -o sdk --ci github
        mkdir .gitlab
        cp "$GITLAB" .gitlab/clientsmith.yml
        clientsmith generate --quiet
        git add --all
        git commit --quiet --message first
        git push --quiet origin main
    """
    (folder / "first.yaml").write_text(SPEC)
    _bash(script, folder, folder, GITLAB=str(ROOT / "templates/ci/gitlab.yml"))
    return folder


@pytest.fixture
def stage(committed: Path, tmp_path: Path) -> Path:
    folder = shutil.copytree(committed, tmp_path / "stage", symlinks=True)
    _bash(f'git remote set-url origin "{folder}/origin.git"', folder, folder / "checkout")
    return folder


def _env(stage: Path) -> dict[str, str]:
    return {
        "PATH": f"{stage / 'bin'}:{os.environ['PATH']}",
        "STAGE": str(stage),
        "HOME": str(stage),
        "XDG_CACHE_HOME": str(stage / "cache"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(stage / "gitconfig"),
    }


def _bash(script: str, stage: Path, folder: Path, **env: str) -> str:
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**_env(stage), **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def _workflow(stage: Path, name: str, *, event: str) -> Any:
    workflow = yaml.safe_load((stage / f"checkout/.github/workflows/{name}.yml").read_text())
    (job,) = workflow["jobs"].values()
    return run_steps(
        job["steps"],
        folder=stage / "checkout",
        temp=stage / "temp",
        env={**_env(stage), **workflow["env"]},
        github={"event_name": event, "token": "s3cret"},
        working_directory=job["defaults"]["run"]["working-directory"],
    )


def test_github_updates_and_checks(stage: Path) -> None:
    checkout = stage / "checkout"
    with (checkout / "openapi.yaml").open("a") as file:
        file.write(ADDED)
    run = _workflow(stage, "clientsmith-update", event="schedule")
    assert run.code == 0, run.said
    assert "-m pip install clientsmith==" in (stage / "pip.log").read_text()
    body = (stage / "body.md").read_text()
    assert "orders" in body
    assert "minor" in body.lower()
    assert f"pr create --head {BRANCH} --title Update API clients" in (stage / "gh.log").read_text()
    shown = _bash(f"git show --stat=200 {BRANCH}", stage, stage / "origin.git")
    assert "sdk/shop/resources/orders.py" in shown
    # The branch becomes a pull request, which GitHub checks out as what it would become.
    _bash(
        f"git fetch --quiet origin {BRANCH}; git checkout --quiet --detach origin/main; "
        "git merge --quiet --no-ff -m x FETCH_HEAD",
        stage,
        checkout,
    )
    run = _workflow(stage, "clientsmith-check", event="pull_request")
    assert run.code == 0, run.said
    assert "orders" in run.summary


class _Api(BaseHTTPRequestHandler):
    """Merge requests of GitLab; keeps what it was asked."""

    asked: ClassVar[list[tuple[str, str, dict[str, list[str]]]]]
    opened: ClassVar[list[dict[str, Any]]]

    def _answer(self) -> None:
        text = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        assert self.headers["PRIVATE-TOKEN"] == "s3cret"
        self.asked.append((self.command, urlsplit(self.path).path, parse_qs(text)))
        if self.command == "POST":
            self.opened.append({"iid": 7, "web_url": "https://gitlab.example/7"})
        found = self.opened if self.command == "GET" else self.opened[0]
        content = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = _answer

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def api() -> Iterator[tuple[str, type[_Api]]]:
    class Api(_Api):
        asked: ClassVar = []
        opened: ClassVar = []

    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/api/v4", Api
    server.shutdown()
    server.server_close()


def _gitlab(stage: Path, name: str, **env: str) -> str:
    """What a job of GitLab says: its scripts are lines of one shell."""
    text = (stage / "checkout/.gitlab/clientsmith.yml").read_text()
    header, _ = list(yaml.safe_load_all(text))
    for key, each in header["spec"]["inputs"].items():
        text = text.replace(f"$[[ inputs.{key} ]]", each["default"])
    _, jobs = list(yaml.safe_load_all(text))
    job = {**jobs[jobs[name]["extends"]], **jobs[name]}
    script = "\n".join([*job["before_script"], *job["script"]])
    return _bash(script, stage, stage / "checkout", **{**job["variables"], **env})


def test_gitlab_updates_and_checks(stage: Path, api: tuple[str, type[_Api]]) -> None:
    url, asked = api
    with (stage / "checkout/openapi.yaml").open("a") as file:
        file.write(ADDED)
    given = {
        "CLIENTSMITH_TOKEN": "s3cret",
        "CI_API_V4_URL": url,
        "CI_PROJECT_ID": "42",
        "CI_PROJECT_URL": str(stage / "origin"),
        "CI_SERVER_HOST": "gitlab.example",
        "CI_DEFAULT_BRANCH": "main",
    }
    base = _bash("git rev-parse HEAD", stage, stage / "checkout").strip()
    said = _gitlab(stage, "clientsmith-update", **given)
    assert "https://gitlab.example/7" in said
    assert "s3cret" not in said
    method, path, fields = asked.asked[-1]
    assert (method, path) == ("POST", "/api/v4/projects/42/merge_requests")
    assert fields["source_branch"] == [BRANCH]
    assert fields["target_branch"] == ["main"]
    assert "orders" in fields["description"][0]
    assert "orders.py" in _bash(f"git show --stat=200 {BRANCH}", stage, stage / "origin.git")

    checked = _gitlab(stage, "clientsmith-check", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert "orders" in checked
    (stage / "bin/clientsmith").write_text("#!/bin/sh\necho said\n")  # nothing more to generate
    _bash("git reset --quiet --soft HEAD~1", stage, stage / "checkout")
    _gitlab(stage, "clientsmith-update", **given)
    method, path, fields = asked.asked[-1]
    assert (method, path) == ("PUT", "/api/v4/projects/42/merge_requests/7")
    assert fields == {"title": ["Update API clients"], "description": ["said\n"]}
    _bash("git reset --quiet --hard HEAD", stage, stage / "checkout")
    assert "Nothing has changed." in _gitlab(stage, "clientsmith-update", **given)
