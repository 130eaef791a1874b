"""Which version of the contract this is."""

CONTEXT_VERSION = "1.3"
"""Version of the contract, printed by `clientsmith templates context`: `MAJOR.MINOR`.

What was written for a version works with every later one of the same `MAJOR`.
"""


def version_key(version: str) -> tuple[int, int]:
    """A version of the contract as something that can be compared.

    Raises:
        ValueError: it is no version.
    """
    major, minor = version.split(".")
    return int(major), int(minor)
