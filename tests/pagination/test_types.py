"""Items and pages have their declared types."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from support import checks

PROGRAM = """
from typing import assert_type

from pagination_shop import AsyncPages, AsyncShop, Pages, PaginationError, Shop, models


def walk(client: Shop) -> None:
    pages = client.pets.by_cursor(limit=2)
    assert_type(pages, Pages[models.Pet, models.CursorPage])
    wider: Pages[object, object] = pages
    try:
        for pet in pages:
            assert_type(pet, models.Pet)
    except PaginationError as error:
        print(error.request_id, wider)
    for page in pages.pages():
        assert_type(page, models.CursorPage)
    assert_type(pages.first_page().total, int | None)
    for item in client.pages.list():
        assert_type(item, str | models.Pet)


async def walk_async(client: AsyncShop) -> None:
    pages = client.pets.by_cursor(limit=2)
    assert_type(pages, AsyncPages[models.Pet, models.CursorPage])
    async for pet in pages:
        assert_type(pet, models.Pet)
    async for page in pages.pages():
        assert_type(page, models.CursorPage)
    assert_type((await pages.first_page()).total, int | None)
"""


def test_type_checkers_know_items_and_pages(package: ModuleType, tmp_path: Path) -> None:
    assert package.__file__ is not None
    folder = checks.copy_for_types(Path(package.__file__).parents[1], package.__name__, tmp_path)
    (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    assert checks.mypy_errors([Path("program.py")], folder) == ""
    assert checks.pyright_errors([Path("program.py")], folder) == ""
