"""The commands, their configuration and their exit codes."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from support.command import clientsmith_here as clientsmith

SPEC = """\
openapi: 3.1.0
info: {title: Sample API, version: "1"}
servers: [{url: "https://sample.test"}]
paths:
  /pets:
    get:
      responses:
        "200":
          description: Pets
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}
components:
  schemas:
    Pet: {type: object, required: [id], properties: {id: {type: string, format: uuid}}}
"""

CONFIG = """\
[clients.sample]
spec = "spec.yaml"
output = "out"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "spec.yaml").write_text(SPEC)
    (tmp_path / "clientsmith.toml").write_text(CONFIG)
    return tmp_path


def test_generate_then_check(project: Path) -> None:
    assert clientsmith("generate", folder=project).code == 0
    assert clientsmith("check", folder=project).code == 0
    module = project / "out" / "sample" / "resources" / "pets.py"
    module.write_text(module.read_text().replace("list", "enumerate"))
    drifted = clientsmith("check", folder=project)
    assert drifted.code == 1
    assert "sample/resources/pets.py" in drifted.stdout
    assert "enumerate" in drifted.stdout


def test_check_finds_missing_and_extra_files(project: Path) -> None:
    assert clientsmith("check", folder=project).code == 1
    clientsmith("generate", folder=project)
    (project / "out" / "sample" / "resources" / "pets.py").unlink()
    outcome = clientsmith("check", "--json", folder=project)
    assert outcome.code == 1
    assert json.loads(outcome.stdout)["clients"][0]["missing"] == ["sample/resources/pets.py"]


def test_a_file_edited_by_hand_is_kept(project: Path) -> None:
    clientsmith("generate", folder=project)
    client = project / "out" / "sample" / "client.py"
    client.write_text(client.read_text() + "# mine\n")
    refused = clientsmith("generate", folder=project)
    assert refused.code == 2
    assert "sample/client.py" in refused.stderr
    assert "--force" in refused.stderr
    assert client.read_text().endswith("# mine\n")
    assert clientsmith("generate", "--force", folder=project).code == 0
    assert not client.read_text().endswith("# mine\n")


def test_files_that_are_not_ours_are_never_touched(project: Path) -> None:
    clientsmith("generate", folder=project)
    own = project / "out" / "sample" / "custom.py"
    own.write_text("# my own\n")
    assert clientsmith("generate", "--force", folder=project).code == 0
    assert own.read_text() == "# my own\n"


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ('[clients.a]\nspec = "spec.yaml"\noutptu = "out"\n', "did you mean `output`"),
        ('[clients.a]\nspec = "spec.yaml"\n', "`clients.a.output` is missing"),
        ('spec = "spec.yaml"\noutput = "o"\nenums = "clas"\n', "'class'"),
        ('spec = "spec.yaml"\noutput = 3\n', "must be a string"),
        ('spec = "spec.yaml"\noutput = "o"\n[names]\nschema = {}\n', "did you mean `schemas`"),
        ('spec = "spec.yaml"\noutput = "o"\n[types]\nuiid = "string"\n', "did you mean `uuid`"),
        ("spec = \n", "is not TOML"),
        ("clients = 1\n", "must be a table"),
        (
            '[clients.a]\nspec = "spec.yaml"\noutput = "o"\n'
            '[clients.b]\nspec = "spec.yaml"\noutput = "./x/../o/"\n',
            "`clients.b.output` is also the folder of the client 'a'; each client needs its own",
        ),
    ],
)
def test_mistakes_in_the_configuration(project: Path, config: str, message: str) -> None:
    (project / "clientsmith.toml").write_text(config)
    outcome = clientsmith("generate", folder=project)
    assert outcome.code == 2
    assert message in outcome.stderr


def test_an_unknown_client_is_named(project: Path) -> None:
    outcome = clientsmith("generate", "simple", folder=project)
    assert outcome.code == 2
    assert "there is no client 'simple'; known clients: sample\n" in outcome.stderr
    outcome = clientsmith("generate", "spec.yaml", folder=project)
    assert "known clients: sample; to generate from a document, add -o DIR" in outcome.stderr


def test_no_configuration(tmp_path: Path) -> None:
    outcome = clientsmith("generate", folder=tmp_path)
    assert outcome.code == 2
    assert "clientsmith init SPEC -o DIR" in outcome.stderr
    assert "clientsmith generate SPEC -o DIR" in outcome.stderr


def test_the_overview_has_whole_sentences(tmp_path: Path) -> None:
    for command in ([], ["templates"]):
        overview = clientsmith(*command, "-h", folder=tmp_path).stdout
        commands = overview.partition("Commands:\n")[2].splitlines()
        assert len(commands) > 4
        assert all(line.endswith(".") and not line.endswith("...") for line in commands), overview


