"""Clients with some of the operations, and what these need."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import ConfigError, load_configs
from clientsmith.document import Library
from clientsmith.prepare.reshape import Criteria, Selection
from clientsmith.sources import load

Loaded = Callable[[Mapping[str, str]], Library]

API = """
openapi: 3.1.0
info: {title: t, version: '1'}
security: [{key: []}]
tags: [{name: pets}, {name: owners}, {name: animals}, {name: unused}]
paths:
  /pets:
    parameters: [{$ref: '#/components/parameters/Trace'}]
    get:
      tags: [pets]
      operationId: listPets
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    post:
      tags: [pets]
      security: [{oauth: []}]
      x-internal: true
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}
      responses: {}
  /owners/{id}:
    get: {tags: [owners], operationId: getOwner, responses: {default: {$ref: '#/components/responses/Failed'}}}
  /internal/[x]:
    x-internal: true
    delete: {responses: {}}
webhooks:
  petSold: {post: {tags: [pets], responses: {}}}
components:
  parameters: {Trace: {name: trace, in: header, schema: {type: string}}, Unused: {name: u, in: query, schema: {}}}
  responses: {Failed: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}}
  schemas:
    Pet: {type: object, properties: {kind: {type: string}, tag: {$ref: '#/components/schemas/Tag/properties/inner'}}, discriminator: {propertyName: kind}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {claw: {$ref: '#/components/schemas/Claw'}}}]}
    Claw: {type: object}
    Tag: {type: object, properties: {inner: {type: string}}}
    NewPet: {type: object}
    Error: {type: object}
    Unused: {allOf: [{$ref: '#/components/schemas/Error'}]}
  securitySchemes: {key: {type: apiKey, in: header, name: k}, oauth: {type: http, scheme: bearer}, other: {type: http, scheme: basic}}
