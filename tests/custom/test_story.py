"""Hand-written code from the first generation to a document that has changed, by the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.command import clientsmith_here as clientsmith

from . import zoo as shared

CONFIG = """\
spec = "zoo.yaml"
output = "out"
package = "zoo"
security = []
names.operations = { listVisits = "pets.visits.list" }
"""
LOAD = "from zoo import Zoo, models; Zoo(); [getattr(models, name) for name in dir(models)]"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "clientsmith.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "zoo.yaml").write_text(shared.SPEC.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def _loads(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD],
        cwd=project / "out",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _texts(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_a_project_with_hand_written_code(project: Path) -> None:
    env = {"XDG_CACHE_HOME": str(project / "cache")}
    assert clientsmith("generate", "--quiet", folder=project, env=env).code == 0
    before = _texts(project / "out")
    shared.add_code(project / "out", "zoo")
    written = _texts(project / "out" / "zoo" / "custom")

    # What is written counts once it is generated for; until then the package is as it was.
    assert clientsmith("check", "--quiet", folder=project, env=env).code == 1
    _loads(project)
    done = clientsmith("generate", "--json", folder=project, env=env)
    assert done.code == 0, done.stderr
    (client,) = json.loads(done.stdout)["clients"]
    assert client["problems"] == []
    changed = [path for path in client["written"] if not path.startswith(".clientsmith/")]
    assert changed == [
        "README.md",
        "zoo/__init__.py",
        "zoo/_runtime/bodies/files.py",
        "zoo/_runtime/codec/dicts.py",
        "zoo/_runtime/codec/formats.py",
        "zoo/_runtime/codec/uploads.py",
        "zoo/_runtime/models/wire_types.py",
        "zoo/_runtime/optional_errors.py",
        "zoo/_runtime/rate_limits.py",
        "zoo/client.py",
        "zoo/errors.py",
        "zoo/models/__init__.py",
        "zoo/models/_extended.py",
        "zoo/models/shared.py",
        "zoo/resources/pets.py",
    ]
    assert _texts(project / "out" / "zoo" / "custom") == written
    _loads(project)
    assert clientsmith("check", "--quiet", folder=project, env=env).code == 0

    # Bodies of classes are nobody's business.
    client_module = project / "out" / "zoo" / "custom" / "client.py"
    client_module.write_text(
        client_module.read_text(encoding="utf-8").replace("oldest", "eldest"), encoding="utf-8"
    )
    assert clientsmith("check", "--quiet", folder=project, env=env).code == 0

    # The document changes: a model is gone, and with it what is written for it.
    document = (project / "zoo.yaml").read_text(encoding="utf-8")
    document = document.replace("schemas/Puppy", "schemas/Dog").replace("    Puppy:", "    Wolf:")
    (project / "zoo.yaml").write_text(document, encoding="utf-8")
    done = clientsmith("generate", folder=project, env=env)
    assert done.code == 0, done.stderr
    said = " ".join(done.stderr.split())
    assert "out/zoo/custom/models/animals.py:10" in said
    assert "`models.shared.Puppy` is not generated" in said

    # Nothing is written while a module is broken.
    animals = project / "out" / "zoo" / "custom" / "models" / "animals.py"
    animals.write_text("class Pet(:\n", encoding="utf-8")
    now = _texts(project / "out")
    done = clientsmith("generate", folder=project, env=env)
    assert done.code == 3
    assert "out/zoo/custom/models/animals.py:1" in " ".join(done.stderr.split())
    assert _texts(project / "out") == now

    # Without hand-written code everything is as it was.
    document = shared.SPEC.read_text(encoding="utf-8")
    (project / "zoo.yaml").write_text(document, encoding="utf-8")
    for path in written:
        (project / "out" / "zoo" / "custom" / path).unlink()
    assert clientsmith("generate", "--quiet", folder=project, env=env).code == 0
    assert _texts(project / "out") == before


def test_what_else_lies_in_the_folder_changes_nothing(tmp_path: Path) -> None:
    bare = shared.made(tmp_path)
    for path in ("custom/helpers.py", "custom/models/helpers.py", "models/mine.py"):
        (tmp_path / "zoo" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "zoo" / path).write_text("class Helper: ...", encoding="utf-8")
    assert dict(shared.made(tmp_path).files) == dict(bare.files)
