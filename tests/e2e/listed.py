"""What is known to be refused though it is right, and why: `refused.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

_FILE = Path(__file__).parent / "refused.toml"


def differences(
    document: str, called: Collection[str], refused: Mapping[str, str]
) -> Iterator[str]:
    """What is not as listed, one line each.

    Args:
        document: whose operations were called.
        called: everything that was called, such as `pets.create application/json`.
        refused: what of it was refused, and why.
    """
    listed = {
        call
        for entry in tomllib.loads(_FILE.read_text(encoding="utf-8")).get("refused", ())
        if entry["document"] == document
        for call in entry["calls"]
    }
    for call in sorted(refused.keys() - listed):
        yield f"{call} is not listed: {refused[call][:500]}"
    for call in sorted(listed - refused.keys()):
        state = "passes now" if call in called else "is not called"
        yield f"{call} is listed, but {state}"
