"""Which models a client sends and which it reads, told from its modules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .client_files import ClientFiles

_NAME = re.compile(r"[A-Za-z_]\w*")
_READ = "read"
_SENT = "sent"


@dataclass(frozen=True, slots=True)
class Uses:
    """Names of models by what happens to them."""

    sent: frozenset[str]
    read: frozenset[str]

    def only_read(self, name: str) -> bool:
        """Whether clients read a model and never send it."""
        return name in self.read and name not in self.sent

    def only_sent(self, name: str) -> bool:
        """Whether clients send a model and never read it."""
        return name in self.sent and name not in self.read


def uses_of(clients: Iterable[ClientFiles]) -> Uses:
    """What happens to the models in any of several versions of a client."""
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
    return Uses(*(_reached(roots[use], parts) for use in (_SENT, _READ)))


def _reached(names: set[str], parts: Mapping[str, set[str]]) -> frozenset[str]:
    """The models among some names, with all that they are made of."""
    found: set[str] = set()
    waiting = [name for name in names if name in parts]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [part for part in parts[name] if part in parts]
    return frozenset(found)


def _declarations(module: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """Each class and each alias with the names in its bases and annotations, or in its value."""
    for node in module.body:
        match node:
            case ast.ClassDef():
                hints = [each.annotation for each in node.body if isinstance(each, ast.AnnAssign)]
                yield node.name, _mentioned([*node.bases, *hints])
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, _mentioned([value])


def _operations(module: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """What the operations of a module send and read: in the constants that describe them, and in the
    signatures of methods."""
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
    """Every name in expressions, and in texts, which are type expressions where they matter."""
    found: set[str] = set()
    for node in nodes:
        for each in ast.walk(node):
            match each:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    found.add(name)
                case ast.Constant(value=str(text)):
                    found.update(_NAME.findall(text))
    return found
