"""Nodes of a graph that lead back to where they began."""

from __future__ import annotations

import pytest

from clientsmith.types.graphs import strongly_connected_components


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({}, set()),
        ({"a": "b", "b": ""}, {"a", "b"}),
        ({"a": "a"}, {"a"}),
        ({"a": "b", "b": "a"}, {"ab"}),
        ({"a": "x", "b": "a"}, {"a", "b", "x"}),
        ({"a": "b", "b": "c", "c": "bd", "d": "e", "e": "d"}, {"a", "bc", "de"}),
        ({"a": "bc", "b": "d", "c": "d", "d": "a", "e": "a"}, {"abcd", "e"}),
        ({"a": "b", "b": "cd", "c": "b", "d": "a"}, {"abcd"}),
    ],
    ids=["empty", "line", "self", "pair", "stranger", "two", "diamond", "eight"],
)
def test_knots(edges: dict[str, str], expected: set[str]) -> None:
    found = strongly_connected_components(edges)
    assert {"".join(sorted(knot)) for knot in found.values()} == expected
    assert all(node in knot for node, knot in found.items())


def test_a_knot_of_many_is_no_deep_call() -> None:
    edges = {str(number): [str((number + 1) % 20_000)] for number in range(20_000)}
    assert strongly_connected_components(edges)["0"] == edges.keys()
