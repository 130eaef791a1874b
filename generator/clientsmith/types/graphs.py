"""Strongly connected components and cycles of graphs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping


def without_acyclic_ends(edges: Mapping[str, set[str]]) -> frozenset[str]:
    """Return the nodes of a graph that are on a cycle or between two, by taking away nodes without
    successors or predecessors."""
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


def nodes_on_cycles(edges: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Return the nodes of a graph that are on a cycle."""
    return frozenset(
        node
        for node, knot in strongly_connected_components(edges).items()
        if len(knot) > 1 or node in edges.get(node, ())
    )


def strongly_connected_components(
    edges: Mapping[str, Collection[str]],
) -> dict[str, frozenset[str]]:
    """Return each node with its strongly connected component.

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
