"""What the plan takes from the runtime is there, and what the runtime has is left alone."""

import ast
from pathlib import Path

import pytest

from clientsmith.naming.package import class_pair
from clientsmith.naming.words.reserved import (
    CREDENTIAL_ARGUMENTS,
    PACKAGE_CLASSES,
    RESOURCE_CLASSES,
    ROOT_ATTRIBUTES,
)
from clientsmith.plan.client.credentials import FACTORIES, MODULES
from clientsmith.plan.client.features import (
    BODY_MODULES,
    FEATURES,
    TYPE_FEATURES,
    error_classes,
    optional_error_classes,
)
from clientsmith.plan.operations.responses import error_class
from clientsmith.types.expressions import WIRE_TYPES

RUNTIME = Path(__file__).resolve().parents[2] / "templates" / "python" / "_runtime"


def classes(module: str) -> dict[str, ast.ClassDef]:
    tree = ast.parse((RUNTIME / module).read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def functions(class_: ast.ClassDef) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node for node in class_.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("client/__init__.py", "BaseClient"),
        ("client/__init__.py", "SyncClient"),
        ("client/__init__.py", "AsyncClient"),
    ],
)
def test_no_resource_hides_what_a_client_has(module: str, name: str) -> None:
    public = {each.name for each in functions(classes(module)[name])}
    assert {each for each in public if not each.startswith("_")} <= ROOT_ATTRIBUTES


def test_no_credential_hides_an_argument_of_a_client() -> None:
    client = classes("client/__init__.py")["BaseClient"]
    [init] = [each for each in functions(client) if each.name == "__init__"]
    arguments = {each.arg for each in init.args.kwonlyargs}
    assert arguments - {"package", "version"} <= CREDENTIAL_ARGUMENTS


def test_names_that_modules_import_are_there() -> None:
    tree = ast.parse((RUNTIME / "__init__.py").read_text(encoding="utf-8"))
    exported = {
        alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    elsewhere = {
        "Annotated",
        "Any",
        "Decimal",
        "Literal",
        "Mapping",
        "Sequence",
        "TYPE_CHECKING",
        "UUID",
        "Union",
        "Unpack",
    }
    elsewhere |= classes("servers.py").keys()
    for module in ("__init__", "bodies", "contents"):
        elsewhere |= classes(f"xml/{module}.py").keys()
    elsewhere |= classes("responses/headers.py").keys() | classes("styles.py").keys()
    elsewhere |= {"Encoding", "FormBody", "MultipartBody", "ItemsBody"}
    elsewhere |= {"FileBody"}
    for module in ("contents", "labelled_contents"):
        elsewhere |= classes(f"responses/{module}.py").keys()
    elsewhere |= {"BINARY", "Maybe", "TEXT", "UNDECLARED"}
    elsewhere |= classes("codec/unions.py").keys() | WIRE_TYPES | set(MODULES)
    assert RESOURCE_CLASSES - elsewhere <= exported


@pytest.mark.parametrize("factory", sorted(MODULES.keys() - {"OAuth2"}))
def test_credentials_are_where_they_are_imported_from(factory: str) -> None:
    module = MODULES[factory].removeprefix("._runtime.").replace(".", "/")
    assert factory in classes(f"{module}.py")
    assert MODULES.keys() >= set(FACTORIES.values())


@pytest.mark.parametrize("name", sorted(BODY_MODULES))
def test_bodies_are_where_they_are_imported_from(name: str) -> None:
    path = RUNTIME / BODY_MODULES[name].removeprefix("._runtime.").replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    assert name in classes(file.relative_to(RUNTIME).as_posix())


@pytest.mark.parametrize("name", sorted(TYPE_FEATURES))
def test_types_are_where_they_are_imported_from(name: str) -> None:
    feature = FEATURES[name]
    path = feature.module.removeprefix("_runtime.").replace(".", "/")
    tree = ast.parse((RUNTIME / f"{path}.py").read_text(encoding="utf-8"))
    assigned = {ast.unparse(node.targets[0]) for node in tree.body if isinstance(node, ast.Assign)}
    assert feature.types in assigned


def test_no_client_has_the_name_of_an_error() -> None:
    texts = [(RUNTIME / f"{each}.py").read_text("utf-8") for each in ("errors", "optional_errors")]
    body = [each for text in texts for each in ast.parse(text).body]
    names = {each.name for each in body if isinstance(each, ast.ClassDef)}
    errors = {name for name in names if name.endswith("Error") and not name.startswith("_")}
    exported = {*error_classes(), *optional_error_classes(FEATURES)}
    assert errors.union(exported) <= PACKAGE_CLASSES


def test_no_client_has_the_name_of_an_optional_part() -> None:
    names = {name for feature in FEATURES.values() for name in feature.names if name[0].isupper()}
    assert len(names) > 3
    assert [name for name in sorted(names) if class_pair(name)[0] == name] == []


def test_error_classes_are_there_and_belong_to_their_status() -> None:
    tree = ast.parse((RUNTIME / "errors.py").read_text(encoding="utf-8"))
    table = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "_BY_STATUS"
    )
    assert isinstance(table, ast.Dict)
    by_status = {
        key.value: ast.unparse(value)
        for key, value in zip(table.keys, table.values, strict=True)
        if isinstance(key, ast.Constant)
    }
    for status in (*range(400, 432), 500, 503, 599):
        expected = by_status.get(
            status, "InternalServerError" if status >= 500 else "APIStatusError"
        )
        assert error_class(str(status)) == expected
    assert set(map(error_class, ("4XX", "5XX", "default"))) <= set(classes("errors.py"))
