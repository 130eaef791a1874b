"""Discriminators of unions, and of models that others extend."""

import itertools
from textwrap import dedent

import pytest

from read_schemas.notation import codes, declared, lines, places, read

MEMBERS = """
Cat: {properties: {type: {type: string, enum: [cat]}, lives: {type: integer}}, required: [type]}
Dog: {properties: {type: {type: string}, tail: {type: boolean}}, required: [type]}
Fish: {properties: {type: {$ref: '#/components/schemas/FishType'}}, required: [type]}
FishType: {type: string, enum: [carp, pike]}
"""

UNIONS = {
    "by component name, name of a file, or pointer": (
        """
        discriminator: {propertyName: type, mapping: {
          c: Cat, d: '#/components/schemas/Dog', f: 'api.yaml#/components/schemas/Fish'}}
        oneOf:
          - {$ref: '#/components/schemas/Cat'}
          - {$ref: '#/components/schemas/Dog'}
          - {$ref: '#/components/schemas/Fish'}
        """,
        "Cat | Dog | Fish by type: c=Cat, d=Dog, f=Fish",
    ),
    "constants before names of schemas": (
        """
        discriminator: {propertyName: type}
        anyOf:
          - {$ref: '#/components/schemas/Cat'}
          - {$ref: '#/components/schemas/Dog'}
          - {$ref: '#/components/schemas/Fish'}
        """,
        "Cat | Dog | Fish by type: cat=Cat, Dog=Dog, carp=Fish, pike=Fish",
    ),
    "only what is not mapped is implied": (
        """
        discriminator: {propertyName: type, mapping: {meow: Cat}}
        oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
        """,
        "Cat | Dog by type: meow=Cat, Dog=Dog",
    ),
    "Swagger's form": (
        """
        discriminator: type
        oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
        """,
        "Cat | Dog by type: cat=Cat, Dog=Dog",
    ),
    "a default of 3.2": (
        """
        discriminator: {propertyName: type, defaultMapping: Dog}
        oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
        """,
        "Cat | Dog by type: cat=Cat, Dog=Dog, *=Dog",
    ),
    "inline members, null, several values for one": (
        """
        discriminator: {propertyName: t, mapping: {one: Cat, two: Cat}}
        oneOf:
          - {$ref: '#/components/schemas/Cat'}
          - {properties: {t: {const: three}}}
          - {type: 'null'}
        """,
        "Cat | U/oneOf/1 by t: one=Cat, two=Cat, three=U/oneOf/1",
    ),
    "a union with a discriminator as a member": (
        """
        discriminator: {propertyName: type}
        oneOf:
          - {$ref: '#/components/schemas/Cat'}
          - oneOf: [{$ref: '#/components/schemas/Fish'}, {properties: {type: {const: x}}}]
            discriminator: {propertyName: type}
        """,
        "Cat | U/oneOf/1 by type: cat=Cat, carp=U/oneOf/1, pike=U/oneOf/1, x=U/oneOf/1",
    ),
    "a value that fits several members tells nothing": (
        """
        discriminator: {propertyName: type}
        oneOf:
          - {$ref: '#/components/schemas/Cat'}
          - {properties: {type: {const: cat}, other: {}}}
          - {$ref: '#/components/schemas/Dog'}
        """,
        "Cat | U/oneOf/1 | Dog by type: Dog=Dog",
    ),
    "members that are no objects": (
        """
        discriminator: {propertyName: type, mapping: {list: '#/components/schemas/Cats', cat: Cat}}
        oneOf: [{$ref: '#/components/schemas/Cats'}, {$ref: '#/components/schemas/Cat'}]
        """,
        "Cats | Cat by type: cat=Cat",
    ),
}


@pytest.mark.parametrize(("schema", "expected"), UNIONS.values(), ids=UNIONS)
def test_unions(schema: str, expected: str) -> None:
    union = dedent(schema).strip().replace("\n", "\n  ")
    cats = "Cats: {type: array, items: {$ref: '#/components/schemas/Cat'}}"
    reader = read(f"{MEMBERS}\n{cats}\nU:\n  {union}")
    assert list(lines(reader.declarations["api.yaml#/components/schemas/U"])) == [f"U = {expected}"]
    assert codes(reader) == []


def test_a_mapping_to_nothing_is_reported() -> None:
    reader = read(MEMBERS + dedent("""
            U:
              discriminator: {propertyName: type, mapping: {x: Nothing, d: Dog}}
              oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
            """))
    assert codes(reader) == ["mapping-unresolved /components/schemas/U"]
    assert "U = Cat | Dog by type: cat=Cat, d=Dog" in declared(reader)


