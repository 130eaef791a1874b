"""docs/model-styles.md: its classes are those that are generated, its snippets print what they say."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from pathlib import Path

import pytest

from support.clients import exchange
from support.pages import fenced

SHOP = (Path(__file__).parent / "shop.yaml").read_text(encoding="utf-8")
PAGE = (Path(__file__).parents[2] / "docs" / "model-styles.md").read_text(encoding="utf-8")
TITLES = {
    "dataclass": "Dataclasses",
    "pydantic": "pydantic",
    "msgspec": "msgspec",
    "typeddict": "TypedDict",
}
_SAID = re.compile(r"\)  # (.*)$", re.MULTILINE)


@pytest.mark.parametrize("style", TITLES)
def test_the_page_shows_what_there_is(
    style: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    intro, _, sections = PAGE.partition("\n## ")
    section = f"\n## {sections}".partition(f"\n## {TITLES[style]}\n")[2].partition("\n## ")[0]
    class_, program = fenced(section, "python")
    program = "\n".join((*fenced(intro, "python"), program))
    shop = exchange(SHOP, tmp_path, config={"models": style})
    modules = (tmp_path / "out" / shop.package.__name__ / "models").glob("*.py")
    assert any(class_ in module.read_text(encoding="utf-8") for module in modules)
    codec = __import__(f"{shop.package.__name__}._runtime.codec", fromlist=["decode"])
    monkeypatch.setitem(sys.modules, "acme", shop.package)
    answer = {"name": "Lamp", "stock": None, "shelf": 3}
    change = codec.decode(shop.models.ProductChange, answer)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(program, {"change": change, "models": shop.models, "UNSET": shop.package.UNSET})
    assert printed.getvalue().splitlines() == _SAID.findall(program)
