"""README.md and API.md of a package: every snippet is valid, every operation is listed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from clientsmith.context import CONTEXT_VERSION, Package
from clientsmith.render.templates import TemplateSet
from support.clients import exchange, generate_to, import_from
from support.examples import methods_of
from support.pages import fenced
from support.public import ROOT, PublicSpec, each_public_spec, planned


@each_public_spec()
def test_pages_of_a_public_document(spec: PublicSpec) -> None:
    package = planned(spec).package
    readme = page(package, "README.md")
    for number, snippet in enumerate(fenced(readme, "python")):
        compile(snippet, f"README.md {number}", "exec")
    assert "\n\n\n\n" not in readme
    assert "\n\n\n" not in re.sub(r"^```.*?^```$", "code", readme, flags=re.MULTILINE | re.DOTALL)
    listed = page(package, "API.md")
    calls = len(list(methods_of(package)))
    tables = listed.partition("\n## Webhooks")[0].partition("\n## Models")[0]
    assert len(re.findall(r"^\| `\w+\(", tables, re.MULTILINE)) == calls


def page(package: Package, name: str) -> str:
    return TemplateSet().render(
        f"{name}.jinja", name, package=package, context_version=CONTEXT_VERSION
    )


def test_the_readme_lists_every_option(tmp_path: Path) -> None:
    source = ROOT / "specs" / "msportal" / "create-goal.md"
    generate_to(source, tmp_path, package="pages_options")
    package: Any = import_from(tmp_path, "pages_options")
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| option | |\n| --- | --- |\n")[2].partition("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines()]
    listed = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(listed) == sorted(package.SyncClientOptions.__annotations__)


def test_pages_stay_short_whatever_the_document_says(tmp_path: Path) -> None:
    long = "word " * 5_000
    operation = {"operationId": "listPets", "tags": ["pets"], "description": long}
    answer = {"schema": {"$ref": "#/components/schemas/Pet"}}
    operation["responses"] = {"200": {"description": long, "content": {"application/json": answer}}}
    pet = {"type": "object", "description": long, "properties": {"name": {"type": "string"}}}
    made = exchange(
        {
            "info": {"title": "Pets", "version": "1", "description": long},
            "tags": [{"name": "pets", "description": long}],
            "paths": {"/pets": {"get": operation}},
            "components": {"schemas": {"Pet": pet}},
        },
        tmp_path,
    )
    folder = tmp_path / "out"
    assert made.client is not None
    assert len((folder / "API.md").read_text(encoding="utf-8")) < 2_000
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) < 500


def test_no_text_of_a_document_is_markup(tmp_path: Path) -> None:
    evil = "<img src=x onerror=evil()> ![a](https://evil.test/x.png) | a | b\n\n# Evil\n```\nevil\n"
    server = {"url": "https://a.test", "description": evil}
    scheme = {"type": "http", "scheme": "bearer", "description": evil}
    get = {"tags": [evil], "summary": evil, "responses": {"200": {"description": evil}}}
    exchange(
        {
            "info": {"title": evil, "version": "1", "description": evil},
            "servers": [server, {"url": "https://b.test", "description": f"b {evil}"}],
            "security": [{"evil": []}],
            "components": {"securitySchemes": {"evil": scheme}},
            "paths": {"/pets": {"get": get}},
        },
        tmp_path,
    )
    for name in ("README.md", "API.md"):
        text = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert "<img" not in text
        assert "](https://evil" not in text
        assert "\n# Evil" not in text
        for line in text.splitlines():
            if line.startswith("| "):
                cells = re.sub(r"\\\|", "", line).count("|")
                assert cells in (3, 4, 5), line
