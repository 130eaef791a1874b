"""Mistakes in a folder of templates: each is named with template and line, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsmith.render import TemplateProblem, TemplateSet
from support.command import clientsmith_here

SPEC = Path(__file__).resolve().parents[2] / "specs" / "msportal" / "create-goal.md"
RESOURCE = "package/resources/resource.py.jinja"
EXTENDS = '{% extends "builtin/package/resources/resource.py.jinja" %}\n'
USES = "{% include '_part.jinja' %}"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def problems(folder: Path, files: dict[str, str | bytes]) -> list[tuple[str, int | None, str, str]]:
    with pytest.raises(TemplateProblem) as caught:
        TemplateSet(write(folder, files))
    return [
        (found.location.origin, found.location.line, found.message, found.hint)
        for found in caught.value.problems
    ]


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (EXTENDS + "{% block method_bdy %}{% endblock %}", 2, "no block `method_bdy`",
         "Did you mean `method_body`?"),
        (EXTENDS + "\n{% block nonsense %}{% endblock %}", 3, "no block `nonsense`", "There are: "),
        (EXTENDS + "{% if a %}\n{% block nonsense %}{% endblock %}{% endif %}", 3,
         "no block `nonsense`", ""),
        (EXTENDS + "\n\n# Ours.\n", 4, "outside of blocks is never printed", "Put it into a block."),
        (EXTENDS + "{% if a %}\n{{ a }}{% endif %}", 3, "outside of blocks is never printed", ""),
        ('{% extends "package/resources/resource.py.jinja" %}', 1, "it extends itself",
         "The built-in template of that name is `builtin/package/resources/resource.py.jinja`."),
        ('\n{% extends "builtin/package/resources/resources.py.jinja" %}', 2,
         "there is no template `builtin/package/resources/resources.py.jinja`",
         "Did you mean `builtin/package/resources/resource.py.jinja`?"),
        ("\n{% from 'package/shared.jinja' import import_lines %}", 2,
         "there is no template `package/shared.jinja`", "`package/_shared.jinja`"),
        ("{% include ['a.jinja', 'b.jinja'] %}", 1, "there is no template `a.jinja`", ""),
        ("x\n{% for %}", 2, "Expected an expression", ""),
        ("{% block a %}", 1, "block", ""),
        ("x\n\n{{ resource.docs | docstrng }}", 3, "there is no filter `docstrng`",
         "Did you mean `docstring`?"),
        ("{{ 1 is nonsense }}", 1, "there is no test `nonsense`", "Did you mean `none`?"),
        ("{{ [1] | map('nonsense') | list }}", 1, "there is no filter `nonsense`", "Did you mean"),
        (b"\xff", None, "it cannot be read", ""),
    ],
)  # fmt: skip
def test_what_can_be_seen_without_a_document(
    tmp_path: Path, text: str | bytes, line: int | None, message: str, hint: str
) -> None:
    ((origin, found_line, found_message, found_hint),) = problems(tmp_path, {RESOURCE: text})
    assert (origin, found_line) == (RESOURCE, line)
    assert message in found_message
    assert hint in found_hint


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        (
            "package/errors.py",
            "does not end in `.jinja`",
            "rename it to `package/errors.py.jinja`.",
        ),
        (
            "package/errors.py.j2",
            "does not end in `.jinja`",
            "To include it in the output, rename it to",
        ),
        ("package/_runtime/client/__init__.py", "does not end in `.jinja`", "keep other files"),
        (
            "package/error.py.jinja",
            "overrides no built-in",
            "Did you mean `package/errors.py.jinja`?",
        ),
        ("errors.py.jinja", "overrides no built-in", "Did you mean `package/errors.py.jinja`?"),
        ("_runtime/client/__init__.py.jinja", "`_runtime` is reserved for the runtime", ""),
        ("package/_runtime/x.py.jinja", "`_runtime` is reserved for the runtime", ""),
        ("package/custom/x.py.jinja", "`custom` is reserved for hand-written code", ""),
        ("package/_shred.jinja", "no template uses it", "`package/_shared.jinja`?"),
    ],
)
def test_a_file_without_effect_is_refused(
    tmp_path: Path, name: str, message: str, hint: str
) -> None:
    ((origin, line, found_message, found_hint),) = problems(tmp_path, {name: ""})
    assert (origin, line) == (name, None)
    assert message in found_message
    assert hint in found_hint


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "README.md.jinja": "{% if %}",
        "package/client.py.jinja": "{{ package.title | nonsense }}{{ package.title | nothing }}",
        "package/errors.py": "",
    }
    found = [(origin, message) for origin, _, message, _ in problems(tmp_path, files)]
    assert [origin for origin, _ in found] == [
        "package/errors.py", "README.md.jinja", "package/client.py.jinja", "package/client.py.jinja",
    ]  # fmt: skip


def test_mistakes_along_a_chain_are_found(tmp_path: Path) -> None:
    chain: dict[str, str | bytes] = {
        RESOURCE: '{% extends "_house.jinja" %}{% block method_body %}{% endblock %}'
        "{% block more %}{% endblock %}{% block les %}{% endblock %}",
        "_house.jinja": EXTENDS + "{% block imports %}{% block more %}{% endblock %}{% endblock %}",
    }
    ((origin, line, message, _),) = problems(tmp_path, chain)
    assert (origin, line) == (RESOURCE, 1)
    assert "no block `les`" in message


def test_two_templates_that_extend_each_other_are_found(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        RESOURCE: '{% extends "_house.jinja" %}',
        "_house.jinja": '{% extends "package/resources/resource.py.jinja" %}',
    }
    assert {message for _, _, message, _ in problems(tmp_path, files)} == {
        "The template cannot be used: it extends itself."
    }


@pytest.mark.parametrize(
    "files",
    [
        {RESOURCE: "", ".hidden/x.py": "", ".DS_Store": b"\xff"},
        {RESOURCE: USES, "_part.jinja": ""},
        {RESOURCE: "{% include ['a.jinja', '_part.jinja'] %}", "_part.jinja": ""},
        {RESOURCE: "{% include 'nothing.jinja' ignore missing %}"},
        {RESOURCE: "{% include '_' ~ 'part.jinja' %}", "_part.jinja": ""},
        {"package/_shared.jinja": ""},
        {RESOURCE: "{% block own %}{% endblock %}"},
        {RESOURCE: "{# Ours. #}\n" + EXTENDS + "\n{% set a %}text{% endset %}\n"},
        {RESOURCE: EXTENDS + "{% macro m() %}text{% endmacro %}{% from 'package/_shared.jinja' "
         "import settings %}{% block class %}{% block own %}{% endblock %}{% endblock %}"},
        {RESOURCE: "{% set parent = 'a' %}{% extends parent %}{% block any %}{% endblock %}"},
        {"package/__init__.py.jinja": "", "package/py.typed.jinja": "\r\n"},
    ],
)  # fmt: skip
def test_what_is_fine(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    TemplateSet(write(tmp_path, files))


@pytest.mark.parametrize(
    ("template", "place", "messages"),
    [
        ("\n{{ resource.docs }}", f"{RESOURCE}:2",
         ["is text of the document, which goes through an encoder", "(while rendering the resource goals)"]),
        (EXTENDS + "{% block method_body %}\n\n{{ method.docs.summary }}{% endblock %}", f"{RESOURCE}:4",
         ["<Text Create goal.> is text of the document", "(while rendering the operation goals.create (POST /api/public/v1/goals))"]),
        (EXTENDS + "{% block method_body %}\n{{ mehtod.name }}{% endblock %}", f"{RESOURCE}:3",
         ["'mehtod' is undefined", "(while rendering the operation goals.create (POST /api/public/v1/goals))"]),
        (EXTENDS + "{% block method_body %}\n{% if method.bdy %}{% endif %}{% endblock %}", f"{RESOURCE}:3",
         ["`Method` has no field `bdy`. Did you mean `body`?", "(while rendering the operation goals.create (POST /api/public/v1/goals))"]),
        (EXTENDS + "{% block nonsense %}{% endblock %}", f"{RESOURCE}:2", ["no block `nonsense`"]),
        ("{{ resource. }}", f"{RESOURCE}:1", ["expected name or number"]),
        (EXTENDS + "{% block method_body %}\n        retrun 1\n{% endblock %}", "msportal/resources/goals.py:",
         [f"template {RESOURCE} generated unusable output for the operation goals.create (POST /api/public/v1/goals): it is not valid Python",
          "the line is 'retrun 1'"]),
    ],
)  # fmt: skip
def test_nothing_is_written(tmp_path: Path, template: str, place: str, messages: list[str]) -> None:
    templates = write(tmp_path / "own", {RESOURCE: template})
    outcome = clientsmith_here(
        "generate", SPEC, "-o", tmp_path / "out", "--templates", templates, folder=tmp_path
    )
    assert outcome.code == 3
    said = " ".join(outcome.stderr.split())
    assert [message for message in [place, *messages] if message not in said] == []
    assert "Nothing was written." in said
    assert not (tmp_path / "out").exists()


def test_a_missing_folder_in_the_configuration_is_named(tmp_path: Path) -> None:
    (tmp_path / "clientsmith.toml").write_text(
        f'spec = "{SPEC.as_posix()}"\noutput = "out"\ntemplates = "nowhere"\n', encoding="utf-8"
    )
    outcome = clientsmith_here("generate", folder=tmp_path)
    assert outcome.code == 3
    assert "nowhere" in outcome.stderr
    assert "there is no such folder of templates" in outcome.stderr
    assert not (tmp_path / "out").exists()
