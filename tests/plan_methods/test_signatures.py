"""Signatures: which arguments a method has, in which order, under which names."""

from dataclasses import replace

import pytest

from clientsmith.ir import (
    MISSING,
    Anything,
    Constraints,
    Docs,
    ListOf,
    Literals,
    MapOf,
    Nullable,
    OneOf,
    Scalar,
    ScalarKind,
    Type,
)
from clientsmith.problem import Severity
from clientsmith.text import reveal
from plan_methods.planning import (
    EMPTY,
    INTEGER,
    JSON,
    PATCH,
    PET,
    STRING,
    STRINGS,
    UNIX_TIME,
    UUID,
    alias,
    answer,
    body,
    component,
    field,
    method_of,
    model,
    notes,
    operation,
    parameter,
    planned,
    signature,
    styles,
)


def test_path_arguments_come_first_in_the_order_of_the_path() -> None:
    method = method_of(
        operation(
            "GET /pets/{owner}/{petId}",
            "getPet",
            parameters=[
                parameter("query", "limit", INTEGER),
                parameter("path", "petId", UUID),
                parameter("query", "q", required=True),
                parameter("path", "owner"),
                parameter("header", "X-Request-Id"),
                parameter("query", "must", STRINGS, required=True),
            ],
            responses=[answer("200", (JSON, component("Pet")))],
        )
    )
    assert signature(method) == (
        "get(owner: str, pet_id: UUID, *, q: str, must: Sequence[str], limit: int | None = None, "
        "x_request_id: str | None = None) -> models.Pet"
    )
    assert [argument.name for argument in method.path_arguments] == ["owner", "pet_id"]
    assert [argument.name for argument in method.query_arguments] == ["limit", "q", "must"]
    assert [argument.name for argument in method.header_arguments] == ["x_request_id"]


def test_names_are_safe_and_unique() -> None:
    method = method_of(
        operation(
            "GET /x/{param}",
            "x",
            parameters=[
                parameter("path", "param"),
                parameter("query", "param"),
                parameter("header", "param"),
                parameter("cookie", "param"),
                parameter("query", "list"),
                parameter("query", "options"),
                parameter("query", "models"),
                parameter("query", "self"),
                parameter("query", "class"),
                parameter("query", "userId"),
                parameter("query", "user_id"),
                parameter("query", "created>"),
                parameter("query", "created"),
                parameter("query", "1d"),
            ],
        )
    )
    names = {
        (str(each.location), reveal(each.wire_name)): str(each.name) for each in method.arguments
    }
    assert names == {
        ("path", "param"): "param",
        ("query", "param"): "query_param",
        ("header", "param"): "header_param",
        ("cookie", "param"): "cookie_param",
        ("query", "list"): "list",
        ("query", "options"): "options",
        ("query", "models"): "models",
        ("query", "self"): "self_",
        ("query", "class"): "class_",
        ("query", "user_id"): "user_id",
        ("query", "userId"): "query_user_id",
        ("query", "created"): "created",
        ("query", "created>"): "created_gt",
        ("query", "1d"): "param_1d",
    }


def test_a_parameter_with_one_value_need_not_be_given() -> None:
    method = method_of(
        operation(
            parameters=[
                parameter("query", "version", Literals(("v1",)), required=True),
                parameter("query", "kind", Literals(("a",))),
            ]
        )
    )
    assert signature(method) == (
        'list(*, version: Literal["v1"] = "v1", kind: Literal["a"] | None = None) -> None'
    )


def test_constants_of_a_path() -> None:
    """Those behind all other values keep their positions."""
    method = method_of(
        operation(
            "GET /{version}/{id}/{kind}",
            "x",
            parameters=[
                parameter("path", "kind", Literals(("",))),
                parameter("path", "id"),
                parameter("path", "version", Literals(("v1",))),
                parameter("query", "q", required=True),
            ],
        )
    )
    assert signature(method) == (
        'x(id: str, kind: Literal[""] = "", *, q: str, version: Literal["v1"] = "v1") -> None'
    )
    assert [argument.name for argument in method.path_arguments] == ["version", "id", "kind"]
    assert styles(method) == {'path "kind"': "allow_empty=True"}


def test_a_query_parameter_that_is_in_the_path_too() -> None:
    _, problems = planned(
        operation(
            "GET /pets?kind=cat&flag",
            parameters=[
                parameter("query", "kind"),
                parameter("query", "flag"),
                parameter("query", "q"),
            ],
        )
    )
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("query-in-path", Severity.NOTE)
    ] * 2
    assert problems[0].message == (
        "GET /pets?kind=cat&flag: the path contains the query parameter 'kind', which is declared "
        "as well; it is sent once, with the value of the argument."
    )


def test_optional_parameters_of_any_type() -> None:
    method = method_of(
        operation(
            parameters=[
                parameter("query", "a", Anything()),
                parameter("query", "b", Nullable(STRING)),
                parameter("query", "c", Nullable(INTEGER), required=True),
            ]
        )
    )
    assert signature(method) == (
        "list(*, c: int | None, a: Any = None, b: str | None = None) -> None"
    )


