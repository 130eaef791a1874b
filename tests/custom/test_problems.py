"""What is wrong with hand-written classes is said with file and line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from clientsmith.problem import Problem, Severity, UnusableSource

from . import zoo as shared

PET = "from ...models.shared import Pet as G\n\n\nclass Pet(G):\n    __slots__ = ()\n"


def problems(folder: Path, files: Mapping[str, str], package: str = "zoo") -> list[Problem]:
    """What is said of a client whose folder `custom` has these files, by path without suffix."""
    for name, text in files.items():
        place = folder / package / "custom" / f"{name}.py"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    try:
        return list(shared.planned(folder).problems)
    except UnusableSource as error:
        return list(error.problems)


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@pytest.mark.parametrize(
    ("files", "severity", "code", "place", "said"),
    [
        pytest.param(
            {"models/a": "class Pet(:\n"},
            ERROR, "custom-code-unreadable", "models/a.py:1", "invalid syntax",
            id="syntax",
        ),
        pytest.param(
            {"resources/a": "\n\nclass Pets:\n    pass\n"},
            WARNING, "custom-class-unused", "resources/a.py:3", "does not extend it",
            id="extends-nothing",
        ),
        pytest.param(
            {"models/a": "from ...models.shared import Dog\nclass Pet(Dog): ...\n"},
            WARNING, "custom-class-unused", "models/a.py:2", "does not extend it",
            id="extends-another",
        ),
        pytest.param(
            {"models/a": "class Status(str): ...\n"},
            WARNING, "custom-class-unused", "models/a.py:1", "no class that can be extended",
            id="type-name",
        ),
        pytest.param(
            {"models/a": "from ...models.shared import Pet as G\nclass MyPet(G): ...\n"},
            NOTE, "custom-class-unused", "models/a.py:2", "`MyPet` extends the generated `Pet`",
            id="other-name",
        ),
        pytest.param(
            {"models/a": "from ...models import Pet as G\nclass Pet(G): ...\n"},
            ERROR, "custom-class-unusable", "models/a.py:1", "to make `models.Pet`",
            id="extends-itself",
        ),
        pytest.param(
            {"models/a": "from ... import models\nclass Pet(models.Pet): ...\n"},
            ERROR, "custom-class-unusable", "models/a.py:2", "to make `models.Pet`",
            id="extends-itself-by-package",
        ),
        pytest.param(
            {"models/a": f"from ...models import Puppy\n{PET}"},
            ERROR, "custom-class-unusable", "models/a.py:1", "to make `models.Puppy`",
            id="imports-what-derives",
        ),
        pytest.param(
            {"models/a": PET, "models/b": f"from ...models import Dog\n{PET.replace('Pet', 'Puppy')}"},
            ERROR, "custom-class-unusable", "models/b.py:1", "to make `models.Dog`",
            id="imports-what-is-made-beside",
        ),
        pytest.param(
            {"client": "from .. import Zoo\nclass AsyncZoo(Zoo): ...\n"},
            WARNING, "custom-class-unused", "client.py:2", "does not extend it",
            id="client-of-another",
        ),
        pytest.param(
            {"client": "from .. import Zoo as G\nclass Zoo(G): ...\n"},
            ERROR, "custom-class-unusable", "client.py:1", "to make `Zoo`",
            id="client-extends-itself",
        ),
        pytest.param(
            {
                "__init__": "from .. import Zoo\n",
                "client": "from ..client import Zoo as G\nclass Zoo(G): ...\n",
            },
            ERROR, "custom-class-unusable", "__init__.py:1", "to make `Zoo`",
            id="parent-of-the-client",
        ),
        pytest.param(
            {"models/a": PET, "models/b": PET},
            ERROR, "custom-class-unusable", "models/a.py:4", "`custom.models.b`",
            id="twice",
        ),
        pytest.param(
            {"models/a": PET.replace("()", "('a',)")},
            ERROR, "custom-class-unusable", "models/a.py:4", "`Dog`",
            id="slots",
        ),
        pytest.param(
            {"models/a": "from ...models.shared import Wolf as G\nclass Wolf(G): ...\n"},
            WARNING, "custom-import-missing", "models/a.py:1", "`models.shared.Wolf` is not generated",
            id="class-gone",
        ),
        pytest.param(
            {"resources/a": "from ...resources.wolves import Pets as G\nclass Pets(G): ...\n"},
            WARNING, "custom-import-missing", "resources/a.py:1", "there is `Pets` in `resources.pets`",
            id="class-moved",
        ),
        pytest.param(
            {"models/a": PET, "models/b": "from ...models.old import Pet as P\nclass MyPet(P): ...\n"},
            WARNING, "custom-import-missing", "models/b.py:1", "there is `Pet` in `models.shared`",
            id="model-elsewhere",
        ),
        pytest.param(
            {"models/a": "from ...models import wolves\nclass Wolf(wolves.Wolf): ...\n"},
            WARNING, "custom-import-missing", "models/a.py:1", "`models.wolves` is not generated",
            id="module-gone",
        ),
    ],
)  # fmt: skip
def test_it_is_told(
    tmp_path: Path,
    files: Mapping[str, str],
    severity: Severity,
    code: str,
    place: str,
    said: str,
) -> None:
    found = problems(tmp_path, files)
    told = [
        each
        for each in found
        if str(each.location).endswith(f"zoo/custom/{place}") and each.code == code
    ]
    assert told, found
    assert told[0].severity is severity
    assert said in told[0].message
    assert max(each.severity for each in found) is severity


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"models/a": PET, "models/b": "from .a import Pet as P\nclass Pet(P): ..."}, id="extended-again"),
        pytest.param({"models/a": "class Base: ...", "models/b": f"from .a import Base\n{PET.replace('(G)', '(Base, G)')}"}, id="mixin"),
        pytest.param({"models/b": f"from ..mixins import Base\n{PET.replace('(G)', '(Base)')}"}, id="unknown-base"),
        pytest.param({"models/b": f"from ...resources.pets import _GET, RequestOptions\nfrom ...client import _BASE_URL\n{PET}"}, id="what-modules-hold-beside"),
        pytest.param({"models/b": f"from ...models import Fish, Status\nfrom ... import errors, webhooks\n{PET}"}, id="public-names"),
        pytest.param({"models": "from dataclasses import dataclass\nfrom ..models.shared import Visit as G\n@dataclass(slots=True)\nclass Visit(G):\n    a: int = 1"}, id="slots-in-nobodys-way"),
        pytest.param({"models/a": f"{PET}\nfrom ...models.shared import Dog as D\nclass Dog(D, Pet): ..."}, id="joined-by-hand"),
        pytest.param({"anything": "class Pet: ...", "models/a": "class Wolf: ..."}, id="nothing-to-do-with-it"),
    ],
)  # fmt: skip
def test_nothing_is_wrong(tmp_path: Path, files: Mapping[str, str]) -> None:
    assert problems(tmp_path, files) == []


def test_the_last_of_several_classes_counts(tmp_path: Path) -> None:
    code = {"models/a": PET, "models/z": "from .a import Pet as P\nclass Pet(P): ..."}
    assert problems(tmp_path, code) == []
    exports = shared.planned(tmp_path).package.model_exports
    assert [export.module for export in exports if "Pet" in export.names] == [".custom.models.z"]


def test_classes_that_derive_are_not_joined_twice(tmp_path: Path) -> None:
    by_hand = f"{PET}\nfrom ...models.shared import Dog as D\nclass Dog(D, Pet): ..."
    assert problems(tmp_path, {"models": by_hand.replace("...models", "..models")}) == []
    package = shared.planned(tmp_path).package
    assert package.extended_models is not None
    assert [each.name for each in package.extended_models.joined] == ["Puppy"]


def test_code_of_a_package_of_another_name_is_told(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {"models/a": PET}, package="old_zoo")
    assert (found.code, found.severity) == ("custom-class-unused", WARNING)
    assert "Move the folder `custom` to `zoo`." in found.hint
