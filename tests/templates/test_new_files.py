"""Templates that make files of their own: where they lie, what they are checked for, what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import black
import pytest

from clientsmith.context import Package
from clientsmith.project.output import Files
from clientsmith.render import TemplateProblem, TemplateSet, UnusableOutput, render
from clientsmith.text import Code
from render.sample_contexts import ACME, LIST, TASKS, field, model, model_module, package, resource
from support.command import clientsmith_here

SPEC = Path(__file__).parent / "acme.yaml"
MANIFEST = ".clientsmith/manifest.json"


@cache
def built_in() -> Files:
    """Files of the built-in templates."""
    return render(ACME, TemplateSet())


def folder_of(place: Path, templates: dict[str, str]) -> Path:
    for name, text in templates.items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return place


def made(
    place: Path, templates: dict[str, str], of: Package = ACME, *, is_alone: bool = False
) -> Files:
    return render(of, TemplateSet(folder_of(place, templates), is_alone=is_alone))


def new_paths(files: Files) -> list[str]:
    return sorted(files.keys() - built_in().keys())


def mistakes(place: Path, templates: dict[str, str], of: Package = ACME) -> list[tuple[str, str]]:
    with pytest.raises(TemplateProblem) as caught:
        made(place, templates, of)
    assert {problem.code for problem in caught.value.problems} == {"template-unusable"}
    return [
        (problem.location.origin, f"{problem.message} {problem.hint}")
        for problem in caught.value.problems
    ]


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("NOTICE.jinja", ["NOTICE"]),
        ("docs/a b.txt.jinja", ["docs/a b.txt"]),
        (".github/CODEOWNERS.jinja", [".github/CODEOWNERS"]),
        (".dockerignore.jinja", [".dockerignore"]),
        ("x.jinja.jinja", ["x.jinja"]),
        ("package/cli/__main__.py.jinja", ["acme/cli/__main__.py"]),
        ("package/cli.py.jinja", ["acme/cli.py"]),
        ("package/client.pyi.jinja", ["acme/client.pyi"]),
        ("{{package}}/cli.py.jinja", ["acme/cli.py"]),
        ("{{ package }}.spec.jinja", ["acme.spec"]),
        ("docs/README.md.jinja", ["docs/README.md"]),
        ("tests/test_more.py.jinja", ["tests/test_more.py"]),
        ("docs/{{resource}}.md.jinja", ["docs/goals.md", "docs/tasks.md"]),
        (
            "package/cli/_{{ resource }}.py.jinja",
            ["acme/cli/_goals.py", "acme/cli/_tasks.py"],
        ),
        (
            "docs/{{resource}}/{{ operation }}.md.jinja",
            [
                "docs/goals/create.md",
                "docs/goals/send.md",
                "docs/goals/upload.md",
                "docs/goals/watch.md",
                "docs/tasks/list.md",
            ],
        ),
        ("{{operation}}-of-{{resource}}-{{resource}}.jinja", [
            "create-of-goals-goals", "list-of-tasks-tasks", "send-of-goals-goals",
            "upload-of-goals-goals", "watch-of-goals-goals",
        ]),
        ("docs/{{module}}.md.jinja", ["docs/goals.md"]),
        ("docs/{{enum_class}}.md.jinja", ["docs/Empty.md", "docs/Size.md"]),
        ("docs/{{module}}/{{type_name}}.md.jinja", ["docs/goals/Color.md", "docs/goals/Event.md"]),
        (
            "hooks/{{webhook}}.go.jinja",
            ["hooks/parse_goal_reached.go", "hooks/parse_ping.go"],
        ),
    ],
)  # fmt: skip
def test_where_files_lie(tmp_path: Path, name: str, paths: list[str]) -> None:
    files = made(tmp_path, {name: "x = 1\n"})
    assert new_paths(files) == paths
    assert {files[path] for path in paths} == {"x = 1\n"}
    others = files.keys() - {*paths, MANIFEST}
    assert {path: files[path] for path in others} == {
        path: text for path, text in built_in().items() if path != MANIFEST
    }
    listed = json.loads(files[MANIFEST])["files"]
    assert {*paths} <= listed.keys()


def test_each_file_is_of_one_thing(tmp_path: Path) -> None:
    files = made(
        tmp_path,
        {
            "m/{{model}}.txt.jinja": "{{ module.name }}.{{ model.name }}\n",
            "o/{{resource}}-{{operation}}.txt.jinja": "{{ resource.path }}.{{ method.name }}\n",
        },
    )
    assert files["m/GoalDetail.txt"] == "goals.GoalDetail\n"
    assert files["o/tasks-list.txt"] == "tasks.list\n"


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("docs/{{method}}.md.jinja", "no placeholder `method`", "mean `{{operation}}`?"),
        ("docs/{{ resource.path }}.md.jinja", "no placeholder `resource.path`", "`{{resource}}`?"),
        ("docs/{{Resources}}.md.jinja", "no placeholder `Resources`", "mean `{{resource}}`?"),
        ("docs/{{schema}}.md.jinja", "no placeholder `schema`", "mean `{{model}}`?"),
        ("docs/{{oepration}}.md.jinja", "no placeholder `oepration`", "mean `operation`?"),
        ("docs/{{}}.md.jinja", "no placeholder ``", "There are: enum_class, model, "),
        ("docs/{resource}.md.jinja", "invalid braces", "are `{{enum_class}}`, `{{mod"),
        ("docs/{{resource}.md.jinja", "invalid braces", ""),
        ("docs/{% if x %}.md.jinja", "invalid braces", ""),
        ("docs/{{operation}}.md.jinja", "may have the same name", "Add `{{resource}}`"),
        ("{{resource}}/{{model}}.jinja", "`{{resource}}` and `{{model}}` cannot be combined", ""),
        ("{{webhook}}/{{module}}.jinja", "`{{webhook}}` and `{{module}}` cannot be comb", "`{{we"),
        ("sub/.GIT/config.jinja", "`.git` belongs to git", ""),
        ("package/custom/client.py.jinja", "`custom` is reserved for hand-written code", ""),
        (
            "{{package}}/custom/{{resource}}.py.jinja",
            "`custom` is reserved for hand-written code",
            "",
        ),
        ("package/_runtime/client/call.py.jinja", "`_runtime` is reserved for the runtime", ""),
        ("aux.md.jinja", "has the name of a device on Windows", ""),
        ("a:b.md.jinja", "not a relative path that is valid on every system", ""),
        ("REDME.md.jinja", "overrides no built-in template", "mean `README.md.jinja`?"),
        ("readme.md.jinja", "overrides no built-in template", "mean `README.md.jinja`?"),
        ("resource.py.jinja", "overrides no", "`package/resources/resource.py.jinja`?"),
        ("package/models/modul.py.jinja", "overrides no", "`package/models/module.py.jinja`?"),
        ("packages/client.py.jinja", "overrides no", "mean `package/client.py.jinja`?"),
        ("python/package/client.py.jinja", "overrides no", "mean `package/client.py.jinja`?"),
        ("{{package}}/client.py.jinja", "overrides no", "mean `package/client.py.jinja`?"),
        ("{{package}}/resource/resource.py.jinja", "no", "`package/resources/resource.py.jinja`?"),
    ],
)
def test_what_is_no_name_for_files(tmp_path: Path, name: str, message: str, hint: str) -> None:
    ((origin, told),) = mistakes(tmp_path, {name: ""})
    assert origin == name
    assert message in told
    assert hint in told


def test_what_belongs_to_other_programs_is_left_alone(tmp_path: Path) -> None:
    names = [".git/hooks/x.jinja", ".clientsmith/base/x.jinja", "__pycache__/x.jinja", "._x.jinja"]
    assert new_paths(made(tmp_path, dict.fromkeys([*names, ".idea/x.xml"], "x"))) == []


def test_mistakes_in_names_are_told_together(tmp_path: Path) -> None:
    names = ["aux.md.jinja", "docs/{{tag}}.md.jinja", "readme.md.jinja", "x.md"]
    assert [origin for origin, _ in mistakes(tmp_path, dict.fromkeys(names, ""))] == names


@pytest.mark.parametrize(
    ("templates", "told"),
    [
        (["package/resources/{{resource}}.py.jinja"],
         "both it and `package/resources/resource.py.jinja` generate `acme/resources/goals.py`"),
        (["package/models/{{resource}}.py.jinja"],
         "both it and `package/models/module.py.jinja` generate `acme/models/goals.py`"),
        (["docs/{{package}}.md.jinja", "docs/acme.md.jinja"],
         "both it and `docs/acme.md.jinja` generate `docs/acme.md`"),
        (["docs/{{module}}.md.jinja", "docs/{{resource}}.md.jinja"],
         "both it and `docs/{{module}}.md.jinja` generate `docs/goals.md`"),
        (["package/client/__init__.py.jinja"],
         "Python can import only one of `acme/client/__init__.py` and `acme/client.py`"),
        (["package/models.py.jinja"],
         "Python can import only one of `acme/models.py` and `acme/models/__init__.py`"),
        (["package/cli.py.jinja", "package/cli/__init__.py.jinja"],
         "Python can import only one of `acme/cli/__init__.py` and `acme/cli.py`"),
        (["acme/custom/x.py.jinja"], "`custom` is reserved for hand-written code"),
        (["Acme/_runtime/x.py.jinja"], "`_runtime` is reserved for the runtime"),
    ],
)  # fmt: skip
def test_no_file_is_made_twice(tmp_path: Path, templates: list[str], told: str) -> None:
    ((origin, message),) = mistakes(tmp_path, dict.fromkeys(templates, "x = 1\n"))
    assert origin in templates
    assert told in message


def test_a_file_cannot_lie_in_another_one(tmp_path: Path) -> None:
    ((_, message),) = mistakes(tmp_path, {"docs.jinja": "x", "docs/a.md.jinja": "x"})
    assert "'docs' is a file, and 'docs/a.md' lies in it" in message


def test_what_prints_nothing_makes_no_file(tmp_path: Path) -> None:
    files = made(
        tmp_path,
        {
            "notes/{{resource}}.md.jinja": "{% if resource.path == 'tasks' %}\nNotes.\n{% endif %}\n",
            "none.md.jinja": "{# Nothing. #}\n\n",
            "package/cli/__init__.py.jinja": "",
            "docs/.nojekyll.jinja": "\n",
            "package/cli/none.py.jinja": "{% if false %}x = 1{% endif %}",
        },
    )
    assert new_paths(files) == ["acme/cli/__init__.py", "docs/.nojekyll", "notes/tasks.md"]
    assert files["acme/cli/__init__.py"] == ""


def test_modules_are_formatted_and_have_the_header(tmp_path: Path) -> None:
    text = 'class A :\n  name={"a":1}\n'
    files = made(
        tmp_path,
        {
            "package/a.py.jinja": text,
            "tools/run.py.jinja": text,
            "package/header.py.jinja": "# Us.",
        },
    )
    expected = f"# Us.\n\n{black.format_str(text, mode=black.Mode())}"
    assert files["acme/a.py"] == files["tools/run.py"] == expected


@pytest.mark.parametrize(
    ("name", "text", "line", "told"),
    [
        ("a.py", "x = (\n", 1, "not valid Python"),
        ("a.toml", "a = \n", None, "not valid TOML"),
        ("a.json", '{"a": 1,\n}', 2, "not valid JSON"),
        ("a.json", "[NaN]", None, "not valid JSON: NaN is not a JSON number"),
        ("a.yaml", "a: b\n - c: [\n", 2, "not valid YAML"),
        ("a.yml", "a: 'b\n", 2, "not valid YAML"),
        ("a.yaml", "\ta: b\n", 1, "not valid YAML"),
        ("a.md", "a\u202eb\n", 1, "U+202E"),
        ("a.go", "a\n\x0cb\n", 2, "U+000C"),
        ("a.md", "\ufeff# a\n", 1, "U+FEFF"),
        ("a.py", "if x:\n\ty = 1\n", 2, "U+0009"),
    ],
)  # fmt: skip
def test_what_files_may_not_hold(
    tmp_path: Path, name: str, text: str, line: int | None, told: str
) -> None:
    with pytest.raises(UnusableOutput) as caught:
        made(tmp_path, {f"{name}.jinja": text})
    (problem,) = caught.value.problems
    assert (problem.location.origin, problem.location.line) == (name, line)
    assert told in problem.message
    assert (
        f"The template {name}.jinja generated unusable output for the package acme"
        in problem.message
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Makefile", "all:\n\tgo build\n"),
        ("a.yaml", "a: !!python/name:b.c\n---\n- d\n"),
        ("a.json", '{"a": 1e400, "b": [null, true]}'),
        ("a.jsonl", "{}\n{}\n"),
        ("a.txt", "no line end"),
        ("a.md", "Größe, 犬, 👩‍💻\n"),
    ],
)
def test_what_files_may_hold(tmp_path: Path, name: str, text: str) -> None:
    assert made(tmp_path, {f"{name}.jinja": text})[name] == text


def test_line_ends_of_windows_are_read(tmp_path: Path) -> None:
    assert made(tmp_path, {"a.md.jinja": "# A\r\n\r\nB\r\n"})["a.md"] == "# A\n\nB\n"


def test_names_are_those_of_files_on_every_system(tmp_path: Path) -> None:
    names = ["FOO", "Foo", "aux", "foo", "Foo_2", "L" * 300, "L" * 301, "Größe", "GRÖSSE"]
    models = tuple(model(name, field("id", "int")) for name in names)
    methods = tuple(replace(LIST, name=Code(name)) for name in ("nul", "LIST", "list"))
    of = package(
        replace(TASKS, methods=methods, aliases=()),
        resource("con_", "Con", LIST),
        modules=(model_module("all", models=models),),
    )
    templates = {
        "m/{{model}}.jinja": "{{ model | file_name }}",
        "o/{{resource}}/{{operation}}.jinja": "{{ resource | file_name }}/{{ method | file_name }}",
    }
    files = made(tmp_path, templates, of, is_alone=True)
    new = {path: text for path, text in files.items() if path[:2] in ("m/", "o/")}
    assert {path[2:]: text for path, text in new.items()} == {path[2:]: path[2:] for path in new}
    long = "L" * 180
    assert sorted(new) == sorted(
        [
            *("m/FOO", "m/Foo_2", "m/foo_3", "m/Foo_2_2", "m/aux_", f"m/{long}", f"m/{long}_2"),
            *("m/Größe_2", "m/GRÖSSE", "o/con_/list"),
            *("o/tasks/LIST", "o/tasks/list_2", "o/tasks/nul_"),
        ]
    )


def test_types_lead_to_declarations(tmp_path: Path) -> None:
    expressions = {
        "models.Goal | None": "Goal",
        "Stream[models.Event]": "Event",
        'Union["OrderPaid", "OrderRefunded"]': "OrderPaid OrderRefunded",
        'Annotated[Union["OrderPaid", "Goal"], Discriminator("type", {"Size": "Size"})]': "OrderPaid Goal",
        'Literal["Goal"]': "",
        "dict[str, list[Goal | Color]] | Goal": "Goal Color",
        "builtins.list[models.Size]": "Size",
        'JSON("list[Goal]")': "Goal",
        "int": "",
        "no expression": "",
    }
    lines = "".join(
        "{% for each in '" + text + "' | declarations %}{{ each.name }} {% endfor %}.\n"
        for text in expressions
    )
    library = (
        "{% macro named(it) %}{{ (it.annotation | declarations)[0] | file_name }}{% endmacro %}"
    )
    files = made(
        tmp_path,
        {
            "a.txt.jinja": lines,
            "_library.jinja": library,
            "b.txt.jinja": "{% from '_library.jinja' import named %}"
            "{{ named({'annotation': 'models.Goal'}) }}",
        },
    )
    found = [line.rstrip(" .") for line in files["a.txt"].splitlines()]
    assert found == [*expressions.values()]
    assert files["b.txt"] == "Goal"


@pytest.mark.parametrize(
    ("text", "told"),
    [("{{ 'a' | file_name }}", "no files are called after a str"), ("{{ x }}", "'x' is undefined")],
)
def test_failures_name_the_thing(tmp_path: Path, text: str, told: str) -> None:
    ((origin, message),) = mistakes(tmp_path, {"docs/{{resource}}/{{operation}}.jinja": text})
    assert origin == "docs/{{resource}}/{{operation}}.jinja"
    assert told in message
    assert "while rendering the operation goals.create (POST /orgs/{org}/goals)" in message


def test_files_come_are_compared_and_go(tmp_path: Path) -> None:
    own = folder_of(tmp_path / "own", {"docs/{{resource}}.md.jinja": "# {{ resource.path }}\n"})
    config = f'spec = "{SPEC.as_posix()}"\noutput = "sdk"\ntemplates = "own"\n'
    (tmp_path / "clientsmith.toml").write_text(config, encoding="utf-8")
    page = tmp_path / "sdk" / "docs" / "pets.md"

    def run(*words: str) -> int:
        return clientsmith_here(*words, folder=tmp_path).code

    assert run("generate") == 0
    assert page.read_text(encoding="utf-8") == "# pets\n"
    assert run("check") == 0
    page.write_text("# Pets\n", encoding="utf-8")
    assert run("check") == 1
    assert run("generate") != 0  # somebody has edited it
    assert run("generate", "--force") == 0
    folder_of(own, {"docs/{{resource}}.md.jinja": "## {{ resource.path }}\n"})
    assert run("check") == 1
    assert run("generate") == 0
    assert page.read_text(encoding="utf-8") == "## pets\n"
    (own / "docs" / "{{resource}}.md.jinja").unlink()
    assert run("generate") == 0
    assert not page.parent.exists()
    assert run("check") == 0


def test_a_file_that_is_there_already_is_not_overwritten(tmp_path: Path) -> None:
    own = folder_of(tmp_path / "own", {"NOTICE.jinja": "Ours.\n"})
    out = tmp_path / "out"
    common = ("generate", SPEC, "-o", out)
    assert clientsmith_here(*common, folder=tmp_path).code == 0
    (out / "NOTICE").write_text("Mine.\n", encoding="utf-8")
    outcome = clientsmith_here(*common, "--templates", own, folder=tmp_path)
    assert outcome.code != 0
    assert "NOTICE" in outcome.stderr
    assert (out / "NOTICE").read_text(encoding="utf-8") == "Mine.\n"
