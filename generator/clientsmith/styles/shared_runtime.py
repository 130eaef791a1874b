"""Clients that share a runtime, in place of a copy in each package."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ..context import AuthExport, Import, Package, Runtime, RuntimeExport
from ..text import Code
from ..types.imports import Imports

_DISTRIBUTION = "clientsmith-runtime"
_OWN = re.compile(r"\.*_runtime(?![^.])")
"""The copy of the runtime, as the modules of a package import it."""


def with_shared_runtime(package: Package, name: str, version: str) -> Package:
    """Return the package with imports of a runtime that clients share.

    Args:
        package: with imports of a copy of the runtime.
        name: import name of the runtime.
        version: its version.
    """
    major, minor = version.split(".")[:2]
    runtime = Runtime(
        Code(name),
        Code(f"{major}.{minor}"),
        Code(f"{_DISTRIBUTION}>={major}.{minor},<{int(major) + 1}"),
    )
    changed: Package = _changed(package, name)
    return replace(changed, runtime=runtime)


def _changed(value: Any, name: str) -> Any:
    """Return a value of the context with other modules in its imports."""
    match value:
        case tuple():
            parts = tuple(_changed(each, name) for each in value)
            if parts and all(isinstance(each, Import) for each in parts):
                return Imports(parts).statements()
            return parts if any(a is not b for a, b in zip(parts, value, strict=True)) else value
        case Import() | AuthExport() | RuntimeExport():
            return replace(value, module=Code(_OWN.sub(name, value.module, count=1)))
        case _ if is_dataclass(value) and not isinstance(value, type):
            old = {each.name: getattr(value, each.name) for each in fields(value)}
            new = {key: _changed(part, name) for key, part in old.items()}
            return value if all(new[key] is old[key] for key in old) else replace(value, **new)
    return value
