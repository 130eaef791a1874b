"""The pages on templates say what is there: every block, every filter, every field of the contract."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment

from clientsmith.program import builtin_folder
from clientsmith.project.output import Files
from clientsmith.render import TemplateSet, render
from clientsmith.render.blocks import block_names
from clientsmith.render.environment import FILTERS
from render.sample_contexts import ACME
from support.clients import generate_to
from support.contexts import checked_in_contexts
from support.pages import fenced
from templates.contract_page import contract_page
from templates.contract_schema import contract_schema

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGE = (DOCS / "templates.md").read_text(encoding="utf-8")
SPEC = Path(__file__).parent / "acme.yaml"


def documented_blocks() -> dict[str, dict[str, list[str]]]:
    """Template → block → names that it sees, as the page has them."""
    chapter = PAGE.split("\n## Built-in templates\n")[1].split("\n## ")[0]
    found = {}
    for section in chapter.split("\n### ")[1:]:
        rows = re.findall(r"^\| `(\w+)` \|(.*?)\|", section, re.MULTILINE)
        found[section.split("`")[1]] = {name: re.findall(r"`(\w+)`", sees) for name, sees in rows}
    return found


def test_every_template_and_every_block_is_listed() -> None:
    there = {
        name: block_names(Environment().parse((builtin_folder() / name).read_text("utf-8")))
        for name in TemplateSet().names
    }
    assert {name: set(blocks) for name, blocks in documented_blocks().items()} == there


@pytest.mark.parametrize("name", [name for name, blocks in documented_blocks().items() if blocks])
def test_blocks_see_what_the_page_says(tmp_path: Path, name: str) -> None:
    own = {"resource": "resource", "module": "module", "client": "client"}.get(
        name.rpartition("/")[2].partition(".")[0]
    )
    common = ["package", "context_version", "flavours", *([own] if own else [])]
    text = f'{{% extends "builtin/{name}" %}}\n'
    for block, sees in documented_blocks()[name].items():
        used = "".join(f"{{% if {each} is undefined %}}{{{{ {each} }}}}{{% endif %}}" for each in
                       [*common, *sees])  # fmt: skip
        text += f"{{% block {block} %}}\n{used}\n{{{{ super() -}}}}\n{{% endblock %}}\n"
    place = tmp_path / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    files, builtin = render(ACME, TemplateSet(tmp_path)), render(ACME, TemplateSet())
    if name.endswith(".py.jinja"):
        assert dict(files) == dict(builtin)
    else:  # blank lines count there
        assert {
            path: files[path].split() for path in files if path != ".clientsmith/manifest.json"
        } == {path: builtin[path].split() for path in files if path != ".clientsmith/manifest.json"}


def test_every_filter_is_listed() -> None:
    chapter = PAGE.split("\n### Encoders\n")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)(?:\([\w, ]*\))?` \|", chapter, re.MULTILINE)
    assert sorted(listed) == sorted(FILTERS)


def recipes() -> list[tuple[str, str]]:
    """Path and text of every template on the page."""
    found = [(re.match(r"\{# (\S+) #\}\n", text), text) for text in fenced(PAGE, "jinja")]
    assert found
    assert all(match for match, _ in found)
    return [(match[1], text) for match, text in found if match]


@pytest.fixture(scope="module")
def builtin(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return generate_to(SPEC, tmp_path_factory.mktemp("builtin")).files


@pytest.mark.parametrize(("name", "text"), recipes())
def test_recipes_work(tmp_path: Path, name: str, text: str, builtin: Files) -> None:
    place = tmp_path / "own" / name
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")
    files = generate_to(SPEC, tmp_path / "out", templates=str(tmp_path / "own")).files
    changed = [path for path in files if files[path] != builtin.get(path)]
    assert len(changed) > 1  # the manifest, and what the recipe is for
    for path in changed:
        if path != ".clientsmith/manifest.json":
            kept = iter(files[path].split("\n"))
            before = builtin.get(path, "")
            lost = [line for line in before.split("\n") if line and line not in kept]
            assert lost == [], path


def compare(place: Path, text: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--regen"):
        place.write_text(text, encoding="utf-8")
    assert place.read_text(encoding="utf-8") == text


def test_the_page_on_the_contract_is_up_to_date(request: pytest.FixtureRequest) -> None:
    text = contract_page(checked_in_contexts().values())
    compare(ROOT / "templates" / "CONTEXT.md", text, request)


def test_the_schema_of_contexts_is_up_to_date(request: pytest.FixtureRequest) -> None:
    compare(ROOT / "templates" / "context.schema.json", contract_schema(), request)
