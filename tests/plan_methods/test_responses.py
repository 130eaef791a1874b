"""Answers: what a method returns, what it raises, how the runtime reads them."""

import pytest

from clientsmith.context import Method
from clientsmith.ir import Anything, Nullable, Response
from clientsmith.text import reveal
from plan_methods.planning import (
    BINARY,
    JSON,
    STRING,
    STRINGS,
    answer,
    component,
    method_of,
    operation,
    planned,
    responses,
)

PET = component("Pet")
ERROR = component("Error")


def method(*answers: Response, line: str = "GET /pets/{id}") -> Method:
    return method_of(operation(line, "find_pet", responses=answers))


@pytest.mark.parametrize(
    ("answers", "returns", "cases"),
    [
        ([answer("200", (JSON, PET))], "models.Pet", {"200": 'JSON("Pet")'}),
        ([answer("200", (JSON, None))], "Any", {"200": 'AnyJSON()'}),
        ([answer("200", (JSON, Nullable(PET)))], "models.Pet | None", {"200": 'JSON("Pet | None")'}),
        ([answer("200", (JSON, STRINGS))], "list[str]", {"200": 'JSON("list[str]")'}),
        ([answer("204")], "None", {"204": "NOTHING"}),
        ([answer("200", ("text/csv", STRING))], "str", {"200": 'Text("text/csv")'}),
        ([answer("200", ("image/png", BINARY))], "bytes", {"200": 'Binary("image/png")'}),
        ([answer("200", ("*/*", None))], "bytes", {"200": "BINARY"}),
        ([answer("200", ("*/*", Anything()))], "Any", {"200": 'AnyJSON()'}),
        ([answer("200", ("image/png", Anything()))], "bytes", {"200": 'Binary("image/png")'}),
        ([answer("200", ("*/*", PET))], "models.Pet", {"200": 'JSON("Pet")'}),
        (
            [answer("200", ("application/hal+json", PET))],
            "models.Pet",
            {"200": 'JSON("Pet", media_type="application/hal+json")'},
        ),
        (
            [answer("200", (JSON, PET)), answer("202", (JSON, STRING)), answer("204")],
            "models.Pet | str | None",
            {"200": 'JSON("Pet")', "202": 'JSON("str")', "204": "NOTHING"},
        ),
        (
            [answer("200", (JSON, PET)), answer("201", (JSON, PET))],
            "models.Pet",
            {"200": 'JSON("Pet")', "201": 'JSON("Pet")'},
        ),
        ([answer("2XX", (JSON, PET))], "models.Pet", {'"2XX"': 'JSON("Pet")'}),
        (
            [answer("200", (JSON, Anything())), answer("204")],
            "Any",
            {"200": 'AnyJSON()', "204": "NOTHING"},
        ),
        ([answer("default", (JSON, PET))], "models.Pet", {'"default"': 'JSON("Pet")'}),
        (
            [answer("200", (JSON, PET)), answer("default", (JSON, ERROR))],
            "models.Pet",
            {"200": 'JSON("Pet")', '"default"': 'JSON("Error")'},
        ),
        ([answer("302"), answer("default", (JSON, ERROR))], "None",
         {"302": "NOTHING", '"default"': 'JSON("Error")'}),
        ([answer("404", (JSON, ERROR))], "None", {"404": 'JSON("Error")'}),
        ([], "None", {}),
        ([answer("101"), answer("200", (JSON, PET))], "models.Pet", {"200": 'JSON("Pet")'}),
    ],
)  # fmt: skip
def test_results(answers: list[Response], returns: str, cases: dict[str, str]) -> None:
    found = method(*answers)
    assert (found.returns, responses(found)) == (returns, cases)


