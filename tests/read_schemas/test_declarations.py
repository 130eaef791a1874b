"""Component schemas in, declarations out."""

from textwrap import dedent

import pytest

from read_schemas.notation import codes, declared, read

CASES = {
    "properties of any name, required ones without a schema": (
        """
        A:
          type: object
          required: [id, $ref, missing]
          properties:
            id: {type: string}
            $ref: {type: integer}
            '': {type: boolean}
            '@type': {type: string}
            '+1': {type: integer}
            never: false
        """,
        """
        A()
          id: string
          $ref: integer
          ?: boolean
          @type?: string
          +1?: integer
          missing: any
        """,
    ),
    "additional properties beside properties": (
        """
        Typed: {properties: {a: {type: string}}, additionalProperties: {type: integer}}
        Open: {properties: {a: {type: string}}, additionalProperties: true}
        Closed: {properties: {a: {type: string}}, additionalProperties: false}
        Patterns: {properties: {a: {type: string}}, patternProperties: {^x: {type: boolean}}}
        """,
        """
        Typed()
          a?: string
          **: integer
        Open()
          a?: string
          **: any
        Closed()
          a?: string
        Patterns()
          a?: string
        """,
    ),
    "every component is declared, whatever it is": (
        """
        Name: {type: string, maxLength: 3}
        Names: {type: array, items: {$ref: '#/components/schemas/Name'}}
        ByName: {additionalProperties: {$ref: '#/components/schemas/Names'}}
        One: {const: 1}
        Color: {type: string, enum: [red, green]}
        Either: {oneOf: [{type: string}, {type: integer}]}
        What: {}
        'Yes': true
        """,
        """
        Name = string
        Names = list[Name]
        ByName = map[Names]
        One = 1
        Color in "red", "green"
        Either = string | integer
        What = any
        Yes = any
        """,
    ),
    "synonyms": (
        """
        Fault: {$ref: '#/components/schemas/Error'}
        Error: {type: object, properties: {cause: {$ref: '#/components/schemas/Fault'}}}
        Wrapped: {description: The same., allOf: [{$ref: '#/components/schemas/Error'}]}
        Maybe: {anyOf: [{$ref: '#/components/schemas/Error'}, {type: 'null'}]}
        User:
          properties:
            fault: {$ref: '#/components/schemas/Fault'}
            wrapped: {$ref: '#/components/schemas/Wrapped'}
            maybe: {$ref: '#/components/schemas/Maybe'}
        """,
        """
        Error()
          cause?: Error
        Fault = Error
        Wrapped = Error
        Maybe = Error
        User()
          fault?: Error
          wrapped?: Error
          maybe?: Error?
        """,
    ),
    "a nullable component is plain, its uses are nullable": (
        """
        Goal: {type: [object, 'null'], properties: {next: {$ref: '#/components/schemas/Goal'}}}
        Color: {type: [string, 'null'], enum: [red, green, null]}
        Name: {type: [string, 'null']}
        Names: {type: array, items: {$ref: '#/components/schemas/Name'}}
        Pet: {anyOf: [{$ref: '#/components/schemas/Goal'}, {$ref: '#/components/schemas/Color'}]}
        Use:
          properties:
            color: {$ref: '#/components/schemas/Color'}
            pet: {$ref: '#/components/schemas/Pet'}
        """,
        """
        Goal()
          next?: Goal?
        Color in "red", "green"
        Name = string
        Names = list[Name?]
        Pet = Goal | Color
        Use()
          color?: Color?
          pet?: Pet?
        """,
    ),
    "recursion": (
        """
        Node:
          properties:
            parent: {$ref: '#/components/schemas/Node'}
            children: {type: array, items: {$ref: '#/components/schemas/Node'}}
            byName: {additionalProperties: {$ref: '#/components/schemas/Node'}}
            any: {oneOf: [{$ref: '#/components/schemas/Node'}, {type: string}]}
            inline: {properties: {up: {$ref: '#/components/schemas/Node'}}}
        JsonValue:
          oneOf:
            - {type: string}
            - {type: 'null'}
            - {type: array, items: {$ref: '#/components/schemas/JsonValue'}}
            - {additionalProperties: {$ref: '#/components/schemas/JsonValue'}}
        Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
        Extended: {allOf: [{$ref: '#/components/schemas/Node'}, {properties: {more: {type: array,
          items: {$ref: '#/components/schemas/Extended'}}}}]}
        """,
        """
        Node()
          parent?: Node
          children?: list[Node]
          byName?: map[Node]
          any?: Node/properties/any
          inline?: Node/properties/inline
        JsonValue = string | list[JsonValue?] | map[JsonValue?]
        Tree = list[Tree]
        Extended(Node)
          parent?: Node
          children?: list[Node]
          byName?: map[Node]
          any?: Node/properties/any
          inline?: Node/properties/inline
          more?: list[Extended]
        Node/properties/any = Node | string
        Node/properties/inline()
          up?: Node
        """,
    ),
    "annotations of fields": (
        """
        Size: {type: integer, default: 3, readOnly: true}
        A:
          properties:
            plain: {type: string, default: null}
            size: {$ref: '#/components/schemas/Size'}
            wrapped: {allOf: [{$ref: '#/components/schemas/Size'}], default: 4}
            secret: {type: string, writeOnly: true}
            tags: {type: array, items: {type: string}, default: []}
        """,
        """
        Size = integer
        A()
          plain?: string = null
          size?: Size read-only = 3
          wrapped?: Size read-only = 4
          secret?: string write-only
          tags?: list[string] = []
        """,
    ),
    "choices among requirements do not shape an object": (
        """
        A:
          type: object
          properties: {a: {type: string}, b: {type: string}}
          anyOf: [{required: [a]}, {required: [b]}]
          not: {required: [a, b]}
        B:
          allOf:
            - {$ref: '#/components/schemas/A'}
            - anyOf: [{title: One, required: [a]}, {title: Two, required: [b]}]
        """,
        """
        A()
          a?: string
          b?: string
        B = A
        """,
    ),
    "a choice beside properties gives each member all of them": (
        """
        A:
          type: object
          required: [id]
          properties: {id: {type: string}, owner: {properties: {n: {type: string}}}}
          oneOf:
            - {title: Small, properties: {size: {type: integer}}}
            - {$ref: '#/components/schemas/B'}
            - {$ref: '#/components/schemas/C'}
        B: {properties: {b: {type: string}}}
        C: {properties: {id: {type: string, format: uuid}, owner: {}}}
        """,
        """
        B()
          b?: string
        C()
          id?: uuid
          owner?: any
        A = A/oneOf/0 | A/oneOf/1 | C
        A/oneOf/0()
          id: string
          owner?: A/properties/owner
          size?: integer
        A/oneOf/1(B)
          id: string
          owner?: A/properties/owner
          b?: string
        A/properties/owner()
          n?: string
        """,
    ),
    "constants of a union with what is said of them": (
        """
        Kind: {type: integer, oneOf: [{const: 1, title: BOT}, {const: 2, description: A hook.}]}
        Open: {anyOf: [{type: string}, {type: string, enum: [a, b]}]}
        Two: {anyOf: [{enum: [a, b]}, {enum: [b, c]}]}
        """,
        """
        Kind in 1, 2
        Open/anyOf/1 in "a", "b"
        Open = string | Open/anyOf/1
        Two in "a", "b", "c"
        """,
    ),
}


@pytest.mark.parametrize(("schemas", "expected"), CASES.values(), ids=CASES)
def test_declarations(schemas: str, expected: str) -> None:
    reader = read(schemas)
    assert sorted(_blocks(declared(reader))) == sorted(_blocks(dedent(expected).strip()))
    assert codes(reader) == []


def _blocks(text: str) -> list[str]:
    """The declarations in a text."""
    blocks: list[str] = []
    for line in text.splitlines():
        if line.startswith("  "):
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
    return blocks
