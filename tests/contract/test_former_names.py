"""Former names of the contract: they work for as long as they are kept, and never silently."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from clientsmith.context import CONTEXT_VERSION, former
from clientsmith.context.former import FormerName, Kind
from clientsmith.context.version import version_key
from clientsmith.contract import GLOBALS, OF_PLACEHOLDERS, OF_TEMPLATES, class_contracts
from clientsmith.problem import Problem, Severity
from clientsmith.render import TemplateProblem, TemplateSet
from clientsmith.render.blocks import block_names
from clientsmith.render.environment import BUILTIN_FILTERS
from clientsmith.render.references import syntax_tree
from clientsmith.render.units import units
from render.sample_contexts import ACME
from support.command import clientsmith_here

SPEC = Path(__file__).resolve().parents[2] / "specs" / "msportal" / "create-goal.md"
RESOURCE = "package/resources/resource.py.jinja"
EXTENDS = f'{{% extends "builtin/{RESOURCE}" %}}\n'
UNIT = next(unit for unit in units(ACME) if unit.path == "acme/resources/goals.py")


def keep(monkeypatch: pytest.MonkeyPatch, *names: FormerName, until: str | None = None) -> None:
    """Let there be former names; `until` is the version in which they go."""
    given = tuple(replace(name, until=until) if until else name for name in names)
    monkeypatch.setattr(former, "FORMER_NAMES", given)


TITLE = FormerName(Kind.FIELD, "Method", "title", "name", since="1.2", until="2.0")
CALL = FormerName(Kind.BLOCK, RESOURCE, "call", "method_body", since="1.2", until="2.0")
FILE = "package/resources/group.py.jinja"
GROUP = FormerName(Kind.TEMPLATE, "", FILE, RESOURCE, since="1.2", until="2.0")
OPERATION = FormerName(Kind.VARIABLE, "", "operation", "method", since="1.2", until="2.0")
HASH = FormerName(Kind.FILTER, "", "hash_sign", "comment", since="1.2", until="2.0")


def templates(folder: Path, **files: str) -> TemplateSet:
    for name, text in files.items():
        place = (
            folder
            / {
                "resource": RESOURCE,
                "group": FILE,
                "house": "_house.jinja",
                "notice": "NOTICE.jinja",
            }[name]
        )
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return TemplateSet(folder)


def printed(made: TemplateSet) -> str:
    """What templates make of the module of a resource."""
    return made.render(UNIT.template, UNIT.subject, **UNIT.variables)


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, int | None, Severity]]:
    return [
        (each.code, each.location.origin, each.location.line, each.severity) for each in problems
    ]


def use_of(block: str, field: str) -> str:
    return f"{EXTENDS}{{% block {block} %}}\n        # {{{{ {field} }}}}\n{{{{ super() -}}}}\n{{% endblock %}}\n"


def test_the_tables_speak_of_what_there_is() -> None:
    builtin = TemplateSet()
    variables = {*GLOBALS}.union(*OF_TEMPLATES.values(), *OF_PLACEHOLDERS.values())
    for each in former.FORMER_NAMES:
        match each.kind:
            case Kind.FIELD:
                there = {*class_contracts()[each.owner].by_name}
            case Kind.BLOCK:
                there = block_names(syntax_tree(each.owner, builtin._environment))
            case Kind.TEMPLATE:
                there = {*builtin.names}
            case Kind.VARIABLE:
                there = variables | {"alias", "client", "delivery", "flavour"}
            case Kind.FILTER:
                there = {*BUILTIN_FILTERS}
        assert each.successor in there
        assert each.name not in there
        assert version_key(each.since) <= version_key(CONTEXT_VERSION)
        # What went with a major version went with the next one, not with a later one.
        assert version_key(each.until) == (version_key(each.since)[0] + 1, 0)


@pytest.mark.parametrize(
    "expression",
    [
        "method.title",
        "method['title']",
        "([method] | map(attribute='title') | list)[0]",
        "method.title if method.title is defined else 'nothing'",
    ],
)
def test_a_former_field_gives_what_its_successor_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expression: str
) -> None:
    new = printed(templates(tmp_path / "new", resource=use_of("method_body", "method.name")))
    keep(monkeypatch, TITLE)
    old = templates(tmp_path / "old", resource=use_of("method_body", expression))
    assert old.warnings == ()
    assert printed(old) == new
    assert told(old.warnings) == [("template-name-deprecated", RESOURCE, 3, Severity.WARNING)]
    (warning,) = old.warnings
    assert warning.message == (
        "The template uses a name that will go: the field `title` of `Method` is called `name` since "
        "version 1.2 of the context, and its former name goes in version 2.0."
    )
    assert warning.hint.startswith("Write `name`; ")


def test_there_is_one_warning_for_each_line_and_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = FormerName(Kind.FIELD, "Resource", "where", "path", since="1.2", until="2.0")
    keep(monkeypatch, TITLE, where)
    lines = ("# {{ method.title }} {{ method.title }} {{ resource.where }}", "# {{ method.title }}")
    text = EXTENDS + "{% block operation %}\n" + "\n".join(lines) + "\n{% endblock %}\n"
    made = templates(tmp_path, resource=text)
    printed(made)
    assert [(each.location.line, each.hint[:13]) for each in made.warnings] == [
        (3, "Write `name`;"), (3, "Write `path`;"), (4, "Write `name`;"),
    ]  # fmt: skip


def test_a_former_field_that_has_gone_is_an_error_that_names_its_successor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(monkeypatch, TITLE, until=CONTEXT_VERSION)
    made = templates(tmp_path, resource=use_of("method_body", "method.title"))
    with pytest.raises(TemplateProblem) as caught:
        printed(made)
    (problem,) = caught.value.problems
    assert told((problem,)) == [("template-unusable", RESOURCE, 3, Severity.ERROR)]
    assert "is called `name` since version 1.2 of the context, and its former name went" in (
        problem.message
    )


@pytest.mark.parametrize("house", ["call", "method_body"])
@pytest.mark.parametrize("own", ["call", "method_body"])
def test_former_blocks_along_a_chain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, house: str, own: str
) -> None:
    def chain(folder: str, house: str, own: str) -> TemplateSet:
        return templates(
            tmp_path / folder,
            house=use_of(house, "'house'"),
            resource=use_of(own, "'own'").replace(f"builtin/{RESOURCE}", "_house.jinja"),
        )

    new = printed(chain("new", "method_body", "method_body"))
    keep(monkeypatch, CALL)
    old = chain("old", house, own)
    assert printed(old) == new
    expected = [(name, 2) for name, block in (("_house.jinja", house), (RESOURCE, own))
                if block == "call"]  # fmt: skip
    assert [(each.location.origin, each.location.line) for each in old.warnings] == expected
    assert {each.code for each in old.warnings} <= {"template-name-deprecated"}


def test_a_former_block_that_has_gone_is_an_error_that_names_its_successor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(monkeypatch, CALL, until=CONTEXT_VERSION)
    with pytest.raises(TemplateProblem) as caught:
        templates(tmp_path, resource=use_of("call", "1"))
    (problem,) = caught.value.problems
    assert told((problem,)) == [("template-unusable", RESOURCE, 2, Severity.ERROR)]
    assert f"the block `call` of `{RESOURCE}` is called `method_body` since" in problem.message


def test_a_block_under_both_of_its_names_is_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(monkeypatch, CALL)
    text = EXTENDS + "{% block call %}{% endblock %}{% block method_body %}{% endblock %}"
    with pytest.raises(TemplateProblem, match="and the template has that one, too"):
        templates(tmp_path, resource=text)


def test_other_templates_may_have_blocks_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A former name is one of the built-in template alone."""
    keep(monkeypatch, CALL)
    made = templates(
        tmp_path,
        house="# {% block call %}{% endblock %}\n\n# {% block method_body %}Ours.{% endblock %}\n",
        resource='{% extends "_house.jinja" %}{% block call %}Theirs.{% endblock %}',
    )
    assert printed(made) == "# Theirs.\n# Ours."
    assert made.warnings == ()


