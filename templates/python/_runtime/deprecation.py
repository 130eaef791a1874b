"""Deprecated methods, which warn when they are called."""

from __future__ import annotations

import functools
import inspect
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

if TYPE_CHECKING:
    # Type checkers bring it along, so that nobody has to install it.
    from typing_extensions import deprecated as deprecated
else:

    def deprecated(message: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
        """Decorate a deprecated method, which warns when it is called (PEP 702; part of Python from
        3.13 on)."""

        def decorate(method: Callable[P, T]) -> Callable[P, T]:
            @functools.wraps(method)
            def warned(*args: P.args, **kwargs: P.kwargs) -> T:
                warnings.warn(message, DeprecationWarning, stacklevel=2)
                return method(*args, **kwargs)

            # Part of Python from 3.12 on.
            mark = getattr(inspect, "markcoroutinefunction", None)
            if mark is not None and inspect.iscoroutinefunction(method):
                mark(warned)
            warned.__deprecated__ = message
            return warned

        return decorate
