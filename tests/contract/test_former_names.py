"""Former names of fields and blocks: they work for as long as they are kept, and never silently."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from clientsmith.context import CONTEXT_VERSION, former
from clientsmith.context.former import FormerBlock, FormerField
from clientsmith.context.version import version_key
from clientsmith.contract import class_contracts
from clientsmith.problem import Problem, Severity
from clientsmith.render import TemplateProblem, TemplateSet
from clientsmith.render.blocks import block_names
from clientsmith.render.references import syntax_tree
from clientsmith.render.units import units
from render.sample_contexts import ACME
from support.command import clientsmith_here

SPEC = Path(__file__).resolve().parents[2] / "specs" / "msportal" / "create-goal.md"
RESOURCE = "package/resources/resource.py.jinja"
EXTENDS = f'{{% extends "builtin/{RESOURCE}" %}}\n'
UNIT = next(unit for unit in units(ACME) if unit.path == "acme/resources/goals.py")


def keep(
    monkeypatch: pytest.MonkeyPatch, *names: FormerField | FormerBlock, until: str | None = None
) -> None:
    """Let there be former names; `until` is the version in which they go."""
    given = [replace(name, until=until) if until else name for name in names]
    fields = tuple(name for name in given if isinstance(name, FormerField))
    blocks = tuple(name for name in given if isinstance(name, FormerBlock))
    monkeypatch.setattr(former, "FORMER_FIELDS", fields)
    monkeypatch.setattr(former, "FORMER_BLOCKS", blocks)


TITLE = FormerField("Method", "title", "name", since="1.2", until="2.0")
CALL = FormerBlock(RESOURCE, "call", "method_body", since="1.2", until="2.0")


def templates(folder: Path, **files: str) -> TemplateSet:
    for name, text in files.items():
        place = folder / {"resource": RESOURCE, "house": "_house.jinja"}[name]
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
    for name in former.FORMER_FIELDS:
        assert name.successor in class_contracts()[name.owner].by_name
        assert name.name not in class_contracts()[name.owner].by_name
    for block in former.FORMER_BLOCKS:
        there = block_names(syntax_tree(block.template, builtin._environment))
        assert block.successor in there
        assert block.name not in there
    for each in (*former.FORMER_FIELDS, *former.FORMER_BLOCKS):
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
    keep(monkeypatch, TITLE, FormerField("Resource", "where", "path", since="1.2", until="2.0"))
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