USES: dict[str, tuple[FormerName, str, str, tuple[int, ...]]] = {
    "variable": (OPERATION, "# {{ operation.name }}\n# {{ operation.name }}", "method", (3, 4)),
    "variable asked for": (OPERATION, "{% if operation is defined %}# x{% endif %}", "method", (3,)),
    "variable of a macro": (
        OPERATION, "{% macro m() %}\n# {{ operation.name }}{% endmacro %}{{ m() }}", "method", (4,),
    ),
    "variable with a name of its own inside": (
        OPERATION,
        "# {{ operation.name }}\n{% for operation in [method] %}{{ operation.name | comment }}{% endfor %}"
        "{% with operation = method %}{{ operation.name | comment }}{% endwith %}",
        "method", (3,),
    ),
    "filter": (HASH, "{{ method.name | hash_sign }}", "comment", (3,)),
    "filter of a block": (HASH, "{% filter hash_sign %}a{% endfilter %}", "comment", (3,)),
    "filter in map": (HASH, "{{ ['a'] | map('hash_sign') | join }}", "comment", (3,)),
}  # fmt: skip


@pytest.mark.parametrize("use", USES)
def test_a_former_name_gives_what_its_successor_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: str
) -> None:
    name, text, _, lines = USES[use]
    old_text = f"{EXTENDS}{{% block method_body %}}\n{text}\n{{% endblock %}}\n"
    new = printed(templates(tmp_path / "new", resource=old_text.replace(name.name, name.successor)))
    keep(monkeypatch, name)
    old = templates(tmp_path / "old", resource=old_text)
    assert printed(old) == new
    assert told(old.warnings) == [
        ("template-name-deprecated", RESOURCE, line, Severity.WARNING) for line in lines
    ]
    assert {each.hint.partition(";")[0] for each in old.warnings} == {f"Write `{name.successor}`"}


