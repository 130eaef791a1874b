"""`clientsmith explain`: where names come from, what lost, and the line that changes them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from support.command import Outcome
from support.command import clientsmith_here as clientsmith

ROOT = Path(__file__).resolve().parents[2]

SPEC = """\
openapi: 3.1.0
info: {title: Sample API, version: "1"}
servers: [{url: "https://sample.test"}]
paths:
  /vms/{id}/actions/reboot:
    post:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: Done}}
  /vms/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: A machine
          content: {application/json: {schema: {$ref: "#/components/schemas/vm_detail"}}}
  /pets:
    get:
      operationId: getPets
      tags: [Pet]
      responses:
        "200":
          description: Pets
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}
    post:
      operationId: adoptPet
      tags: [Pet]
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {note: {type: string}}}
      responses: {"204": {description: Done}}
  /owners/{id}/pets:
    get:
      operationId: listPets
      tags: [Pet]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: Done}}
components:
  schemas:
    vm_detail: {type: object, properties: {name: {type: string}}}
    Pet:
      type: object
      required: [id]
      properties:
        id: {type: string}
        class: {type: string}
        tag-name: {type: string}
        tag_name: {type: string}
        home:
          title: Address
          type: object
          properties: {street: {type: string}}
        vet:
          title: The doctor that is responsible for the pet
          type: object
          properties: {name: {type: string}}
    List: {type: object, properties: {a: {type: string}}}
"""

CONFIG = """\
spec = "spec.yaml"
output = "out"
naming = "operation-id"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "spec.yaml").write_text(SPEC)
    (tmp_path / "clientsmith.toml").write_text(CONFIG)
    return tmp_path


def explained(project: Path, name: str, *arguments: str) -> str:
    outcome = clientsmith("explain", name, *arguments, "--quiet", folder=project)
    assert (outcome.code, outcome.stderr) == (0, "")
    return outcome.stdout


