"""Built-in templates and blocks in a user's folder: what is copied changes nothing by itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain

import pytest
from jinja2 import DictLoader

from clientsmith.render.environment import environment
from clientsmith.render.units import header_unit, units
from clientsmith.template_tools.ejecting import eject, pieces_named
from clientsmith.template_tools.folder import Folder, Piece, piece_of, read_folder
from render.sample_contexts import ACME
from support.template_folders import RESOURCE

pytestmark = pytest.mark.detail

BUILTIN = read_folder(None)


@cache
def all_blocks() -> list[Piece]:
    return [
        Piece(name, block.name)
        for name in BUILTIN.builtin
        for block in BUILTIN.blocks(f"builtin/{name}")
    ]


def rendered(folder: Folder) -> Mapping[str, str]:
    """What templates print of a package, by the files that they are for."""
    named = {f"builtin/{name}": text for name, text in folder.builtin.items()}
    custom = {name: source.text for name, source in folder.custom.items()}
    templates = environment(DictLoader({**named, **folder.builtin, **custom}))
    return {
        unit.path: templates.get_template(unit.template).render(**unit.variables)
        for unit in chain(units(ACME), [header_unit(ACME)])
    }


def with_copies(*pieces: Piece, folder: Folder = BUILTIN, force: bool = False) -> Folder:
    ejected = eject(folder, pieces, force=force)
    assert ejected.mistakes == ()
    for name, text in ejected.files.items():
        folder = folder.with_text(name, text.replace("\r\n", "\n"))
    return folder


def refused(folder: Folder, piece: Piece, *, force: bool = False) -> str:
    (mistake,) = eject(folder, [piece], force=force).mistakes
    return mistake


def test_a_copied_block_prints_what_the_built_in_one_does() -> None:
    """All blocks that are not inside of each other at once, then those inside, and so on."""
    expected = rendered(BUILTIN)
    depths = {block: _depth(block) for block in all_blocks()}
    for depth in range(max(depths.values()) + 1):
        folder = with_copies(*(block for block in all_blocks() if depths[block] == depth))
        assert rendered(folder) == expected


def _depth(piece: Piece) -> int:
    blocks = BUILTIN.blocks(f"builtin/{piece.template}")
    return next(len(block.parents) for block in blocks if block.name == piece.block)


def test_copied_templates_print_what_the_built_in_ones_do() -> None:
    folder = with_copies(*map(Piece, BUILTIN.builtin))
    assert {name: source.text for name, source in folder.custom.items()} == dict(BUILTIN.builtin)
    assert rendered(folder) == rendered(BUILTIN)


def test_a_block_is_ready_to_be_changed() -> None:
    folder = with_copies(
        Piece("package/header.py.jinja", "header"), Piece("README.md.jinja", "install")
    )
    assert folder.custom["package/header.py.jinja"].text.startswith(
        '{% extends "builtin/package/header.py.jinja" %}\n\n{% block header %}\n'
    )
    text = folder.custom["README.md.jinja"].text
    assert (
        "{% block install %}\n## Install\n\n{% if package.is_published %}\n```sh\npip install"
        in text
    )
    assert text.endswith("\n{% endblock %}\n")


def test_blocks_are_added_to_a_file() -> None:
    first = '{# Ours. #}\r\n{% extends "builtin/README.md.jinja" %}\r\n{% block install %}x{% endblock %}'
    folder = Folder(
        {
            "README.md.jinja": with_copies()
            .with_text("README.md.jinja", "")
            .custom["README.md.jinja"]
        },
        BUILTIN.builtin,
    ).with_text("README.md.jinja", first.replace("\r\n", "\n"))
    added = with_copies(Piece("README.md.jinja", "errors"), folder=folder)
    text = added.custom["README.md.jinja"].text
    assert text.startswith(first.replace("\r\n", "\n") + "\n\n{% block errors %}\n")
    assert text.count("{% block") == text.count("{% endblock") == 2


def test_nothing_is_overwritten_unless_it_is_wanted() -> None:
    folder = BUILTIN.with_text(
        "README.md.jinja",
        '{% extends "builtin/README.md.jinja" %}\n{% block install %}mine{% endblock %}\n{% block errors'
        " %}mine{% endblock %}\n",
    )
    assert refused(folder, Piece("README.md.jinja", "install")) == (
        "README.md.jinja: the block `install` already exists in line 2; use --force to replace it"
    )
    assert "it already exists" in refused(folder, Piece("README.md.jinja"))
    forced = with_copies(Piece("README.md.jinja", "install"), folder=folder, force=True)
    text = forced.custom["README.md.jinja"].text
    assert text.count("mine") == 1
    assert "{% block errors %}mine{% endblock %}" in text
    assert "pip install" in text
    whole = with_copies(Piece("README.md.jinja"), folder=folder, force=True)
    assert whole.custom["README.md.jinja"].text == BUILTIN.builtin["README.md.jinja"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Ours\n", "does not extend the built-in template"),
        ('{% extends "builtin/API.md.jinja" %}\n', "does not extend the built-in template"),
        ("{% extends a %}\n", "does not extend the built-in template"),
        ("{% block a %}\n{% if %}\n", "README.md.jinja:2: Expected an expression"),
    ],
)
def test_blocks_are_not_added_where_they_would_have_no_effect(text: str, message: str) -> None:
    folder = BUILTIN.with_text("README.md.jinja", text)
    assert message in refused(folder, Piece("README.md.jinja", "install"))


def test_blocks_are_added_behind_a_template_between() -> None:
    folder = BUILTIN.with_text("_house.jinja", '{% extends "builtin/README.md.jinja" %}').with_text(
        "README.md.jinja", '{% extends "_house.jinja" %}'
    )
    added = with_copies(Piece("README.md.jinja", "install"), folder=folder)
    assert rendered(added) == rendered(BUILTIN)


def test_a_block_does_not_come_twice() -> None:
    folder = with_copies(Piece(RESOURCE, "method_body"))
    assert refused(folder, Piece(RESOURCE, "method")) == (
        f"{RESOURCE}: the block `method` contains the block `method_body`, which already exists in line 3"
    )
    folder = with_copies(Piece(RESOURCE, "method"))
    assert "`method_body` already exists" in refused(folder, Piece(RESOURCE, "method_body"))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (RESOURCE, RESOURCE),
        ("builtin/README.md.jinja", "README.md.jinja"),
        ("./README.md", "README.md.jinja"),
        ("resource.py.jinja", RESOURCE),
        ("resources/resource.py", RESOURCE),
        ("package\\resources\\resource", RESOURCE),
        ("client", "package/client.py.jinja"),
    ],
)
def test_templates_by_short_names(given: str, name: str) -> None:
    assert pieces_named(BUILTIN, [given], [], everything=False) == ((Piece(name),), ())


def test_what_there_is_not() -> None:
    pieces, mistakes = pieces_named(BUILTIN, ["REDME.md", "__init__.py"], [], everything=False)
    assert pieces == ()
    assert "`REDME.md`. Did you mean `README.md.jinja`?" in mistakes[0]
    assert "no built-in template `__init__.py`" in mistakes[1]  # there are three
    pieces, mistakes = pieces_named(
        BUILTIN, ["README.md"], ["instal", "errors", "errors"], everything=False
    )
    assert pieces == (Piece("README.md.jinja", "errors"),)
    assert mistakes == ("there is no block `instal` in README.md.jinja. Did you mean `install`?",)
    _, mistakes = pieces_named(BUILTIN, ["_shared"], ["a"], everything=False)
    assert mistakes == ("package/_shared.jinja has no blocks; eject the whole template.",)


def test_pieces_have_names_and_places_of_their_own() -> None:
    pieces = [*all_blocks(), *map(Piece, BUILTIN.builtin)]
    assert [piece_of(piece.key) for piece in pieces] == pieces
    assert len({piece.base_path for piece in pieces}) == len(pieces)
