"""`$recursiveRef` of JSON Schema 2019-09 and `$dynamicRef` of 2020-12 as references."""

from read_schemas.notation import declared, read


def test_a_recursive_reference_leads_to_the_anchor_around_it() -> None:
    reader = read("""
        Filter:
          $recursiveAnchor: true
          type: object
          properties:
            filters: {type: array, items: {$recursiveRef: '#'}}
        """)
    assert declared(reader).split() == ["Filter()", "filters?:", "list[Filter]"]


def test_a_recursive_reference_without_an_anchor_says_nothing() -> None:
    reader = read("Tree: {type: object, properties: {child: {$recursiveRef: '#'}}}")
    assert declared(reader).split() == ["Tree()", "child?:", "any"]


def test_a_dynamic_reference_leads_to_its_anchor() -> None:
    reader = read("""
        Tree:
          $dynamicAnchor: node
          type: object
          properties:
            children: {type: array, items: {$dynamicRef: '#node'}}
        """)
    assert declared(reader).split() == ["Tree()", "children?:", "list[Tree]"]
