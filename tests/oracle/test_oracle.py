"""A second opinion on schemas: datamodel-code-generator's.

Every schema that both of us declare, and the query of every operation, is compared: which properties
there are, which are required, which may be null, and their types down to constants, items of lists
and values of maps. Differences stand in `differences.toml` with the reason why ours is meant; one
that is listed and not found any more fails like one that is not listed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsmith.document import Library
from clientsmith.read import read
from clientsmith.sources import load
from oracle import peer
from oracle.comparison import compare
from oracle.listed import everything, listed, unexpected
from oracle.shapes import Declared, declarations
from support.public import SHARED, PublicSpec, each_public_spec, public_specs

SINGLE_FILES = {"digitalocean": "digitalocean.bundled.yaml"}
"""Documents of several files that the other generator cannot read, and their forms in one file;
`test_multi_file.py` holds that we read both in the same way."""

FIELDS = {
    "airflow": 1228,
    "codegen-petstorefake-3.0": 122,
    "digitalocean": 5413,
    "discord": 3078,
    "docker-engine": 1127,
    "gitea": 1216,
    "github": 30766,
    "oai-callback-3.0": 2,
    "oai-petstore-separate-2.0": 9,
    "oai-webhook-3.1": 3,
    "opc-baseline-3.1": 206,
    "openai": 7317,
    "petstore": 34,
    "qdrant": 1325,
    "readme-parameters-style": 34,
    "redocly-cafe-3.2": 109,
    "redocly-cafe-split-3.2": 90,
    "spotify": 927,
    "stripe": 10159,
    "typespec-sse-3.2": 17,
}
"""How many fields are compared at least: where nothing is compared, nothing is different."""


@each_public_spec(giants=False)
def test_both_read_the_same(spec: PublicSpec, tmp_path: Path) -> None:
    _check(spec, tmp_path)


@pytest.mark.slow
@each_public_spec(giants=True)
def test_both_read_the_giants_the_same(spec: PublicSpec, tmp_path: Path) -> None:
    _check(spec, tmp_path)


def _check(spec: PublicSpec, folder: Path) -> None:
    file = spec.file
    if spec.name in SINGLE_FILES:
        file = SHARED / "specs" / spec.name / SINGLE_FILES[spec.name]
    library = load(str(file))
    ours = declarations(read(library)[0])
    compared = compare(ours, _theirs(library, file, list(ours), folder))
    assert unexpected(compared.differences, listed(spec.name)) == []
    assert compared.fields >= FIELDS[spec.name]


def _theirs(library: Library, file: Path, ids: list[str], folder: Path) -> dict[str, Declared]:
    if "swagger" not in library.root.data:
        return peer.read_document(file, folder)
    components = [id for id in ids if id.startswith(f"{file.name}#/definitions/")]
    if components:
        return peer.read_swagger_2([id for id in components if id.count("/") == 2], file, folder)
    return peer.read_files([id for id in ids if id.endswith("#")], file, folder)


def test_each_listed_difference_belongs_to_a_document() -> None:
    names = {spec.name for spec in public_specs()}
    assert not names or {one.spec for one in everything()} <= names
    assert not names or names == set(FIELDS)
