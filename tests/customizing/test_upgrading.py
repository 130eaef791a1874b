"""Copies of templates brought up to date: what the built-in ones have changed is merged."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from clientsmith.context import CONTEXT_VERSION
from clientsmith.template_tools.folder import (
    Copied,
    Folder,
    Piece,
    Record,
    TemplateSource,
    piece_of,
    text_digest,
)
from clientsmith.template_tools.upgrading import Upgrade, upgrade

NAME = "README.md.jinja"
BASE = "# Title\n\n{% block install %}\nOne\nTwo\nThree\n{% endblock %}\n\nEnd\n"
EXTENDS = f'{{% extends "builtin/{NAME}" %}}\n'


def upgraded(
    yours: str,
    now: str,
    bases: Mapping[str, str],
    *,
    kept: Mapping[str, str] | None = None,
    version: str = "1.0",
) -> Upgrade:
    """What becomes of one template of a folder.

    Args:
        yours: the user's template.
        now: the built-in one.
        bases: key of each piece that was copied → the text that it was copied from.
        kept: the same as far as it is still there; all of it by default.
        version: of the context that the folder was written for.
    """
    record = Record(
        version, {piece_of(key): Copied("0.0", text_digest(text)) for key, text in bases.items()}
    )
    there = {piece_of(key): text for key, text in (bases if kept is None else kept).items()}
    folder = Folder({NAME: TemplateSource(yours)}, {NAME: now})
    return upgrade(folder, record, there.get, version="9.9")


def text(made: Upgrade) -> str:
    return made.folder.custom[NAME].text


def test_a_whole_template_is_merged() -> None:
    now = BASE.replace("End", "The end").replace("Two", "2")
    made = upgraded(BASE.replace("# Title", "# Ours"), now, {NAME: BASE})
    assert text(made) == now.replace("# Title", "# Ours")
    assert [step.message for step in made.steps] == [
        "The built-in template has changed (+2 −2 lines): merged."
    ]
    assert made.is_done
    assert made.record == Record(CONTEXT_VERSION, {Piece(NAME): Copied("9.9", text_digest(now))})
    assert made.bases == {Piece(NAME): now}


def test_only_what_was_copied_of_a_block_is_merged() -> None:
    inner = "One\nTwo\nThree\n"
    yours = f"{EXTENDS}{{% block install %}}\nZero\n{inner}{{% endblock %}}\n"
    made = upgraded(yours, BASE.replace("Three", "3"), {f"{NAME}#install": inner})
    assert text(made) == yours.replace("Three", "3")
    same = upgraded(yours, BASE.replace("End", "The end"), {f"{NAME}#install": inner})
    assert (text(same), same.steps, same.bases) == (yours, (), {})
    assert same.record.pieces == {Piece(NAME, "install"): Copied("0.0", text_digest(inner))}


def test_several_blocks_of_a_file_with_conflicts() -> None:
    base = "{% block a %}\nOne\n{% endblock %}\n{% block b %}\nTwo\n{% endblock %}\n"
    yours = f"{EXTENDS}{base.replace('One', 'Mine').replace('Two', 'Two of mine')}"
    now = base.replace("One", "1").replace("Two\n", "{% if 1 %}\nTwo\n{% endif %}\n")
    made = upgraded(yours, now, {f"{NAME}#a": "One\n", f"{NAME}#b": "Two\n"})
    assert text(made) == (
        f"{EXTENDS}{{% block a %}}\n<<<<<<< yours\nMine\n=======\n1\n>>>>>>> generated\n"
        "{% endblock %}\n{% block b %}\n<<<<<<< yours\nTwo of mine\n=======\n{% if 1 %}\nTwo\n"
        "{% endif %}\n>>>>>>> generated\n{% endblock %}\n"
    )
    assert [(step.line, step.is_open) for step in made.steps if step.is_open] == [
        (3, True),
        (10, True),
    ]
    assert not made.is_done
    assert made.record.context_version == "1.0"
    assert [*made.bases.values()] == ["1\n", "{% if 1 %}\nTwo\n{% endif %}\n"]


def test_a_merge_that_would_be_no_template_is_a_conflict() -> None:
    base = "{% if 1 %}\nOne\n{% endif %}\nTwo\nThree\n"
    yours = base.replace("{% if 1 %}\n", "").replace("{% endif %}\n", "")
    now = base.replace("{% endif %}\nTwo\nThree\n", "Two\nThree\n{% endif %}\n")
    made = upgraded(yours, now, {NAME: base})
    assert not made.is_done
    assert "<<<<<<< yours\n" in text(made)
    assert all(line in text(made) for line in (*yours.splitlines(), *now.splitlines()))


def test_a_conflict_in_a_block_on_one_line_is_seen() -> None:
    yours = f"{EXTENDS}{{% block install %}}mine{{% endblock %}}"
    made = upgraded(
        yours, BASE.replace("\nOne\nTwo\nThree\n", "theirs"), {f"{NAME}#install": "before"}
    )
    assert text(made) == (
        f"{EXTENDS}{{% block install %}}\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> generated\n"
        "{% endblock %}"
    )
    assert [step.line for step in made.steps if step.is_open] == [3]


@pytest.mark.parametrize("kept", [{}, {NAME: "something else"}])
def test_a_missing_base_is_told(kept: Mapping[str, str]) -> None:
    made = upgraded("Ours\n", BASE, {NAME: "Before\n"}, kept=kept)
    (step,) = made.steps
    assert step.is_open
    assert "missing or damaged" in step.message
    assert text(made) == "Ours\n"
    assert made.record.pieces == {Piece(NAME): Copied("0.0", text_digest("Before\n"))}


def test_a_run_that_was_killed_is_finished() -> None:
    """It had merged and written the new base, and not yet noted it."""
    made = upgraded("Ours\n", BASE, {NAME: "Before\n"}, kept={NAME: BASE})
    assert (made.steps, text(made)) == ((), "Ours\n")
    assert made.record.pieces == {Piece(NAME): Copied("9.9", text_digest(BASE))}


def test_what_is_no_longer_built_in_stays_and_is_told() -> None:
    yours = f"{EXTENDS}{{% block gone %}}\nx\n{{% endblock %}}\n"
    made = upgraded(yours, BASE, {f"{NAME}#gone": "x\n"})
    (step,) = made.steps
    assert step.is_open
    assert (
        step.message
        == "The built-in templates no longer have the block `gone`; yours stays as it is."
    )
    assert text(made) == yours


def test_copies_that_were_deleted_are_forgotten() -> None:
    made = upgraded(EXTENDS, BASE, {f"{NAME}#install": "Before\n", "API.md.jinja": "x"})
    assert (made.steps, made.record.pieces) == ((), {})


@pytest.mark.parametrize(
    ("key", "yours"),
    [
        (
            f"{NAME}#install",
            f"{EXTENDS}{{% block install %}}\nx\n{{{{ super() }}}}\n{{% endblock %}}",
        ),
        (NAME, EXTENDS),
    ],
)
def test_what_takes_in_the_built_in_text_by_itself_is_no_copy(key: str, yours: str) -> None:
    made = upgraded(yours, BASE.replace("Two", "2"), {key: "Before\n"})
    assert (text(made), made.steps, made.record.pieces) == (yours, (), {})


def test_a_block_inside_of_a_copy_has_a_super_of_its_own() -> None:
    inner = "One\nTwo\n{% block b %}\n{% endblock %}\n"
    base = f"{{% block a %}}\n{inner}{{% endblock %}}\n"
    yours = f"{EXTENDS}{base.replace('{% block b %}', '{% block b %}{{ super() }}')}"
    made = upgraded(yours, base.replace("One", "1"), {f"{NAME}#a": inner})
    assert text(made) == yours.replace("One", "1")


def test_nothing_is_noted_of_a_folder_without_copies() -> None:
    made = upgraded("Ours\n", BASE, {}, version="")
    assert made.record == Record()


def test_conflicts_of_before_are_resolved_first() -> None:
    yours = "a\n<<<<<<< yours\nb\n=======\nc\n>>>>>>> generated\n"
    made = upgraded(yours, BASE, {NAME: "Before\n"})
    assert [(step.line, step.is_open) for step in made.steps] == [(2, True), (6, True)]
    assert text(made) == yours
