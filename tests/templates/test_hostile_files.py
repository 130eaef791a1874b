"""Text of a document stays text in files that are no Python: pages, scripts and JSON of the examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from clientsmith.config import Config
from clientsmith.pipeline import plan_client, render_client
from clientsmith.project.output import Files
from safety.test_injection import BREAKERS, DOCUMENT, MARKER, poisoned
from templates.example_files import EXAMPLES, mistakes, words_of

CHOSEN = (
    *("backslash and quotes", "braces", "control characters", "escapes", "indentation"),
    *("markup", "new lines", "paths", "quotes"),
)


@pytest.mark.parametrize("breaker", CHOSEN)
def test_words_of_a_document_stay_words(tmp_path: Path, breaker: str) -> None:
    spec = tmp_path / "spec.json"
    document = poisoned(yaml.safe_load(DOCUMENT), BREAKERS[breaker])
    spec.write_text(json.dumps(document), encoding="utf-8")
    planned = plan_client(
        Config(naming="operation-id", spec=str(spec), output="out"), progress=lambda stage: None
    )

    def files_of(example: str) -> Files:
        templates = str(EXAMPLES / example / "templates")
        config = Config(
            naming="operation-id",
            spec=str(spec),
            output="out",
            templates=templates,
            target="templates",
        )
        return render_client(planned, config).files

    check_pages(files_of("reference-site"))
    check_scripts(files_of("curl-snippets"), tmp_path)
    collection = json.loads(files_of("postman-collection")["postman.json"])
    assert set(collection) == {"info", "variable", "item"}
    assert not list(tmp_path.rglob(f"{MARKER}*"))


def check_pages(site: Files) -> None:
    assert list(mistakes(site)) == []
    settings = yaml.safe_load(site["mkdocs.yml"])
    assert list(settings) == ["site_name", "docs_dir", "nav", "not_in_nav", "markdown_extensions"]
    assert {path.split("/")[0] for path in site} == {
        *(".clientsmith", ".markdownlint.json", "docs", "mkdocs.yml"),
    }


def check_scripts(files: Files, folder: Path) -> None:
    scripts = [text for path, text in files.items() if path.endswith(".sh")]
    assert scripts
    for script in scripts:
        called = words_of(script, folder)
        assert called[:3] == ["--globoff", "--fail-with-body", "--request"]
        assert called[-2] == "--url"
