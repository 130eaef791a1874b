"""What references point at: JSON pointers, anchors, identifiers, chains."""

import pytest

from clientsmith.document import Document, Library, Node, UnresolvedReference
from clientsmith.sources import load

SCHEMAS = """
openapi: 3.1.0
$self: https://example.com/api/openapi.yaml
info: {title: t, version: "1"}
paths: {}
components:
  schemas:
    "a/b~c %": {title: odd}
    List: {allOf: [{title: first}]}
    Anchored: {$anchor: here, title: anchored}
    Dynamic: {$dynamicAnchor: node, title: dynamic}
    Pet:
      $id: https://example.com/schemas/pet
      $defs: {Tag: {title: tag, $anchor: tag}}
      properties:
        owner: {$ref: owner}
        tag: {$ref: "#/$defs/Tag"}
        anchored: {$ref: "#tag"}
    Owner: {$id: https://example.com/schemas/owner, title: owner, $defs: {X: {title: x}}}
    Tree:
      $id: tree
      title: tree
      $defs: {X: {title: inner x}, Deep: {$id: deep/er, title: deeper, $defs: {X: {title: deepest x}}}}
    Data: {example: {$id: https://example.com/schemas/data, $anchor: data}}
"""


@pytest.fixture
def library(write) -> Library:
    return load(str(write({"api.yaml": SCHEMAS}) / "api.yaml"))


def _schema(library: Library, *keys: str) -> Node:
    node = library.root_node / "components" / "schemas"
    for key in keys:
        node /= key
    return node


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        ("#/components/schemas/a~1b~0c%20%25", "odd"),
        ("#/components/schemas/a~1b~0c %", "odd"),
        ("#/components/schemas/List/allOf/0", "first"),
        ("#here", "anchored"),
        ("#node", "dynamic"),
        ("https://example.com/schemas/owner", "owner"),
        ("https://example.com/schemas/owner#/$defs/X", "x"),
        ("https://example.com/schemas/pet#tag", "tag"),
        ("https://example.com/api/openapi.yaml#/components/schemas/Owner", "owner"),
        ("api.yaml#/components/schemas/Owner", "owner"),
        ("./api.yaml#here", "anchored"),
    ],
)
def test_references_from_the_document(library: Library, reference: str, title: str) -> None:
    assert library.resolve(reference, _schema(library, "List")).data["title"] == title


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        ("owner", "owner"),
        ("owner#/$defs/X", "x"),
        ("#/$defs/Tag", "tag"),
        ("#tag", "tag"),
        ("#/components/schemas/Owner", "owner"),
    ],
)
def test_references_inside_a_schema_with_an_identifier(
    library: Library, reference: str, title: str
) -> None:
    at = _schema(library, "Pet", "properties", "tag")
    assert library.resolve(reference, at).data["title"] == title


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        ("#", "tree"),
        ("", "tree"),
        ("#/$defs/X", "inner x"),
        ("deep/er", "deeper"),
        ("/api/deep/er#/$defs/X", "deepest x"),
        ("https://example.com/api/deep/er", "deeper"),
        ("#/components/schemas/Owner", "owner"),
    ],
)
def test_pointers_start_at_the_schema_with_an_identifier(
    library: Library, reference: str, title: str
) -> None:
    at = _schema(library, "Tree")
    assert library.resolve(reference, at).data["title"] == title
    # What was found does not count for other places.
    with pytest.raises((UnresolvedReference, KeyError)):
        assert library.resolve("#/$defs/X", _schema(library, "List")).data["title"]


def test_identifiers_of_other_documents(write) -> None:
    folder = write(
        {
            "api.yaml": "openapi: 3.2.0\n$self: https://example.com/apis/pets.yaml\n"
            "info: {title: t, version: '1'}\npaths: {$ref: 'parts/shared.yaml#/paths'}\n"
            "components: {schemas: {A: {$ref: 'shared#/components/schemas/B'}, "
            "C: {$ref: 'https://example.com/apis/shared#anchored'}, "
            "D: {$ref: 'https://example.com/schemas/d'}}}\n",
            "parts/shared.yaml": "$self: https://example.com/apis/shared\npaths: {}\n"
            "components: {schemas: {B: {title: b, properties: {back: {$ref: 'pets.yaml#/info'}}}, "
            "C: {title: c, $anchor: anchored}, D: {$id: /schemas/d, title: d}}}\n",
        }
    )
    library = load(str(folder / "api.yaml"))
    for name in "ACD":
        at = _schema(library, name)
        assert library.follow(at).data["title"] == {"A": "b"}.get(name, name.lower())
    back = library.follow(_schema(library, "A")) / "properties" / "back"
    assert library.follow(back).data == {"title": "t", "version": "1"}


@pytest.mark.parametrize(
    ("reference", "reason", "hint"),
    [
        ("#/components/schemas/Ownr", "there is no 'Ownr' in '/components/schemas'", "'Owner'"),
        ("#/components/schemas/List/allOf/1", "there is no '1'", ""),
        ("#/components/schemas/List/allOf/00", "there is no '00'", ""),
        ("#/components/schemas/List/allOf/-", "there is no '-'", ""),
        ("#/info/title/x", "there is no 'x'", ""),
        ("#nowhere", "there is no anchor 'nowhere'", ""),
        ("#data", "there is no anchor 'data'", ""),
        ("https://example.com/schemas/data", "there is no document", ""),
        ("other.yaml#/a", "there is no document 'other.yaml'", ""),
        ("http://[/x", "there is no document", ""),
    ],
)
def test_what_is_not_there(library: Library, reference: str, reason: str, hint: str) -> None:
    node = _schema(library, "List").replaced({"$ref": reference})
    with pytest.raises(UnresolvedReference) as caught:
        library.resolve(reference, node)
    problem = caught.value.problem
    assert problem.code == "reference-unresolved"
    assert problem.location.pointer == "/components/schemas/List/$ref"
    assert reason in problem.message
    assert hint in problem.hint


def test_chains_are_followed_and_circles_are_not() -> None:
    data = {
        "a": {"$ref": "#/b"},
        "b": {"$ref": "#/c"},
        "c": {"type": "string"},
        "x": {"$ref": "#/y"},
        "y": {"$ref": "#/x"},
        "p": {"$ref": {"type": "a property of that name"}},
    }
    document = Document("-", "", data, lambda pointer: 1)
    library = Library(document, {"-": document})
    assert library.follow(library.root_node / "a").id == "-#/c"
    assert library.follow(library.root_node / "p").id == "-#/p"
    with pytest.raises(UnresolvedReference) as caught:
        library.follow(library.root_node / "x")
    assert caught.value.problem.code == "reference-circular"


def test_names_in_a_mapping_are_schemas_first(write) -> None:
    folder = write(
        {
            "api.yaml": "openapi: 3.0.0\ncomponents:\n  schemas:\n    Cat.yaml: {title: here}\n"
            "    Dog: {title: dog, discriminator: {mapping: {a: Bird.yaml}}}\n",
            "Cat.yaml": "title: there\n",
            "Bird.yaml": "title: bird\n",
        }
    )
    library = load(str(folder / "api.yaml"))
    for value, title in [
        ("Cat.yaml", "here"),
        ("Dog", "dog"),
        ("#/components/schemas/Dog", "dog"),
        ("Bird.yaml", "bird"),
    ]:
        assert library.resolve_mapping(value, library.root_node).data["title"] == title
    with pytest.raises(UnresolvedReference):
        library.resolve_mapping("Fish", library.root_node)