def test_an_object_body_is_spread() -> None:
    method = method_of(
        operation(
            "POST /pets/{owner}",
            parameters=[parameter("path", "owner"), parameter("query", "dry", required=True)],
            body=body((JSON, component("Pet"))),
        )
    )
    assert signature(method) == (
        "update(owner: str, *, dry: str, id: str, name: str, tag: str | None = None) -> None"
    )
    plan = method.body
    assert plan is not None
    assert (plan.media_type, plan.type, plan.required) == ('"application/json"', '"Pet"', True)
    assert plan.model == "models.Pet"
    assert [argument.name for argument in plan.arguments] == ["id", "name", "tag"]


def test_three_states_of_optional_nullable_properties() -> None:
    method = method_of(operation("PATCH /pets/{id}", body=body((JSON, component("Patch"))),
                                 parameters=[parameter("path", "id")]))  # fmt: skip
    assert signature(method) == "update(id: str, *, name: Maybe[str] = UNSET) -> None"
    assert notes(method) == {"name": "New name."}


def test_a_property_named_like_an_argument_gets_another_name() -> None:
    method = method_of(
        operation(
            "PUT /pets/{id}",
            parameters=[parameter("path", "id")],
            body=body((JSON, component("Pet")), docs="The pet"),
        )
    )
    assert signature(method) == (
        "replace(id: str, *, body_id: str, name: str, tag: str | None = None) -> None"
    )
    assert method.body is not None
    assert method.body.model == "models.Pet"
    assert [(each.field, reveal(each.wire_name)) for each in method.body.arguments] == [
        ("id", "id"),
        ("", "name"),
        ("", "tag"),
    ]
    assert notes(method) == {"body_id": "Sent as `id` in the body."}


def test_names_of_properties_that_are_taken_or_reserved() -> None:
    settings = model(
        "Settings",
        field("options", docs="What to do"),
        field("models"),
        field("self", docs="Where it is"),
        field("limit"),
        field("body_limit", docs="Another limit"),
        additional=INTEGER,
    )
    method = method_of(
        operation(
            "POST /pets",
            parameters=[
                parameter("query", "limit"),
                parameter("header", "self_"),
                parameter("query", "additional_properties"),
            ],
            body=body((JSON, component("Settings"))),
        ),
        declarations=[settings],
    )
    assert method.body is not None
    assert {str(each.field or each.name): str(each.name) for each in method.body.arguments} == {
        "options": "options",
        "models": "models",
        "self": "body_self",
        "limit": "body_limit_",
        "body_limit": "body_limit",
        "additional_properties": "body_additional_properties",
    }
    assert notes(method) == {
        "options": "What to do.",
        "body_self": "Where it is. Sent as `self` in the body.",
        "body_limit_": "Sent as `limit` in the body.",
        "body_limit": "Another limit.",
        "body_additional_properties": "Properties without a field of their own.",
    }
    assert method.options == "request_options"
    assert method.body.model == "_models.Settings"


def test_bodies_that_are_no_plain_objects() -> None:
    cases = {
        ListOf(STRING): "Sequence[str]",
        MapOf(INTEGER): "Mapping[str, int]",
        Nullable(component("Pet")): "models.Pet | models.PetDict | None",
        OneOf((component("Pet"), component("Patch"))): (
            "models.Pet | models.PetDict | models.Patch | models.PatchDict"
        ),
        component("Empty"): "models.Empty | models.EmptyDict",
        Anything(): "Any",
    }
    for type_, annotation in cases.items():
        method = method_of(
            operation("POST /pets", body=body((JSON, type_))),
            declarations=[PET, PATCH, EMPTY],
        )
        assert signature(method) == f"create(*, body: {annotation}) -> None"


def test_undeclared_properties_are_an_argument() -> None:
    method = method_of(
        operation("POST /pets", body=body((JSON, component("Open")))),
        declarations=[model("Open", field("a"), additional=INTEGER)],
    )
    assert signature(method) == (
        "create(*, a: str, additional_properties: Mapping[str, int] | None = None) -> None"
    )


def test_an_alias_of_an_object_is_spread() -> None:
    method = method_of(
        operation("POST /pets", body=body((JSON, component("Animal")))),
        declarations=[PET, alias("Animal", component("Pet"))],
    )
    assert signature(method) == "create(*, id: str, name: str, tag: str | None = None) -> None"


def test_optional_bodies() -> None:
    method = method_of(
        operation("POST /pets", body=body((JSON, component("Patch")), required=False))
    )
    assert signature(method) == "create(*, name: Maybe[str] = UNSET) -> None"
    assert method.body is not None
    assert not method.body.required

    method = method_of(
        operation("POST /pets", body=body((JSON, Nullable(component("Patch"))), required=False))
    )
    assert signature(method) == "create(*, name: Maybe[str] = UNSET) -> None"
    assert method.body is not None
    assert method.body.type == '"Patch"'

    method = method_of(operation("POST /pets", body=body((JSON, STRINGS), required=False)))
    assert signature(method) == "create(*, body: Sequence[str] | None = None) -> None"


