"""The client class in the `_client.py` of a Stainless-made SDK, which is parsed and never imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_INFERRED = re.compile(r"`(\w+)`(?: argument)? from (?:the )?`([A-Za-z_]\w*)`")
"""An argument and its environment variable in the docstring of a client."""

_USUAL = frozenset(
    [
        "base_url",
        "timeout",
        "max_retries",
        "default_headers",
        "default_query",
        "http_client",
        "websocket_base_url",
        "environment",
        "transport",
        "proxies",
        "connection_pool_limits",
    ]
)
"""Arguments that clients have whatever their API."""


@dataclass(frozen=True, slots=True)
class ClientOption:
    """An argument of a client of its own."""

    name: str
    line: int
    variable: str = ""
    """Environment variable that it is read from."""

    sent: tuple[tuple[str, str, str], ...] = ()
    """Each way to send it: `header` or `query`, its name, and what stands in front of the value."""

    helpers: tuple[str, ...] = ()
    """Methods that send it, such as `_bearer_auth`."""


@dataclass(frozen=True, slots=True)
class ClientClass:
    """The synchronous client of an SDK."""

    name: str
    line: int
    options: tuple[ClientOption, ...] = ()
    usual: Mapping[str, int] = field(default_factory=dict)
    """Arguments that all clients have → line."""

    base_url: str = ""
    arrays: str = ""
    """How lists are written in queries."""

    arrays_line: int = 0
    environments: Mapping[str, str] = field(default_factory=dict)


def client_class(module: ast.Module) -> ClientClass | None:
    """Return the synchronous client of a module; None if it has none."""
    classes = [each for each in module.body if isinstance(each, ast.ClassDef)]
    found = next((each for each in classes if "SyncAPIClient" in _names(each.bases)), None)
    if found is None:
        return None
    functions = {each.name: each for each in found.body if isinstance(each, ast.FunctionDef)}
    init = functions.get("__init__")
    arguments = [*init.args.args, *init.args.kwonlyargs][1:] if init else []
    variables = dict(_variables(init)) if init else {}
    options = tuple(
        ClientOption(
            each.arg,
            each.lineno,
            variables.get(each.arg, ""),
            tuple(_sent(each.arg, functions)),
            tuple(
                name
                for name, function in functions.items()
                if "auth" in name and _uses(function, each.arg)
            ),
        )
        for each in arguments
        if each.arg not in _USUAL and not each.arg.startswith("_")
    )
    arrays, line = _query_style(functions.get("qs"))
    return ClientClass(
        found.name,
        found.lineno,
        options,
        {each.arg: each.lineno for each in arguments if each.arg in _USUAL},
        _base_url(init) if init else "",
        arrays,
        line,
        dict(_environments(module)),
    )


def _names(expressions: list[ast.expr]) -> set[str]:
    return {each.id for each in expressions if isinstance(each, ast.Name)}


def _variables(init: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """Yield arguments with the environment variable that they are read from, as the docstring and
    then the code say."""
    for found in _INFERRED.finditer(ast.get_docstring(init) or ""):
        yield found[1], found[2]
    for node in ast.walk(init):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            variable = _variable_of(node.value)
            if variable:
                yield node.targets[0].id, variable


def _variable_of(value: ast.expr) -> str:
    """Return the name in `os.environ.get("NAME")`, also in parentheses or with `or`."""
    for node in ast.walk(value):
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in ("os.environ.get", "os.getenv")
            and node.args
        ):
            return _text(node.args[0])
    return ""


def _sent(option: str, functions: Mapping[str, ast.FunctionDef]) -> Iterator[tuple[str, str, str]]:
    """Yield how an option is sent, from dictionaries of headers and queries."""
    for name, function in functions.items():
        place = "query" if "query" in name else "header"
        if not ("auth" in name or name in ("default_headers", "default_query")):
            continue
        aliases = {option, *_aliases(option, function)}
        for node in ast.walk(function):
            if not isinstance(node, ast.Dict):
                continue
            for key, value in zip(node.keys, node.values, strict=True):
                if key is not None and _text(key) and _refers(value, aliases):
                    yield place, _text(key), _prefix(value)


def _aliases(option: str, function: ast.FunctionDef) -> Iterator[str]:
    """Yield local names of an option: `key = self.api_key`."""
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == option
        ):
            yield node.targets[0].id


def _uses(function: ast.FunctionDef, option: str) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr == option for node in ast.walk(function)
    )


def _refers(value: ast.expr, names: set[str]) -> bool:
    return any(
        (isinstance(node, ast.Name) and node.id in names)
        or (isinstance(node, ast.Attribute) and node.attr in names)
        for node in ast.walk(value)
    )


def _prefix(value: ast.expr) -> str:
    """Return the text in front of the first value of an f-string."""
    if isinstance(value, ast.JoinedStr) and value.values:
        return _text(value.values[0])
    return ""


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _base_url(init: ast.FunctionDef) -> str:
    for node in ast.walk(init):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "base_url":
            value = node.value
            text = _text(value)
            if isinstance(value, ast.JoinedStr) and len(value.values) == 1:
                text = _text(value.values[0])
            if text:
                return text
    return ""


def _query_style(function: ast.FunctionDef | None) -> tuple[str, int]:
    for node in ast.walk(function) if function else ():
        if isinstance(node, ast.keyword) and node.arg == "array_format":
            return _text(node.value), node.value.lineno
    return "", 0


def _environments(module: ast.Module) -> Iterator[tuple[str, str]]:
    for node in module.body:
        target: ast.expr | None = None
        value: ast.expr | None = None
        if isinstance(node, ast.AnnAssign):
            target, value = node.target, node.value
        elif isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
        is_table = isinstance(target, ast.Name) and target.id == "ENVIRONMENTS"
        if is_table and isinstance(value, ast.Dict):
            for key, url in zip(value.keys, value.values, strict=True):
                if key is not None and _text(key) and _text(url):
                    yield _text(key), _text(url)