@pytest.mark.parametrize("use", ["variable", "filter", "filter in map"])
def test_a_former_name_that_has_gone_is_an_error_that_says_its_successor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: str
) -> None:
    name, text, successor, lines = USES[use]
    keep(monkeypatch, name, until=CONTEXT_VERSION)
    with pytest.raises(TemplateProblem) as caught:
        printed(
            templates(
                tmp_path,
                resource=f"{EXTENDS}{{% block method_body %}}\n{text}\n{{% endblock %}}\n",
            )
        )
    (problem,) = caught.value.problems
    assert told((problem,)) == [("template-unusable", RESOURCE, lines[0], Severity.ERROR)]
    assert f"`{name.name}` is called `{successor}` since version 1.2 of the context" in (
        problem.message
    )


def test_built_in_blocks_in_older_ones_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(monkeypatch, OPERATION)
    text = (
        "{% for operation in resource.methods %}\n# {{ operation.name }}\n"
        "{% block method_body scoped %}{{ super() }}{% endblock %}{% endfor %}"
    )
    made = templates(tmp_path, resource=f"{EXTENDS}{{% block class %}}\n{text}{{% endblock %}}\n")
    assert "# create\n        return await self._client.request(\n            _CREATE," in printed(
        made
    )
    assert told(made.warnings) == [("template-name-deprecated", RESOURCE, 3, Severity.WARNING)]


def test_what_templates_set_by_themselves_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(monkeypatch, OPERATION, HASH)
    text = "{% set operation = 'ours' %}# {{ operation }} {{ 'x' | hash_sign }}"
    own = f"{EXTENDS}{{% block method_body %}}\n{text}\n{{% endblock %}}\n"
    (tmp_path / RESOURCE).parent.mkdir(parents=True)
    (tmp_path / RESOURCE).write_text(own, encoding="utf-8")
    made = TemplateSet(tmp_path, filters={"hash_sign": lambda value: "theirs"})
    assert "# ours theirs" in printed(made)
    assert made.warnings == ()


def test_a_file_with_the_former_name_of_a_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = use_of("method_body", "method.name")
    new = printed(templates(tmp_path / "new", resource=text))
    keep(monkeypatch, GROUP)
    old = templates(tmp_path / "old", group=text.replace(RESOURCE, FILE))
    assert old.is_custom(RESOURCE)
    assert old.new_files == ()
    assert printed(old) == new
    assert told(old.warnings) == [
        ("template-name-deprecated", FILE, None, Severity.WARNING),
        ("template-name-deprecated", FILE, 1, Severity.WARNING),
    ]
    assert old.warnings[0].message == (
        f"The template uses a name that will go: the built-in template `{FILE}` is called "
        f"`{RESOURCE}` since version 1.2 of the context, and its former name goes in version 2.0."
    )
    keep(monkeypatch, GROUP, TITLE, CALL)
    by_all = templates(tmp_path / "all", group=use_of("call", "method.title"))
    assert printed(by_all) == new
    assert [(each.location.origin, each.location.line) for each in by_all.warnings] == [
        (FILE, None),
        (FILE, 2),
        (FILE, 3),
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "{% include 'FILE' %}",
        "{% include 'builtin/FILE' %}",
        "{% include ['nothing.jinja', 'FILE'] %}",
        "{% set name = 'FI' ~ 'LE' %}{% include name %}",
        "{% import 'FILE' as module with context %}{% include 'RESOURCE' %}",
    ],
)
def test_former_names_of_templates_in_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: str
) -> None:
    reference = reference.replace("FI' ~ 'LE", f"{FILE[:5]}' ~ '{FILE[5:]}")
    reference = reference.replace("FILE", FILE).replace("RESOURCE", RESOURCE)
    keep(monkeypatch, GROUP)
    made = templates(tmp_path, notice=f"\n{reference}")
    text = made.render("NOTICE.jinja", "x", **UNIT.variables)
    assert "class Goals" in text
    assert [(each.location.origin, each.location.line) for each in made.warnings] == [
        ("NOTICE.jinja", 2)
    ]