def test_what_writes_nothing_does_not_say_so(project: Path) -> None:
    (project / "spec.yaml").write_text("hello: world\n")
    said = clientsmith("generate", folder=project)
    assert (said.code, "Nothing was written." in said.stderr) == (3, True)
    for command in (["check"], ["validate", "spec.yaml"]):
        said = clientsmith(*command, folder=project)
        assert (said.code, "Nothing was written." in said.stderr) == (3, False)


def test_configuration_in_pyproject(project: Path) -> None:
    (project / "clientsmith.toml").unlink()
    (project / "pyproject.toml").write_text(
        '[tool.clientsmith]\nspec = "spec.yaml"\noutput = "out"\npackage = "other"\n'
    )
    assert clientsmith("generate", folder=project).code == 0
    assert (project / "out" / "other" / "__init__.py").is_file()


def test_names_types_and_classes_are_overridable(project: Path) -> None:
    (project / "clientsmith.toml").write_text(
        CONFIG
        + 'client_class = "Zoo"\npackage = "zoo"\n[clients.sample.names.operations]\n'
        + '"GET /pets" = "animals.every"\n[clients.sample.names.schemas]\nPet = "Animal"\n'
        + '[clients.sample.types]\nuuid = "string"\n'
    )
    assert clientsmith("generate", folder=project).code == 0
    resource = (project / "out" / "zoo" / "resources" / "animals.py").read_text()
    assert "def every(" in resource
    assert "models.Animal" in resource
    assert "id: str" in "".join(
        file.read_text() for file in (project / "out" / "zoo" / "models").glob("*.py")
    )
    assert "class Zoo(" in (project / "out" / "zoo" / "client.py").read_text()


def test_the_context_is_printed_as_json(project: Path) -> None:
    outcome = clientsmith("templates", "context", "spec.yaml", folder=project)
    context = json.loads(outcome.stdout)
    method = context["package"]["resources"][0]["methods"][0]
    assert method["name"] == "list"
    assert method["path"] == '"/pets"'


def test_the_outcome_as_json(project: Path) -> None:
    outcome = clientsmith("generate", "--json", "--quiet", folder=project)
    (client,) = json.loads(outcome.stdout)["clients"]
    assert client["operations"] == client["operations_generated"] == 1
    assert client["schemas"] == client["schemas_generated"] == 1
    assert "sample/resources/pets.py" in client["written"]
    assert outcome.stderr == ""
    again = json.loads(clientsmith("generate", "--json", folder=project).stdout)["clients"][0]
    assert again["written"] == []


def test_wrong_options(project: Path) -> None:
    assert clientsmith("generate", "-o", "out", folder=project).code == 2
    assert clientsmith("generate", "spec.yaml", "--package", "x", folder=project).code == 2
    assert clientsmith("generate", "--nonsense", folder=project).code == 2
    assert clientsmith("--version", folder=project).stdout.startswith("clientsmith ")


def test_fetch_writes_one_document(project: Path) -> None:
    (project / "parts").mkdir()
    (project / "parts" / "pet.yaml").write_text(
        "{type: object, properties: {id: {type: string}}}\n"
    )
    spec = SPEC.replace("Pet: {type", "Other: {$ref: parts/pet.yaml}\n    Pet: {type")
    (project / "spec.yaml").write_text(spec)
    done = clientsmith("fetch", "spec.yaml", "-o", "out/whole.json", "--json", folder=project)
    assert done.code == 0
    told = json.loads(done.stdout)
    assert (told["operations"], told["changed"]) == (1, True)
    assert told["documents"] == ["parts/pet.yaml", "spec.yaml"]
    data = json.loads((project / "out" / "whole.json").read_text())
    assert data["components"]["schemas"]["Other"]["properties"] == {"id": {"type": "string"}}
    again = clientsmith("fetch", "spec.yaml", "-o", "out/whole.json", folder=project)
    assert "unchanged" in again.stderr
    assert [file.name for file in (project / "out").iterdir()] == ["whole.json"]


def test_fetch_leaves_the_file_where_the_source_is_broken(project: Path) -> None:
    (project / "whole.yaml").write_text("as it was")
    (project / "spec.yaml").write_text(SPEC.replace("#/components/schemas/Pet", "missing.yaml"))
    assert clientsmith("fetch", "spec.yaml", "-o", "whole.yaml", folder=project).code == 3
    assert (project / "whole.yaml").read_text() == "as it was"
    (project / "spec.yaml").write_text(SPEC)
    assert clientsmith("fetch", "spec.yaml", "-o", "whole.txt", folder=project).code == 2
    (project / "folder.json").mkdir()
    assert clientsmith("fetch", "spec.yaml", "-o", "folder.json", folder=project).code == 2


