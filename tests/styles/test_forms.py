"""Forms of classes are those that datamodel-code-generator gives to all models of a document."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from datamodel_code_generator import generate
from datamodel_code_generator.enums import DataModelType, InputFileType
from datamodel_code_generator.format import PythonVersion

from clientsmith.config import Config
from clientsmith.context import Field, Model, Package
from clientsmith.pipeline import generate_client, plan_client
from clientsmith.problem import UnusableSource
from clientsmith.styles.forms import forms_of
from support.public import PublicSpec, config_of, each_public_spec

SHOP = Path(__file__).parent / "shop.yaml"
TYPES = {
    "pydantic": DataModelType.PydanticV2BaseModel,
    "msgspec": DataModelType.MsgspecStruct,
    "typeddict": DataModelType.TypingTypedDict,
}
STYLES = list(TYPES)


def package(spec: Path, style: str) -> Package:
    config = Config(naming="operation-id", spec=str(spec), models=style)  # type: ignore[arg-type]
    return plan_client(config, progress=lambda stage: None).package


def models(package: Package) -> dict[str, Model]:
    return {str(each.name): each for module in package.model_modules for each in module.models}


@pytest.mark.parametrize("style", STYLES)
def test_forms_are_those_of_whole_documents(style: str) -> None:
    planned = models(package(SHOP, "dataclass"))
    ours = models(package(SHOP, style))
    made = ast.parse(code_of(ours, planned, style))
    theirs = {node.name: node for node in made.body if isinstance(node, ast.ClassDef)}
    assert sorted(theirs) == sorted(map(class_name, ours))
    for name, model in ours.items():
        class_ = theirs[class_name(name)]
        header = ", ".join(map(ast.unparse, (*class_.bases, *class_.keywords)))
        assert header == model.class_arguments.replace(model.base, base_of(model, ours)), name
        assert dict(forms(class_)) == {str(each.name): form(each) for each in model.fields}, name


def class_name(name: str) -> str:
    """A name that the other generator has no use for itself."""
    return f"Our{name}"


def wire_name(field: Field, model: Model) -> str:
    """A wire name that says what it is the wire name of."""
    is_renamed = field in model.wire_names or re.search(r"\bname=|_alias=", field.default)
    return f"wire_{field.name}" if is_renamed else f"our_{field.name}"


def base_of(model: Model, models: dict[str, Model]) -> str:
    return f"Base{model.base}" if model.base in models else str(model.base)


def code_of(models: dict[str, Model], planned: dict[str, Model], style: str) -> str:
    """What the other generator makes of all models in one schema."""
    made = generate(
        {
            "$defs": {
                class_name(name): schema(model, planned[name], style, models)
                for name, model in models.items()
            }
        },
        input_file_type=InputFileType.JsonSchema,
        output_model_type=TYPES[style],
        target_python_version=PythonVersion.PY_311,
        base_class="" if style == "typeddict" else "own.APIModel",
        aliases={
            f"wire_{field.name}": f"our_{field.name}"
            for model in models.values()
            for field in model.fields
        },
        keyword_only=True,
        use_default_kwarg=True,
        strict_nullable=True,
        skip_root_model=True,
        formatters=[],
    )
    assert isinstance(made, str)
    return made


def schema(model: Model, planned: Model, style: str, models: dict[str, Model]) -> dict[str, Any]:
    required: list[str] = []
    properties: dict[str, Any] = {}
    for field, plain in zip(model.fields, planned.fields, strict=True):
        name, default = wire_name(field, model), plain.default
        properties[name] = {"customTypePath": "own.Type"}
        # Type checkers narrow unions by keys that are always there, those of unknown variants too.
        if not default or (style == "typeddict" and default.startswith(('"', "NO_TAG"))):
            required.append(name)
        elif default.startswith("field("):
            properties[name]["default"] = {}
        else:
            shown = "None" if default == "UNSET" and style != "msgspec" else default
            properties[name]["default"] = f"value {shown}"
    base = {"customBasePath": f"own.{base_of(model, models)}"} if model.base in models else {}
    return {"type": "object", "properties": properties, "required": required, **base}


def forms(class_: ast.ClassDef) -> Iterator[tuple[str, tuple[bool, str]]]:
    """Fields of a class by name: whether a key may be left out, and the right-hand side."""
    for node in class_.body:
        if isinstance(node, ast.AnnAssign):
            value = "" if node.value is None else ast.unparse(node.value)
            value = re.sub(r"'value (.*?)'", r"\1", value.replace('\\"', '"'))
            name = ast.unparse(node.target).removeprefix("our_")
            yield name, (ast.unparse(node.annotation).startswith("NotRequired["), value)


def form(field: Field) -> tuple[bool, str]:
    """The same of a field of ours, in the words of the other generator."""
    return field.annotation.startswith("NotRequired["), _theirs(field)


def _theirs(field: Field) -> str:
    if not field.default:
        return ""
    value = ast.parse(field.default, mode="eval").body
    if not isinstance(value, ast.Call):
        return str(field.default)
    assert isinstance(value.func, ast.Attribute)
    keywords = []
    for each in value.keywords:
        if each.arg in ("validation_alias", "name"):
            alias = "alias" if each.arg == "validation_alias" else "name"
            keywords.append(ast.keyword(alias, ast.Constant(f"wire_{field.name}")))
        elif each.arg != "serialization_alias":
            keywords.append(each)
    return ast.unparse(ast.Call(ast.Name(value.func.attr), value.args, keywords))


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("pydantic", []),
        ("msgspec", []),
        ("typeddict", ["2 keys with only one value, such as `CardPayment.kind`, must be given"]),
    ],
    ids=STYLES,
)
def test_what_a_style_cannot_express_is_said(style: str, said: list[str]) -> None:
    config = Config(naming="operation-id", spec=str(SHOP), models=style)  # type: ignore[arg-type]
    problems = plan_client(config, progress=lambda stage: None).problems
    found = [each.message for each in problems if each.code == "style-not-expressible"]
    assert [message[: len(start)] for message, start in zip(found, said, strict=True)] == said


def test_a_property_that_may_be_what_holds_undeclared_ones(tmp_path: Path) -> None:
    object_: dict[str, Any] = {"type": "object"}
    sizes = object_ | {"properties": {"additional_properties": object_}}
    answer = {"schema": sizes | {"additionalProperties": {"type": "integer"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Sizes", "version": "1"},
        "paths": {
            "/sizes": {
                "get": {
                    "responses": {
                        "200": {"description": "Sizes", "content": {"application/json": answer}}
                    }
                }
            }
        },
    }
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document), encoding="utf-8")
    config = Config(naming="operation-id", spec=str(spec), models="pydantic")
    problems = plan_client(config, progress=lambda stage: None).problems
    (note,) = (each for each in problems if each.code == "style-not-expressible")
    assert "has a property `additional_properties` that may be an object" in note.message


@pytest.mark.parametrize("style", STYLES)
def test_what_makes_a_style_may_be_missing(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    forms_of.cache_clear()
    monkeypatch.setitem(sys.modules, "datamodel_code_generator", None)
    with pytest.raises(UnusableSource) as caught:
        package(SHOP, style)
    (problem,) = caught.value.problems
    assert problem.code == "model-style-unusable"
    assert "install clientsmith[models]" in problem.message


def test_dataclasses_need_nothing_else() -> None:
    program = (
        "import sys; from pathlib import Path; from clientsmith.config import Config\n"
        "from clientsmith.pipeline import generate_client\n"
        "generate_client(Config(spec=sys.argv[1]), progress=lambda stage: None)\n"
        "print([name for name in sys.modules if name.startswith(('clientsmith.styles', 'datamodel'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(SHOP)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.slow
@each_public_spec(giants=False)  # values of the giants, whose modules have to compile, come back
@pytest.mark.parametrize("style", STYLES)
def test_public_documents(style: str, spec: PublicSpec) -> None:
    config = replace(config_of(spec), models=style)  # type: ignore[arg-type]
    made = generate_client(config, progress=lambda stage: None)
    for path, text in made.files.items():
        if path.endswith(".py"):
            compile(text, path, "exec")
