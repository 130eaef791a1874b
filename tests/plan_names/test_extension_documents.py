"""A small document for each vendor extension of the table, with what a client of it has.

`make regen` rewrites what is expected.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clientsmith.config import Config
from clientsmith.pipeline import Planned, plan_client
from clientsmith.read.extensions import EXTENSIONS, UNFOLLOWED

DOCUMENTS = Path(__file__).parent / "vendor_extensions"


def surface(client: Planned) -> Iterator[str]:
    """Yield a line for each call with its pages, each class with its fields or members, and each
    message about an extension."""
    for resource in client.package.resources:
        for method in resource.methods:
            arguments = ", ".join(str(each.name) for each in method.arguments)
            yield f"{resource.path}.{method.name}({arguments})"
            if method.pagination is not None:
                yield f"    pages: {method.pagination.strategy}"
    for module in client.package.model_modules:
        for model in module.models:
            fields = ", ".join(f"{each.name}: {each.annotation}" for each in model.fields)
            yield f"class {model.name}: {fields}"
        for enum in module.enum_classes:
            members = ", ".join(f"{each.name} = {each.value}" for each in enum.members)
            yield f"class {enum.name}: {members}"
    for problem in client.problems:
        if problem.code.startswith("vendor-extension"):
            yield f"{problem.code} {problem.location.pointer}: {problem.message}"


@pytest.mark.parametrize("key", sorted({*EXTENSIONS, *UNFOLLOWED}))
def test_an_extension_gives_what_is_expected(key: str, request: pytest.FixtureRequest) -> None:
    config = Config(spec=str(DOCUMENTS / f"{key}.yaml"), enums="class")
    client = plan_client(config, progress=lambda stage: None)
    lines = "".join(f"{line}\n" for line in surface(client))
    file = DOCUMENTS / f"{key}.txt"
    if request.config.getoption("--regen"):
        file.write_text(lines, encoding="utf-8")
    assert lines == file.read_text(encoding="utf-8"), "run with --regen"


def test_there_is_no_document_without_an_extension() -> None:
    assert {file.stem for file in DOCUMENTS.iterdir()} == {*EXTENSIONS, *UNFOLLOWED}
