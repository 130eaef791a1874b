"""A client with a dotted import name, `spaced.zoo`, is a package in a namespace package."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import httpx2
import pytest

from clientsmith.cli.commands.diff_versions import client_in
from clientsmith.compare.surface.reading import read_surfaces
from clientsmith.config import Config
from clientsmith.context import Package
from clientsmith.naming.package import is_import_name
from clientsmith.pipeline import Generated
from clientsmith.project.custom import read_custom_code
from clientsmith.project.edits.edited import find_changes
from clientsmith.project.inputs import inputs_digest
from clientsmith.project.output import compare
from clientsmith.project.pins import NAMES
from clientsmith.render import TemplateProblem, TemplateSet, render
from clientsmith.text import Code
from custom import zoo
from render.sample_contexts import package as sample
from support.clients import Exchange, generate_to, import_from

SPACED = "spaced.zoo"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dotted")
    zoo.add_code(folder, "spaced/zoo")
    return folder


@pytest.fixture(scope="module")
def generated(folder: Path) -> Generated:
    return generate_to(zoo.SPEC, folder, package=SPACED, client_class="Zoo", **zoo.SETTINGS)


@pytest.fixture(scope="module")
def package(folder: Path, generated: Generated) -> ModuleType:
    return import_from(folder, SPACED)


@pytest.mark.parametrize(
    ("name", "is_valid"),
    [
        ("acme", True),
        ("acme.shop", True),
        ("acme.clients.shop", True),
        ("acme.json", True),
        ("json.acme", False),
        ("httpx2.acme", False),
        ("acme.class", False),
        ("acme.", False),
        (".acme", False),
        ("acme..shop", False),
        ("acme.my-shop", False),
        ("acme.größe", False),
        ("acme.custom", False),
        ("acme._runtime", False),
        ("acme/shop", False),
    ],
)
def test_import_names(name: str, is_valid: bool) -> None:
    assert is_import_name(name) is is_valid


def test_files_lie_in_a_folder_for_each_name(generated: Generated) -> None:
    assert generated.planned.problems == ()
    assert {path.rpartition("spaced/zoo/")[1] for path in generated.files if "zoo" in path} == {
        "spaced/zoo/"
    }
    assert "spaced/zoo/py.typed" in generated.files
    assert "spaced/__init__.py" not in generated.files
    project = tomllib.loads(generated.files["pyproject.toml"])
    assert project["project"]["name"] == "spaced-zoo"
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"] == {"only-include": ["spaced/zoo"]}


def test_examples_and_tests_import_it(generated: Generated) -> None:
    assert "from spaced.zoo import Zoo\n" in generated.files["README.md"]
    assert "`spaced.zoo.models`" in generated.files["API.md"]
    assert 'importlib.import_module("spaced.zoo")' in generated.files["tests/test_smoke.py"]
    assert json.loads(generated.files[NAMES])["package"]["name"] == SPACED


def test_hand_written_classes_extend_it(package: ModuleType, folder: Path) -> None:
    exchange = Exchange(package, "Zoo")
    exchange.answer = httpx2.Response(201, json={"name": "Rex", "bornOn": "2020-01-31"})
    assert type(exchange.client.pets).__module__.startswith("spaced.zoo.custom.")
    assert {*read_custom_code(folder, "")} == {SPACED}


def test_absolute_imports_of_hand_written_modules_are_followed(tmp_path: Path) -> None:
    for name, text in {
        "a/b/custom/client.py": "import a.b.client\nclass Zoo(a.b.client.Zoo): ...\n",
        "a/b/custom/models.py": "from a.b.models.pets import Dog as D\nclass Dog(D): ...\n",
        "a/c/custom/client.py": "from a.b.client import Zoo as Z\nclass Zoo(Z): ...\n",
        "a/__init__/custom/client.py": "",
        "plain/__init__.py": "",
        "plain/inner/custom/client.py": "class Zoo: ...\n",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    found = read_custom_code(tmp_path, "out")
    assert {name: [each.bases for each in code.classes] for name, code in found.items()} == {
        "a.b": [("client.Zoo",), ("models.pets.Dog",)],
        "a.c": [()],
        "a.__init__": [],
    }
    assert found["a.b"].classes[0].location.origin == "out/a/b/custom/client.py"


def test_the_client_is_compared_like_others(folder: Path, generated: Generated) -> None:
    assert not compare(generated.files, folder)
    assert find_changes(folder).edits == ()
    config = Config(
        naming="operation-id",
        spec=str(zoo.SPEC),
        output=str(folder),
        package=SPACED,
        client_class="Zoo",
    )
    assert inputs_digest(config) != inputs_digest(Config(naming="operation-id", output=str(folder)))
    client = client_in(str(folder), Path())
    assert client is not None
    assert client.modules is not None
    assert client.modules.package == SPACED
    modules = client.modules.modules
    assert {"client.py", "custom/client.py"} <= modules.keys()
    other = replace(
        client.modules, modules={path: f"{text}\nx = 1\n" for path, text in modules.items()}
    )
    surface, _ = read_surfaces(client.modules, other)
    assert surface["pets.visits.list"] is not None


def _dotted() -> Package:
    return replace(sample(), name=Code("acme.shop"))


def test_templates_for_more_files(tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "docs").mkdir()
    for name in ("package/cli.py", "{{package}}.spec", "docs/{{package}}.md"):
        (tmp_path / f"{name}.jinja").write_text("x = 1\n")
    files = render(_dotted(), TemplateSet(tmp_path))
    assert {"acme/shop/cli.py", "acme.shop.spec", "docs/acme.shop.md"} <= files.keys()


def test_reserved_folders_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "acme" / "shop" / "custom").mkdir(parents=True)
    (tmp_path / "acme" / "shop" / "custom" / "x.py.jinja").write_text("x = 1\n")
    with pytest.raises(TemplateProblem, match="`custom` is reserved"):
        render(_dotted(), TemplateSet(tmp_path))
