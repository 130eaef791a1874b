"""Ways along a graph that lead back to where they began."""

from __future__ import annotations

from collections.abc import Collection, Mapping


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


def leads_to(start: str, goal: str, edges: Mapping[str, Collection[str]]) -> bool:
    """Whether one or more steps along a graph lead from a node to another, or back to itself."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for node in edges.get(waiting.pop(), ()):
            if node == goal:
                return True
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return False
