"""Custom templates: what they can change, and what happens when they are wrong."""

import ast
from pathlib import Path

import black
import pytest

from clientsmith.config import Config
from clientsmith.problem import UnusableSource
from clientsmith.program import builtin_folder
from clientsmith.render import TemplateProblem, TemplateSet, UnusableOutput, render
from render.sample_contexts import ACME

RESOURCE = "package/resources/resource.py.jinja"
GOALS = "acme/resources/goals.py"


def custom(folder: Path, **templates: str) -> TemplateSet:
    """A set with the given templates, `/` and `.` written as `__` and `_DOT_`."""
    for name, text in templates.items():
        place = folder / name.replace("__", "/").replace("_DOT_", ".")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return TemplateSet(folder)


def header(folder: Path, text: str) -> TemplateSet:
    return custom(folder, package__header_DOT_py_DOT_jinja=text)


def resource(folder: Path, text: str) -> TemplateSet:
    return custom(folder, package__resources__resource_DOT_py_DOT_jinja=text)


def problem_of(error: UnusableSource) -> tuple[str, int | None, str]:
    (problem,) = error.problems
    return problem.location.origin, problem.location.line, problem.message


def test_one_block_is_overridden(tmp_path: Path) -> None:
    templates = resource(
        tmp_path,
        '{% extends "builtin/package/resources/resource.py.jinja" %}\n'
        "{% block method_body %}\n"
        "        print({{ method.constant | literal }},   1)\n"
        "{{ super() -}}\n"
        "{% endblock %}\n",
    )
    before = render(ACME, TemplateSet())
    after = render(ACME, templates)
    lines = after[GOALS].split("\n")
    assert '        print("_CREATE", 1)' in lines
    assert [line for line in lines if "print(" not in line] == before[GOALS].split("\n")
    assert {path for path in after if after[path] != before[path]} == {
        ".clientsmith/manifest.json",
        GOALS,
        "acme/resources/tasks.py",
    }


def test_a_whole_template_is_overridden_and_formatted(tmp_path: Path) -> None:
    templates = custom(
        tmp_path,
        package__errors_DOT_py_DOT_jinja="{% include '_licence.jinja' %}\nx = {   'a':1 }\n",
        _licence_DOT_jinja="# Ours.\n",
    )
    assert render(ACME, templates)["acme/errors.py"] == '# Ours.\nx = {"a": 1}\n'


@pytest.mark.detail
def test_a_header_stands_at_the_top_of_every_module(tmp_path: Path) -> None:
    before = render(ACME, TemplateSet())
    after = render(ACME, header(tmp_path, "#Ours: {{ package.title | comment }}\n\n\n# All.\n"))
    modules = [path for path in after if path.endswith(".py")]
    assert f"{ACME.name}/_runtime/codec/shapes.py" in modules
    for path in modules:
        assert after[path] == f"# Ours: # Acme API\n\n\n# All.\n\n{before[path]}"
        # What stands further down does not know of a header.
        end = max([0, *(each.end_lineno or 0 for each in ast.parse(after[path]).body[:2])])
        start = "".join(after[path].splitlines(keepends=True)[: end or None])
        assert start == black.format_str(start, mode=black.Mode())
    others = {path for path in after if path not in modules and after[path] != before[path]}
    assert others == {".clientsmith/manifest.json"}


@pytest.mark.parametrize("text", ["# Ours.\nimport os\n", '"""Ours."""\n', "# coding: utf-7\n"])
def test_a_header_holds_comments_only(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnusableOutput) as caught:
        render(ACME, header(tmp_path, text))
    assert "package/header.py.jinja generated unusable output" in problem_of(caught.value)[2]