def test_a_union_of_references_with_what_they_require_anyway() -> None:
    reader = read(MEMBERS + dedent("""
            U:
              type: object
              required: [type]
              properties: {type: {type: string}}
              discriminator: {propertyName: type}
              oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
            """))
    assert "U = Cat | Dog by type: cat=Cat, Dog=Dog" in declared(reader)


# --- models that others extend ------------------------------------------------------------------

FAMILY = """
Pet:
  type: object
  discriminator: {propertyName: kind, mapping: {kitty: '#/components/schemas/Cat'}}
  required: [kind]
  properties: {kind: {type: string}, friend: {$ref: '#/components/schemas/Pet'}}
Cat:
  allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {type: integer}}}]
Dog:
  allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {kind: {const: dog}}}]
Goose:
  allOf: [{$ref: '#/components/schemas/Pet'}]
Siamese:
  allOf: [{$ref: '#/components/schemas/Cat'}]
Farm: {type: array, items: {$ref: '#/components/schemas/Pet'}}
"""


def test_a_use_of_the_parent_is_any_of_its_heirs() -> None:
    reader = read(FAMILY)
    assert declared(reader).splitlines() == [
        "Pet()",
        "  kind: string",
        "  friend?: Pet/discriminator",
        "Cat(Pet)",
        "  kind: string",
        "  friend?: Pet/discriminator",
        "  lives?: integer",
        "Dog(Pet)",
        '  kind: "dog"',
        "  friend?: Pet/discriminator",
        "Goose(Pet)",
        "  kind: string",
        "  friend?: Pet/discriminator",
        "Siamese(Cat)",
        "  kind: string",
        "  friend?: Pet/discriminator",
        "  lives?: integer",
        "Pet/discriminator = Cat | Siamese | Dog | Goose | Pet by kind: "
        "kitty=Cat, Siamese=Siamese, dog=Dog, Goose=Goose, Pet=Pet, *=Pet",
        "Farm = list[Pet/discriminator]",
    ]
    assert places(reader)["Pet/discriminator"] == "Pet > member variant"


def test_a_wrapper_of_the_parent_is_a_use() -> None:
    reader = read(FAMILY + dedent("""
            Owner:
              properties:
                pet: {description: Hers., allOf: [{$ref: '#/components/schemas/Pet'}]}
                maybe: {nullable: true, allOf: [{$ref: '#/components/schemas/Pet'}]}
                big:
                  allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {size: {}}}]
            """))
    assert list(lines(reader.declarations["api.yaml#/components/schemas/Owner"])) == [
        "Owner()",
        "  pet?: Pet/discriminator",
        "  maybe?: Pet/discriminator?",
        "  big?: Owner/properties/big",
    ]


def test_heirs_with_a_discriminator_of_their_own() -> None:
    reader = read("""
        Fish:
          type: object
          discriminator: {propertyName: kind, mapping: {shark: '#/components/schemas/Shark'}}
          properties: {kind: {type: string}}
        Shark:
          discriminator: {propertyName: sharktype}
          allOf: [{$ref: '#/components/schemas/Fish'}]
          properties: {kind: {enum: [shark]}, sharktype: {type: string}}
        Goblin:
          allOf: [{$ref: '#/components/schemas/Shark'}]
          properties: {sharktype: {enum: [goblin]}}
        Tank: {type: array, items: {$ref: '#/components/schemas/Fish'}}
        """)
    text = declared(reader)
    assert "Fish/discriminator = Shark/discriminator | Fish by kind: " in text
    assert "by kind: shark=Shark/discriminator, Fish=Fish, *=Fish" in text
    assert (
        "Shark/discriminator = Goblin | Shark by sharktype: goblin=Goblin, Shark=Shark, *=Shark"
        in text
    )
    assert "Goblin(Shark)" in text


def test_a_discriminator_without_heirs_changes_nothing() -> None:
    reader = read("""
        Fish: {discriminator: {propertyName: kind}, type: object, properties: {kind: {}}}
        Tank: {properties: {fish: {$ref: '#/components/schemas/Fish'}}}
        """)
    assert declared(reader) == "Fish()\n  kind?: any\nTank()\n  fish?: Fish"


def test_a_base_that_lists_its_heirs_itself() -> None:
    reader = read("""
        Pet:
          type: object
          properties: {kind: {type: string}}
          discriminator: {propertyName: kind}
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {type: integer}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {kind: {const: dog}}}]}
        """)
    assert declared(reader).splitlines() == [
        "Pet = Cat | Dog by kind: Cat=Cat, dog=Dog",
        "Cat()",
        "  kind?: string",
        "  lives?: integer",
        "Dog()",
        '  kind?: "dog"',
    ]
    assert codes(reader) == []


