"""Public documents can be used, whatever rules they break."""

from collections import Counter
from pathlib import Path

import pytest

from clientsmith.prepare.validate import validate
from clientsmith.problem import Severity
from clientsmith.sources import load
from support.public import SHARED, PublicSpec, each_public_spec

pytestmark = pytest.mark.client

FOUND: dict[str, dict[str, int]] = {
    "digitalocean": {"default-invalid": 1, "reference-misplaced": 661, "required-undefined": 1},
    "docker-engine": {"default-invalid": 1},
    "openai": {"default-invalid": 16, "invalid-value": 1, "wrong-type": 9},
    "opc-baseline-3.1": {"default-invalid": 1, "unknown-key": 1},
}
"""What is wrong with them, by code; nothing with the others."""

DOCUMENTS = {"digitalocean": 1860, "oai-petstore-separate-2.0": 5, "redocly-cafe-split-3.2": 40}
"""How many documents they consist of, those of code samples included; one each of the others."""


@each_public_spec()
def test_public_specs_can_be_used(spec: PublicSpec) -> None:
    library = load(str(spec.file))
    problems = validate(library)
    assert len(library.documents) == DOCUMENTS.get(spec.name, 1)
    assert Counter(problem.code for problem in problems) == FOUND.get(spec.name, {})
    assert all(problem.severity < Severity.ERROR for problem in problems)
    assert all(problem.location.line for problem in problems)


def _files(pattern: str) -> list[Path]:
    return sorted(SHARED.glob(pattern))


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"there is no {SHARED.name} beside the repository")
@pytest.mark.parametrize("version", ["openapi30", "openapi31", "openapi32"])
def test_conformance_documents_can_be_used(version: str) -> None:
    files = _files(f"conformance/{version}/**/*.json")
    assert len(files) > 60
    for file in files:
        worst = max((p.severity for p in validate(load(str(file)))), default=Severity.NOTE)
        assert worst < Severity.ERROR, file


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"there is no {SHARED.name} beside the repository")
def test_documentation_pages_can_be_used() -> None:
    texts = {file: file.read_text() for file in _files("docs_pages/*/**/*.md")}
    pages = [
        file for file, text in texts.items() if "openapi: 3." in text and " webhook " not in text
    ]
    assert len(pages) > 60
    for page in pages:
        library = load(str(page))
        assert not library.problems, page
        first = page.read_text().splitlines()[library.root.line_of("/openapi") - 1]
        assert first.strip().startswith("openapi: 3."), page
        assert all(p.severity < Severity.ERROR for p in validate(library)), page
