"""No value that a document allows is refused by the type that we read.

Values are the examples that documents give themselves, and some that are made from their schemas;
those that do not fit their own schema are left out. Neither the making nor the fitting knows how we
read schemas.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import cache
from random import Random

from clientsmith import ir
from clientsmith.document import Library, Node
from oracle.acceptance import refusals
from oracle.examples import examples, whole_schemas
from oracle.samples import Impossible, Sampler
from oracle.schema_validity import Validity
from support.public import PublicSpec, each_public_spec, planned

EXAMPLES = {
    "codegen-petstorefake-3.0": 6,
    "digitalocean": 6800,
    "docker-engine": 500,
    "gitea": 17,
    "github": 3800,
    "oai-callback-3.0": 1,
    "openai": 170,
    "petstore": 17,
    "qdrant": 130,
    "redocly-cafe-3.2": 4,
    "redocly-cafe-split-3.2": 3,
    "spotify": 130,
}
"""How many valid examples there are at least; other documents give none."""

MEANT = {
    "github.json#/paths/~1orgs~1{org}~1{security_product}~1{enablement}/post/requestBody/content/"
    "application~1json/examples/default/value": (
        "The schema has properties and no type: we take it for an object, which null is not."
    )
}
"""Examples that we refuse, with the reason."""

SAMPLES = 5
"""Values that are made from each schema."""

EVENTS = "typespec-sse-3.2.yml#/components/schemas/ChannelEvent*"
"""Server-sent events: their data is a text that holds JSON, and is read as what is in it."""

WITHOUT_SAMPLES = 0.1
"""Share of schemas for which only values may be made that do not fit."""


@cache
def _read(spec: PublicSpec) -> tuple[Library, ir.Api, Validity, bool]:
    plan = planned(spec)
    library = plan.library
    root = library.root.data
    later = str(root.get("openapi", root.get("swagger"))) >= "3.1"
    return library, plan.api, Validity(library, later=later), later


@each_public_spec(slow_giants=True)
def test_examples_are_accepted(spec: PublicSpec) -> None:
    library, api, validity, _ = _read(spec)
    found = {}
    valid = 0
    for example in examples(library, api):
        if validity.fits(example.read.schema.id, example.value):
            valid += 1
            refused = refusals(example.read.type, example.value, api.declarations)
            if refused:
                found[example.place] = refused
    meant = {place for place in MEANT if place.startswith(f"{spec.file.name}#")}
    assert {place: why for place, why in found.items() if place not in meant} == {}
    assert meant <= found.keys()
    assert valid >= EXAMPLES.get(spec.name, 0)


def _samples(sampler: Sampler, schema: Node, count: int) -> Iterator[object]:
    for _ in range(count):
        with suppress(Impossible):
            yield sampler.of(schema)


@each_public_spec(slow_giants=True)
def test_samples_are_accepted(spec: PublicSpec) -> None:
    library, api, validity, later = _read(spec)
    found: dict[str, list[str]] = {}
    schemas: dict[str, int] = {}
    for one in whole_schemas(library, api):
        id = one.schema.id
        sampler = Sampler(library, later=later, random=Random(id))
        for value in _samples(sampler, one.schema, SAMPLES):
            fits = validity.fits(id, value)
            schemas[id] = schemas.get(id, 0) + fits
            refused = refusals(one.type, value, api.declarations) if fits else []
            if refused:
                found[id] = [repr(value), *refused]
    assert all(fnmatchcase(id, EVENTS) for id in found), found
    without = [id for id, valid in schemas.items() if not valid]
    assert len(without) <= WITHOUT_SAMPLES * len(schemas), without
