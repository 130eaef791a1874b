"""Commands that are killed leave the client, the lock and the document as they were, or all new."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.killing import Victims, victims
from support.raw_server import RawServer, always, answer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no signals to kill with")

SPEC = """\
openapi: 3.1.0
info: {title: Sample API, version: "%s"}
servers: [{url: "https://sample.test"}]
paths:
  /%s:
    get:
      responses:
        "200":
          description: Things
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Thing"}}}}
components:
  schemas:
    Thing: {type: object, required: [id], properties: {id: {type: string, format: uuid}}}
"""
OLD, NEW = SPEC % ("1", "pets"), SPEC % ("2", "toys")

MANY = 100_000


@dataclass
class World:
    """A project that was generated from what a server had, and the server."""

    killer: Victims
    server: RawServer
    template: Path
    """The project, to be copied."""

    after: dict[str, bytes]
    """Its files once it is generated from what the server has now."""

    def copy(self, folder: Path) -> Path:
        shutil.copytree(self.template, folder)
        return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def client(found: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in found.items() if path.startswith("sdk/")}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    base = tmp_path_factory.mktemp("world")
    template = base / "template"
    template.mkdir()
    env = {name: each for name, each in os.environ.items() if not name.lower().endswith("_proxy")}
    env["XDG_CACHE_HOME"] = str(base / "cache")
    with (
        RawServer() as server,
        victims(env=env) as killer,
    ):
        (template / "clientsmith.toml").write_text(
            f"[clients.sample]\nspec = '{server.url}/openapi.yaml'\noutput = 'sdk'\n"
            "allow_private = true\n"
        )
        server.behave = always(answer(OLD))
        killer.run("command", "generate", folder=template, is_kept=True)
        (template / "sdk" / "notes.txt").write_text("mine")
        server.behave = always(answer(NEW))
        after = base / "after"
        shutil.copytree(template, after)
        killer.run("command", "generate", folder=after)
        yield World(killer, server, template, files(after))


def is_whole(project: Path, world: World) -> tuple[bool, bool]:
    """Whether the client and the lock are new; else they are old, and the client is first."""
    found, before = files(project), files(world.template)
    assert client(found) in (client(before), client(world.after))
    assert found["clientsmith.lock"] in (
        before["clientsmith.lock"],
        world.after["clientsmith.lock"],
    )
    is_new = client(found) == client(world.after)
    is_locked = found["clientsmith.lock"] == world.after["clientsmith.lock"]
    assert is_new or not is_locked
    return is_new, is_locked


def finish(project: Path, world: World) -> None:
    """Run the command once more, and see that nothing is left of the one that was killed."""
    world.killer.run("command", "generate", folder=project)
    assert files(project) == world.after
    assert {path.name for path in project.iterdir()} == {
        "clientsmith.toml",
        "clientsmith.lock",
        "sdk",
    }


def test_what_changes(world: World) -> None:
    before = files(world.template)
    assert client(before) != client(world.after)
    assert before["clientsmith.lock"] != world.after["clientsmith.lock"]


def test_generate_is_killed(tmp_path: Path, world: World) -> None:
    seen = set()
    for number in range(0, MANY, 37):
        project = world.copy(tmp_path / str(number))
        was_killed = world.killer.run("command", "generate", folder=project, kill_at=number)
        if not was_killed:
            break
        world.killer.run("command", "status", folder=project)
        world.killer.run("recover", str(project / "sdk"))
        seen.add(is_whole(project, world))
        finish(project, world)
    assert {(False, False), (True, False)} <= seen


def test_the_lock_is_written_after_the_client(tmp_path: Path, world: World) -> None:
    project = world.copy(tmp_path / "project")
    assert world.killer.run("command", "generate", folder=project, patches=("before_the_lock",))
    assert is_whole(project, world) == (True, False)
    finish(project, world)


def test_generate_is_killed_at_any_time(tmp_path: Path, world: World) -> None:
    begin = time.monotonic()
    world.killer.run("command", "generate", folder=world.copy(tmp_path / "whole"))
    duration = time.monotonic() - begin
    chance = random.Random(6)
    for number in range(8):
        project = world.copy(tmp_path / str(number))
        seconds = chance.uniform(0, duration)
        world.killer.run("command", "generate", folder=project, kill_after=seconds)
        world.killer.run("recover", str(project / "sdk"))
        is_whole(project, world)
        finish(project, world)


def test_fetch_is_killed(tmp_path: Path, world: World) -> None:
    name = "openapi.yaml"
    arguments = ("fetch", f"{world.server.url}/openapi.yaml", "-o", name, "--allow-private")
    world.killer.run("command", *arguments, folder=tmp_path, is_kept=True)
    new = (tmp_path / name).read_bytes()
    (tmp_path / name).unlink()
    seen = set()
    for number in range(0, MANY, 2):
        is_there = number % 4 == 0
        if is_there:
            (tmp_path / name).write_text("old")
        was_killed = world.killer.run("command", *arguments, folder=tmp_path, kill_at=number)
        found = files(tmp_path).get(name)
        assert found in ((b"old" if is_there else None), new)
        seen.add(found)
        if not was_killed:
            break
        world.killer.run("command", *arguments, folder=tmp_path)
        assert files(tmp_path) == {name: new}
        (tmp_path / name).unlink()
    assert seen == {None, b"old", new}


def test_an_update_of_the_lock_is_killed(tmp_path: Path, world: World) -> None:
    seen = set()
    for number in range(0, MANY, 4):
        project = world.copy(tmp_path / str(number))
        was_killed = world.killer.run(
            "command", "fetch", "--update", folder=project, kill_at=number
        )
        is_new = (project / "clientsmith.lock").read_bytes() == world.after["clientsmith.lock"]
        seen.add(is_new)
        assert client(files(project)) == client(files(world.template))
        json.loads((project / "clientsmith.lock").read_text())
        if not was_killed:
            break
        world.killer.run("command", "fetch", "--update", folder=project)
        assert {path.name for path in project.iterdir()} == {
            path.name for path in world.template.iterdir()
        }
    assert seen == {False, True}
