"""Whether a text that was merged without conflicts is still what it was."""

from __future__ import annotations

import ast
import json
import tomllib
import warnings
from collections import Counter
from pathlib import PurePosixPath


def damage(path: str, yours: str, generated: str, merged: str) -> str | None:
    """What is wrong with a merged text that is right in each of the two that it was made of.

    Args:
        path: of the file; `.py`, `.json` and `.toml` are looked at.
        yours: one side.
        generated: the other.
        merged: both in one.

    Returns:
        None where nothing is wrong, or one of the two is already.
    """
    match PurePosixPath(path).suffix:
        case ".py":
            return _damaged_module(yours, generated, merged)
        case ".json" if _all_load(json.loads, yours, generated):
            return None if _all_load(json.loads, merged) else "merged it would be no JSON"
        case ".toml" if _all_load(tomllib.loads, yours, generated):
            return None if _all_load(tomllib.loads, merged) else "merged it would be no TOML"
    return None


def _all_load(load: object, *texts: str) -> bool:
    assert callable(load)
    try:
        for text in texts:
            load(text)
    except (ValueError, RecursionError):
        return False
    return True


def _damaged_module(yours: str, generated: str, merged: str) -> str | None:
    before = [_parsed(yours), _parsed(generated)]
    if None in before:
        return None
    after = _parsed(merged)
    if after is None:
        return "merged it would be no Python"
    allowed = Counter[str]()
    for tree in before:
        if tree is not None:
            allowed |= _definitions(tree)
    twice = sorted(_definitions(after) - allowed)
    return f"merged it would define `{twice[0]}` twice" if twice else None


def _parsed(text: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # such as those of odd escapes in the user's code
        try:
            tree = ast.parse(text)
            compile(tree, "merged", "exec", dont_inherit=True)  # finds what the grammar allows
            return tree
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _definitions(tree: ast.Module) -> Counter[str]:
    """How often a module and its classes define each name, by dotted name."""
    found = Counter[str]()
    open_bodies: list[tuple[str, list[ast.stmt]]] = [("", tree.body)]
    while open_bodies:
        prefix, body = open_bodies.pop()
        for statement in body:
            found.update(f"{prefix}{name}" for name in _defined(statement))
            if isinstance(statement, ast.ClassDef):
                open_bodies.append((f"{prefix}{statement.name}.", statement.body))
    return found


def _defined(statement: ast.stmt) -> list[str]:
    """The names that a statement defines."""
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
    return []
