"""Modules of a generated client, and the models that it sends and reads."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

DICTS = "models/_dicts.py"
"""Module with the types of dicts that methods accept in place of models."""

UNKNOWN_VARIANT = "models/_unknown_variant.py"
"""Module with the class of variants of unions that the document does not have."""


class BrokenModule(Exception):
    """A module of a client cannot be parsed, perhaps after it was edited."""

    def __init__(self, path: str, line: int | None) -> None:
        self.path = path
        """Path in the package."""

        self.line = line
        """Line number, counted from 1, where it is known."""

        super().__init__(path)


@dataclass(frozen=True, slots=True)
class ClientFiles:
    """Modules of a generated client package."""

    package: str
    """Import name."""

    modules: Mapping[str, str]
    """Path in the package, such as `models/goals.py` → text."""

    def parsed(self, path: str) -> ast.Module:
        """Return the syntax tree of a module; an empty one where there is no such module.

        Raises:
            BrokenModule: the module cannot be parsed.
        """
        try:
            return ast.parse(self.modules.get(path, ""))
        except SyntaxError as error:
            raise BrokenModule(path, error.lineno) from None
        except (ValueError, RecursionError, MemoryError):  # null bytes; nested too deeply
            raise BrokenModule(path, None) from None


_RUNTIME = "_runtime/__init__.py"
_WITHOUT_RUNTIME = ("client.py", "errors.py", "models/__init__.py")
"""Modules of a package that shares the runtime with others."""


def package_of(paths: Iterable[str]) -> str | None:
    """Return the import name of the package in a generated project; None where there is none.

    Args:
        paths: relative paths of the files.
    """
    known = frozenset(paths)
    folders = {path[: -len(_RUNTIME) - 1] for path in known if path.endswith(f"/{_RUNTIME}")}
    for folder in {path.removesuffix("/client.py") for path in known}:
        if known.issuperset(f"{folder}/{module}" for module in _WITHOUT_RUNTIME):
            folders.add(folder)
    found = [folder.split("/") for folder in folders]
    named = [".".join(parts) for parts in found if all(map(str.isidentifier, parts))]
    return min(named, key=lambda name: (name.count("."), name)) if named else None


def client_files(files: Mapping[str, str]) -> ClientFiles | None:
    """Return the modules of a generated project; None where there is no package.

    Args:
        files: relative path → text.
    """
    package = package_of(files)
    if package is None:
        return None
    prefix = f"{package.replace('.', '/')}/"
    return ClientFiles(
        package,
        {
            path.removeprefix(prefix): text
            for path, text in sorted(files.items())
            if path.startswith(prefix) and path.endswith(".py")
        },
    )


# --- use of models ---------------------------------------------------------------------------


_NAME = re.compile(r"[A-Za-z_]\w*")
_READ = "read"
_SENT = "sent"


@dataclass(frozen=True, slots=True)
class ModelUsage:
    """Names of models by their use."""

    sent: frozenset[str]
    read: frozenset[str]

    def only_read(self, name: str) -> bool:
        """Return whether clients read a model and never send it."""
        return name in self.read and name not in self.sent

    def only_sent(self, name: str) -> bool:
        """Return whether clients send a model and never read it."""
        return name in self.sent and name not in self.read


def model_usage(clients: Iterable[ClientFiles]) -> ModelUsage:
    """Return which models any of several versions of a client sends and reads."""
    roots: dict[str, set[str]] = {_SENT: set(), _READ: set()}
    parts: dict[str, set[str]] = {}
    for client in clients:
        for path in client.modules:
            if path.startswith("models/"):
                for name, mentioned in _declarations(client.parsed(path)):
                    parts.setdefault(name, set()).update(mentioned)
            elif path.startswith("resources/") or path == "webhooks.py":
                for use, mentioned in _operations(client.parsed(path)):
                    roots[use].update(mentioned)
    return ModelUsage(*(_reached(roots[use], parts) for use in (_SENT, _READ)))


def _reached(names: set[str], parts: Mapping[str, set[str]]) -> frozenset[str]:
    """Return the models among some names, with all models in their fields."""
    found: set[str] = set()
    waiting = [name for name in names if name in parts]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [part for part in parts[name] if part in parts]
    return frozenset(found)


def _declarations(module: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """Yield classes and aliases with the names that they mention."""
    for node in module.body:
        match node:
            case ast.ClassDef():
                hints = [each.annotation for each in node.body if isinstance(each, ast.AnnAssign)]
                yield node.name, _mentioned([*node.bases, *hints])
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, _mentioned([value])


def _operations(module: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """Yield the names that operations send and read, in their constants and method signatures."""
    for node in ast.walk(module):
        match node:
            case ast.AnnAssign(value=ast.Call(keywords=keywords), annotation=annotation):
                yield _READ, _mentioned([annotation])
                for keyword in keywords:
                    yield _SENT if keyword.arg == "body" else _READ, _mentioned([keyword.value])
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                arguments = (*node.args.args, *node.args.kwonlyargs)
                yield _SENT, _mentioned(each.annotation for each in arguments if each.annotation)
                if node.returns is not None:
                    yield _READ, _mentioned([node.returns])
            case ast.ClassDef():
                hints = [each.annotation for each in node.body if isinstance(each, ast.AnnAssign)]
                yield _READ, _mentioned(hints)


def _mentioned(nodes: Iterable[ast.expr]) -> set[str]:
    """Return all names in expressions and in strings, which may be type expressions."""
    found: set[str] = set()
    for node in nodes:
        for each in ast.walk(node):
            match each:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    found.add(name)
                case ast.Constant(value=str(text)):
                    found.update(_NAME.findall(text))
    return found
