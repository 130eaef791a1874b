"""No value that a schema allows is refused or changed, whatever keywords the schema has."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from clientsmith.document import descend
from oracle.samples import Sampler
from oracle.schema_validity import Validity
from round_trip.candidates import candidates
from round_trip.random_schemas import Maker
from round_trip.typed import Typed

pytestmark = pytest.mark.property

SCHEMAS = 40
"""In each document."""

DOCUMENTS = 12


@pytest.mark.parametrize("seed", range(DOCUMENTS))
def test_valid_instances_come_back(seed: int, tmp_path: Path) -> None:
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(Maker(Random(seed), SCHEMAS).document()), encoding="utf-8")
    typed = Typed(spec, tmp_path / "out", f"random_{seed}")
    assert len(typed.api.operations) == SCHEMAS
    validity = Validity(typed.library, later=True)
    found, tried = [], 0
    for operation in typed.api.operations:
        id = f"openapi.json#/components/schemas/{operation.path[1:]}"
        root = typed.library.root_node
        schema = descend(root, id.partition("#")[2])
        sampler = Sampler(typed.library, later=True, random=Random(f"{seed}{id}"))
        type = operation.responses[0].contents[0].type
        assert type is not None
        for value in candidates(sampler, schema):
            if validity.fits(id, value):
                tried += 1
                complaint = typed.complaint(type, value)
                if complaint:
                    found.append(f"{json.dumps(schema.data)}\n  {complaint}")
    found.sort(key=len)
    assert found == [], f"{len(found)} of {tried}:\n" + "\n".join(found[:3])
    assert tried > 5 * SCHEMAS
