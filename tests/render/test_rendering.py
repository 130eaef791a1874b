"""Built-in templates print what black would leave alone, whatever the context holds."""

import dataclasses
import difflib
import tomllib
from pathlib import Path

import black
import pytest

from clientsmith.config import Config
from clientsmith.context import AuthExport, EnumClass, EnumMember, Package, TypeName
from clientsmith.document import Document, Library
from clientsmith.plan.client.features import FEATURES, error_classes, optional_error_classes
from clientsmith.program import builtin_folder
from clientsmith.render import TemplateSet, render
from clientsmith.render.postprocessing.formatters import Formatter
from clientsmith.text import Code, Text
from render.sample_contexts import (
    ACME,
    WEBHOOKS,
    argument,
    client,
    credential,
    docs,
    field,
    imported,
    method,
    model,
    model_module,
    note,
    package,
    resource,
)

LONG = "a_name_so_long_that_no_two_of_them_fit_on_one_line_of_code"
LITERAL = f"Literal[{', '.join(f'{chr(34)}{LONG[:18]}{i}{chr(34)}' for i in range(9))}]"
UNION = f"models.{LONG} | models.Second{LONG} | None"
ANNOTATIONS = (
    "str",
    "str | None",
    LITERAL,
    f"{LITERAL} | None",
    f"{LITERAL} | str | None | Unset",
    UNION,
    f"list[{LITERAL}] | None",
    f"dict[str, list[models.{LONG}]] | None",
    f"dict[str, dict[str, list[models.{LONG}]]]",
    f"tuple[models.{LONG}, models.{LONG}]",
    f"models.{LONG}{LONG}",
    'Literal["it\'s", \'say "hi"\', "東京東京東京東京東京東京東京東京東京東京東京東京東京東京", "d"]',
)
TEXTS = (
    "",
    "Short.",
    '"Quoted."',
    "Ends with a backslash \\",
    f"{'Many words ' * 30}",
    "# Heading\n\n* item\n* item\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n",
    "\t\ttabs\r\nand\u2028lines   \n\n\n   indented",
    "東京" * 60,
)


def odd_package() -> Package:
    """A client in which everything is very long, very short, or odd."""
    fields = tuple(
        field(
            f"f{i}",
            annotation,
            ("", "None", "UNSET", f'"{LONG}"')[i % 4],
            docs=TEXTS[i % len(TEXTS)],
            wire=LONG * (1 + i % 3),
            deprecated=i % 5 == 0,
        )
        for i, annotation in enumerate(ANNOTATIONS)
    )
    module = model_module(
        "odd",
        docs=TEXTS[4],
        models=(
            *(
                model(f"M{i}", *fields[i:], docs=text, wire_names=fields, deprecated=i % 2 == 1)
                for i, text in enumerate(TEXTS)
            ),
            model(f"{LONG}{LONG}", base=f"Base{LONG}"),
            model("Undocumented", *(dataclasses.replace(each, docs=Text("")) for each in fields)),
        ),
        type_names=tuple(
            TypeName(Code(f"{name}{i}"), Code(annotation), Text(TEXTS[i % len(TEXTS)]))
            for i, annotation in enumerate(ANNOTATIONS)
            for name in ("Alias", LONG)
        ),
        enum_classes=(
            EnumClass(
                Code("E"), Code("StrEnum"), Text(""), (EnumMember(Code(LONG), Code(f'"{LONG}"')),)
            ),
        ),
        type_checking_imports=(imported(".other", LONG, f"Other{LONG}", group=3),),
    )
    methods = tuple(
        method(
            f"m{i}_{LONG if i % 2 else ''}",
            *(
                argument(f"a{j}", other, ("None", f'"{LONG}"')[j % 2], wire=LONG[: 7 * j])
                for j, other in enumerate(ANNOTATIONS[i:])
            ),
            argument("h", location="header", wire=f"X-{LONG}"),
            returns=annotation,
            method_docs=docs(
                TEXTS[i % len(TEXTS)] or "-",
                description=TEXTS[(i + 1) % len(TEXTS)],
                arguments=tuple(note(LONG, text) for text in TEXTS),
                returns=TEXTS[(i + 2) % len(TEXTS)],
                raises=tuple(note("NotFoundError", text) for text in TEXTS),
                example=(f"client.{LONG}.{LONG}(",),
            ),
            path=f'"/{LONG}/{LONG}"',
            responses=(
                ("200", f'JSON("{LONG}")'),
                ('"4XX"', f'(JSON("{LONG}"), JSON("{LONG}"), TEXT)'),
                ('"default"', f'JSON("{LONG}{LONG}")'),
            ),
            security=f'(("{LONG}", "{LONG}"), ("x",), ())',
        )
        for i, annotation in enumerate(ANNOTATIONS)
    )
    odd = resource("odd", f"Odd{LONG}", *methods, docs=TEXTS[5])
    bare = resource("bare", "Bare", method(returns=UNION), method("x", returns="None"))
    empty = resource("empty", "Empty")
    root = client(
        odd,
        bare,
        base_url="None",
        docs=TEXTS[5],
        credentials=(credential(f'"{LONG}"', "APIKey", LONG, settings=(("name", f'"X-{LONG}"'),)),),
        security=f'(("{LONG}", "{LONG}"), ("x",), ())',
    )
    return package(odd, bare, empty, modules=(module,), root=root, title=TEXTS[2])


