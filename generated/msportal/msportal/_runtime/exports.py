"""Exports of packages: names that are loaded when first used, and deprecated names."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

_RUNTIME = __name__.rpartition(".")[0]

PACKAGE = _RUNTIME.removesuffix("._runtime")
"""Name of the package that has this runtime: of the client, or of the runtime that clients share."""

_UNEXPORTED = frozenset(("TYPE_CHECKING", "annotations", "lazy_attributes"))
"""Names of packages that are not exported."""


def lazy_attributes(
    package: str,
    modules: Mapping[str, str | Iterable[str]],
    synonyms: Mapping[str, str] | None = None,
    former: Mapping[str, str] | None = None,
    others: Callable[[str], Any] | None = None,
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Create the `__getattr__` and `__dir__` of a package, which load names lazily (PEP 562).

    `modules` maps each module, relative to the package or by its full name if it is one of a runtime
    that clients share, to the names it provides (a text separates them by whitespace), `synonyms` a further name to one of these, `former` a deprecated name that works with a `DeprecationWarning`. `others` returns what no module provides, or raises AttributeError.
    Names are cached in the globals of the package, except for deprecated ones. Thread-safe.
    `__all__`, for `import *` and `help`, has all names except deprecated ones and the package's own
    modules other than `models`. The package of a client is also the module of the errors that it
    has by then.
    """
    if package == PACKAGE:
        _name_errors(package)
    homes = {
        name: module
        for module, names in modules.items()
        for name in (names.split() if isinstance(names, str) else names)
    }
    targets = dict(synonyms or {})
    former_names = dict(former or {})

    def __getattr__(name: str) -> Any:
        if name in former_names:
            message = f"{package}.{name} is called {former_names[name]} now."
            warnings.warn(message, DeprecationWarning, stacklevel=2)
            return getattr(sys.modules[package], former_names[name])
        if name == "__all__":
            return exported()
        target = targets.get(name, name)
        module = homes.get(target)
        if module is None:
            if others is not None:
                return others(name)
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        try:
            is_shared = module.startswith(f"{_RUNTIME}.")
            home = import_module(module if is_shared else f".{module}", package)
        except AttributeError as error:
            # Would be taken for a sign that there is no such name.
            raise ImportError(f"{name} cannot be loaded: {error}") from error
        value = getattr(home, target)
        vars(sys.modules[package])[name] = value
        return value

    def exported() -> list[str]:
        held = {
            name
            for name, value in vars(sys.modules[package]).items()
            if name == "models" or not isinstance(value, ModuleType)
        }
        names = {*held, *homes, *targets} - _UNEXPORTED
        return sorted(name for name in names if not name.startswith("_"))

    def __dir__() -> list[str]:
        return sorted({*vars(sys.modules[package]), *homes, *targets})

    return __getattr__, __dir__


def _name_errors(package: str) -> None:
    """Make a package the module of the errors that it exports: tracebacks name it, and pickles find
    the classes there. Others keep the module that defines them."""
    for name, value in vars(sys.modules[package]).items():
        if (
            isinstance(value, type)
            and issubclass(value, Exception)
            and value.__name__ == name
            and value.__module__.startswith(f"{_RUNTIME}.")
        ):
            value.__module__ = package
