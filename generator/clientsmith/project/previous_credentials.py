"""Names of credentials of a client that was generated before they were recorded."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from .pins import CREDENTIAL_ROLES, CredentialPin


def credentials_of(text: str) -> dict[str, CredentialPin]:
    """Return the arguments and environment variables of the credentials that a client creates, by
    security scheme; none where its code is not as it was generated.

    Args:
        text: of its module `client`.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.keyword)
            and node.arg == "credentials"
            and isinstance(node.value, ast.Dict)
        ):
            return dict(_credentials(node.value))
    return {}


def _credentials(table: ast.Dict) -> Iterator[tuple[str, CredentialPin]]:
    for key, value in zip(table.keys, table.values, strict=True):
        if (
            isinstance(key, ast.Constant)
            and isinstance(key.value, str)
            and isinstance(value, ast.Call)
            and isinstance(value.func, ast.Name)
        ):
            arguments = dict(_arguments(value, CREDENTIAL_ROLES.get(value.func.id, ())))
            yield key.value, CredentialPin(arguments, _variables(value, tuple(arguments)))


def _arguments(call: ast.Call, roles: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the role of each argument of the client that a credential is made of, and its name."""
    for role, value in zip(roles, call.args, strict=False):
        if isinstance(value, ast.Name):
            yield role, value.id
    for keyword in call.keywords:
        if keyword.arg not in (None, "flows") and isinstance(keyword.value, ast.Name):
            yield str(keyword.arg), keyword.value.id


def _variables(call: ast.Call, roles: tuple[str, ...]) -> dict[str, str]:
    """Return the environment variables by role."""
    value = next((keyword.value for keyword in call.keywords if keyword.arg == "env"), None)
    try:
        found = None if value is None else ast.literal_eval(value)
    except ValueError:
        return {}
    named: Mapping[object, object]
    if isinstance(found, dict):
        named = found
    else:
        named = dict(zip(roles, found if isinstance(found, tuple) else (found,), strict=False))
    return {
        role: name
        for role, name in named.items()
        if isinstance(role, str) and isinstance(name, str)
    }
