"""Tests that share what is expensive to make run on one worker."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("groups")
def test_groups_stay_together(request: pytest.FixtureRequest) -> None:
    """pytest-xdist tells groups by a suffix of ids; without it, it would go on silently."""
    if not getattr(request.config.option, "loadgroup", False):
        pytest.skip("there are no groups without `--dist loadgroup`")
    assert request.node.nodeid.endswith("@groups")
