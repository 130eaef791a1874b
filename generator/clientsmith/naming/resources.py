"""Names of the modules and classes of resources."""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ..project.pins import Pins, ResourcePin
from ..text import Code
from .overrides import ResourcePath
from .words.identifiers import NameScope, is_device, module_name
from .words.reserved import BUILTINS, RESOURCE_CLASSES
from .words.words import pascal, words

_LONGEST = 90
"""Characters of the name of a module at most, its distinction from others included."""


@dataclass(frozen=True, slots=True)
class ResourceNames:
    """Names of a resource in code."""

    module: Code
    class_name: Code
    async_class_name: Code


def name_resources(
    paths: Iterable[ResourcePath], taken: Iterable[str], pins: Pins
) -> dict[ResourcePath, ResourceNames]:
    """Return module and class names of all resources: previous names, then those near the client
    first.

    Args:
        paths: attributes from the client on.
        taken: names that no class may have, beside those that every module imports.
        pins: previous names.
    """
    modules = NameScope(fold_case=True)
    classes = NameScope((*RESOURCE_CLASSES, *keyword.kwlist, *BUILTINS, *taken))
    found: dict[ResourcePath, ResourceNames] = {}
    in_order = sorted(paths, key=lambda path: (len(path), path))
    for path in in_order:
        pin = pins.resources.get(".".join(path))
        if pin is not None and _is_usable(pin, classes, modules):
            found[path] = ResourceNames(
                modules.allocate((pin.module,)),
                classes.allocate((pin.class_name,)),
                classes.allocate((f"Async{pin.class_name}",)),
            )
    for path in in_order:
        if path in found:
            continue
        text = "_".join(path)
        name = pascal(words(text))
        if not name.isidentifier():
            name = f"Resource{name}"
        class_name = _free_pair(name, classes)
        found[path] = ResourceNames(
            modules.allocate((module_name(text, noun="resource"),)),
            class_name,
            classes.allocate((f"Async{class_name}",)),
        )
    return found


def _is_usable(pin: ResourcePin, classes: NameScope, modules: NameScope) -> bool:
    """Return whether the previous names are free, and such as could have been found."""
    async_class_name = f"Async{pin.class_name}"
    return (
        pin.class_name not in classes
        and async_class_name not in classes
        and pin.module not in modules
        and all(
            name.isidentifier()
            and not name.startswith("_")
            and name == unicodedata.normalize("NFKC", name)
            for name in (pin.class_name, pin.module)
        )
        and not keyword.iskeyword(pin.module)
        and not is_device(pin.module)
        and len(pin.module) <= _LONGEST
    )


def _free_pair(name: str, scope: NameScope) -> Code:
    """Return the first name of which the asynchronous twin is free as well."""
    candidates = [name, f"{name}Resource"]
    while f"Async{candidates[-1]}" in scope or candidates[-1] in scope:
        candidates.append(f"{candidates[-1]}_")
    return scope.allocate(one for one in candidates if f"Async{one}" not in scope)
