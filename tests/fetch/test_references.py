"""References between files: where they stand, where they may lead, and what is said otherwise."""

import io

import pytest

from clientsmith.document import Library, Node
from clientsmith.problem import Severity, UnusableSource
from clientsmith.sources import load

HEAD = "openapi: 3.0.0\ninfo: {title: t, version: '1'}\n"


def _names(library: Library) -> list[str]:
    return list(library.documents)


def _at(library: Library, origin: str, pointer: str) -> Node:
    node = Node(library.documents[origin], "", library.documents[origin].data)
    for token in pointer.split("/")[1:]:
        node /= token
    return node


def test_everything_that_references_reach_is_loaded_once(write) -> None:
    folder = write(
        {
            "api.yaml": HEAD + "paths:\n  /a: {$ref: 'paths/a.yaml'}\n  /b: {$ref: paths/b.json}\n",
            "paths/a.yaml": "get: {responses: {'200': {$ref: '../shared.yaml#/ok'}}}\n",
            "paths/b.json": '{"$ref": "./a.yaml"}',
            "shared.yaml": "ok: {content: {x: {schema: {$ref: '#/deep/Pet'}}}}\n"
            "deep: {Pet: {properties: {a: {$ref: '../common/%C3%BC%20x.yaml#/A'}}}}\n"
            "unused: {$ref: nowhere.yaml}\n",
            "../common/ü x.yaml": "A: {$ref: '#/B'}\nB: {$ref: ../api/api.yaml#/components}\n",
            "unused.yaml": "a: 1\n",
        }
    )
    library = load(str(folder / "api.yaml"))
    names = ["../common/ü x.yaml", "api.yaml", "paths/a.yaml", "paths/b.json", "shared.yaml"]
    assert _names(library) == names
    assert library.aliases == {"../api/api.yaml": "api.yaml"}
    assert library.root is library.documents["api.yaml"]
    target = library.resolve("../common/%C3%BC%20x.yaml#/A", _at(library, "shared.yaml", "/deep"))
    assert target.id == "../common/ü x.yaml#/A"
    back = library.resolve("../api/api.yaml#/info/title", target)
    assert (back.document, back.data) == (library.root, "t")


@pytest.mark.parametrize(
    ("where", "counts"),
    [
        ("components: {schemas: {A: {$ref: x.yaml}}}", True),
        ("components: {schemas: {A: {properties: {a: {$ref: x.yaml}}}}}", True),
        ("components: {schemas: {A: {properties: {default: {items: {$ref: x.yaml}}}}}}", True),
        ("components: {schemas: {A: {properties: {example: {$ref: x.yaml}}}}}", True),
        ("components: {schemas: {A: {properties: {$ref: x.yaml}}}}", True),
        ("components: {schemas: {A: {properties: {$ref: {type: string}}}}}", False),
        ("components: {schemas: {A: {properties: {$ref: {$ref: x.yaml}}}}}", True),
        ("components: {schemas: {A: {example: {$ref: x.yaml}}}}", False),
        ("components: {schemas: {A: {examples: [{$ref: x.yaml}]}}}", False),
        ("components: {schemas: {A: {default: {a: {$ref: x.yaml}}}}}", False),
        ("components: {schemas: {A: {enum: [{$ref: x.yaml}]}}}", False),
        ("components: {schemas: {A: {const: {$ref: x.yaml}}}}", False),
        ("components: {schemas: {A: {x-a: {$ref: x.yaml}}}}", False),
        ("components: {schemas: {A: {allOf: [{not: {$ref: x.yaml}}]}}}", True),
        ("components: {schemas: {default: {$ref: x.yaml}}}", True),
        ("components: {examples: {A: {$ref: x.yaml}}}", True),
        ("components: {examples: {A: {value: {$ref: x.yaml}}}}", False),
        ("components: {examples: {A: {externalValue: x.yaml}}}", False),
        ("components: {responses: {default: {$ref: x.yaml}}}", True),
        ("components: {callbacks: {A: {$ref: x.yaml}}}", True),
        ("components: {callbacks: {A: {'{$request.body#/default}': {$ref: x.yaml}}}}", True),
        ("components: {schemas: {A: {discriminator: {mapping: {a: x.yaml}}}}}", True),
        ("components: {schemas: {A: {discriminator: {mapping: {a: 'x.yaml#/B'}}}}}", True),
        ("components: {schemas: {A: {discriminator: {mapping: {a: x}}}}}", False),
        ("components: {schemas: {A: {properties: {mapping: {a: x.yaml}}}}}", False),
        (
            "components: {schemas: {x.yaml: {}, A: {discriminator: {mapping: {a: x.yaml}}}}}",
            False,
        ),
        ("paths: {$ref: x.yaml}", True),
        ("paths: {/default: {parameters: [{$ref: x.yaml}]}}", True),
        ("paths: {/a: {get: {$ref: x.yaml}}}", True),
        ("paths: {/a: {get: {description: {$ref: x.yaml}}}}", True),
        ("tags: [{description: {$ref: x.yaml}}]", True),
        ("x-webhooks: {a: {$ref: x.yaml}}", False),
    ],
)
def test_where_a_reference_counts(write, where: str, counts: bool) -> None:
    folder = write({"api.yaml": HEAD + where, "x.yaml": "{}"})
    assert ("x.yaml" in _names(load(str(folder / "api.yaml")))) == counts