"""


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """Loads files, of which the first is the root document."""

    def load_files(files: Mapping[str, str]) -> Library:
        for name, content in files.items():
            (tmp_path / name).write_text(textwrap.dedent(content), encoding="utf-8")
        return load(str(tmp_path / next(iter(files))))

    return load_files


def operations(library: Library) -> set[str]:
    data = library.root.data
    return {
        f"{method} {path}"
        for key in ("paths", "webhooks")
        for path, item in data.get(key, {}).items()
        for method in library.follow(library.root_node / key / path).data
        if method in ("get", "post", "delete")
    }


ALL = {"get /pets", "post /pets", "get /owners/{id}", "delete /internal/[x]", "post petSold"}


@pytest.mark.parametrize(
    ("include", "exclude", "left"),
    [
        ({}, {}, ALL),
        ({"tags": ["pets"]}, {}, {"get /pets", "post /pets", "post petSold"}),
        ({"tags": ["pets", "owners"], "methods": ["GET"]}, {}, {"get /pets", "get /owners/{id}"}),
        (
            {"paths": ["/pets", "/owners/*"]},
            {"methods": ["post"]},
            {"get /pets", "get /owners/{id}"},
        ),
        ({"operations": ["getOwner", "POST /pets"]}, {}, {"get /owners/{id}", "post /pets"}),
        ({}, {"extensions": ["x-internal"]}, {"get /pets", "get /owners/{id}", "post petSold"}),
        ({"paths": ["/internal/[x]"]}, {}, {"delete /internal/[x]"}),
        ({"paths": ["petSold"]}, {}, {"post petSold"}),
        ({}, {"tags": ["pets"], "paths": ["/owners/*"]}, {"delete /internal/[x]"}),
    ],
)
def test_operations(loaded: Loaded, include: Any, exclude: Any, left: set[str]) -> None:
    library = loaded({"api.yaml": API})
    criteria = [Criteria(**{k: tuple(v) for k, v in each.items()}) for each in (include, exclude)]
    selected, problems = Selection(*criteria)(library)
    assert operations(selected) == left
    assert operations(library) == ALL
    assert problems == ()


def test_what_is_needed_stays(loaded: Loaded) -> None:
    library = loaded({"api.yaml": API})
    selected, _ = Selection(Criteria(operations=("listPets",)))(library)
    data = selected.root.data
    assert {key: list(value) for key, value in data["components"].items()} == {
        "parameters": ["Trace"],
        "responses": [],
        "schemas": ["Pet", "Cat", "Claw", "Tag"],
        "securitySchemes": ["key"],
    }
    assert [tag["name"] for tag in data["tags"]] == ["pets"]
    assert data["webhooks"] == {}
    assert data["paths"]["/pets"]["parameters"] == [{"$ref": "#/components/parameters/Trace"}]
    assert selected.root.line_of("/components/schemas/Claw") == library.root.line_of(
        "/components/schemas/Claw"
    )


def test_security_schemes_of_operations(loaded: Loaded) -> None:
    selected, _ = Selection(Criteria(methods=("post",)))(loaded({"api.yaml": API}))
    assert list(selected.root.data["components"]["securitySchemes"]) == ["key", "oauth"]


def test_nothing_is_left_out_without_a_choice(loaded: Loaded) -> None:
    library = loaded({"api.yaml": API})
    assert Selection()(library)[0] is library


def test_path_items_in_other_files(loaded: Loaded) -> None:
    library = loaded(
        {
            "api.yaml": """
                openapi: 3.0.3
                info: {title: t, version: '1'}
                paths: {/a: {$ref: a.yaml}, /b: {$ref: 'more.yaml#/b'}}
                components: {schemas: {A: {type: string}, B: {type: string}}}
            """,
            "a.yaml": """
                get: {tags: [x], responses: {'200': {$ref: 'more.yaml#/ok'}}}
                post: {tags: [y], responses: {}}
            """,
            "more.yaml": """
                b: {get: {tags: [y], responses: {}}}
                ok: {description: '', content: {a/b: {schema: {$ref: 'api.yaml#/components/schemas/A'}}}}
            """,
        }
    )
    selected, _ = Selection(Criteria(tags=("x",)))(library)
    assert operations(selected) == {"get /a"}
    assert list(selected.documents["a.yaml"].data) == ["get"]
    assert list(selected.root.data["components"]["schemas"]) == ["A"]


def test_swagger(loaded: Loaded) -> None:
    library = loaded({"api.yaml": """
                swagger: '2.0'
                info: {title: t, version: '1'}
                paths:
                  /a: {get: {responses: {'200': {description: '', schema: {$ref: '#/definitions/A'}}}}}
                  /b: {get: {security: [{k: []}], responses: {'200': {description: '', schema: {$ref: '#/definitions/B'}}}}}
                definitions: {A: {type: string}, B: {type: string}}
                securityDefinitions: {k: {type: basic}}
            """})
    data = Selection(Criteria(paths=("/a",)))(library)[0].root.data
    assert (list(data["definitions"]), data["securityDefinitions"]) == (["A"], {})


def test_parents_of_tags_and_additional_operations(loaded: Loaded) -> None:
    library = loaded({"api.yaml": """
                openapi: 3.2.0
                info: {title: t, version: '1'}
                tags: [{name: a, parent: b}, {name: b, parent: c}, {name: c}, {name: d, parent: c}]
                paths:
                  /a:
                    query: {tags: [d], responses: {}}
                    additionalOperations: {COPY: {tags: [a], responses: {}}, LINK: {tags: [d], responses: {}}}
            """})
    selected, _ = Selection(Criteria(methods=("copy",)))(library)
    assert selected.root.data["paths"]["/a"] == {
        "additionalOperations": {"COPY": {"tags": ["a"], "responses": {}}}
    }
    assert [tag["name"] for tag in selected.root.data["tags"]] == ["a", "b", "c"]


def test_criteria_that_nothing_meets(loaded: Loaded) -> None:
    library = loaded({"api.yaml": API})
    _, problems = Selection(Criteria(tags=("pet", "pets")), Criteria(methods=("put",)))(library)
    assert [problem.code for problem in problems] == ["selection-unused"] * 2
    assert "`include.tags` 'pet'" in problems[1].message
    _, problems = Selection(Criteria(tags=("x",)))(library)
    assert "selection-empty" in [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("include = 1", "`include` must be a table"),
        ("include.tag = ['a']", "did you mean `tags`?"),
        ("exclude.paths = 'a'", "`exclude.paths` must be a list of strings"),
        ("exclude.paths = ['']", "`exclude.paths` must be a list of strings"),
    ],
)
def test_mistakes_in_the_configuration(tmp_path: Path, config: str, words: str) -> None:
    file = tmp_path / "clientsmith.toml"
    file.write_text(f"spec = 'a'\noutput = 'b'\n{config}\n")
    with pytest.raises(ConfigError) as caught:
        load_configs(file)
    assert words in str(caught.value)