@pytest.mark.detail
@pytest.mark.parametrize(
    "context",
    [ACME, odd_package(), package(http_library="httpx", title=TEXTS[6])],
    ids=["acme", "odd", "empty"],
)
def test_black_changes_nothing_and_is_not_needed(
    context: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unneeded(self: object, text: str) -> str:
        raise AssertionError(text)

    monkeypatch.setattr(Formatter, "__call__", unneeded)
    for path, text in render(context, TemplateSet()).items():
        if path.endswith(".py") and "/_runtime/" not in path:
            formatted = black.format_str(text, mode=black.Mode())
            diff = difflib.unified_diff(text.split("\n"), formatted.split("\n"), lineterm="")
            assert not list(diff), path


def test_rendering_twice_gives_the_same() -> None:
    assert dict(render(ACME, TemplateSet())) == dict(render(ACME, TemplateSet()))


def test_the_http_library_changes_the_module_that_names_it_and_the_dependency() -> None:
    files = render(package(), TemplateSet())
    others = render(package(http_library="httpx"), TemplateSet())
    changed = {path for path in files if files[path] != others[path]}
    assert changed == {
        ".clientsmith/manifest.json",
        "README.md",
        "acme/_runtime/http.py",
        "pyproject.toml",
    }
    assert others.keys() - files.keys() == {"acme/_runtime/http_library.py"}
    assert "import httpx\n" in others["acme/_runtime/http_library.py"]
    http = others["acme/_runtime/http.py"]
    assert "httpx2" not in http
    assert "from .http_library import httpx as httpx\n" in http
    dependencies = tomllib.loads(others["pyproject.toml"])["project"]["dependencies"]
    assert [each.partition(">")[0] for each in dependencies] == ["httpx"]


def test_modules_of_the_runtime_are_the_same_in_every_client() -> None:
    """So that tests of whole clients need not look at them again and again."""
    folder = builtin_folder() / "_runtime"
    carried = {
        path.removeprefix("acme/_runtime/"): text
        for path, text in render(ACME, TemplateSet()).items()
        if path.startswith("acme/_runtime/")
    }
    assert carried == {place: (folder / place).read_text(encoding="utf-8") for place in carried}
    assert "client/__init__.py" in carried


def test_every_error_class_of_the_runtime_is_exported() -> None:
    some = package(webhooks=WEBHOOKS)
    token = AuthExport(Code("._runtime.oauth"), Code("Token"))
    root = dataclasses.replace(some.client, auth_exports=(token,))
    errors = error_classes()
    optional = optional_error_classes(FEATURES)
    whole = dataclasses.replace(
        some, client=root, error_classes=errors, optional_error_classes=optional
    )
    files = render(whole, TemplateSet())
    declared = {
        line.split()[1].partition("(")[0]
        for module in ("errors", "optional_errors")
        for line in files[f"acme/_runtime/{module}.py"].splitlines()
        if line.startswith("class ") and not line.startswith("class _") and "(" in line
    }
    lines = files["acme/errors.py"].splitlines()
    assert {line.split()[-1] for line in lines if line.startswith("from ")} == declared


def test_the_manifest_names_documents_without_secrets() -> None:
    document = Document(
        "https://me:secret@acme.test/api.yaml?key=secret", "0" * 64, {}, lambda _: 1
    )
    library = Library(document, {document.origin: document})
    manifest = render(package(), TemplateSet(), library)[".clientsmith/manifest.json"]
    assert '"origin": "https://acme.test/api.yaml"' in manifest
    assert "secret" not in manifest


def test_results_of_black_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = tmp_path / "templates" / "package"
    templates.mkdir(parents=True)
    (templates / "errors.py.jinja").write_text("x=1\n")
    arguments = (ACME, TemplateSet(tmp_path / "templates"), None, Config())
    first = render(*arguments, cache=tmp_path / "cache")
    monkeypatch.setattr(black, "format_str", None)
    assert render(*arguments, cache=tmp_path / "cache")["acme/errors.py"] == "x = 1\n"
    assert first["acme/errors.py"] == "x = 1\n"


@pytest.mark.parametrize(
    ("name", "expected"), [("none", "x={'a':1}\n"), ("ruff", 'x = {"a": 1}\n')]
)
def test_other_formatters(name: str, expected: str) -> None:
    formatter = Formatter(name)  # type: ignore[arg-type]
    assert formatter("x={'a':1}\n") == expected
