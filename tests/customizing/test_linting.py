"""What is seen of templates without a document: nothing that is not so, and each mistake in its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, UndefinedError

from clientsmith.cli.commands.templates.folders import folders
from clientsmith.problem import Problem, Severity
from clientsmith.render.environment import FILTERS, environment
from clientsmith.template_tools.folder import read_folder
from clientsmith.template_tools.inference import TemplateChecker
from clientsmith.template_tools.inference.filters import ON_STRINGS, given_by
from clientsmith.template_tools.inference.values import CODE, TEXT
from clientsmith.template_tools.linting import Additions, lint
from clientsmith.text import Text
from render.sample_contexts import ACME
from support.template_folders import RESOURCE, overriding, write_templates
from templates.test_pages import recipes

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "templates"
BUILTIN = read_folder(None)
for _name in BUILTIN.builtin:
    BUILTIN.tree(f"builtin/{_name}")  # once for all tests


def seen(files: dict[str, str]) -> tuple[Problem, ...]:
    """What types tell of templates."""
    folder = BUILTIN
    for name, text in files.items():
        folder = folder.with_text(name, text)
    return TemplateChecker(folder, FILTERS).read_all().problems


def serious(problems: tuple[Problem, ...]) -> list[str]:
    return [
        f"{problem.location}: {problem.message}"
        for problem in problems
        if problem.severity is not Severity.NOTE
    ]


def body(text: str) -> dict[str, str]:
    """A template in which a text begins in line 3, in the body of each method."""
    return {RESOURCE: overriding(RESOURCE, method_body=text)}


def test_nothing_is_wrong_with_the_built_in_templates() -> None:
    assert serious(seen(dict(BUILTIN.builtin))) == []


@pytest.mark.parametrize(
    "name", sorted(each.parent.name for each in EXAMPLES.glob("*/clientsmith.toml"))
)
def test_nothing_is_wrong_with_the_examples(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES / name)
    monkeypatch.setenv("CLIENTSMITH_TRUST", "1")
    for folder in folders(None, None):
        assert serious(lint(folder.place, folder.additions())) == []


def test_nothing_is_wrong_with_the_recipes(tmp_path: Path) -> None:
    for number, (name, text) in enumerate(recipes()):
        folder = write_templates(tmp_path / str(number), {name: text})
        assert lint(folder, Additions()) == (), name


MISTAKES = {
    "field": ("{{ method.nam }}", "A `Method` has no field `nam`.", "Did you mean `name`?"),
    "field of a field": ("{{ method.docs.sumary | literal }}", "A `MethodDocs` has no field", ""),
    "item": ("{{ method['nam'] }}", "A `Method` has no field `nam`.", ""),
    "in a loop": ("{% for a in method.arguments %}{{ a.nam }}{% endfor %}", "An `Argument` has", ""),
    "in a nested loop": (
        "{% for r in package.resources %}{% for m in r.methods %}{{ m.docs.x }}{% endfor %}{% endfor %}",
        "A `MethodDocs` has no field `x`.", "",
    ),
    "by index": ("{{ method.arguments[0].nam }}", "An `Argument` has no field `nam`.", ""),
    "by filter": ("{{ (method.arguments | first).nam }}", "An `Argument` has no field `nam`.", ""),
    "of a slice": ("{% for a in method.arguments[1:] %}{{ a.nam }}{% endfor %}", "An `Argument`", ""),
    "previous item": (
        "{% for a in method.arguments %}{{ loop.previtem.nam if not loop.first }}{% endfor %}",
        "An `Argument` has no field `nam`.", "",
    ),
    "set": ("{% set docs = method.docs %}{{ docs.sumary }}", "A `MethodDocs` has no field", ""),
    "set in each branch": (
        "{% if a is defined %}{% set x = method %}{% else %}{% set x = method %}{% endif %}{{ x.nam }}",
        "A `Method` has no field `nam`.", "",
    ),
    "set together": ("{% set a, b = method, resource %}{{ b.nam }}", "A `Resource` has no", ""),
    "with": ("{% with docs = method.docs %}{{ docs.sumary }}{% endwith %}", "A `MethodDocs`", ""),
    "of a condition": ("{% if method.bdy %}x{% endif %}", "A `Method` has no field `bdy`.", "`body`"),
    "behind a condition": ("{{ (method.body or method.body).tpe }}", "A `BodyPlan` has no", "`type`"),
    "selected": (
        "{% for a in method.arguments | selectattr('defualt') %}{{ a.name }}{% endfor %}",
        "An `Argument` has no field `defualt`.", "`default`",
    ),
    "mapped": ("{{ method.arguments | map(attribute='nam') | join }}", "An `Argument` has no", ""),
    "sorted": ("{{ method.arguments | sort(attribute='a,name') | length }}", "An `Argument` has", ""),
    "macro": (
        "{% macro m(x) %}{{ x.nam }}{% endmacro %}{{ m(method) }}", "A `Method` has no field", "",
    ),
    "default of a macro": (
        "{% macro m(a, x=method) %}{{ x.nam }}{% endmacro %}{{ m(1) }}", "A `Method` has no", "",
    ),
    "macro that nothing calls": (
        "{% macro m(x) %}{{ package.nam }}{% endmacro %}", "A `Package` has no field `nam`.", "",
    ),
    "arguments of a macro": (
        "{% macro m(x) %}{% endmacro %}{{ m(1, 2) }}", "takes no more than 1 of the 2", "",
    ),
    "keyword of a macro": (
        "{% macro m(x) %}{% endmacro %}{{ m(y=2) }}", "has no argument `y`.", "It has: x.",
    ),
    "built-in macro": (
        "{{ signature(resource, 'x', flavour) }}", "In the macro `signature` that is called here:", "",
    ),
    "variable": ("{{ metod.name }}", "There is no variable `metod` here.", "Did you mean `method`?"),
    "variable of a loop": (
        "{% for a in [] %}{% endfor %}{{ a }}", "There is no variable `a` here.", "",
    ),
    "variable that is asked for behind": (
        "{{ x }}{% if x is defined %}{% endif %}", "There is no variable `x` here.", "",
    ),
    "import": (
        "{% from 'package/_shared.jinja' import import_line %}",
        "`builtin/package/_shared.jinja` has no `import_line`", "Did you mean `import_lines`?",
    ),
    "of a module": (
        "{% import 'package/_shared.jinja' as shared %}{{ shared.import_lines(method.nam) }}",
        "A `Method` has no field `nam`.", "",
    ),
    "object": ("{{ method }}", "`method` is a `Method`, which cannot be printed.", "Its fields are"),
    "objects": ("{{ method.arguments | join }}", "An item of `method.arguments` is an `Argument`", ""),
    "sequence": ("{{ method.arguments }}", "A sequence cannot be printed.", "Loop over it"),
    "attribute of a sequence": ("{{ method.arguments.name }}", "A sequence has no attribute", ""),
    "attribute of text": ("{{ method.operation_id.upper() }}", "Text of the document has no", ""),
    "text": ("{{ method.operation_id }}", "`method.operation_id` is text of the document, and is "
             "printed without an encoder.", "goes through an encoder"),
    "text or code": ("{{ method.operation_id or 'none' }}", "is printed without an encoder", ""),
    "text of a condition": ("{{ method.docs.summary if 1 else '' }}", "is printed without", ""),
    "text set": ("{% set t = method.operation_id %}{{ t }}", "`t` is text of the document", ""),
    "a part of text": ("{{ method.docs.summary | brief }}", "is printed without an encoder", ""),
    "text put together": ("{{ 'x' ~ method.operation_id }}", "is put together with others", ""),
    "text added": ("{{ 'x' + method.operation_id }}", "is printed without an encoder", ""),
    "text and a number": ("{{ method.operation_id + 1 }}", "is used in an operation", ""),
    "text with other words": ("{{ method.plain_path | replace('{', ':') }}", "is printed without", ""),
    "text as other words": ("{{ 'a' | replace('a', method.plain_path) }}", "is printed without", ""),
    "object with other words": ("{{ method | replace('a', 'b') }}", "cannot be given to `| replace`", ""),
    "texts joined": ("{{ method.arguments | map(attribute='wire_name') | join(', ') }}", "is joined", ""),
    "texts joined by attribute": ("{{ method.arguments | join(', ', 'wire_name') }}", "is joined", ""),
    "texts joined by method": ("{{ ', '.join([method.operation_id]) }}", "is joined", ""),
    "text changed": ("{{ method.operation_id | upper }}", "is given to `| upper`", ""),
    "texts changed": (
        "{{ method.arguments | map(attribute='wire_name') | map('upper') | join }}",
        "An item is text of the document, and is given to `| upper`", "",
    ),
    "length of text": ("{{ method.operation_id | length }}", "is given to `| length`", ""),
    "texts sorted": (
        "{% for a in method.arguments | sort(attribute='wire_name') %}{% endfor %}",
        "`| sort` compares texts of the document", "",
    ),
    "text compared": ("{% if method.operation_id == 'x' %}{% endif %}", "which never equals other text", ""),
    "text looked for": ("{{ method.operation_id in ['x'] }}", "which never equals other text", ""),
    "text looked into": ("{{ 'x' in method.docs.summary }}", "`method.docs.summary` is text of", ""),
    "block called": ("{{ self.signature() }}{% block inner %}{{ nam }}{% endblock %}", "`nam`", ""),
    "object encoded": ("{{ method | comment }}", "cannot be given to `| comment`", ""),
    "encoder": ("# {{ method.docs.summary | markdown }}", "`| markdown` does not make text safe", "`comment`"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message", "hint"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_is_found_in_its_line(text: str, message: str, hint: str) -> None:
    problem, *others = seen(body(f"\n{text}"))
    assert (problem.location.origin, problem.location.line) == (RESOURCE, 4)
    assert message in problem.message
    assert hint in problem.hint
    assert all("In the macro" in other.message for other in others)


SILENT = {
    "macro that nothing calls",
    "import",  # until it is used
    "objects",  # which print what Python calls them
    "text compared",
    "text looked for",
    "encoder",
}
"""Mistakes that nobody would be told of while a client is made."""


@pytest.mark.parametrize("name", [name for name in MISTAKES if name not in SILENT])
def test_a_mistake_fails_when_it_is_rendered(name: str) -> None:
    with pytest.raises((UndefinedError, TypeError, AttributeError)):
        render_resources(MISTAKES[name][0])


def render_resources(text: str) -> None:
    """Render a body of methods, as `body` has it, for each resource."""
    builtin = {f"builtin/{name}": source for name, source in BUILTIN.builtin.items()}
    loader = DictLoader({**builtin, **BUILTIN.builtin, **body(text)})
    template = environment(loader).get_template(RESOURCE)
    for resource in ACME.resources:
        template.render(package=ACME, resource=resource)


@pytest.mark.parametrize("name", sorted(ON_STRINGS | {"count", "length", "list", "sum", "sort"}))
def test_filters_of_jinja_do_not_take_text(name: str) -> None:
    arguments = {"replace": "('a', 'b')", "format": "(1)"}.get(name, "")
    template = environment(DictLoader({})).from_string(f"{{{{ text | {name}{arguments} }}}}")
    with pytest.raises((TypeError, AttributeError)):
        template.render(text=Text("words"))


@pytest.mark.parametrize("name", sorted({*FILTERS} - {"declarations"}))
def test_filters_of_ours_say_what_they_give(name: str) -> None:
    assert given_by(name, TEXT, FILTERS) in (CODE, TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "{% if method.newer is defined %}{{ method.newer }}{% endif %}",
        "{{ method.newer if method.newer is defined }}{{ method.newer | default('') }}",
        "{{ unheard_of | default('x') }}{% if unheard_of is defined %}{{ unheard_of }}{% endif %}",
        "{{ method.operation_id | literal | upper }}{{ method.docs.summary | brief | comment }}",
        "{{ ('x' + method.plain_path | replace('{', '', 1) + method.operation_id) | json }}",
        "{{ method.name | replace('_', '-') }}{{ ('x' + method.name) | upper }}",
        "{{ method.arguments | map(attribute='wire_name') | map('literal') | join(', ') }}",
        "{{ method.arguments | map(attribute='name') | join(', ') | upper }}",
        "{% for where, found in method.arguments | groupby('location') %}{{ found[0].name }}{% endfor %}",
        "{% for a in method.arguments | sort(attribute='name') if a.default %}{{ loop.index }}{% endfor %}",
        "{% set box = namespace(x=1) %}{% set box.x = 2 %}{{ box.x }}{{ range(3) | sum }}",
        "{{ super() }}{{ self.method_body() }}",
        "{% macro m(x) %}{{ varargs }}{{ kwargs.y }}{{ caller() }}{% endmacro %}"
        "{% call m(1, 2, y=3) %}{% endcall %}",
        "{% macro m() %}{{ caller(1) }}{% endmacro %}{% call(a) m() %}{{ a.whatever }}{% endcall %}",
        "{% set text %}{{ method.name }}{% endset %}{{ text }}{% filter upper %}a{% endfilter %}",
        "{% for a in method.arguments recursive %}{{ a.name }}{{ loop([]) }}{% endfor %}",
        "{{ method.name.upper() }}{{ method.name[0] }}{{ method.arguments.index(1) }}",
        "{% if method.body %}{{ method.body.type }}{% endif %}{{ method.deprecated }}",
        "{{ ('a', 'b')[1] }}{{ {'a': method}.a.whatever }}{{ 7 // 2 }}{{ -1 }}{{ none is none }}",
        "{% include 'nothing.jinja' ignore missing %}{% include ['a.jinja'] ignore missing %}",
        "{% raw %}{{ method.nam }}{% endraw %}{# {{ method.nam }} #}",
    ],
)  # fmt: skip
def test_what_is_fine_or_not_known(text: str) -> None:
    assert serious(seen(body(text))) == []


def test_a_block_sees_what_is_there_in_its_place() -> None:
    files = {
        RESOURCE: overriding(RESOURCE, imports="{{ method.name }}", method="{{ method.name }}")
    }
    (problem,) = seen(files)
    assert problem.location.line == 3
    assert "There is no variable `method` here." in problem.message


def test_blocks_of_blocks_and_of_templates_between() -> None:
    files = {
        "_house.jinja": overriding(RESOURCE, method_body="{% block inner scoped %}{% endblock %}"),
        RESOURCE: "{% extends '_house.jinja' %}{% block inner %}\n{{ method.nam }}{% endblock %}",
    }
    (problem,) = seen(files)
    assert (problem.location.origin, problem.location.line) == (RESOURCE, 2)


def test_a_block_that_is_never_printed() -> None:
    files = {RESOURCE: overriding(RESOURCE, method="x", method_body="x", imports="x")}
    (problem,) = seen(files)
    assert problem.code == "template-block-unused"
    assert problem.location.line == 5
    for inside in (
        "{{ super() }}",
        "{{ self.method_body() }}",
        "{% block signature %}{% endblock %}",
    ):
        files = {RESOURCE: overriding(RESOURCE, method=inside, method_body="x")}
        assert len(seen(files)) == ("signature" in inside)


def test_blocks_of_the_same_name_in_templates_that_use_each_other() -> None:
    files = {
        "README.md.jinja": overriding("README.md.jinja", install="{% include '_part.jinja' %}"),
        "_part.jinja": "{% extends '_base.jinja' %}{% block install %}{{ nam }}{% endblock %}",
        "_base.jinja": "{% block install %}{% endblock %}",
    }
    assert [str(each.location) for each in seen(files)] == ["_part.jinja:1"]


def test_imported_templates_do_not_see_the_package() -> None:
    files = {
        "README.md.jinja": "{% from '_a.jinja' import a %}{{ a() }}{% include '_a.jinja' %}"
        "{% from '_b.jinja' import b with context %}{{ b() }}",
        "_a.jinja": "{% macro a(x, y=x) %}\n{{ package.name }}{{ flavours[0].def_ }}{% endmacro %}",
        "_b.jinja": "{% macro b() %}{{ package.name }}{% endmacro %}",
    }
    assert [str(each.location) for each in seen(files)] == ["_a.jinja:2"]


def test_templates_for_others_are_read_as_they_are_used() -> None:
    files = {
        "README.md.jinja": "{% for r in package.resources %}{% include '_part.jinja' %}{% endfor %}"
        "{% from '_macros.jinja' import row %}{{ row(package.resources[0]) }}",
        "_part.jinja": "\n{{ r.pth }} {{ r.path }}",
        "_macros.jinja": "\n\n{% macro row(r) %}{{ r.docs }}{% endmacro %}",
    }
    assert [(str(each.location), each.code) for each in seen(files)] == [
        ("_macros.jinja:3", "template-text-unencoded"),
        ("_part.jinja:2", "template-name-unknown"),
    ]


def test_templates_for_others_that_built_in_ones_use() -> None:
    name = "package/_shared.jinja"
    text = BUILTIN.builtin[name].replace("link.attribute", "link.atribute")
    assert {each.message for each in seen({name: text})} == {
        "A `ResourceLink` has no field `atribute`."
    }


def test_templates_that_use_each_other_have_an_end() -> None:
    files = {
        "README.md.jinja": "{% include '_a.jinja' %}{% from '_b.jinja' import b %}{{ b(1) }}",
        "_a.jinja": "{% include 'README.md.jinja' %}",
        "_b.jinja": "{% macro b(x) %}{{ b([x]) }}{% endmacro %}",
    }
    assert seen(files) == ()


def test_new_files_see_what_they_are_made_of() -> None:
    files = {
        "docs/{{resource}}/{{operation}}.md.jinja": "{{ method.name }}{{ resource.pth }}\n{{ model }}",
        "NOTICE.jinja": "{{ resource.path }}",
    }
    assert [str(each.location) for each in seen(files)] == [
        "NOTICE.jinja:1",
        "docs/{{resource}}/{{operation}}.md.jinja:1",
        "docs/{{resource}}/{{operation}}.md.jinja:2",
    ]


def test_what_may_be_none_is_a_note() -> None:
    text = "{{ method.body.type }}\n{% if method.body %}{{ method.body.type }}{% endif %}"
    (problem,) = seen(body(text))
    assert (problem.code, problem.severity) == ("template-value-optional", Severity.NOTE)
    assert problem.location.line == 3


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    folder = write_templates(
        tmp_path,
        {
            "README.md.jinja": "{% if %}",
            "API.md.jinja": "{{ package.title | nothing }}\n{{ package.titel }}",
            "package/errors.py": "",
            RESOURCE: overriding(RESOURCE, method_bdy="", method_body="\n{{ method.nam }}"),
        },
    )
    assert [str(each.location) for each in lint(folder, Additions())] == [
        "API.md.jinja:1",
        "API.md.jinja:2",
        "README.md.jinja:1",
        "package/errors.py",
        f"{RESOURCE}:2",
        f"{RESOURCE}:7",
    ]


def test_filters_and_tests_of_hooks_are_known(tmp_path: Path) -> None:
    text = "{{ method.operation_id | shout }}{{ 1 is odd_one }}{{ method | anything }}"
    folder = write_templates(tmp_path, body(text))
    filters = {"shout": str, "anything": str.upper}
    assert lint(folder, Additions(filters=filters, tests={"odd_one": bool})) == ()
    assert len(lint(folder, Additions())) > 1