@pytest.mark.parametrize(
    ("line", "status", "returns", "content"),
    [
        ("GET /x", "200", "Any", "UNDECLARED"),
        ("GET /x", "2XX", "Any", "UNDECLARED"),
        ("GET /x", "204", "None", "NOTHING"),
        ("GET /x", "302", "None", "NOTHING"),
        ("POST /x", "200", "None", "NOTHING"),
        ("HEAD /x", "200", "None", "NOTHING"),
    ],
)
def test_what_a_get_gets_may_be_undeclared(
    line: str, status: str, returns: str, content: str
) -> None:
    found = method(answer(status), line=line)
    assert (found.returns, list(responses(found).values())) == (returns, [content])


def test_several_media_types() -> None:
    found = method(answer("200", (JSON, PET), ("text/html", STRING), ("image/png", BINARY)))
    assert found.returns == "models.Pet | bytes | str"
    assert responses(found) == {
        "200": 'ContentByType((JSON("Pet"), Binary("image/png"), Text("text/html")))'
    }


def test_other_forms_of_the_same_are_not_asked_for() -> None:
    found = method(
        answer("200", ("application/xml", PET), (JSON, PET), ("text/plain", PET)),
        answer("400", (JSON, ERROR), ("application/xml", ERROR)),
    )
    assert found.returns == "models.Pet"
    assert responses(found) == {"200": 'JSON("Pet")', "400": 'JSON("Error")'}


def test_sequences_of_parts_are_noted() -> None:
    both = operation(responses=[answer("200", ("multipart/mixed", STRING))])
    package, [problem] = planned(both)
    assert package.resources[0].methods[0].returns == "bytes"
    assert problem.code == "stream-not-generated"


def test_head_has_no_content() -> None:
    found = method(answer("200", (JSON, PET)), line="HEAD /pets/{id}")
    assert (found.returns, responses(found)) == ("None", {"200": "NOTHING"})


def test_errors_without_content_are_told_only_where_something_else_would_hold() -> None:
    found = method(answer("204"), answer("404"), answer("503"), answer("5XX", (JSON, ERROR)))
    assert responses(found) == {"204": "NOTHING", "503": "NOTHING", '"5XX"': 'JSON("Error")'}


def test_errors_say_their_media_types_only_to_tell_them_apart() -> None:
    problem = "application/problem+json"
    found = method(
        answer("204"),
        answer("400", (problem, ERROR)),
        answer("404", ("text/plain", STRING)),
        answer("409", (JSON, PET), (problem, ERROR)),
    )
    assert responses(found) == {
        "204": "NOTHING",
        "400": 'JSON("Error")',
        "404": "TEXT",
        "409": (
            'ContentByType((JSON("Pet"), JSON("Error", media_type="application/problem+json")))'
        ),
    }


def test_raises() -> None:
    statuses = ["304", "400", "401", "403", "404", "409", "418", "422", "429", "4XX", "500", "5XX"]
    found = method(
        answer("200", (JSON, PET)),
        *(answer(status, docs="Why") for status in statuses),
        answer("default"),
    )
    assert [(str(note.name), reveal(note.text)) for note in found.docs.raises] == [
        ("APIStatusError", "304: Why."),
        ("BadRequestError", "400: Why."),
        ("AuthenticationError", "401: Why."),
        ("PermissionDeniedError", "403: Why."),
        ("NotFoundError", "404: Why."),
        ("ConflictError", "409: Why."),
        ("APIStatusError", "418: Why."),
        ("UnprocessableEntityError", "422: Why."),
        ("RateLimitError", "429: Why."),
        ("APIStatusError", "4XX: Why."),
        ("InternalServerError", "500: Why."),
        ("InternalServerError", "5XX: Why."),
        ("APIStatusError", "Any other status."),
    ]


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("OK", ""),
        ("Successful operation", ""),
        ("The pets were found successfully.", ""),
        ("A list of pets", ""),
        ("The pet, without its owner", "The pet, without its owner."),
    ],
)
def test_what_a_result_means(description: str, told: str) -> None:
    found = method(answer("200", (JSON, PET), docs=description))
    assert reveal(found.docs.returns) == told