def test_fetch_from_pages(project: Path) -> None:
    (project / "docs").mkdir()
    for name in ("one", "two"):
        fragment = SPEC.replace("Pet: {type: object", f"Pet: {{title: {name}, type: object")
        page = f"# Page\n\n```yaml openapi.yaml get /pets\n{fragment}```\n"
        (project / "docs" / f"{name}.md").write_text(page)
    refused = clientsmith("fetch", "docs", "-o", "spec.json", folder=project)
    assert refused.code == 3
    assert "one.md" in refused.stderr
    assert not (project / "spec.json").exists()
    assert clientsmith("generate", "docs", "-o", "sdk", folder=project).code == 3
    done = clientsmith("fetch", "docs", "-o", "spec.json", "--conflicts", "newest", folder=project)
    assert done.code == 0
    assert (
        json.loads((project / "spec.json").read_text())["components"]["schemas"]["Pet"]["title"]
        == "two"
    )
    (project / "clientsmith.toml").write_text(
        'spec = "docs"\noutput = "sdk"\nconflicts = "newest"\n'
    )
    assert clientsmith("generate", folder=project).code == 0


def test_a_command_prints_the_document(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENTSMITH_TRUST", "1")
    program = "import sys; print('working', file=sys.stderr); print(open('spec.yaml').read())"
    command = json.dumps([sys.executable, "-c", program])
    (project / "clientsmith.toml").write_text(f"command = {command}\noutput = 'out'\n")
    done = clientsmith("generate", folder=project)
    assert done.code == 0, done.stderr
    assert (project / "out" / "sample" / "resources" / "pets.py").is_file()


@pytest.mark.parametrize(
    ("config", "code", "words"),
    [
        ("command = ['no-such-program']", 3, "cannot be run"),
        (f"command = ['{sys.executable}', '-c', 'exit(7)']", 3, "exit code 7"),
        (f"command = ['{sys.executable}', '-c', 'pass']", 3, "empty"),
        ("command = ['a']\nspec = 'b'", 2, "cannot be combined"),
        ("command = 'make spec'", 2, "must be a list of strings"),
        ("", 2, "`spec` or `command` is required"),
    ],
)
def test_commands_that_print_nothing(
    project: Path, config: str, code: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTSMITH_TRUST", "1")
    (project / "clientsmith.toml").write_text(f"{config}\noutput = 'out'\n")
    done = clientsmith("generate", folder=project)
    assert (done.code, words in done.stderr) == (code, True), done.stderr
    assert not (project / "out").exists()


def test_names_of_distributions_are_installed_only_if_they_are_published(project: Path) -> None:
    done = clientsmith("generate", folder=project)
    assert "Next: pip install ./out; " in done.stderr
    readme = project / "out" / "README.md"
    text = readme.read_text(encoding="utf-8")
    assert re.findall(r"pip install [^`\n]*", text) == [
        "pip install .",
        "pip install ./path/to/it",
        "pip install git+https://example.com/it.git",
        'pip install ".[speed]"',
        "pip install --group test",
    ]
    (project / "clientsmith.toml").write_text(CONFIG + 'distribution = "acme-sample"\n')
    assert clientsmith("generate", folder=project).code == 0
    text = readme.read_text(encoding="utf-8")
    assert re.findall(r"pip install [^`\n]*", text) == [
        "pip install acme-sample",
        'pip install "acme-sample[speed]"',
        "pip install --group test",
    ]
    metadata = (project / "out" / "pyproject.toml").read_text(encoding="utf-8")
    assert 'name = "acme-sample"\n' in metadata


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a b", "must be ASCII letters"),
        ("-x", "must be ASCII letters"),
        ("x; import os", "must be ASCII letters"),
        ("HTTPX2", "which the client requires"),
        ("structlog", "which the client requires"),
    ],
)
def test_names_of_distributions_that_cannot_be(project: Path, name: str, words: str) -> None:
    (project / "clientsmith.toml").write_text(
        f'{CONFIG}distribution = "{name}"\ndependencies = ["structlog>=25"]\n'
    )
    done = clientsmith("generate", folder=project)
    assert (done.code, words in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("prefix", ["acme", "ACME_", "A__B", "1A", "A-B", "A B", "É"])
def test_beginnings_of_environment_variables_that_cannot_be(project: Path, prefix: str) -> None:
    (project / "clientsmith.toml").write_text(
        f'{CONFIG}env_prefix = "{prefix}"\n', encoding="utf-8"
    )
    done = clientsmith("generate", folder=project)
    assert done.code == 2
    assert "env_prefix` must be capital letters, digits and single underscores" in done.stderr
