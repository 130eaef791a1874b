"""Reads the surfaces of clients, everything that users can name, and matches them.

Nothing is imported: griffe reads the modules.
"""

from __future__ import annotations

import ast
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import griffe

from .client_files import DICTS, UNKNOWN_VARIANT, ClientFiles

PublicObject = griffe.Class | griffe.Function | griffe.Attribute

Surface = Mapping[str, PublicObject | None]
"""Public name, such as `goals.create`, `models.Goal` or `MSPortal` → object; None for objects that are
equal in both clients. Names of the asynchronous client are those of the synchronous one after `~`. The
name of a client class stands for its constructor."""

ASYNC = "~"
MODELS = "models."
_ASYNC_CLASS = "Async"
_CACHED_PROPERTY = "cached_property"

_ALWAYS_READ = ("__init__.py", "client.py", "errors.py", "auth.py", "webhooks.py")
_EXPORTING = {
    "": "__init__.py",
    "errors.": "errors.py",
    "auth.": "auth.py",
    "webhooks.": "webhooks.py",
}
"""Prefix of public names → module that exports them."""


def read_surfaces(old: ClientFiles, new: ClientFiles) -> tuple[Surface, Surface]:
    """Read the surfaces of two clients.

    Modules that are equal in both are skipped, as long as the hand-written modules are equal, too.

    Raises:
        BrokenModule: a module cannot be parsed.
    """
    before, now = _within(old, "_runtime/"), _within(new, "_runtime/")
    # Each client has the modules that it uses: those that both have tell which runtime it is.
    has_one_runtime = all(before[path] == now[path] for path in before.keys() & now.keys())
    skipped = frozenset({*before, *now}) if has_one_runtime else frozenset()
    if _within(old, "custom/") == _within(new, "custom/"):
        skipped |= {
            path
            for path, text in old.modules.items()
            if new.modules.get(path) == text
            and path not in _ALWAYS_READ
            and not path.endswith("/__init__.py")
        }
    return (
        _surface(old, skipped, with_exports=not has_one_runtime),
        _surface(new, skipped, with_exports=not has_one_runtime),
    )


def _within(client: ClientFiles, folder: str) -> dict[str, str]:
    return {path: text for path, text in client.modules.items() if path.startswith(folder)}


def _surface(client: ClientFiles, skipped: frozenset[str], *, with_exports: bool) -> Surface:
    logging.getLogger("griffe").addHandler(logging.NullHandler())
    with TemporaryDirectory(prefix="clientsmith-") as folder:
        for path, text in client.modules.items():
            if path not in skipped:
                client.parsed(path)  # griffe skips modules that it cannot parse
                place = Path(folder, *client.package.split("."), path)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, encoding="utf-8", newline="")
        package = griffe.load(
            client.package,
            search_paths=[folder],
            try_relative_path=False,
            allow_inspection=False,
            store_source=False,
        )
    assert isinstance(package, griffe.Module)
    exported = _exported(package, client) if with_exports else ()
    return {**dict(exported), **dict(_own(package))}


def _own(package: griffe.Module) -> Iterator[tuple[str, PublicObject | None]]:
    """Yield the objects that were generated for this API."""
    yield from _clients(package)
    yield from _models(package)
    webhooks = package.members.get("webhooks")
    if isinstance(webhooks, griffe.Module):
        for name, member in webhooks.members.items():
            if isinstance(member, griffe.Class | griffe.Function) and member.is_public:
                yield f"webhooks.{name}", member


def _clients(package: griffe.Module) -> Iterator[tuple[str, PublicObject | None]]:
    """Yield the client classes with their methods, and the methods of their resources."""
    module = package.members.get("client")
    if not isinstance(module, griffe.Module):
        return
    for class_name, member in module.members.items():
        if not isinstance(member, griffe.Class) or not member.is_public:
            continue
        twin = class_name.removeprefix(_ASYNC_CLASS)
        mark = ASYNC if twin != class_name and twin in module.members else ""
        name = f"{mark}{twin}" if mark else class_name
        constructor = member.members.get("__init__")
        yield name, constructor if isinstance(constructor, griffe.Function) else None
        for inherited, method in member.inherited_members.items():
            target = _target(method)
            if isinstance(target, griffe.Function) and not inherited.startswith("_"):
                yield f"{name}.{inherited}", target
        yield from _resources(package, member, mark, set())