def test_a_shared_template_is_overridden(tmp_path: Path) -> None:
    shared = (builtin_folder() / "package/_shared.jinja").read_text(encoding="utf-8")
    templates = custom(
        tmp_path,
        package___shared_DOT_jinja=shared.replace("if TYPE_CHECKING:", "if   TYPE_CHECKING:"),
    )
    files = render(ACME, templates)
    assert files[GOALS] == render(ACME, TemplateSet())[GOALS]


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        (
            "\n\n{{ resource.nothing }}",
            3,
            "`Resource` has no field `nothing`. There are: aliases, ",
        ),
        ("{{ nothing }}", 1, "'nothing' is undefined"),
        ("\n{{ resource.docs }}", 2, "text of the document"),
        ("{{ 'a' ~ resource.docs }}", 1, "text of a document"),
        ("{{ [resource.docs] | join }}", 1, "text of a document"),
        ("{{ '{}'.format(resource.docs) }}", 1, "text of a document"),
        ("{{ resource.methods }}", 1, "a tuple cannot be printed"),
        ("{{ none }}", 1, "a NoneType cannot be printed"),
        ("{{ resource.docs._value }}", 1, "unsafe"),
        ("{{ resource.__class__ }}", 1, "unsafe"),
        ("{{ resource.path.__class__.__mro__ }}", 1, "unsafe"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("{% include 'missing' ~ '.jinja' %}", 1, "no template 'missing.jinja'"),
        ("{% include 'package/resources/resource.py.jinja' %}", None, "include each other"),
        ('{% set name = "builtin/no.jinja" %}{% extends name %}', 1, "no template 'builtin/no"),
    ],
)
def test_mistakes_name_template_line_and_subject(
    tmp_path: Path, template: str, line: int | None, message: str
) -> None:
    with pytest.raises(TemplateProblem) as caught:
        render(ACME, resource(tmp_path, template))
    origin, found_line, text = problem_of(caught.value)
    assert (origin, found_line) == (RESOURCE, line)
    assert message in text
    assert "the resource goals" in text


def test_untrusted_text_is_shown_in_the_message(tmp_path: Path) -> None:
    with pytest.raises(TemplateProblem) as caught:
        render(ACME, resource(tmp_path, "{{ resource.docs }}"))
    assert "<Text Things.> is text of the document" in problem_of(caught.value)[2]


def test_text_cannot_be_smuggled_through_its_repr(tmp_path: Path) -> None:
    templates = resource(tmp_path, "{{ [resource.docs] | string }}\n")
    with pytest.raises(UnusableOutput, match="not valid Python"):
        render(ACME, templates)


@pytest.mark.parametrize("name", ["resource.py.jinja", "package/models/modul.py.jinja"])
def test_a_template_that_overrides_nothing_is_refused(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("")
    with pytest.raises(TemplateProblem, match="overrides no built-in template") as caught:
        TemplateSet(tmp_path)
    assert problem_of(caught.value)[0] == name


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateProblem, match="no such folder"):
        TemplateSet(tmp_path / "nowhere")


def test_output_that_is_no_python_is_refused(tmp_path: Path) -> None:
    templates = resource(tmp_path, '"""Docs."""\n\nx = (\n')
    with pytest.raises(UnusableOutput) as caught:
        render(ACME, templates)
    origin, line, text = problem_of(caught.value)
    assert (origin, line) == (GOALS, 3)
    assert RESOURCE in text
    assert "the resource goals" in text
    assert "the line is 'x = ('" in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("return 1\n", "'return' outside function"),
        ('"a"\n"b"\nfrom __future__ import annotations\n', "from __future__ imports must occur"),
        ("x = 1\nx is 1 is 2\n", '"is" with'),
        ("# -*- coding: latin-1 -*-\n", "declares an encoding"),
        ("\tx = 1\n", "U+0009"),
    ],
)
def test_python_that_only_parses_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnusableOutput) as caught:
        render(ACME, resource(tmp_path, text))
    assert message in problem_of(caught.value)[2]


INDENTED_BY_TWO = """\
def f(first, second):
  if first:
    if second:
      f(1, 2)
      return second_value_of_a_very_long_name(first, second, "a long text", "and another one")
  return first
"""


def test_custom_modules_are_not_laid_out_by_the_engine_for_ours(tmp_path: Path) -> None:
    made = render(ACME, resource(tmp_path, INDENTED_BY_TWO))[GOALS]
    assert made == black.format_str(INDENTED_BY_TWO, mode=black.Mode())
    plain = render(ACME, resource(tmp_path, INDENTED_BY_TWO), config=Config(format="none"))
    assert plain[GOALS] == INDENTED_BY_TWO


def test_every_filter_is_at_hand(tmp_path: Path) -> None:
    templates = resource(
        tmp_path,
        "{{ 'a #' | comment }}\n"
        "x = {{ resource.docs | literal }}\n"
        "{{ 'name' | identifier }} = 1\n",
    )
    expected = '# a ♯\nx = "Things."\nname = 1\n'
    assert render(ACME, templates)[GOALS] == expected
    assert black.format_str(expected, mode=black.Mode()) == expected