@pytest.mark.parametrize(
    ("type_", "argument"),
    [
        (Nullable(STRINGS), "Maybe[Sequence[str]] = UNSET"),
        (Scalar(ScalarKind.NULL), "None | Unset = UNSET"),
        (Anything(), "Any = UNSET"),
        (None, "Any = UNSET"),
    ],
)
def test_optional_bodies_that_may_be_null(type_: Type | None, argument: str) -> None:
    method = method_of(operation("POST /pets", body=body((JSON, type_), required=False)))
    assert signature(method) == f"create(*, body: {argument}) -> None"
    method = method_of(operation("POST /pets", body=body(("text/plain", type_), required=False)))
    assert signature(method) == "create(*, body: str | None = None) -> None"


def test_an_optional_body_with_required_properties() -> None:
    method = method_of(operation("POST /pets", body=body((JSON, component("Pet")), required=False)))
    assert signature(method) == (
        "create(*, id: str | Unset = UNSET, name: str | Unset = UNSET, tag: str | None = None)"
        " -> None"
    )
    assert method.body is not None
    assert method.body.is_all_or_nothing
    assert [str(each.annotation_with_body) for each in method.arguments] == ["str", "str", ""]
    assert method.docs.example is not None
    assert "".join(method.docs.example.lines) == 'client.pets.create(id="id", name="Example")'


def test_an_optional_body_without_properties_is_none() -> None:
    method = method_of(
        operation("GET /pets", body=body((JSON, component("Empty")), required=False))
    )
    assert signature(method) == "list() -> None"
    assert method.body is None


def test_a_body_gives_way_to_a_parameter_of_its_name() -> None:
    method = method_of(
        operation("POST /pets", parameters=[parameter("query", "body")], body=body((JSON, STRINGS)))
    )
    assert signature(method) == (
        "create(*, request_body: Sequence[str], body: str | None = None) -> None"
    )


def test_notes_tell_limits_and_defaults() -> None:
    method = method_of(
        operation(
            parameters=[
                parameter(
                    "query",
                    "limit",
                    INTEGER,
                    docs="How many",
                    default=20,
                    constraints=Constraints(minimum=1, maximum=100),
                ),
                parameter("query", "plain"),
                parameter("query", "unset", docs="Ends here.", default=MISSING),
                replace(parameter("query", "old"), docs=Docs(description="Was", deprecated=True)),
                replace(parameter("query", "older"), docs=Docs(deprecated=True)),
            ]
        )
    )
    assert notes(method) == {
        "limit": "How many. 1 to 100. Default: 20.",
        "unset": "Ends here.",
        "old": "Deprecated. Was.",
        "older": "Deprecated.",
    }


def test_styles_that_are_not_the_default() -> None:
    method = method_of(
        operation(
            "GET /pets/{id}/{tags}",
            "x",
            parameters=[
                parameter("path", "id", style="label"),
                parameter("path", "tags", STRINGS, style="matrix", explode=True),
                parameter("query", "plain", STRINGS),
                parameter("query", "commas", STRINGS, explode=False),
                parameter("query", "scalar", explode=False),
                parameter("query", "pipes", STRINGS, style="pipeDelimited", explode=False),
                parameter("query", "deep", component("Pet"), style="deepObject", explode=True),
                parameter("query", "raw", allow_reserved=True),
                parameter("query", "since", ListOf(UNIX_TIME)),
                parameter("query", "filter", component("Pet"), content=JSON),
                parameter("header", "X-Tags", STRINGS, explode=True),
                parameter("cookie", "c", STRINGS, explode=False),
                parameter("querystring", "q", component("Pet"), content=JSON),
            ],
        )
    )
    assert styles(method) == {
        'path "id"': 'style=ParameterStyle("label")',
        'path "tags"': 'style=ParameterStyle("matrix"), explode=True',
        'query "commas"': "explode=False",
        'query "pipes"': 'style=ParameterStyle("pipeDelimited")',
        'query "deep"': 'style=ParameterStyle("deepObject"), type="Pet"',
        'query "raw"': "style=ParameterStyle(allow_reserved=True)",
        'query "since"': 'type="list[UnixTime]"',
        'query "filter"': 'style=ParameterContent("application/json"), type="Pet"',
        'header "X-Tags"': "explode=True",
        'cookie "c"': "explode=False",
        'querystring "q"': 'style=ParameterContent("application/json"), type="Pet"',
    }
    assert "q" in [argument.name for argument in method.query_arguments]


def test_nothing_is_noted_where_nothing_is_lost() -> None:
    _, problems = planned(operation("POST /pets", body=body((JSON, component("Pet")))))
    assert problems == ()
