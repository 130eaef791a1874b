"""The version of the template contract."""

CONTEXT_VERSION = "1.6"
"""Version of the contract as `MAJOR.MINOR`, printed by `clientsmith templates context`.

What was written for a version works with every later one of the same `MAJOR`.
"""


def version_key(version: str) -> tuple[int, int]:
    """Return a version of the contract as numbers that can be compared.

    Raises:
        ValueError: it is no version.
    """
    major, minor = version.split(".")
    return int(major), int(minor)
