"""Names of public APIs stay as they are, with and without something new."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clientsmith.ir import Api
from clientsmith.lower import lower
from clientsmith.plan import plan
from clientsmith.project.pins import Pins, pins_text, read_pins
from clientsmith.read import read
from clientsmith.sources import load
from names_pinned.following import everything
from support.public import PublicSpec, config_of, each_public_spec

NAMES = {"alias-dropped", "name-changed", "pin-unusable"}


def _stay(spec: PublicSpec) -> None:
    """Generating again changes nothing, and what comes along changes no name."""
    library = load(str(spec.file))
    api, _ = lower(read(library)[0])
    config = config_of(spec)
    start = Pins(root=library.root.origin)
    package, pins, _ = plan(api, config, pins=start)
    text = pins_text(pins)
    again, pins_again, problems = plan(api, config, pins=read_pins(text, pins.root))
    assert again == package
    assert pins_text(pins_again) == text
    assert NAMES.isdisjoint(problem.code for problem in problems)
    _, before, _ = plan(_without_every_third(api), config, pins=start)
    _, after, problems = plan(api, config, pins=before)
    names, found = everything(before), everything(after)
    assert {key: found[key] for key in names if key in found} == {
        key: name for key, name in names.items() if key in found
    }
    assert NAMES.isdisjoint(problem.code for problem in problems)


def _without_every_third(api: Api) -> Api:
    operations = sorted(api.operations, key=lambda operation: (operation.path, operation.method))
    hidden = {operation.id for operation in operations[::3]}
    return replace(api, operations=tuple(each for each in api.operations if each.id not in hidden))


@each_public_spec(giants=False)
def test_names_stay(spec: PublicSpec) -> None:
    _stay(spec)


@pytest.mark.slow
@each_public_spec(giants=True)
def test_names_of_giants_stay(spec: PublicSpec) -> None:
    _stay(spec)
