"""Successive versions of a small client, generated once, and the folder that holds them."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from clientsmith.config import Config
from clientsmith.pipeline import generate_client
from clientsmith.project.edits import WriteResult, expected_files, write_client
from clientsmith.project.output import Drift, Files, compare

SPEC = """\
openapi: 3.1.0
info: {title: Zoo, version: "1"}
servers: [{url: "https://zoo.test"}]
paths:
  /pets:
    get:
      tags: [pets]
      summary: List pets.
      operationId: list
      responses: {"200": {description: Pets, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}}}
  /keepers:
    get:
      tags: [keepers]
      summary: List keepers.
      operationId: list_keepers
      responses: {"200": {description: Keepers, content: {application/json: {schema: {type: array, items: {type: string}}}}}}
components:
  schemas:
    Pet: {type: object, required: [id], properties: {id: {type: string}}}
"""

PETS = "zoo/resources/pets.py"
KEEPERS = "zoo/resources/keepers.py"

_VERSIONS = {
    "v1": SPEC,
    "reworded": SPEC.replace("List pets.", "List all pets."),
    "deleting": SPEC.replace(
        "components:",
        "  /pets/{id}:\n    delete:\n      tags: [pets]\n      operationId: delete\n"
        "      summary: Delete a pet.\n"
        "      parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n"
        '      responses: {"204": {description: Done}}\ncomponents:',
    ),
    "without keepers": SPEC[: SPEC.index("  /keepers:")] + SPEC[SPEC.index("components:") :],
}


@cache
def version(name: str) -> Files:
    """The client of a version of the document."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "spec.yaml").write_text(_VERSIONS[name])
        config = Config(naming="operation-id", spec="spec.yaml", folder=Path(folder), package="zoo")
        return generate_client(config, progress=lambda stage: None).files


@dataclass(frozen=True)
class Project:
    """A folder with a client in which edits are kept, and a user's cache."""

    folder: Path
    cache: Path | None

    def write(self, name: str, *, keep_edits: bool = True, force: bool = False) -> WriteResult:
        """Generate a version into the folder."""
        return write_client(
            version(name), self.folder, keep_edits=keep_edits, force=force, cache=self.cache
        )

    def drift(self, name: str) -> Drift:
        """What `check` finds."""
        files = expected_files(version(name), self.folder, keep_edits=True, cache=self.cache)
        return compare(files, self.folder)

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.folder / path).read_bytes().decode()

    def edit(self, path: str, old: str, new: str) -> str:
        """Replace the first `old` in a file by `new`; returns the new text."""
        text = self.read(path)
        assert old in text, text
        text = text.replace(old, new, 1)
        (self.folder / path).write_bytes(text.encode())
        return text

    def state(self) -> dict[str, bytes]:
        """Every file and its content."""
        return {
            place.relative_to(self.folder).as_posix(): place.read_bytes()
            for place in sorted(self.folder.rglob("*"))
            if place.is_file() and ".git/" not in place.as_posix()
        }

    def bases(self) -> list[str]:
        """Names of the texts that are kept beside the files."""
        return sorted(place.name for place in (self.folder / ".clientsmith" / "base").glob("*"))

    def git(self, *arguments: str) -> None:
        """Run git in the folder."""
        who = ("-c", "user.name=Ada", "-c", "user.email=ada@zoo.test")
        subprocess.run(["git", *who, *arguments], cwd=self.folder, check=True, capture_output=True)
