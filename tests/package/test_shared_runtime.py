"""Clients with `runtime = "package"` share the distribution `clientsmith-runtime`."""

from __future__ import annotations

import importlib
import json
import logging
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from clientsmith.config import Config, ConfigError, RuntimeSettings, load_configs
from clientsmith.pipeline import generate_client
from clientsmith.render.runtime import shared_runtime, shared_runtime_version
from support.clients import generate_to
from support.command import clientsmith_here
from support.public import ROOT
from support.runtime import write_shared_runtime

DOCUMENT = """
openapi: 3.1.0
info: {title: TITLE, version: "1.2.0"}
servers: [{url: "https://TITLE.test"}]
paths:
  /pets/{id}:
    get:
      operationId: get_pet
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: Ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
    put:
      operationId: store_pet
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
      responses:
        "200": {description: Ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        friends: {type: array, items: {$ref: "#/components/schemas/Friend"}}
        tag: {type: [string, "null"]}
    Friend: {type: object, properties: {PROPERTY}}
"""

PROPERTIES = {
    "sharing_one": "since: {type: string, format: date-time}",
    "sharing.two": "weight: {type: string, format: decimal}",
}
"""Package → properties of a schema that has the same name in both documents."""

SHARED = RuntimeSettings(is_shared=True)
MSPORTAL = ROOT / "specs" / "msportal" / "create-goal.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("sharing")
    write_shared_runtime(folder)
    for package, properties in PROPERTIES.items():
        spec = folder / f"{package}.yaml"
        text = DOCUMENT.replace("TITLE", package).replace("PROPERTY", properties)
        spec.write_text(text, encoding="utf-8")
        generate_to(
            spec,
            folder / "out",
            package=package,
            client_class="Sharing",
            runtime=SHARED,
            validate_requests=True,
        )
        shutil.move(folder / "out" / package.partition(".")[0], folder)
        shutil.rmtree(folder / "out")
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def packages(folder: Path) -> tuple[ModuleType, ModuleType]:
    one, two = map(importlib.import_module, PROPERTIES)
    return one, two


def client(package: ModuleType, status: int, content: Any) -> tuple[Any, list[httpx2.Request]]:
    """A client and the requests that it sends, each of which has the same answer."""
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(status, json=content)

    return package.Sharing(transport=httpx2.MockTransport(answer), retries=0), sent


# --- two clients in a process -----------------------------------------------------------------


def test_names_are_the_same_objects(packages: tuple[ModuleType, ModuleType]) -> None:
    one, two = packages
    runtime = importlib.import_module("clientsmith_runtime")
    assert one.UNSET is two.UNSET is runtime.UNSET
    assert one.ClientOptions is two.ClientOptions is runtime.ClientOptions
    assert one.APIError is two.APIError
    assert one.APIError.__module__ == "clientsmith_runtime.errors"
    assert set(one.errors.__dict__) == set(two.errors.__dict__)


def test_one_except_clause_catches_errors_of_both(packages: tuple[ModuleType, ModuleType]) -> None:
    one, two = packages
    for package in packages:
        api, _ = client(package, 404, {"message": "no"})
        with pytest.raises(one.APIError) as caught:
            api.pets.get("7")
        assert isinstance(caught.value, two.NotFoundError)


def test_each_decodes_to_its_own_models(packages: tuple[ModuleType, ModuleType]) -> None:
    one, _ = packages
    friends = [{"since": "2026-01-02T03:04:05Z", "weight": "1.50"}]
    results = []
    for package in packages:
        api, _ = client(package, 200, {"name": "Rex", "friends": friends})
        results.append(api.pets.get("7"))
        assert type(results[-1]) is package.models.Pet
        assert pickle.loads(pickle.dumps(results[-1])) == results[-1]
    first, second = (result.friends[0] for result in results)
    assert type(first) is one.models.Friend
    assert first.since.year == 2026
    assert first.extra_fields == {"weight": "1.50"}
    assert second.weight == Decimal("1.50")
    assert "since" in second.extra_fields


def test_each_encodes_and_validates_its_own_models(
    packages: tuple[ModuleType, ModuleType],
) -> None:
    one, two = packages
    api, sent = client(two, 200, {"name": "Rex"})
    friend = two.models.Friend(weight=Decimal("1.50"))
    api.pets.store("7", name="Rex", friends=[friend], tag=None)
    assert sent[-1].read() == b'{"name":"Rex","friends":[{"weight":"1.50"}],"tag":null}'
    with pytest.raises(one.APIError, match="friends"):
        api.pets.store("7", name="Rex", friends=[1])
    assert len(sent) == 1


