"""Every component schema of the public documents: valid values come back as they were.

Values are made from the schemas, and are the examples that documents give. A value is valid as JSON
Schema says, formats included; only a schema with properties and without a type is one of objects, as
its authors mean it. What is refused or changed all the same stands in `exceptions.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from random import Random

import pytest

from clientsmith import ir
from clientsmith.document import Node, descend
from oracle.examples import examples
from oracle.samples import Sampler
from oracle.schema_validity import Validity
from round_trip.candidates import candidates, with_unknown
from round_trip.typed import Typed
from support.public import PublicSpec, each_public_spec, public_specs

EXCEPTIONS = Path(__file__).with_name("exceptions.toml")

COUNTS = {
    "airflow": (163, 2100, 0),
    "codegen-petstorefake-3.0": (40, 700, 11),
    "digitalocean": (867, 15000, 10000),
    "discord": (539, 7000, 0),
    "docker-engine": (160, 3000, 500),
    "gitea": (197, 3800, 17),
    "github": (969, 13000, 5000),
    "oai-callback-3.0": (0, 0, 1),
    "oai-petstore-separate-2.0": (3, 39, 0),
    "oai-webhook-3.1": (1, 13, 0),
    "opc-baseline-3.1": (81, 1100, 0),
    "openai": (1422, 18000, 200),
    "petstore": (6, 110, 17),
    "qdrant": (400, 5500, 130),
    "readme-parameters-style": (0, 0, 0),
    "redocly-cafe-3.2": (15, 190, 7),
    "redocly-cafe-split-3.2": (15, 180, 5),
    "spotify": (90, 1400, 280),
    "stripe": (819, 13000, 0),
    "typespec-sse-3.2": (6, 49, 0),
}
"""Component schemas, and how many valid values and examples there are at least."""

WITHOUT = 0.07
"""Share of schemas for which no valid value may be found."""


@dataclass(frozen=True)
class Listed:
    """Complaints that are meant."""

    spec: str
    place: str
    """Component or place of an example; a pattern (`fnmatch`) for several."""

    complaint: str
    """Pattern of the complaint."""

    count: int
    """How many components or examples it is about."""

    reason: str

    def fits(self, place: str, complaint: str) -> bool:
        """Whether a complaint at a place is among them."""
        return fnmatchcase(place, self.place) and fnmatchcase(complaint, self.complaint)


def _listed(spec: str) -> list[Listed]:
    with EXCEPTIONS.open("rb") as file:
        entries = [Listed(**entry) for entry in tomllib.load(file)["exception"]]
    return [entry for entry in entries if entry.spec == spec]


def _unexpected(spec: str, found: dict[str, str]) -> list[str]:
    """Complaints that are not listed, and what is listed and is not so any more."""
    wrong = []
    left = dict(found)
    for entry in _listed(spec):
        fitting = [place for place, complaint in left.items() if entry.fits(place, complaint)]
        if len(fitting) != entry.count:
            wrong.append(f"{len(fitting)} instead of {entry.count}: {entry.reason}")
        for place in fitting:
            del left[place]
    return [*wrong, *(f"{place}: {complaint}" for place, complaint in left.items())]


@each_public_spec(giants=False)
def test_values_come_back(spec: PublicSpec, tmp_path: Path) -> None:
    check(spec, tmp_path)


@pytest.mark.slow
@each_public_spec(giants=True)
def test_values_of_the_giants_come_back(spec: PublicSpec, tmp_path: Path) -> None:
    check(spec, tmp_path)


def check(spec: PublicSpec, folder: Path, models: str = "dataclass") -> None:
    """Bring values of a document's schemas through the models of a style, and back."""
    package = f"round_trip_{models}_" + "".join(c if c.isalnum() else "_" for c in spec.name)
    typed = Typed(spec.file, folder, package, models)
    root = typed.library.root.data
    later = str(root.get("openapi", root.get("swagger"))) >= "3.1"
    validity = Validity(typed.library, later=later, as_meant=True)
    found: dict[str, str] = {}
    components = list(_components(typed))
    values, without = 0, []
    for name, schema in components:
        type = ir.Nullable(ir.Named(schema.id))
        sampler = Sampler(typed.library, later=later, random=Random(schema.id))
        fitting = [one for one in candidates(sampler, schema) if validity.fits(schema.id, one)]
        values += len(fitting)
        if not fitting:
            without.append(name)
        for complaint in filter(None, (typed.complaint(type, value) for value in fitting)):
            found.setdefault(name, complaint)
    given = 0
    for example in examples(typed.library, typed.api):
        for value in (example.value, *with_unknown(example.value)):
            if validity.fits(example.read.schema.id, value):
                given += 1
                complaint = typed.complaint(example.read.type, value)
                if complaint:
                    found.setdefault(example.place, complaint)
    assert _unexpected(spec.name, found) == []
    count, least_values, least_examples = COUNTS[spec.name]
    assert (len(components), values >= least_values, given >= least_examples) == (
        count,
        True,
        True,
    ), f"{len(components)}, {values}, {given}"
    assert len(without) <= WITHOUT * count, without


def _components(typed: Typed) -> Iterator[tuple[str, Node]]:
    """Component schemas, whichever file they are in; what they refer to where they are nothing but
    a reference."""
    holder: Node | None = typed.library.root_node
    for key in (
        ("definitions",) if "swagger" in typed.library.root.data else ("components", "schemas")
    ):
        holder = None if holder is None else holder.get(key)
    found = dict(holder.items()) if holder is not None else {}
    for id, declaration in typed.api.declarations.items():
        origin, _, pointer = id.partition("#")
        is_component = [step.role for step in declaration.place.steps] == [ir.Role.COMPONENT]
        if is_component and origin != typed.library.root.origin:
            document = typed.library.documents[origin]
            with suppress(LookupError):  # what is merged stands nowhere
                found[id] = descend(Node(document, "", document.data), pointer)
    for name, schema in found.items():
        if schema.id not in typed.api.declarations:
            schema = typed.library.follow(schema)
        assert schema.id in typed.api.declarations, name
        yield name, schema


def test_all_documents_are_counted() -> None:
    names = {spec.name for spec in public_specs()}
    assert not names or names == COUNTS.keys()
