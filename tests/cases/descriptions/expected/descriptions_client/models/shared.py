"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Thing(APIModel):
    """A thing:

    ```json
    {"id": "x"}
    ```
    """

    id: str | None = None
    """Its identifier.

    ```
    x
    ```

    Default: "x".
    """