def test_the_name_of_a_template_that_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(monkeypatch, GROUP, until=CONTEXT_VERSION)
    include = "{% include 'FILE' ignore missing %}".replace("FILE", FILE)
    with pytest.raises(TemplateProblem) as caught:
        templates(tmp_path, group="# {{ package.name }}\n", notice=f"\n{include}")
    assert [(each.location.origin, each.location.line) for each in caught.value.problems] == [
        (FILE, None)
    ]
    assert f"is called `{RESOURCE}` since version 1.2" in caught.value.problems[0].message
    (tmp_path / FILE).unlink()
    with pytest.raises(TemplateProblem, match="is called") as caught:
        templates(tmp_path, notice=f"\n{include}")
    assert [(each.location.origin, each.location.line) for each in caught.value.problems] == [
        ("NOTICE.jinja", 2)
    ]
    computed = "{% set name = FILE[:] %}{% include name %}".replace("FILE", repr(FILE))
    made = templates(tmp_path, notice=computed)
    with pytest.raises(TemplateProblem, match="its former name went in version"):
        made.render("NOTICE.jinja", "x", **UNIT.variables)


def test_a_template_under_both_of_its_names_is_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(monkeypatch, GROUP)
    with pytest.raises(TemplateProblem, match="and the folder has that one, too"):
        templates(tmp_path, group="#\n", resource="#\n")


def test_without_former_names_nothing_is_said(tmp_path: Path) -> None:
    made = templates(tmp_path, resource=use_of("method_body", "method.name"))
    printed(made)
    assert made.warnings == ()


def test_users_are_told_and_strict_takes_it_for_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(monkeypatch, TITLE, CALL)
    templates(tmp_path / "own", resource=use_of("call", "method.title"))
    command = ("generate", SPEC, "-o", "out", "--templates", "own")
    done = clientsmith_here(*command, "--json", folder=tmp_path)
    assert done.code == 0
    found = json.loads(done.stdout)["clients"][0]["problems"]
    assert [(each["code"], each["line"]) for each in found] == [
        ("template-name-deprecated", 2),
        ("template-name-deprecated", 3),
    ]
    done = clientsmith_here("check", *command[1:], folder=tmp_path)
    assert done.code == 0
    done = clientsmith_here(*command, "--strict", folder=tmp_path)
    assert done.code == 3
    assert done.stderr.count("template-name-deprecated") == 2


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("1.0", None),
        (CONTEXT_VERSION, None),
        ("1.99", "later one"),
        ("2.0", "later one"),
        ("0.9", "clientsmith templates upgrade"),
        ("soon", None),
        (None, None),
        (3, None),
    ],
)
def test_folders_of_another_version_are_told_about(
    tmp_path: Path, written: object, message: str | None
) -> None:
    record = tmp_path / ".clientsmith" / "templates.json"
    record.parent.mkdir()
    record.write_text(json.dumps({"context_version": written, "pieces": {}}), encoding="utf-8")
    found = templates(tmp_path, resource=use_of("method_body", "1")).warnings
    if message is None:
        assert found == ()
    else:
        (problem,) = found
        assert problem.code == "template-version-differs"
        assert f"version {written} of the template context" in problem.message
        assert message in problem.hint


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"{}", b"1"])
def test_damaged_records_say_nothing_here(tmp_path: Path, content: bytes) -> None:
    record = tmp_path / ".clientsmith" / "templates.json"
    record.parent.mkdir()
    record.write_bytes(content)
    assert templates(tmp_path, resource=use_of("method_body", "1")).warnings == ()
