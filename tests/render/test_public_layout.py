"""Clients of the public documents are laid out without black's help."""

import pytest

from clientsmith.config import Config
from clientsmith.pipeline import generate_client
from clientsmith.render.format import Formatter
from support.public import PublicSpec, each_public_spec


def generate_without_black(spec: PublicSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    def unneeded(self: Formatter, text: str) -> str:
        raise AssertionError(f"black would have to format a module that begins {text[:200]!r}")

    monkeypatch.setattr(Formatter, "__call__", unneeded)
    config = Config(spec=str(spec.file), output="out", package="client_pkg")
    assert len(generate_client(config, progress=lambda stage: None).files) > 10


@each_public_spec(giants=False)
def test_black_is_not_needed(spec: PublicSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    generate_without_black(spec, monkeypatch)


@pytest.mark.slow
@each_public_spec(giants=True)
def test_black_is_not_needed_for_giants(spec: PublicSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    generate_without_black(spec, monkeypatch)
