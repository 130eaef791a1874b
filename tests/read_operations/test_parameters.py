"""Parameters of paths and operations."""

from __future__ import annotations

import pytest

from clientsmith import ir
from clientsmith.problem import Severity
from read_operations.reading_documents import operation, read


def test_style_and_explode_are_always_filled_in() -> None:
    result = operation(
        """
        parameters:
          - {name: p, in: path, schema: {}}
          - {name: m, in: path, style: matrix, explode: true, schema: {}}
          - {name: q, in: query, schema: {}}
          - {name: n, in: query, explode: false, schema: {}}
          - {name: s, in: query, style: spaceDelimited, schema: {}}
          - {name: d, in: query, style: deepObject, schema: {}}
          - {name: h, in: header, schema: {}}
          - {name: c, in: cookie, schema: {}}
          - {name: k, in: cookie, style: cookie, schema: {}}
        """,
        path="/{p}/{m}",
    )
    assert {one.wire_name: (one.style, one.explode) for one in result.operation.parameters} == {
        "p": ("simple", False),
        "m": ("matrix", True),
        "q": ("form", True),
        "n": ("form", False),
        "s": ("spaceDelimited", False),
        "d": ("deepObject", True),
        "h": ("simple", False),
        "c": ("form", True),
        "k": ("cookie", True),
    }
    assert result.problems == ()


def test_everything_that_a_parameter_says() -> None:
    result = operation("""
        parameters:
          - name: q
            in: query
            required: true
            description: What
            deprecated: true
            allowReserved: true
            schema: {type: string, default: x, maxLength: 3, description: of schema}
          - {name: r, in: query, schema: {description: of schema}}
          - {name: bare, in: query}
        """)
    q, r, bare = result.operation.parameters
    assert q == ir.Parameter(
        location=ir.ParameterLocation.QUERY,
        wire_name="q",
        type=ir.Named("openapi.yaml#/paths/~1a/post/parameters/0/schema"),
        required=True,
        docs=ir.Docs(description="What", deprecated=True),
        style="form",
        explode=True,
        allow_reserved=True,
        default="x",
        constraints=ir.Constraints(max_length=3),
        source=q.source,
    )
    assert q.source is not None
    assert q.source.pointer == "/paths/~1a/post/parameters/0"
    assert (r.docs.description, r.required, r.default) == ("of schema", False, ir.MISSING)
    assert bare.type == ir.Anything()


def test_content_parameters() -> None:
    result = operation("""
        parameters:
          - name: filter
            in: query
            content: {'application/JSON; charset=utf-8': {schema: {type: object}}}
          - {name: raw, in: query, content: {text/plain: {}}}
          - name: whole
            in: querystring
            content: {application/x-www-form-urlencoded: {schema: {type: object}}}
        """)
    filter, raw, whole = result.operation.parameters
    assert (filter.content, raw.content) == ("application/json", "text/plain")
    assert raw.type == ir.Anything()
    assert whole.location is ir.ParameterLocation.QUERYSTRING
    assert whole.content == "application/x-www-form-urlencoded"
    pointer = "#/paths/~1a/post/parameters/0/content/application~1JSON; charset=utf-8/schema"
    assert result.places[pointer] == (result.operation.id, "parameter filter")


def test_operation_parameters_override_those_of_the_path_in_place() -> None:
    result = read("""
paths:
  /a:
    parameters:
      - {name: first, in: query, schema: {enum: [path]}}
      - {name: X-Id, in: header, schema: {enum: [path]}}
      - {name: shared, in: query, schema: {enum: [s]}}
    get:
      parameters:
        - {name: own, in: query}
        - {name: x-id, in: header, required: true}
        - {name: first, in: header}
    put: {}
""")
    get, put = result.api.operations
    assert [(one.location.value, one.wire_name, one.required) for one in get.parameters] == [
        ("query", "first", False),
        ("header", "x-id", True),
        ("query", "shared", False),
        ("query", "own", False),
        ("header", "first", False),
    ]
    assert [one.wire_name for one in put.parameters] == ["first", "X-Id", "shared"]
    assert result.places["#/paths/~1a/parameters/2/schema"] == (
        None,
        "component /a",
        "parameter shared",
    )


def test_shared_parameters_are_named_after_themselves_whoever_comes_first() -> None:
    components = """
components:
  parameters:
    Filter: {name: filter, in: query, description: theirs, schema: {type: object}}
    Again: {$ref: '#/components/parameters/Filter'}
"""
    get = "    get: {parameters: [{$ref: '#/components/parameters/Again', description: mine}]}\n"
    put = "    put: {parameters: [{$ref: '#/components/parameters/Filter'}]}\n"
    for text in (get + put, put + get):
        result = read(f"paths:\n  /a:\n{text}{components}")
        assert result.places == {
            "#/components/parameters/Filter/schema": (None, "component Filter", "parameter")
        }
        by_method = {one.method: one.parameters[0] for one in result.api.operations}
        assert by_method["GET"].docs.description == "mine"
        assert by_method["PUT"].docs.description == "theirs"