SIGNING = """
Signing:
  allOf: [{$ref: '#/components/schemas/Key'}]
  type: object
  properties: {use: {const: sig}}
  oneOf: [{$ref: '#/components/schemas/Ec'}, {$ref: '#/components/schemas/Rsa'}]
"""
EC = "Ec: {allOf: [{$ref: '#/components/schemas/Signing'}], properties: {x: {type: string}}}\n"
RSA = "Rsa: {allOf: [{$ref: '#/components/schemas/Signing'}], properties: {e: {type: string}}}\n"
KEY = "Key: {type: object, properties: {kid: {type: string}}}\n"


@pytest.mark.parametrize("order", list(itertools.permutations((KEY, SIGNING, EC, RSA))))
def test_an_extended_base_that_lists_its_heirs_is_the_same_in_any_order(
    order: tuple[str, ...],
) -> None:
    reader = read("".join(order))
    text = declared(reader)
    assert "Signing = Ec | Rsa" in text.splitlines()
    for name, own in (("Ec", "x"), ("Rsa", "e")):
        assert f'{name}()\n  kid?: string\n  use?: "sig"\n  {own}?: string' in text
    assert codes(reader) == []


def test_an_enumeration_that_heirs_do_not_narrow() -> None:
    reader = read("""
        Pet:
          discriminator: {propertyName: kind}
          properties: {kind: {type: string, enum: [Cat, Dog]}}
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}]}
        Farm: {properties: {pet: {$ref: '#/components/schemas/Pet'}}}
        """)
    assert "Pet/discriminator = Cat | Dog | Pet by kind: Cat=Cat, Dog=Dog, *=Pet" in declared(
        reader
    )


HIERARCHY = """
Animal:
  type: object
  discriminator: {propertyName: kind, mapping: {pup: '#/components/schemas/Puppy'}}
  required: [kind]
  properties: {kind: {type: string}}
Cat: {allOf: [{$ref: '#/components/schemas/Animal'}]}
Dog: {allOf: [{$ref: '#/components/schemas/Animal'}], properties: {bark: {type: string}}}
Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}], properties: {age: {type: integer}}}
Toy: {allOf: [{$ref: '#/components/schemas/Puppy'}]}
"""


@pytest.mark.parametrize("animals", ["", "Zoo: {items: {$ref: '#/components/schemas/Animal'}}\n"])
def test_a_use_of_a_class_in_the_middle_is_any_of_its_subclasses(animals: str) -> None:
    reader = read(HIERARCHY + animals + dedent("""
            Kennel: {type: array, items: {$ref: '#/components/schemas/Dog'}}
            Crib: {type: array, items: {$ref: '#/components/schemas/Puppy'}}
            """))
    text = declared(reader).splitlines()
    assert "Kennel = list[Dog/discriminator]" in text
    assert (
        "Dog/discriminator = Puppy | Toy | Dog by kind: pup=Puppy, Toy=Toy, Dog=Dog, *=Dog" in text
    )
    assert "Puppy/discriminator = Toy | Puppy by kind: Toy=Toy, pup=Puppy, *=Puppy" in text
    assert ("Animal/discriminator" in "\n".join(text)) is bool(animals)
    assert codes(reader) == []


def test_a_class_in_the_middle_that_repeats_the_discriminator() -> None:
    reader = read(
        HIERARCHY.replace("Dog: {", "Dog: {discriminator: {propertyName: kind}, ")
        + "Kennel: {type: array, items: {$ref: '#/components/schemas/Dog'}}"
    )
    expected = "Dog/discriminator = Puppy | Toy | Dog by kind: pup=Puppy, Toy=Toy, Dog=Dog, *=Dog"
    assert expected in declared(reader)


def test_subclasses_of_two_bases_with_discriminators_of_their_own() -> None:
    base = "{type: object, discriminator: {propertyName: %s}, properties: {%s: {type: string}}}"
    reader = read(f"""
        A: {base % ("a", "a")}
        B: {base % ("b", "b")}
        Both: {{allOf: [{{$ref: '#/components/schemas/B'}}, {{$ref: '#/components/schemas/A'}}]}}
        More: {{allOf: [{{$ref: '#/components/schemas/Both'}}], properties: {{c: {{}}}}}}
        All: {{items: {{$ref: '#/components/schemas/Both'}}, type: array}}
        """)
    assert "Both/discriminator = More | Both by a: More=More, Both=Both, *=Both" in declared(reader)