def test_classes_of_both_are_types_of_the_codec(packages: tuple[ModuleType, ModuleType]) -> None:
    codec = importlib.import_module("clientsmith_runtime.codec")
    one, two = packages

    class Own(two.models.Friend):  # type: ignore[name-defined, misc]
        """A subclass outside of both packages."""

    found = codec.decode(list[one.models.Friend | two.models.Friend], [{"weight": "2"}])
    assert type(found[0]) in (one.models.Friend, two.models.Friend)
    assert codec.decode(Own, {"weight": "2"}).weight == Decimal("2")
    assert codec.decode("sharing.two:Friend | None", {"weight": "2"}).weight == Decimal("2")
    assert codec.decode(tuple[Decimal, ...], ["2.5"]) == (Decimal("2.5"),)


def test_requests_name_their_client(packages: tuple[ModuleType, ModuleType]) -> None:
    for package in packages:
        api, sent = client(package, 200, {"name": "Rex"})
        api.pets.get("7")
        assert sent[-1].headers["User-Agent"].startswith(f"{package.__name__}/1.2.0")


def test_logs_are_those_of_the_runtime(
    packages: tuple[ModuleType, ModuleType], caplog: pytest.LogCaptureFixture
) -> None:
    api, _ = client(packages[0], 200, {"name": 7})
    with caplog.at_level(logging.DEBUG, "clientsmith_runtime"):
        api.pets.get("7")
    assert {record.name.partition(".")[0] for record in caplog.records} == {"clientsmith_runtime"}
    assert "does not match the API description" in caplog.text


def test_importing_a_client_loads_what_it_needs(folder: Path) -> None:
    program = (
        "import sys, sharing_one as package\n"
        "package.Sharing; package.errors.APIError\n"
        "print(*(name for name in sys.modules if 'runtime.' in name or '.models.' in name))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    loaded = {name.removeprefix("clientsmith_runtime.") for name in done.stdout.split()}
    assert {"client", "errors", "version"} <= loaded
    optional = {"streams", "xml", "pagination", "oauth", "multipart", "codec.unions", "polling"}
    assert loaded.isdisjoint(optional | {"sharing_one.models.pets"})


# --- versions ---------------------------------------------------------------------------------


@pytest.mark.parametrize("needed", ["1.0", "1.4"])
def test_a_later_minor_version_works(needed: str) -> None:
    assert require("1.4.2", needed) == "1.4.2"


@pytest.mark.parametrize("needed", ["1.5", "2.0", "0.9", "1.10"])
def test_other_versions_do_not(needed: str) -> None:
    with pytest.raises(ImportError) as caught:
        require("1.4.2", needed)
    wanted = f"clientsmith-runtime>={needed},<{int(needed[0]) + 1}"
    assert str(caught.value) == (
        f'acme needs {wanted}, but version 1.4.2 is installed. Run: pip install "{wanted}"'
    )


def require(version: str, needed: str) -> Any:
    module: dict[str, Any] = {}
    text = shared_runtime()["version.py"]
    exec(text.replace(f'"{shared_runtime_version()}"', f'"{version}"'), module)
    return module["require"]("acme", needed)


def test_the_check_comes_before_other_imports(folder: Path) -> None:
    text = (folder / "sharing_one" / "__init__.py").read_text(encoding="utf-8")
    imports = [line for line in text.splitlines() if line.startswith(("from", "_RUNTIME"))]
    major, minor, _ = shared_runtime_version().split(".")
    assert imports[:3] == [
        "from typing import TYPE_CHECKING",
        "from clientsmith_runtime.version import require",
        f'_RUNTIME_VERSION = require("sharing_one", "{major}.{minor}")',
    ]


# --- configuration ----------------------------------------------------------------------------


def mistakes(folder: Path, text: str) -> tuple[str, ...]:
    file = folder / "clientsmith.toml"
    file.write_text(f'spec = "a.yaml"\noutput = "out"\n{text}\n', encoding="utf-8")
    try:
        load_configs(file)
    except ConfigError as error:
        return error.messages
    return ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('runtime = "vendored"', RuntimeSettings()),
        ('runtime = "package"', RuntimeSettings(is_shared=True)),
        ('[runtime]\nfrom = "package"', RuntimeSettings(is_shared=True)),
        ('[runtime]\ninclude = ["files"]', RuntimeSettings(("files",))),
        (
            '[runtime]\nfrom = "package"\ninclude = ["types", "files"]',
            RuntimeSettings(("files", "types"), is_shared=True),
        ),
    ],
)
def test_settings(tmp_path: Path, text: str, expected: RuntimeSettings) -> None:
    assert mistakes(tmp_path, text) == ()
    [config] = load_configs(tmp_path / "clientsmith.toml")
    assert config.runtime == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('runtime = "shared"', "`runtime` must be one of 'vendored', 'package', not 'shared'"),
        (
            "runtime = true",
            "`runtime` must be one of 'vendored', 'package', or a table with `from` and `include`",
        ),
        ("runtime.from = 1", "`runtime.from` must be one of 'vendored', 'package', not 1"),
        ("runtime.form = 1", "`runtime.form` is unknown; did you mean `from`?"),
        (
            'runtime = "package"\nmodels = "pydantic"',
            "`models` is 'pydantic', for which the client needs a runtime of its own: "
            "leave out `runtime`, or use 'dataclass'",
        ),
        (
            'runtime = "package"\nhttp = "httpx"',
            "`http` is 'httpx', for which the client needs a runtime of its own: "
            "leave out `runtime`, or use 'httpx2'",
        ),
        (
            'runtime = "package"\ndistribution = "clientsmith-runtime"',
            "`distribution` is 'clientsmith-runtime', which the client requires",
        ),
        (
            'runtime = "package"\ndependencies = ["clientsmith-runtime>=1"]',
            "`dependencies` has 'clientsmith-runtime>=1', which the client requires anyway; "
            "leave it out",
        ),
    ],
)
def test_mistakes_in_settings(tmp_path: Path, text: str, message: str) -> None:
    assert mistakes(tmp_path, text) == (message,)