def values(project: Path, name: str, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(explained(project, name, "--json", *arguments))[
        "explanations"
    ]
    return found


def decision(project: Path, name: str, *arguments: str) -> dict[str, Any]:
    [value] = values(project, name, *arguments)
    first: dict[str, Any] = value["decisions"][0]
    return first


def test_a_method_from_a_path(project: Path) -> None:
    assert explained(project, "client.vms.reboot") == (
        "client.vms.reboot\n"
        "  POST /vms/{id}/actions/reboot (spec.yaml:6)\n"
        "  operationId: none\n"
        "  tags: none\n"
        "\n"
        "  Method vms.reboot: the action that the path ends with, behind a segment such as "
        "`actions`\n"
        "\n"
        "  Resource vms: the static segments of the path\n"
        "\n"
        "  To change the name, add lines like these to clientsmith.toml:\n"
        "    [names.operations]\n"
        '    "POST /vms/{id}/actions/reboot" = "vms.new_name"\n'
    )
    assert decision(project, "GET /vms/{id}")["rule"] == (
        "the HTTP method, on what the path leads to"
    )


def test_a_method_from_a_path_although_there_is_an_operation_id(project: Path) -> None:
    (project / "clientsmith.toml").write_text(CONFIG.replace("operation-id", "path"))
    [value] = values(project, "adoptPet")
    method, resource = value["decisions"]
    assert (method["name"], resource["name"]) == ("pets.create", "pets")
    assert method["rule"] == "the HTTP method, on what the path leads to"
    assert resource["rule"] == "the static segments of the path"
    assert "pets.list_owners" not in explained(project, "listPets")
    assert decision(project, "listPets")["name"] == "owners.pets.list"


def test_a_method_from_an_operation_id_and_its_resource_from_a_tag(project: Path) -> None:
    [value] = values(project, "adoptPet")
    method, resource = value["decisions"]
    assert (method["name"], resource["name"]) == ("pets.adopt", "pets")
    assert method["rule"] == "words of the operationId, without the resource's own"
    assert resource["rule"] == "the first tag, in the plural as in the path"
    assert value["document"] == {"operationId": "adoptPet", "tags": "Pet"}


def test_a_clash(project: Path) -> None:
    id_rule = "words of the operationId, without the resource's own"
    method = decision(project, "getPets")
    assert [tuple(each.values()) for each in method["candidates"]] == [
        ("pets.get", id_rule, "only names the HTTP method"),
        (
            "pets.list",
            "the HTTP method, on what the path leads to",
            "belongs to GET /owners/{id}/pets",
        ),
        ("pets.get", f"{id_rule}, as a second choice", None),
    ]
    assert method["rule"] == method["candidates"][-1]["rule"]


def test_a_path_stands_for_all_of_its_operations(project: Path) -> None:
    assert [value["stands_for"] for value in values(project, "/pets")] == [
        "GET /pets",
        "POST /pets",
    ]


def test_a_chosen_name(project: Path) -> None:
    (project / "clientsmith.toml").write_text(
        f'{CONFIG}[names.operations]\nadoptPet = "pets.take"\n[names.schemas]\nPet = "Animal"\n'
    )
    text = explained(project, "pets.take")
    assert 'set by "adoptPet" in names.operations' in text
    assert "not pets.adopt: words of the operationId" in text
    assert "edit its line in [names.operations] of clientsmith.toml" in text
    assert 'set by "Pet" in names.schemas' in explained(project, "Animal")
    assert "add a line like this to [names.schemas]" in explained(project, "VmDetail")


def test_a_verb_of_the_configuration(project: Path) -> None:
    (project / "clientsmith.toml").write_text(f'{CONFIG}[verbs]\nget = "retrieve"\n')
    assert "`verbs` of the configuration has `retrieve` for `get`" in explained(
        project, "vms.retrieve"
    )


def test_a_previous_name(project: Path) -> None:
    assert clientsmith("generate", folder=project).code == 0
    names = project / "out" / ".clientsmith" / "names.json"
    old = names.read_text()
    changed = old.replace('"pets.adopt"', '"pets.take"').replace('"PetHome"', '"Home"')
    names.write_text(changed.replace('"name": "Address"', '"name": "Home"'))
    method = decision(project, "POST /pets")
    assert (method["name"], method["pin"]) == ("pets.take", "POST /pets")
    assert method["rule"] == "the client had this name before"
    assert [(each["name"], each["lost"]) for each in method["candidates"]] == [
        ("pets.adopt", "is not the name that the client had before")
    ]
    model = decision(project, "Home")
    assert model["pin"] == "#/components/schemas/Pet/properties/home"
    assert [each["name"] for each in model["candidates"]] == ["Address"]


def test_a_model_from_a_component(project: Path) -> None:
    [value] = values(project, "models.VmDetail")
    assert (value["pointer"], value["line"]) == ("/components/schemas/vm_detail", 40)
    assert value["decisions"][0]["rule"] == "name of the component"
    assert values(project, "vm_detail") == [value]


def test_a_model_from_a_title(project: Path) -> None:
    assert decision(project, "Address")["rule"] == "title of the schema"


def test_a_model_from_its_place(project: Path) -> None:
    model = decision(project, "PetVet")
    assert model["rule"] == "where the schema stands"
    assert [(each["name"], each["lost"]) for each in model["candidates"]] == [
        ("The doctor that is responsible for the pet", "is a sentence"),
        ("PetVet", None),
    ]


def test_renamed_fields(project: Path) -> None:
    reserved = decision(project, "Pet.class")
    assert (reserved["name"], reserved["candidates"][0]) == (
        "class_",
        {
            "name": "class",
            "rule": "name of the property in snake case",
            "lost": "is a keyword of Python",
        },
    )
    clash = decision(project, "models.Pet.tag-name")
    assert clash["candidates"][0]["lost"] == "belongs to the property tag_name"
    assert "No setting changes this name." in explained(project, "Pet.class_")


def test_arguments(project: Path) -> None:
    for name in ("client.vms.reboot.id", "vms.reboot.id"):
        [value] = values(project, name)
        assert value["name"] == "client.vms.reboot(id=…)"
        assert value["stands_for"] == "path parameter id of POST /vms/{id}/actions/reboot"
        assert value["line"] == 7
        [chosen] = value["decisions"]
        assert (chosen["kind"], chosen["name"]) == ("argument", "id")
        assert chosen["rule"] == "name of the parameter in snake case"
    [value] = values(project, "adoptPet.note")
    assert value["stands_for"] == "property note of the body of POST /pets"
    assert [(each["kind"], each["rule"]) for each in value["decisions"]] == [
        ("argument", "name of the field"),
        ("field", "name of the property in snake case"),
    ]
    assert decision(project, "pets.adopt.options")["rule"] == "argument for per-request options"


CLASH = """\
openapi: 3.1.0
info: {title: Sample API, version: "1"}
servers: [{url: "https://sample.test"}]
paths:
  /pets/{id}:
    put:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: class, in: query, schema: {type: string}}
        - {name: id, in: query, schema: {type: string}}
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {id: {type: string}}}
      responses: {"204": {description: Done}}
"""


def test_arguments_of_one_name(tmp_path: Path) -> None:
    (tmp_path / "clash.yaml").write_text(CLASH, encoding="utf-8")
    path, query, body = values(tmp_path, "pets.update.id", "clash.yaml")
    assert [each["decisions"][0]["name"] for each in (path, query, body)] == [
        "id",
        "query_id",
        "body_id",
    ]
    assert query["decisions"][0]["candidates"][0]["lost"] == "belongs to the parameter id (path)"
    assert body["decisions"][0]["candidates"][0]["lost"] == "belongs to another argument"
    keyword = decision(tmp_path, "pets.update.class", "clash.yaml")
    assert keyword["candidates"][0]["lost"] == "is a keyword of Python"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("client.pets.adoptt", "'pets.adopt'"),
        ("POST /pet", "'POST /pets'"),
        ("Pett", "'Pet'"),
        ("Pet.clas", "'Pet.class_'"),
        ("client.vms.reboot.ids", "'vms.reboot.id'"),
    ],
)
def test_an_unknown_name(project: Path, name: str, near: str) -> None:
    outcome = clientsmith("explain", name, folder=project)
    assert (outcome.code, outcome.stdout) == (2, "")
    assert f"Nothing in spec.yaml is called {name!r}. Did you mean {near}" in outcome.stderr
    value = json.loads(clientsmith("explain", name, "--json", folder=project).stdout)
    assert value["error"]["unknown_name"] == name
    assert near.strip("'") in value["error"]["near"]


