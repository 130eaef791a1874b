"""Methods that still work under a name that they had before."""

from __future__ import annotations

import functools
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
        """Let each call of a method warn (PEP 702, which Python has itself from 3.13 on)."""

        def decorate(method: Callable[P, T]) -> Callable[P, T]:
            @functools.wraps(method)
            def warned(*args: P.args, **kwargs: P.kwargs) -> T:
                warnings.warn(message, DeprecationWarning, stacklevel=2)
                return method(*args, **kwargs)

            warned.__deprecated__ = message
            return warned

        return decorate