def test_examples_are_data_in_swagger_2(write) -> None:
    responses = "responses: {'200': {examples: {a/b: {$ref: x.yaml}}, schema: {$ref: y.yaml}}}"
    text = f"swagger: '2.0'\npaths: {{/a: {{get: {{{responses}}}}}}}\n"
    folder = write({"api.yaml": text, "x.yaml": "{}", "y.yaml": "{}"})
    assert _names(load(str(folder / "api.yaml"))) == ["api.yaml", "y.yaml"]


def test_a_fragment_is_walked_as_what_it_is_used_as(write) -> None:
    folder = write(
        {
            "api.yaml": HEAD + "paths: {/a: {parameters: [{$ref: 'p.yaml#/default'}]}}\n"
            "components: {schemas: {A: {properties: {$ref: 'p.yaml#/enum'}}}}\n",
            "p.yaml": "default: {schema: {$ref: a.yaml}}\nenum: {default: {$ref: b.yaml}}\n",
            "a.yaml": "type: string\n",
            "b.yaml": "type: string\n",
        }
    )
    assert _names(load(str(folder / "api.yaml"))) == ["a.yaml", "api.yaml", "b.yaml", "p.yaml"]


def test_prose_behind_a_reference_is_a_string(write) -> None:
    folder = write(
        {
            "api.yaml": HEAD + "tags:\n- {name: a, description: {$ref: intro.md}}\n"
            "- {name: b, description: {$ref: 'texts.yml#/b'}}\n",
            "intro.md": "# Hello: [x\n",
            "texts.yml": "b: |\n  text\n",
        }
    )
    library = load(str(folder / "api.yaml"))
    tags = _at(library, "api.yaml", "/tags")
    texts = [library.follow(tag / "description").data for tag in tags.elements()]
    assert texts == ["# Hello: [x\n", "text\n"]


@pytest.mark.parametrize(
    ("reference", "code", "words"),
    [
        ("missing.yaml", "reference-unresolved", "missing.yaml"),
        ("sub/missing.yaml#/a", "reference-unresolved", "sub/missing.yaml"),
        ("sub", "reference-refused", "no regular file"),
        ("http://127.0.0.1:9/x.yaml", "reference-refused", "another server"),
        ("https://example.com/x.yaml#/a", "reference-refused", "another server"),
        ("file:///etc/passwd", "reference-refused", "URL"),
        ("ftp:x.yaml", "reference-refused", "URL"),
        ("data:application/json,{}", "reference-refused", "URL"),
        ("//example.com/x.yaml", "reference-refused", "URL"),
        ("/etc/passwd", "reference-refused", "absolute path"),
        ("\\\\host\\share", "reference-refused", "absolute path"),
        ("../../secret.yaml", "reference-refused", "leaves the folders"),
        ("sub/../../../secret.yaml", "reference-refused", "leaves the folders"),
        ("%2e%2e/%2e%2e/secret.yaml", "reference-refused", "leaves the folders"),
        ("%2Fetc%2Fpasswd", "reference-refused", "leaves the folders"),
        ("outside.yaml", "reference-refused", "leaves the folders"),
        ("a%00b.yaml", "reference-refused", "no name of a file"),
    ],
)
def test_where_references_may_not_lead(write, refused, reference, code, words) -> None:
    folder = write(
        {
            "api.yaml": HEAD
            + f'components:\n  schemas:\n    A:\n      $ref: "{reference}"\n'.replace("\\", "\\\\"),
            "sub/other.yaml": "{}",
            "../../secret.yaml": "a: 1\n",
        }
    )
    (folder / "outside.yaml").symlink_to(folder / "../../secret.yaml")
    (problem,) = refused(folder / "api.yaml")
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert words in problem.message
    location = problem.location
    assert (location.origin, location.pointer, location.line) == (
        "api.yaml",
        "/components/schemas/A/$ref",
        6,
    )


def test_links_may_lead_to_where_references_may_lead(write) -> None:
    folder = write({"api.yaml": HEAD + "paths: {$ref: link.yaml}\n", "../shared/a.yaml": "{}"})
    (folder / "link.yaml").symlink_to(folder / "../shared/a.yaml")
    library = load(str(folder / "api.yaml"))
    assert _names(library) == ["../shared/a.yaml", "api.yaml"]
    assert library.aliases == {"link.yaml": "../shared/a.yaml"}


def test_a_link_to_itself_is_no_file(write, refused) -> None:
    folder = write({"api.yaml": HEAD + "paths: {$ref: loop.yaml}\n"})
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    (problem,) = refused(folder / "api.yaml")
    assert problem.code in ("reference-refused", "reference-unresolved")


