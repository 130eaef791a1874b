"""Lists of names that packages and classes must not have, compared with what is installed here."""

from __future__ import annotations

import builtins
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement

from clientsmith.naming.package import package_name
from clientsmith.naming.words.reserved import BUILTINS, MODULES, STANDARD_LIBRARY

CLIENT = (
    "httpx2[http2,socks,brotli,zstd]",
    "httpx[http2,socks,brotli,zstd]",
    "anyio[trio]",
    "pydantic[email]",
    "msgspec",
    "orjson",
    "opentelemetry-api",
)
"""What generated clients require, with what that may use if it is installed."""

TOOLS = ("pytest", "hatchling", "build", "pip", "setuptools", "wheel", "clientsmith")


def installed(*wanted: str) -> dict[str, Distribution]:
    """Return distributions and all that they require, as far as they are installed."""
    found: dict[str, Distribution] = {}
    open_ = [Requirement(each) for each in wanted]
    while open_:
        requirement = open_.pop()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        try:
            found[name] = each = distribution(name)
        except PackageNotFoundError:
            continue
        for text in each.requires or ():
            further = Requirement(text)
            extras = [*requirement.extras, ""]
            is_required = further.marker is None or any(
                further.marker.evaluate({"extra": extra}) for extra in extras
            )
            if is_required and re.sub(r"[-_.]+", "-", further.name).lower() not in found:
                open_.append(further)
    return found


def modules_of(each: Distribution) -> set[str]:
    """Return the top-level modules of a distribution."""
    places = [file.parts for file in each.files or ()]
    names = {parts[0].split(".")[0] for parts in places if len(parts) > 1}
    names |= {parts[0].split(".")[0] for parts in places if parts[0].endswith((".py", ".so"))}
    return {name for name in names if name.isidentifier() and not name.startswith("_")}


def test_no_package_hides_what_clients_require() -> None:
    found = installed(*CLIENT)
    assert {"httpx2", "httpcore2", "idna", "h11", "anyio", "pydantic-core"} <= found.keys()
    assert {name for each in found.values() for name in modules_of(each)} <= MODULES


def test_no_package_hides_tools() -> None:
    found = {name: distribution(name) for name in installed(*TOOLS) if name in TOOLS}
    found |= installed("pytest", "build")
    assert {"pytest", "pip", "pluggy"} <= found.keys()
    assert {name for each in found.values() for name in modules_of(each)} <= MODULES


def test_no_package_hides_the_standard_library() -> None:
    here = {name for name in sys.stdlib_module_names if not name.startswith("_")}
    assert here <= STANDARD_LIBRARY
    assert {"distutils", "telnetlib", "annotationlib"} <= STANDARD_LIBRARY


def test_builtins_are_those_of_every_version() -> None:
    assert {name for name in dir(builtins) if not re.match("_[^_]", name)} <= BUILTINS


TITLES = """
    Idna; H11; Pip; Setuptools; Sitecustomize; usercustomize; Conftest API; certifi; Telnetlib;
    annotationlib; Pydantic Core; Typing Extensions; site; Tests
    """


@pytest.mark.parametrize("title", [title.strip() for title in TITLES.split(";")])
def test_such_titles_get_another_name(title: str) -> None:
    assert package_name(title).endswith("_client")
