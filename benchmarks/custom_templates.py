"""Cold generation of a giant client with one block overridden, beside none.

Runs of all kinds alternate, so that whatever else the machine does falls on all of them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from .peers import SPECS
from .process import Cost, median, run

DOCUMENT = SPECS / "github" / "github.json"
RUNS = 3
LIMIT = 1.5
"""How much more than with no template a client may cost."""

_RESOURCE = "package/resources/resource.py.jinja"
_MODULE = "package/models/module.py.jinja"

BLOCKS: Mapping[str, tuple[str, Mapping[str, str]]] = MappingProxyType(
    {
        "method_body": (
            _RESOURCE,
            {
                "imports": "{{ super() }}\nimport logging\n\n_log = logging.getLogger(__name__)\n",
                "method_body": '        _log.info("%s %s", {{ method.http_method }}, '
                "{{ method.path }})\n{{ super() -}}\n",
            },
        ),
        "method_docstring_end": (
            _RESOURCE,
            {"method_docstring_end": "\n        Questions: #sdk-help.\n"},
        ),
        "model": (
            _MODULE,
            {
                "model": "{{ super() }}\n    def field_names(self) -> tuple[str, ...]:\n"
                '        """Names of the declared fields."""\n'
                "        return tuple(self.__dataclass_fields__)\n"
            },
        ),
    }
)
"""Name of a template and the blocks that take the place of its own."""


def _write(folder: Path, name: str, blocks: Mapping[str, str]) -> None:
    place = folder / name
    place.parent.mkdir(parents=True)
    parts = [f"{{% block {block} %}}\n{text}{{% endblock %}}\n" for block, text in blocks.items()]
    extends = f'{{% extends "builtin/{name}" %}}\n'
    place.write_text(extends + "".join(parts), encoding="utf-8")


def _generate(templates: Path | None) -> Cost:
    command = Path(sys.executable).with_name("clientsmith")
    folder = Path(tempfile.mkdtemp())
    options = [] if templates is None else ["--templates", templates]
    client = ["-o", "out", "--package", "client_pkg", "-q"]
    try:
        environment = {"XDG_CACHE_HOME": str(folder / "cache")}  # which is empty
        return run([command, "generate", DOCUMENT, *client, *options], folder, environment)
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Print CPU seconds, and their ratio to those without templates."""
    print(f"Cold generation of GitHub's client, one block overridden; medians of {RUNS} processes")
    if not DOCUMENT.is_file():
        print(f"skipped: there is no {DOCUMENT.name}")
        return
    root = Path(tempfile.mkdtemp())
    try:
        for block, (name, blocks) in BLOCKS.items():
            _write(root / block, name, blocks)
        folders: dict[str, Path | None] = {"none": None, **{name: root / name for name in BLOCKS}}
        costs: dict[str, list[Cost]] = {name: [] for name in folders}
        for _ in range(RUNS):
            for name, templates in folders.items():
                costs[name].append(_generate(templates))
    finally:
        shutil.rmtree(root)
    print(f"{'block':24}{'CPU s':>8}{'x none':>8}{'limit':>7}{'MB':>7}")
    none = median(costs["none"])
    for name, runs in costs.items():
        cost = median(runs)
        limit = "" if name == "none" else f"{LIMIT:.1f}"
        print(
            f"{name:24}{cost.cpu:8.2f}{cost.cpu / none.cpu:8.2f}{limit:>7}"
            f"{cost.memory / 1e6:7.0f} {cost.failed[:60]}"
        )