def test_the_folder_of_a_linked_root_document_is_where_the_link_leads(write, tmp_path) -> None:
    folder = write({"api.yaml": HEAD + "paths: {$ref: paths.yaml}\n", "paths.yaml": "{}"})
    link = tmp_path / "current.yaml"
    link.symlink_to(folder / "api.yaml")
    assert _names(load(str(link))) == ["current.yaml", "paths.yaml"]


def test_everything_that_is_wrong_is_told_at_once(write, refused) -> None:
    folder = write(
        {
            "api.yaml": HEAD + "paths:\n  /a: {$ref: a.yaml}\n  /b: {$ref: none.yaml}\n"
            "  /c: {$ref: none.yaml}\n  /d: {$ref: 'http://h/x'}\n  /e: {$ref: empty.yaml}\n"
            "  /f: {$ref: empty.yaml}\n",
            "a.yaml": "get:\n  $ref: broken.json\n",
            "broken.json": '{\n"a": }',
            "empty.yaml": "\n",
        }
    )
    found = [
        (p.code, p.location.origin, p.location.line, p.location.pointer)
        for p in refused(folder / "api.yaml")
    ]
    assert found == [
        ("reference-unresolved", "api.yaml", 5, "/paths/~1b/$ref"),
        ("reference-unresolved", "api.yaml", 6, "/paths/~1c/$ref"),
        ("reference-refused", "api.yaml", 7, "/paths/~1d/$ref"),
        ("syntax-error", "broken.json", 2, ""),
        ("source-empty", "empty.yaml", None, ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "tags: [{name: a, description: {$ref: x.md}}]",
        "tags: [{name: a, externalDocs: {$ref: x.md}}]",
        "tags: [{name: a, externalDocs: {url: a, description: {$ref: x.md}}}]",
        "tags: [{name: a, description: {$ref: 'https://example.com/x.md'}}]",
        "tags: [{name: a, description: {$ref: ../../x.md}}]",
        "tags: [{name: a, description: {$ref: empty.md}}]",
        "tags: [{name: a, description: {$ref: 'broken.yaml#/a'}}]",
        "paths: {/a: {get: {summary: {$ref: x.txt}}}}",
        "components: {schemas: {A: {title: {$ref: x.md}, description: {$ref: x.md}}}}",
        "components: {schemas: {A: {properties: {description: {description: {$ref: x.md}}}}}}",
        "components: {parameters: {A: {examples: {a: {$ref: x.json}}}}}",
    ],
)
def test_a_missing_text_is_a_warning(write, text: str) -> None:
    folder = write({"api.yaml": f"{HEAD}{text}\n", "empty.md": "\n", "broken.yaml": "a: [\n"})
    problems = load(str(folder / "api.yaml")).problems
    assert problems
    assert {problem.severity for problem in problems} == {Severity.WARNING}


@pytest.mark.parametrize(
    "schema",
    [
        "{properties: {description: {$ref: x.md}}}",
        "{items: {$ref: x.md}}",
        "{$defs: {title: {$ref: x.md}}}",
    ],
)
def test_a_missing_schema_is_an_error_whatever_its_name(write, refused, schema: str) -> None:
    folder = write({"api.yaml": f"{HEAD}components: {{schemas: {{A: {schema}}}}}\n"})
    assert [problem.code for problem in refused(folder / "api.yaml")] == ["reference-unresolved"]


def test_a_broken_file_is_an_error_if_more_than_a_text_needs_it(write, refused) -> None:
    document = (
        "tags: [{name: a, description: {$ref: 'broken.yaml#/a'}}]\n"
        "components: {schemas: {A: {$ref: 'broken.yaml#/b'}}}\n"
    )
    folder = write({"api.yaml": HEAD + document, "broken.yaml": "a: [\n"})
    assert [problem.code for problem in refused(folder / "api.yaml")] == ["syntax-error"]


def test_a_mapping_to_a_missing_file_is_a_warning(write) -> None:
    mapping = "components: {schemas: {A: {discriminator: {mapping: {a: none.yaml}}}}}\n"
    library = load(str(write({"api.yaml": HEAD + mapping}) / "api.yaml"))
    found = [(p.code, p.severity, p.location.pointer) for p in library.problems]
    pointer = "/components/schemas/A/discriminator/mapping/a"
    assert found == [("mapping-unresolved", Severity.WARNING, pointer)]


def test_standard_input_has_no_folder() -> None:
    text = HEAD + "paths: {$ref: paths.yaml}\n"
    with pytest.raises(UnusableSource) as caught:
        load("-", stdin=io.BytesIO(text.encode()))
    (problem,) = caught.value.problems
    assert problem.code == "reference-refused"
    assert "piped in" in problem.message
    assert str(problem.location) == "-:3 #/paths/$ref"


def test_documents_are_in_the_same_order_whatever_the_order_of_references(write) -> None:
    files = {f"{name}.yaml": "{}" for name in "abc"}
    for order in ("abc", "cab"):
        paths = "".join(f"  /{name}: {{$ref: {name}.yaml}}\n" for name in order)
        library = load(str(write({"api.yaml": HEAD + "paths:\n" + paths, **files}) / "api.yaml"))
        assert _names(library) == ["a.yaml", "api.yaml", "b.yaml", "c.yaml"]