# --- generation -------------------------------------------------------------------------------


def test_a_small_client_is_small() -> None:
    config = Config(naming="operation-id", spec=str(MSPORTAL), runtime=SHARED)
    files = generate_client(config, progress=lambda stage: None).files
    modules = {path: text for path, text in files.items() if path.endswith(".py")}
    assert sum(text.count("\n") for text in modules.values()) <= 700
    assert len([path for path in files if not path.startswith(".clientsmith/")]) <= 15
    assert not any("_runtime/" in path for path in files)
    major, minor, _ = shared_runtime_version().split(".")
    assert f'"clientsmith-runtime>={major}.{minor},<{int(major) + 1}"' in files["pyproject.toml"]
    assert not any(re.search(r"\b_runtime\b", text) for text in files.values())


def test_commands_know_it(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    text = DOCUMENT.replace("TITLE", "sample").replace("PROPERTY", PROPERTIES["sharing_one"])
    spec.write_text(text, encoding="utf-8")
    settings = tmp_path / "clientsmith.toml"
    settings.write_text('spec = "openapi.yaml"\noutput = "out"\npackage = "sample"\n')
    assert clientsmith_here("generate", "--quiet", folder=tmp_path).code == 0
    assert (tmp_path / "out" / "sample" / "_runtime").is_dir()
    shutil.copytree(tmp_path / "out", tmp_path / "vendored")
    with settings.open("a") as file:
        file.write('runtime = "package"\n')
    assert clientsmith_here("check", "--quiet", folder=tmp_path).code == 1
    assert clientsmith_here("generate", "--quiet", folder=tmp_path).code == 0
    assert not (tmp_path / "out" / "sample" / "_runtime").exists()
    assert clientsmith_here("check", "--quiet", folder=tmp_path).code == 0
    spec.write_text(text.replace("tag: {type: [string", "label: {type: [string"), encoding="utf-8")
    assert clientsmith_here("check", "--quiet", folder=tmp_path).code == 1
    shutil.copytree(tmp_path / "out", tmp_path / "before")
    assert clientsmith_here("generate", "--quiet", folder=tmp_path).code == 0
    assert changes(tmp_path, "vendored", "before") == set()
    assert changes(tmp_path, "before", "out") == {
        ("client-argument-added", "pets.update(label=)"),
        ("client-argument-removed", "pets.update(tag=)"),
        ("client-name-added", "models.Pet.label"),
        ("client-name-removed", "models.Pet.tag"),
    }


def changes(folder: Path, old: str, new: str) -> set[tuple[str, str]]:
    """Codes and subjects of the differences between two clients."""
    done = clientsmith_here("diff", old, new, "--json", folder=folder)
    [comparison] = json.loads(done.stdout)["comparisons"]
    return {(each["code"], each["subject"]) for each in comparison["changes"]}


def test_hand_written_code_that_imports_a_copy(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    text = DOCUMENT.replace("TITLE", "sample").replace("PROPERTY", PROPERTIES["sharing_one"])
    spec.write_text(text, encoding="utf-8")
    custom = tmp_path / "out" / "sample" / "custom"
    custom.mkdir(parents=True)
    (custom / "__init__.py").touch()
    (custom / "good.py").write_text("from .. import RateLimiter\n")
    (custom / "bad.py").write_text("from .._runtime import UNSET\n")
    config = Config(
        naming="operation-id",
        spec="openapi.yaml",
        output="out",
        package="sample",
        runtime=SHARED,
        folder=tmp_path,
    )
    made = generate_client(config, progress=lambda stage: None)
    [problem] = [each for each in made.planned.problems if each.code == "runtime-not-vendored"]
    assert problem.location.origin == "out/sample/custom/bad.py"
    assert '"clientsmith_runtime.rate_limits": "RateLimit RateLimiter"' in (
        made.files["sample/__init__.py"]
    )
