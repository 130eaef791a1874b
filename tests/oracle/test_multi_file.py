"""A document reads the same in many files and in one."""

from __future__ import annotations

import pytest

from clientsmith.read import read
from clientsmith.sources import load
from oracle.comparison import compare
from oracle.shapes import declarations, operations
from support.public import MULTI_FILE_ROOTS, SHARED, names_with_slow_giants

pytestmark = pytest.mark.client

SINGLE_FILES = {
    "digitalocean": "digitalocean/digitalocean.bundled.yaml",
    "redocly-cafe-split-3.2": "redocly-cafe-3.2/redocly-cafe-3.2.yaml",
}


@pytest.mark.parametrize("name", names_with_slow_giants(SINGLE_FILES))
def test_many_files_read_like_one(name: str) -> None:
    specs = SHARED / "specs"
    if not specs.is_dir():
        pytest.skip(f"there is no {SHARED.name}/specs beside the repository")
    many, one = (
        read(load(str(file)))[0]
        for file in (specs / name / MULTI_FILE_ROOTS[name], specs / SINGLE_FILES[name])
    )
    compared = compare(operations(many) | declarations(many), operations(one) | declarations(one))
    assert compared.differences == ()
    assert operations(many).keys() == operations(one).keys()
