"""Clients of the public documents are laid out without black's help."""

import pytest

from clientsmith.pipeline import render_client
from clientsmith.render.postprocessing.formatters import Formatter
from support.public import PublicSpec, config_of, each_public_spec, planned


def generate_without_black(spec: PublicSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    def unneeded(self: Formatter, text: str) -> str:
        raise AssertionError(f"black would have to format a module that begins {text[:200]!r}")

    monkeypatch.setattr(Formatter, "__call__", unneeded)
    assert len(render_client(planned(spec), config_of(spec)).files) > 10


@each_public_spec(giants=False)
def test_black_is_not_needed(spec: PublicSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    generate_without_black(spec, monkeypatch)


@pytest.mark.slow
@each_public_spec(giants=True)
def test_black_is_not_needed_for_giants(spec: PublicSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    generate_without_black(spec, monkeypatch)
