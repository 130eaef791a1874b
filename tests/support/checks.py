"""What every generated package must pass: imports, references, type checkers, black."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

IMPORT_EVERYTHING = """
import importlib, pkgutil, sys, warnings
warnings.simplefilter("error")
sys.path.insert(0, sys.argv[1])
package = importlib.import_module(sys.argv[2])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
models = importlib.import_module(package.__name__ + ".models")
for name in dir(models):
    getattr(models, name)
hints = importlib.import_module(package.__name__ + "._runtime.codec")
print("imported")
"""


def import_everything(folder: Path, package: str) -> None:
    """Import every module of a package, and touch every name of its models, in a new process."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_EVERYTHING, str(folder), package],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert done.stdout.strip() == "imported", done.stderr[-3000:]


def dangling_imports(folder: Path) -> Iterator[str]:
    """Imports, under `TYPE_CHECKING` too, that name a module of the package that is not there."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level:
                base = file.parent
                for _ in range(node.level - 1):
                    base = base.parent
                target = base.joinpath(*(node.module or "").split("."))
                names = [target] if node.module else [target / alias.name for alias in node.names]
                for name in names:
                    if not (_is_module(name) or _is_defined(base / "__init__.py", name.name)):
                        yield f"{file.relative_to(folder)}:{node.lineno} {name.name}"


def _is_module(path: Path) -> bool:
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def _is_defined(module: Path, name: str) -> bool:
    return module.is_file() and name in module.read_text(encoding="utf-8")


def mypy_errors(paths: Iterable[Path], folder: Path) -> str:
    """What `mypy --strict` says of packages or files in a folder; empty where it is content."""
    cache = ROOT / ".cache" / "mypy" / os.environ.get("PYTEST_XDIST_WORKER", "main")
    done = subprocess.run(
        [
            sys.executable,
            *("-m", "mypy", "--strict", "--no-error-summary", "--python-version", "3.11"),
            *("--config-file", "", "--cache-dir", str(cache)),
            *map(str, paths),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    return "" if done.returncode == 0 else (done.stdout + done.stderr)[-6000:]


def pyright_errors(paths: Iterable[Path], folder: Path) -> str:
    """What pyright (standard) says of packages or files in a folder; empty where it is content."""
    done = subprocess.run(
        [
            sys.executable,
            *("-m", "pyright", "--pythonversion", "3.11", "--pythonpath", sys.executable),
            *map(str, paths),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    return "" if done.returncode == 0 else (done.stdout + done.stderr)[-6000:]


def black_errors(folder: Path) -> str:
    """What `black --check` says of a folder; empty where it is content."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "black",
            "--check",
            "--diff",
            "--quiet",
            "--config",
            "/dev/null",
            ".",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    return "" if done.returncode == 0 else (done.stdout + done.stderr)[-6000:]
