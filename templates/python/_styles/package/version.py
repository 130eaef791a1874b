"""Version of the runtime, and the check of clients for it."""

__version__ = "1.0.0"


def require(package: str, needed: str) -> str:
    """Return the version of this runtime if a client works with it: the major version is the one for
    which the client was generated, and the minor version is at least that one.

    Args:
        package: Name of the client's package.
        needed: Major and minor version, such as `1.4`.

    Raises:
        ImportError: It does not.
    """
    major, minor = map(int, needed.split("."))
    installed_major, installed_minor = map(int, __version__.split(".")[:2])
    if installed_major != major or installed_minor < minor:
        requirement = f"clientsmith-runtime>={needed},<{major + 1}"
        raise ImportError(
            f"{package} needs {requirement}, but version {__version__} is installed. "
            f'Run: pip install "{requirement}"'
        )
    return __version__
