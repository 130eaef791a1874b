"""Commands take several documents."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from clientsmith.config import ConfigError, load_configs
from support.command import Outcome
from support.command import clientsmith_here as clientsmith

pytestmark = pytest.mark.detail

SHOP = """\
openapi: 3.0.3
info: {title: Shop, version: "1"}
servers: [{url: https://shop.test}]
paths:
  /orders:
    get: {operationId: listOrders, tags: [orders], responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Item"}}}}}}
components: {schemas: {Item: {type: object, properties: {order: {type: string, nullable: true}}}}}
"""
BILLS = """\
swagger: "2.0"
info: {title: Bills, version: "1"}
host: bills.test
paths:
  /bills:
    get: {operationId: listBills, tags: [bills], produces: [application/json], responses: {"200": {description: ok, schema: {$ref: "#/definitions/Item"}}}}
  /internal:
    get: {operationId: internal, responses: {"204": {description: ok}}}
definitions: {Item: {type: object, properties: {bill: {type: integer}}}}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A configuration with a client of two documents, one of them with Windows line ends."""
    for name, text in (("shop/api.yaml", SHOP), ("bills/api.yaml", BILLS.replace("\n", "\r\n"))):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(text.encode())
    (tmp_path / "clientsmith.toml").write_text(
        "spec = ['shop/api.yaml', 'bills/api.yaml']\noutput = 'sdk'\n"
        "exclude = {operations = ['internal']}\n"
        "[[patches]]\nat = '/info/title'\nset = 'Both'\nreason = 'It is more than the shop.'\n"
        "[names.schemas]\nItem_2 = 'BillItem'\n"
    )
    return tmp_path


def run(project: Path, *arguments: str) -> Outcome:
    environment = {**os.environ, "XDG_CACHE_HOME": str(project / "cache")}
    return clientsmith(*arguments, folder=project, env=environment)


def test_the_client_of_a_configuration(project: Path) -> None:
    told = run(project, "generate", "--json", "-v")
    assert told.code == 0, told.stderr
    [client] = json.loads(told.stdout)["clients"]
    assert (client["package"], client["operations"], client["operations_generated"]) == (
        "both",
        2,
        2,
    )
    models = "".join(file.read_text() for file in (project / "sdk/both/models").glob("*.py"))
    assert "class BillItem(" in models
    bills = (project / "sdk/both/resources/bills.py").read_text()
    assert ("https://bills.test" in bills, "internal" in bills) == (True, False)
    manifest = json.loads((project / "sdk/.clientsmith/manifest.json").read_text())
    assert list(manifest["source"]["documents"]) == ["bills/api.yaml", "shop/api.yaml"]
    assert not (project / "clientsmith.lock").exists()
    assert run(project, "check").code == 0
    changed = BILLS.replace("type: integer", "type: string")
    (project / "bills/api.yaml").write_text(changed)
    assert run(project, "check").code == 1


def test_documents_on_the_command_line(project: Path) -> None:
    sources = ("shop/api.yaml", "bills/api.yaml")
    told = run(project, "fetch", *sources, "-o", "all.yaml", "--json")
    assert told.code == 0, told.stderr
    outcome = json.loads(told.stdout)
    assert (outcome["operations"], outcome["documents"]) == (3, ["bills/api.yaml", "shop/api.yaml"])
    for spec in (sources, ("all.yaml",)):
        assert run(project, "validate", *spec, "--strict").code == 0
        assert run(project, "generate", *spec, "-o", f"sdk{len(spec)}", "-p", "sdk").code == 0
    texts = [
        {file.name: file.read_text() for file in sorted((project / name / "sdk").rglob("*.py"))}
        for name in ("sdk1", "sdk2")
    ]
    assert texts[0] == texts[1]


def test_the_document_of_a_client(project: Path) -> None:
    told = run(project, "fetch", "-o", "both.json", "--json")
    assert told.code == 0, told.stderr
    data = json.loads((project / "both.json").read_text())
    assert (data["info"]["title"], list(data["paths"])) == ("Both", ["/orders", "/bills"])
    assert json.loads(told.stdout)["operations"] == 2


def test_what_is_wrong_has_its_file(project: Path) -> None:
    (project / "bills/api.yaml").write_text(
        BILLS.replace("$ref: ", "$ref: x").replace("/bills:", "/orders:")
    )
    told = run(project, "validate", "shop", "bills/api.yaml", "--json")
    assert told.code == 3
    told = run(project, "validate", "shop/api.yaml", "bills/api.yaml", "--json")
    assert told.code == 3
    [problem] = json.loads(told.stdout)["error"]["problems"]
    assert problem["code"] == "reference-unresolved"
    (project / "bills/api.yaml").write_text(BILLS.replace("/bills:", "/orders:"))
    told = run(project, "validate", "shop/api.yaml", "bills/api.yaml", "--json")
    [problem] = [
        each for each in json.loads(told.stdout)["error"]["problems"] if each["severity"] == "error"
    ]
    assert (problem["code"], problem["line"]) == ("join-conflict", 6)
    assert "'shop/api.yaml' (line 6)" in problem["message"]
    assert "'bills/api.yaml' (line 6)" in problem["message"]


@pytest.mark.parametrize("spec", ["[]", "['a', 1]", "1", "['']"])
def test_mistakes_in_the_configuration(tmp_path: Path, spec: str) -> None:
    file = tmp_path / "clientsmith.toml"
    file.write_text(f"spec = {spec}\noutput = 'sdk'\n")
    with pytest.raises(ConfigError, match="`spec` must be a string or a list of strings"):
        load_configs(file)
