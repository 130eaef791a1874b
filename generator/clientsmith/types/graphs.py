"""Ways along a graph that lead back to where they began."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping


def on_circles(edges: Mapping[str, set[str]]) -> frozenset[str]:
    """What is left of a graph when nodes that lead to none, or that none leads to, are taken away
    until all others are on a circle, or between two."""
    while True:
        used = set().union(*edges.values())
        kept = {
            id_: targets & edges.keys()
            for id_, targets in edges.items()
            if id_ in used and targets & edges.keys()
        }
        if len(kept) == len(edges):
            return frozenset(kept)
        edges = kept


def leading_back(edges: Mapping[str, Collection[str]]) -> frozenset[str]:
    """The nodes of a graph from which one or more steps lead back to them."""
    return frozenset(
        node for node, knot in knots(edges).items() if len(knot) > 1 or node in edges.get(node, ())
    )


def knots(edges: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    """Each node with those that it leads to and that lead back to it, itself among them.

    They are the strongly connected components of the graph, found with Tarjan's algorithm.
    """
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    found: dict[str, frozenset[str]] = {}
    way: list[tuple[str, Iterator[str]]] = []

    def enter(node: str) -> None:
        numbers[node] = lowest[node] = len(numbers)
        waiting.append(node)
        way.append((node, iter(edges.get(node, ()))))

    for start in edges:
        if start not in numbers:
            enter(start)
        while way:
            node, targets = way[-1]
            for target in targets:
                if target not in numbers:
                    enter(target)
                    break
                if target not in found:
                    lowest[node] = min(lowest[node], numbers[target])
            else:
                way.pop()
                if way:
                    before = way[-1][0]
                    lowest[before] = min(lowest[before], lowest[node])
                if lowest[node] == numbers[node]:
                    place = waiting.index(node)
                    knot = frozenset(waiting[place:])
                    del waiting[place:]
                    found.update(dict.fromkeys(knot, knot))
    return found