def _resources(
    package: griffe.Module, holder: griffe.Class, prefix: str, seen: set[str]
) -> Iterator[tuple[str, PublicObject | None]]:
    """Yield the methods of the resources that are attributes of a class."""
    for name, member in _members(package, holder):
        resource = _cached_type(member)
        if resource is None:
            continue
        found = _class(package, getattr(resource, "canonical_path", ""), "resources")
        if found is None:
            yield f"{prefix}{name}", None
        elif found.path not in seen:
            for method, function in _members(package, found):
                if (
                    isinstance(function, griffe.Function)
                    and function.is_public
                    and _cached_type(function) is None
                ):
                    yield f"{prefix}{name}.{method}", function
            yield from _resources(package, found, f"{prefix}{name}.", seen | {found.path})


def _cached_type(member: griffe.Object) -> str | griffe.Expr | None:
    """Return the type of a cached property, of the standard library or of the runtime, which griffe takes
    for a method; None for any other member."""
    match member:
        case griffe.Attribute() if "cached" in member.labels:
            return member.annotation
        case griffe.Function():
            for decorator in member.decorators:
                if decorator.callable_path.rpartition(".")[2] == _CACHED_PROPERTY:
                    return member.returns
    return None


def _members(package: griffe.Module, found: griffe.Class) -> Iterator[tuple[str, griffe.Object]]:
    """Yield the members of a class and of its base classes outside of the runtime."""
    seen: set[str] = set()
    try:
        classes = [found, *found.mro()]
    except ValueError:  # bases that cannot be put in an order
        classes = [found]
    for each in classes:
        if not each.path.startswith(f"{package.path}._runtime."):
            for name, member in each.members.items():
                if isinstance(member, griffe.Object) and name not in seen:
                    seen.add(name)
                    yield name, member


def _models(package: griffe.Module) -> Iterator[tuple[str, PublicObject | None]]:
    """Yield models and type names.

    The types of dicts that methods accept in place of models are left out: they change with these. So is
    the class of unknown variants, which changes with the unions.
    """
    module = package.members.get("models")
    if not isinstance(module, griffe.Module):
        return
    left_out = tuple(
        f"{package.path}.{path.removesuffix('.py').replace('/', '.')}."
        for path in (DICTS, UNKNOWN_VARIANT)
    )
    for name, member in module.members.items():
        match member:
            case griffe.Alias() if member.target_path.startswith(left_out):
                pass
            case griffe.Alias() if member.target_path.startswith(f"{package.path}.models."):
                # `import *` of a module that was not read, or what a module imports itself.
                if member.wildcard is None and not isinstance(
                    _at(package, member.target_path), griffe.Alias
                ):
                    yield f"{MODELS}{name}", _target(member)
            case griffe.Alias() if member.target_path.startswith(f"{package.path}.custom."):
                yield f"{MODELS}{name}", _class(package, member.target_path, "models")
            case griffe.Attribute() if not name.startswith("_"):
                yield f"{MODELS}{name}", member


def _class(package: griffe.Module, path: str, folder: str) -> griffe.Class | None:
    """Return the class at a dotted path. For a hand-written class that was not read, return the
    generated class of that name; None where that was not read either."""
    found = _at(package, path)
    if isinstance(found, griffe.Class):
        return found
    if path.startswith(f"{package.path}.custom."):
        modules = package.members.get(folder)
        for module in modules.members.values() if isinstance(modules, griffe.Module) else ():
            member = module.members.get(path.rpartition(".")[2]) if not module.is_alias else None
            if isinstance(member, griffe.Class):
                return member
    return None