@pytest.mark.parametrize("name", ["vms.reboot", "adoptPet", "VmDetail", "Address", "PetVet"])
@pytest.mark.parametrize("place", ["alone", "client", "pyproject", "beside"])
def test_the_line_changes_the_name_when_it_is_pasted(project: Path, name: str, place: str) -> None:
    file = project / "clientsmith.toml"
    shared = ""
    if place == "client":
        file.write_text('[clients."a b"]\n' + CONFIG)
    elif place == "pyproject":
        file.unlink()
        file = project / "pyproject.toml"
        file.write_text("[tool.clientsmith]\n" + CONFIG)
    elif place == "beside":
        shared = '[names.operations]\n"GET /pets" = "pets.all"\n'
        file.write_text(f"{shared}[clients.shop]\n{CONFIG}")
    [value] = values(project, name)
    setting = value["setting"]
    assert setting["file"] == file.name
    text = file.read_text()
    if setting["table"] in text:
        text = text.replace(setting["table"], f"{setting['table']}\n{setting['line']}")
    else:
        text += f"\n{setting['table']}\n{setting['line']}\n"
    file.write_text(text)
    new = re.findall('"([^"]*)"', setting["line"])[-1]
    [changed] = values(project, new)
    assert (changed["stands_for"], changed["pointer"]) == (value["stands_for"], value["pointer"])
    assert changed["decisions"][0]["setting"]
    if shared:
        assert decision(project, "getPets")["name"] == "pets.all"


def test_which_client_is_meant(project: Path) -> None:
    two = (f'[clients.{name}]\nspec = "spec.yaml"\noutput = "{name}"\n' for name in "ab")
    (project / "clientsmith.toml").write_text("".join(two))
    outcome = clientsmith("explain", "Pet", folder=project)
    assert outcome.code == 2
    assert "say which client behind NAME; there are: a, b" in outcome.stderr
    assert "[clients.b.names.schemas]" in explained(project, "Pet", "b")
    assert "[names.schemas]" in explained(project, "Pet", "spec.yaml")
    assert clientsmith("explain", "Pet", "c", folder=project).code == 2


def _shell(text: str) -> list[str]:
    return re.findall(r"'([^']*)'|(\S+)", text)


def test_the_example_of_the_documentation() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    [(command, shown)] = re.findall(r"```sh\n\$ clientsmith (explain .*)\n((?:.+\n|\n)*?)```", page)
    arguments = [quoted or plain for quoted, plain in _shell(command)]
    outcome: Outcome = clientsmith(*arguments, "--quiet", folder=ROOT)
    assert outcome.stdout == shown


BOT = """\
openapi: 3.1.0
info: {title: Chat API, version: "1"}
servers: [{url: "https://chat.test"}]
security: [{BotToken: []}, {login: []}]
paths:
  /rooms:
    get: {responses: {"204": {description: Done}}}
components:
  securitySchemes:
    BotToken: {type: apiKey, in: header, name: Authorization}
    login: {type: http, scheme: bearer}
"""


def test_a_credential(tmp_path: Path) -> None:
    (tmp_path / "chat.yaml").write_text(BOT, encoding="utf-8")
    expected = """\
Chat(bot_token=…)
  security scheme BotToken (chat.yaml:10)
  environment variable: CHAT_BOT_TOKEN (`env_prefix` sets what it begins with)
  sent as: Authorization: Bot … (the description or the name of the security scheme says so)

  Credential bot_token: the words of the security scheme's name

  No setting changes this name.
"""
    for name in ("bot_token", "CHAT_BOT_TOKEN", "BotToken"):
        assert clientsmith("explain", name, "chat.yaml", folder=tmp_path).stdout == expected
    done = clientsmith("explain", "login", "chat.yaml", "--json", folder=tmp_path)
    [found] = json.loads(done.stdout)["explanations"]
    assert (found["name"], found["line"]) == ("Chat(login_token=…)", 11)
    near = clientsmith("explain", "bot_tokens", "chat.yaml", folder=tmp_path)
    assert "Did you mean 'bot_token'" in near.stderr