def test_descriptions_beside_references_count_since_3_1() -> None:
    text = """
paths:
  /a: {get: {parameters: [{$ref: '#/components/parameters/P', description: mine}]}}
components: {parameters: {P: {name: p, in: query, description: theirs}}}
"""
    found = {
        version: read(text, version).operation.parameters[0].docs.description
        for version in ("3.0.3", "3.1.0", "3.2.0")
    }
    assert found == {"3.0.3": "theirs", "3.1.0": "mine", "3.2.0": "mine"}


def test_a_reference_into_another_operation_is_named_there() -> None:
    result = read("""
paths:
  /b: {get: {parameters: [{$ref: '#/paths/~1a/get/parameters/0'}]}}
  /c: {get: {parameters: [{$ref: '#/paths/~1a/parameters/0'}]}}
  /a:
    parameters: [{name: p, in: query, schema: {enum: [x]}}]
    get: {parameters: [{name: q, in: query, schema: {enum: [x]}}]}
""")
    assert result.places == {
        "#/paths/~1a/get/parameters/0/schema": ("openapi.yaml#/paths/~1a/get", "parameter q"),
        "#/paths/~1a/parameters/0/schema": (None, "component /a", "parameter p"),
    }


def test_template_and_declarations_are_brought_together() -> None:
    result = operation(
        """
        parameters:
          - {name: known, in: path, required: false}
          - {name: extra, in: path, required: true}
        """,
        path="/{unknown}/{known}",
    )
    known, unknown = result.operation.parameters
    assert (known.wire_name, known.required) == ("known", True)
    assert (unknown.wire_name, unknown.type, unknown.required, unknown.style) == (
        "unknown",
        ir.Scalar(ir.ScalarKind.STRING),
        True,
        "simple",
    )
    assert result.codes == ["path-parameter-extra", "path-parameter-missing"]
    assert {one.severity for one in result.problems} == {Severity.WARNING}


@pytest.mark.parametrize("name", ["Accept", "content-type", "AUTHORIZATION"])
def test_headers_that_openapi_reserves_are_ignored(name: str) -> None:
    result = operation(f"parameters: [{{name: {name}, in: header, required: true}}]")
    assert result.operation.parameters == ()
    problem = result.problem("parameter-ignored")
    assert problem.severity is Severity.NOTE
    assert name in problem.message


def test_the_first_of_two_equal_parameters_holds() -> None:
    result = operation("""
        parameters:
          - {name: q, in: query, description: first}
          - {name: q, in: query, description: second}
          - {name: Q, in: query}
        """)
    assert [one.wire_name for one in result.operation.parameters] == ["q", "Q"]
    assert result.operation.parameters[0].docs.description == "first"
    assert result.problem("parameter-duplicate").location.pointer.endswith("/parameters/1")


def test_a_path_parameter_that_cannot_be_read_takes_its_operation_along() -> None:
    # It is required even if it does not say so: without it, the path would not be that of the API.
    result = operation("parameters: [{name: id, in: path, schema: [1]}]", path="/a/{id}")
    assert (result.api.operations, result.codes) == ((), ["operation-dropped"])


@pytest.mark.parametrize(
    "broken",
    [
        "{name: q, in: nowhere}",
        "{name: q}",
        "{in: query}",
        "{name: q, in: query, schema: [1]}",
        "{name: q, in: query, content: {'a b': {}}}",
        "{name: q, in: querystring, schema: {}}",
        "{name: q, in: query, schema: {$ref: '#/gone'}}",
    ],
)
def test_a_broken_parameter_is_left_out_or_takes_its_operation_along(broken: str) -> None:
    result = operation(f"parameters: [{broken}, {{name: good, in: query}}]")
    assert [one.wire_name for one in result.operation.parameters] == ["good"]
    assert result.codes == ["parameter-dropped"]
    required = operation(f"parameters: [{broken[:-1]}, required: true}}]")
    assert required.api.operations == ()
    assert required.codes == ["operation-dropped"]
    assert required.api.counts.operations == 1


@pytest.mark.parametrize("broken", ["{$ref: '#/gone'}", "7", "{$ref: 7}", "{$ref: '#/paths'}"])
def test_a_parameter_that_is_not_there_is_left_out(broken: str) -> None:
    result = operation(f"parameters: [{broken}, {{name: good, in: query}}]")
    assert [one.wire_name for one in result.operation.parameters] == ["good"]
    assert result.codes == ["parameter-dropped"]


def test_references_in_a_circle_end() -> None:
    result = operation(
        "parameters: [{$ref: '#/components/parameters/A'}]",
        rest="""
        components:
          parameters:
            A: {$ref: '#/components/parameters/B'}
            B: {$ref: '#/components/parameters/A'}
        """,
    )
    assert result.operation.parameters == ()
    assert "leads back to itself" in result.problem("parameter-dropped").message


def test_an_unknown_style_is_reported() -> None:
    result = operation("parameters: [{name: q, in: query, style: matrix, schema: {}}]")
    assert (result.operation.parameters[0].style, result.codes) == (
        "form",
        ["parameter-style-unknown"],
    )


def test_a_problem_of_a_path_is_reported_once() -> None:
    result = read("""
paths:
  /a:
    parameters: [{name: q}]
    get: {}
    put: {}
""")
    assert len(result.api.operations) == 2
    assert result.codes == ["parameter-dropped"]