def _exported(
    package: griffe.Module, client: ClientFiles
) -> Iterator[tuple[str, PublicObject | None]]:
    """Yield public objects of the runtime. Packages with the same runtime differ there only in what
    their operations need, which the operations show."""
    seen: set[str] = set()
    for prefix, path in _EXPORTING.items():
        for name, module in _explicit_exports(client.parsed(path)):
            if name in seen or not module.startswith("_runtime"):
                continue
            seen.add(name)
            yield f"{prefix}{name}", _target(_at(package, f"{package.path}.{module}.{name}"))


def _explicit_exports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the names that a module imports `as` themselves, with their modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            for alias in node.names:
                if alias.asname == alias.name:
                    yield alias.name, node.module or ""


def _at(package: griffe.Module, path: str) -> griffe.Object | griffe.Alias | None:
    """Return the object at a dotted path; None where it was not read."""
    found: griffe.Object | griffe.Alias | None = package
    for part in path.removeprefix(f"{package.path}.").split("."):
        found = found.members.get(part) if isinstance(found, griffe.Object) else None
    return found


def _target(member: griffe.Object | griffe.Alias | None) -> PublicObject | None:
    if isinstance(member, griffe.Alias):
        try:
            member = member.final_target
        except griffe.AliasResolutionError:
            return None
    return member if isinstance(member, griffe.Class | griffe.Function | griffe.Attribute) else None


def without_mark(name: str) -> str:
    """Return a name without the mark of the asynchronous client."""
    return name.removeprefix(ASYNC)


# --- matching ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MatchedSurfaces:
    """Two surfaces whose objects have their old names, without those that were not read and without
    deprecated aliases."""

    old: Surface
    new: Surface
    renamed: Mapping[str, str]
    """Old name → new name of renamed objects."""

    deprecated: frozenset[str]
    """Names that became deprecated aliases."""


def match_surfaces(before: Surface, now: Surface, renames: Mapping[str, str]) -> MatchedSurfaces:
    """Match two surfaces.

    Args:
        before: old surface.
        now: new surface.
        renames: old name → new name, as far as known.
    """
    asynchronous = {f"{ASYNC}{one}": f"{ASYNC}{other}" for one, other in renames.items()}
    renamed = {
        one: other
        for one, other in {**renames, **asynchronous}.items()
        if one != other and one in before and other in now
    }
    deprecated = frozenset(
        name for name in before.keys() & now.keys() if _became_alias(before[name], now[name])
    )
    earlier = {new: old for old, new in renamed.items()}
    new = {earlier[name]: value for name, value in now.items() if name in earlier}
    for name, value in now.items():
        if name not in earlier or name in before:
            new.setdefault(name, value)
    old, new = _without_aliases(before, new), _without_aliases(new, before)
    left_out = {
        name
        for name in old.keys() & new.keys()
        if old[name] is None or new[name] is None or (name in deprecated and name not in renamed)
    }
    return MatchedSurfaces(
        {name: value for name, value in old.items() if name not in left_out},
        {name: value for name, value in new.items() if name not in left_out},
        renamed,
        deprecated,
    )


def _became_alias(old: PublicObject | None, new: PublicObject | None) -> bool:
    """Return whether a name became a deprecated alias."""
    match old, new:
        case griffe.Class(), griffe.Attribute():
            return new.docstring is not None and new.docstring.value.startswith("Former name")
        case griffe.Function(), griffe.Function():
            return _is_alias(new) and not _is_alias(old)
    return False


def _is_alias(function: griffe.Function) -> bool:
    docstring = function.docstring
    return docstring is not None and docstring.value.startswith("Deprecated alias of")


def _without_aliases(surface: Surface, other: Surface) -> dict[str, PublicObject | None]:
    """Return a surface with classes in place of their aliases, where the other surface has a class."""
    found = dict(surface)
    for name, value in surface.items():
        if isinstance(value, griffe.Attribute) and isinstance(other.get(name), griffe.Class):
            meant = surface.get(f"{MODELS}{value.value}")
            if isinstance(meant, griffe.Class):
                found[name] = meant
    return found
