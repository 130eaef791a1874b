"""What every generated package must pass: imports, references, type checkers, black."""

from __future__ import annotations

import ast
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import black

ROOT = Path(__file__).resolve().parents[2]

IMPORT_EVERYTHING = """
import importlib, pkgutil, sys, warnings
warnings.simplefilter("error")
sys.path.insert(0, sys.argv[1])
for name in sys.argv[2:]:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
    models = importlib.import_module(name + ".models")
    for model in dir(models):
        getattr(models, model)
    print(name, "is imported")
"""


def import_everything(folder: Path, *packages: str) -> None:
    """Import every module of packages, and touch every name of their models, in a new process."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_EVERYTHING, str(folder), *packages],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    imported = [f"{package} is imported" for package in packages]
    assert done.stdout.splitlines() == imported, done.stderr[-3000:]


def dangling_imports(folder: Path) -> Iterator[str]:
    """Imports, under `TYPE_CHECKING` too, that name a module of the package that is not there."""
    for file in sorted(folder.rglob("*.py")):
        for line, base, names in _relative_imports(file):
            for name in names or [base]:
                if not (_is_module(name) or _is_defined(base, name.name)):
                    yield f"{file.relative_to(folder)}:{line} {name.name}"


def needless_modules(folder: Path) -> list[str]:
    """Modules of the runtime without which a package would still have all that it imports."""
    modules = set(folder.rglob("*.py"))
    waiting = [file for file in modules if "_runtime" not in file.parts]
    reached = set(waiting)
    while waiting:
        for _, base, names in _relative_imports(waiting.pop()):
            for place in (base, *names):
                for file in (place.with_suffix(".py"), *_packages(place, folder)):
                    if file in modules and file not in reached:
                        reached.add(file)
                        waiting.append(file)
    runtime = set((folder / "_runtime").rglob("*.py"))
    return sorted(file.relative_to(folder).as_posix() for file in runtime - reached)


def _relative_imports(file: Path) -> Iterator[tuple[int, Path, list[Path]]]:
    """Yield line, module, and the names in it of imports from the package, anywhere in a module."""
    for line, level, module, names in _relative_imports_of(file.read_text(encoding="utf-8")):
        base = file.parents[level - 1].joinpath(*module)
        yield line, base, [base / each for each in names]


@cache
def _relative_imports_of(text: str) -> list[tuple[int, int, list[str], list[str]]]:
    """Return line, level, module and names of imports; most modules of `_runtime` have the same text
    in every package."""
    return [
        (
            node.lineno,
            node.level,
            node.module.split(".") if node.module else [],
            [each.name for each in node.names if each.name != "*"],
        )
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.level
    ]


def _packages(place: Path, folder: Path) -> Iterator[Path]:
    """Yield the files of a package and of those around it, which its import runs as well."""
    for each in (place, *place.parents):
        if each.is_relative_to(folder):
            yield each / "__init__.py"


def _is_module(path: Path) -> bool:
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def _is_defined(module: Path, name: str) -> bool:
    files = (module.with_suffix(".py"), module / "__init__.py")
    return any(name in file.read_text(encoding="utf-8") for file in files if file.is_file())


def share_runtime(folder: Path, packages: Iterable[str], owner: str = "shared") -> None:
    """Let packages side by side import one copy of `_runtime` with all modules that one of them has:
    each copy costs type checkers as much as all the rest of a small client, and mypy keeps what it
    knows of `shared._runtime`.

    Args:
        folder: where the packages are.
        packages: their names; all are of one model style.
        owner: the package with that copy, which is made if it is missing.
    """
    shared = folder / owner
    shared.mkdir(exist_ok=True)
    for name in ("__init__.py", "py.typed"):
        (shared / name).touch()
    for package in packages:
        runtime = folder / package / "_runtime"
        for file in runtime.rglob("*.py"):
            copy = shared / "_runtime" / file.relative_to(runtime)
            if not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
            assert copy.read_bytes() == file.read_bytes(), copy
        shutil.rmtree(runtime)
        for file in (folder / package).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            text = _IMPORT_OF_RUNTIME.sub(f"from {owner}._runtime", text)
            text = _IMPORT_OF_NAME.sub(f"from {owner} import _runtime", text)
            file.write_text(text, encoding="utf-8")


def copy_for_types(folder: Path, package: str, to: Path, *programs: str) -> Path:
    """Copy a package and programs that use it for type checkers, with a shared runtime.

    Args:
        folder: where they are.
        package: name of the package.
        to: an empty folder.
        programs: names of files.

    Returns:
        `to`.
    """
    shutil.copytree(folder / package, to / package)
    for program in programs:
        shutil.copy(folder / program, to)
    share_runtime(to, [package])
    return to


_IMPORT_OF_RUNTIME = re.compile(r"from \.+_runtime\b")
_IMPORT_OF_NAME = re.compile(r"from \.+ import _runtime\b")


def mypy_errors(paths: Iterable[Path], folder: Path, *, with_runtime: bool = False) -> str:
    """What `mypy --strict` says of packages or files in a folder; empty where it is content.

    Args:
        paths: what to look at.
        folder: where it is.
        with_runtime: whether `_runtime` is looked at, too; it is the same in all clients, and
            `runtime_client` does.
    """
    config = folder / "mypy.toml"
    config.write_text(_MYPY + ("" if with_runtime else _MYPY_WITHOUT_RUNTIME), encoding="utf-8")
    cache = ROOT / ".cache" / "mypy" / os.environ.get("PYTEST_XDIST_WORKER", "main")
    options = ("--no-error-summary", "--config-file", config, "--cache-dir", cache)
    return _said("mypy", *options, *paths, folder=folder)


def pyright_errors(paths: Iterable[Path], folder: Path, *, with_runtime: bool = False) -> str:
    """What pyright (standard) says of packages or files in a folder; empty where it is content.

    The arguments are those of `mypy_errors`.
    """
    config = {
        "include": [os.path.relpath(folder / path, folder) for path in paths],
        "exclude": [] if with_runtime else ["**/_runtime"],
        "pythonVersion": "3.11",
    }
    file = folder / "pyrightconfig.json"
    file.write_text(json.dumps(config), encoding="utf-8")
    return _said("pyright", "--project", file, "--pythonpath", sys.executable, folder=folder)


def black_errors(folder: Path, *, with_runtime: bool = False) -> str:
    """What black would change in a folder; empty where it is content.

    The argument is that of `mypy_errors`.
    """
    changes: list[str] = []
    for file in sorted(folder.rglob("*.py")):
        if with_runtime or "_runtime" not in file.relative_to(folder).parts:
            text = file.read_bytes().decode("utf-8")
            formatted = black.format_str(text, mode=black.Mode()) if text else ""
            if text != formatted:
                sides = text.splitlines(keepends=True), formatted.splitlines(keepends=True)
                changes += difflib.unified_diff(*sides, fromfile=str(file))
    return "".join(changes)[-30_000:]


_MYPY = """
[tool.mypy]
strict = true
python_version = "3.11"
"""
_MYPY_WITHOUT_RUNTIME = """
[[tool.mypy.overrides]]
module = ["*._runtime", "*._runtime.*"]
ignore_errors = true
"""


def _said(tool: str, *arguments: str | Path, folder: Path) -> str:
    """What a tool says that does not end well; empty where it does."""
    done = subprocess.run(
        [sys.executable, "-m", tool, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    said = (done.stdout + done.stderr)[-30_000:]
    return "" if done.returncode == 0 else said or f"{tool} ended with {done.returncode}"


def smoke_test_failures(folder: Path) -> str:
    """What the smoke tests of a generated project say, with pytest alone and none of its plugins;
    empty where all of them pass."""
    # A folder of its own: pytest clears away the usual ones, which may be those of runs around.
    with TemporaryDirectory() as temporary:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short"),
                f"--basetemp={temporary}/pytest",
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
            env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        )
    return "" if done.returncode == 0 else (done.stdout + done.stderr)[-6000:]
