"""Components of several documents: what is the same is one, what differs has another name."""

from __future__ import annotations

from typing import Any

import pytest

from clientsmith.document import Library

from .conftest import Join, document, operation


def schemas(**each: Any) -> dict[str, Any]:
    return document(components={"schemas": each})


def to(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def found(library: Library) -> dict[str, Any]:
    components: dict[str, Any] = library.root.data["components"]["schemas"]
    return components


def test_equal_components_are_one(join: Join) -> None:
    one = schemas(A={"type": "object", "properties": {"a": {}, "b": {}}})
    other = schemas(A={"properties": {"b": {}, "a": {}}, "type": "object"}, B={})
    library = join(one, other)
    assert list(found(library)) == ["A", "B"]
    assert library.problems == ()


def test_components_that_differ_are_renamed_in_later_documents(join: Join) -> None:
    library = join(
        schemas(Error={"title": "1"}),
        schemas(Error={"title": "2"}, Pet={"allOf": [to("Error"), to("Error/title")]}),
        schemas(Error={"title": "3"}),
        schemas(Error={"title": "2"}, Error_2={"title": "own"}),
    )
    assert found(library) == {
        "Error": {"title": "1"},
        "Error_3": {"title": "2"},
        "Pet": {"allOf": [to("Error_3"), to("Error_3/title")]},
        "Error_4": {"title": "3"},
        "Error_2": {"title": "own"},
    }
    told = [each for each in library.problems if each.code == "join-renamed"]
    assert [str(each.location) for each in told] == [
        "2.json:10 #/components/schemas/Error",
        "3.json:10 #/components/schemas/Error",
        "4.json:10 #/components/schemas/Error",
    ]


def test_components_that_refer_to_different_ones_differ(join: Join) -> None:
    both = {"Pet": {"properties": {"owner": to("Owner")}}, "Zoo": {"items": to("Pet")}}
    library = join(
        schemas(**both, Owner={"title": "1"}, Same={"items": to("Same")}),
        schemas(**both, Owner={"title": "2"}, Same={"items": to("Same")}),
    )
    assert list(found(library)) == ["Pet", "Zoo", "Owner", "Same", "Pet_2", "Zoo_2", "Owner_2"]
    assert found(library)["Zoo_2"] == {"items": to("Pet_2")}
    assert found(library)["Pet_2"] == {"properties": {"owner": to("Owner_2")}}


def test_components_that_refer_to_each_other(join: Join) -> None:
    same = {"A": {"items": to("B")}, "B": {"items": to("A")}}
    assert list(found(join(schemas(**same), schemas(**same)))) == ["A", "B"]
    changed = {"A": {"items": to("B")}, "B": {"items": to("A"), "title": "x"}}
    assert found(join(schemas(**same), schemas(**changed)))["B_2"] == {
        "items": to("A_2"),
        "title": "x",
    }


def test_values_of_discriminators_stay(join: Join) -> None:
    def zoo(title: str, *, mapping: dict[str, str] | None = None) -> dict[str, Any]:
        discriminator: dict[str, Any] = {"propertyName": "kind"}
        if mapping is not None:
            discriminator["mapping"] = mapping
        return schemas(
            Dog={"title": title},
            Cat={"title": "c"},
            Pet={"oneOf": [to("Dog"), to("Cat")], "discriminator": discriminator},
        )

    library = join(zoo("1"), zoo("2"), zoo("3", mapping={"dog": "Dog", "d": to("Dog")["$ref"]}))
    pets = {name: pet["discriminator"] for name, pet in found(library).items() if "Pet" in name}
    assert pets == {
        "Pet": {"propertyName": "kind"},
        "Pet_2": {"propertyName": "kind", "mapping": {"Dog": to("Dog_2")["$ref"]}},
        "Pet_3": {"propertyName": "kind", "mapping": {"dog": "Dog_3", "d": to("Dog_3")["$ref"]}},
    }


def test_values_of_discriminators_of_what_is_extended_stay(join: Join) -> None:
    def zoo(title: str) -> dict[str, Any]:
        return schemas(
            Pet={"type": "object", "discriminator": {"propertyName": "kind"}},
            Dog={"allOf": [to("Pet"), {"title": title}]},
            Puppy={"allOf": [to("Dog")]},
        )

    library = join(zoo("1"), zoo("2"))
    assert found(library)["Pet_2"]["discriminator"]["mapping"] == {
        "Dog": to("Dog_2")["$ref"],
        "Puppy": to("Puppy_2")["$ref"],
    }
    assert found(library)["Puppy_2"] == {"allOf": [to("Dog_2")]}


def test_security_schemes(join: Join) -> None:
    def secured(scheme: dict[str, str], path: str) -> dict[str, Any]:
        return document(
            security=[{"key": []}],
            paths={path: {"get": operation(), "put": operation(security=[{"key": [], "b": []}])}},
            components={"securitySchemes": {"key": scheme, "b": {"type": "http"}}},
        )

    data = join(
        secured({"type": "apiKey", "name": "k", "in": "header"}, "/a"),
        secured({"type": "http", "scheme": "bearer"}, "/b"),
    ).root.data
    assert list(data["components"]["securitySchemes"]) == ["key", "b", "key_2"]
    assert data["security"] == [{"key": []}]
    assert data["paths"]["/a"]["get"] == operation()
    assert data["paths"]["/b"]["get"]["security"] == [{"key_2": []}]
    assert data["paths"]["/b"]["put"]["security"] == [{"key_2": [], "b": []}]


def test_examples_that_look_like_references_stay(join: Join) -> None:
    example = {"$ref": "#/components/schemas/A", "security": [{"key": []}]}
    library = join(schemas(A={}), schemas(A={"title": "x"}, B={"example": example}))
    assert found(library)["B"] == {"example": example}


def test_components_of_other_files_are_one_too(join: Join, tmp_path: Any) -> None:
    (tmp_path / "common.json").write_text('{"Error": {"title": "e", "items": {"$ref": "#/Error"}}}')
    one, other = schemas(A=to("x")), schemas(B=to("x"))
    one["components"]["schemas"]["A"] = {"items": {"$ref": "common.json#/Error"}}
    other["components"]["schemas"]["B"] = {"not": {"$ref": "common.json#/Error"}}
    library = join(one, other)
    assert found(library) == {
        "A": {"items": to("Error")},
        "Error": {"title": "e", "items": to("Error")},
        "B": {"not": to("Error")},
    }
    assert str(library.root.location("/components/schemas/Error/items")) == (
        "common.json:1 #/components/schemas/Error/items"
    )
    assert list(library.sources) == ["1.json", "2.json", "common.json"]


def test_names_of_parts_are_those_of_their_document(join: Join) -> None:
    def named(title: str) -> dict[str, Any]:
        return document(
            **{"$self": "https://acme.test/api"},
            components={
                "schemas": {
                    "A": {"$anchor": "a", "title": title},
                    "B": {"$id": "https://acme.test/b", "$defs": {"C": {"title": title}}},
                    "Uses": {"prefixItems": [{"$ref": "#a"}, {"$ref": "https://acme.test/b"}]},
                }
            },
        )

    library = join(named("1"), named("2"))
    assert found(library)["Uses"] == {"prefixItems": [to("A"), to("B")]}
    assert found(library)["Uses_2"] == {"prefixItems": [to("A_2"), to("B_2")]}
    assert found(library)["B_2"] == {"$defs": {"C": {"title": "2"}}}
    assert "$self" not in library.root.data


@pytest.mark.parametrize(
    ("name", "reference", "renamed"),
    [
        ("a/b~c", "a~1b~0c", "a~1b~0c_2"),
        ("a b", "a%20b", "a%20b_2"),
        ("a b", "a b", "a b_2"),
        ("Größe", "Größe", "Größe_2"),
        ("Größe", "Gr%C3%B6%C3%9Fe", "Gr%C3%B6%C3%9Fe_2"),
    ],
    ids=["escaped", "encoded", "space", "letters", "encoded-letters"],
)
def test_odd_names(join: Join, name: str, reference: str, renamed: str) -> None:
    library = join(
        schemas(**{name: {"title": "1"}}), schemas(**{name: {"title": "2"}, "Z": to(reference)})
    )
    assert found(library) == {
        name: {"title": "1"},
        f"{name}_2": {"title": "2"},
        "Z": to(renamed),
    }
    assert library.follow(library.root_node / "components" / "schemas" / "Z").data["title"] == "2"


def test_extensions_that_differ_are_those_of_the_first(join: Join) -> None:
    one = document(paths={"/a": {"x-a": 1, "get": operation()}}, components={"x-b": "1"})
    other = document(paths={"/a": {"x-a": 2, "put": operation()}}, components={"x-b": "2"})
    data = join(one, other).root.data
    assert (data["paths"]["/a"]["x-a"], data["components"]["x-b"]) == (1, "1")
