"""Same input, same bytes: whatever the hash seed, and whatever the order of keys means nothing."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import yaml

from clientsmith.config import Config
from clientsmith.pipeline import plan_client
from support.command import clientsmith

CASES = Path(__file__).parent / "cases"


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


REVERSED_FOLDERS = """\
import os

_listdir, _scandir = os.listdir, os.scandir


class _Entries:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def close(self):
        pass


def _reversed_scandir(*arguments):
    with _scandir(*arguments) as entries:
        return _Entries(sorted(entries, key=lambda entry: entry.name, reverse=True))


os.listdir = lambda *arguments: sorted(_listdir(*arguments), reverse=True)
os.scandir = _reversed_scandir
"""
"""A `sitecustomize` for a system that lists the files of a folder in another order."""

CONFIG = """\
[clients.pages]
spec = "pages"
output = "out/pages"
package = "pages"
[clients.objects]
spec = "objects.yaml"
output = "out/objects"
package = "objects"
templates = "templates"
[clients.unions]
spec = "unions.yaml"
output = "out/unions"
package = "unions"
[clients.names]
spec = "names.yaml"
output = "out/names"
package = "names"
[clients.swagger]
spec = "swagger_2.yaml"
output = "out/swagger"
package = "swagger"
"""
PAGE = """\
# {title}
```yaml {file}
openapi: 3.1.0
info: {{title: Pages, version: "1"}}
servers: [{{url: "https://pages.test"}}]
paths:
  /{title}:
    get:
      operationId: list{title}
      responses:
        "200":
          description: All
          content: {{application/json: {{schema: {{$ref: "#/components/schemas/{title}"}}}}}}
components:
  schemas:
    {title}: {{type: object, properties: {{id: {{type: string}}}}}}
```
"""


def _project(folder: Path) -> None:
    (folder / "pages").mkdir(parents=True)
    for title in ("Apples", "Birds", "Cats"):
        text = PAGE.format(title=title, file="pages.yaml get /" + title)
        (folder / "pages" / f"{title}.md").write_text(text)
    for case in ("objects", "unions", "names", "swagger_2"):
        text = (CASES / case / "openapi.yaml").read_text(encoding="utf-8")
        (folder / f"{case}.yaml").write_text(text, encoding="utf-8")
    for name in ("README.md.jinja", "API.md.jinja"):
        place = folder / "templates" / name
        place.parent.mkdir(exist_ok=True)
        place.write_text("Ours: {{ package.name }}\n")
    (folder / "clientsmith.toml").write_text(CONFIG)


def _generate(
    folder: Path, *options: str | Path, cwd: Path, **environment: str
) -> dict[str, bytes]:
    _project(folder)
    variables = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), **environment}
    config = folder / "clientsmith.toml"
    outcome = clientsmith("generate", "--config", config, "-q", *options, folder=cwd, env=variables)
    assert outcome.code == 0, outcome.stderr
    return _tree(folder / "out")


def test_nothing_that_differs_between_machines_matters(tmp_path: Path) -> None:
    one, other, site = tmp_path / "one", tmp_path / "an other place", tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(REVERSED_FOLDERS)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    first = _generate(
        one, "-j", "1", cwd=tmp_path, PYTHONHASHSEED="1", TZ="America/New_York", LC_ALL="C.UTF-8"
    )
    second = _generate(
        other,
        "-j",
        "3",
        cwd=elsewhere,
        PYTHONHASHSEED="4242",
        TZ="Asia/Tokyo",
        LC_ALL="C",
        LANG="tr_TR.UTF-8",
        COLUMNS="20",
        PYTHONPATH=os.pathsep.join(filter(None, (str(site), os.environ.get("PYTHONPATH")))),
        PYTHONUTF8="0",
    )
    assert sorted({path.partition("/")[0] for path in first}) == [
        "names",
        "objects",
        "pages",
        "swagger",
        "unions",
    ]
    assert [path for path in first if first[path] != second.get(path)] == []
    assert first == second


def _shuffled(value: Any, order: random.Random, key: str = "") -> Any:
    """The value with the keys of its objects in another order, where order has no meaning."""
    if isinstance(value, dict):
        keys = list(value)
        if key in ("schemas", "paths", "responses", "components", "content", "definitions"):
            order.shuffle(keys)
        return {name: _shuffled(value[name], order, name) for name in keys}
    if isinstance(value, list):
        return [_shuffled(item, order) for item in value]
    return value


def test_names_do_not_depend_on_the_order_of_keys(tmp_path: Path) -> None:
    for case in ("objects", "unions", "names", "responses"):
        document = yaml.safe_load((CASES / case / "openapi.yaml").read_text(encoding="utf-8"))
        names = []
        for seed in range(3):
            spec = tmp_path / f"{case}{seed}.json"
            spec.write_text(json.dumps(_shuffled(document, random.Random(seed))), encoding="utf-8")
            package = plan_client(Config(spec=str(spec)), progress=lambda stage: None).package
            names.append(
                (
                    sorted(str(export) for export in package.model_exports),
                    sorted(
                        (resource.path, method.name, method.path, method.returns)
                        for resource in package.resources
                        for method in resource.methods
                    ),
                )
            )
        assert names[0] == names[1] == names[2]
