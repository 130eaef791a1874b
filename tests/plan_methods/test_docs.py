"""Docstrings: summary, description, request line, example."""

import ast
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.config import Config
from clientsmith.ir import (
    Anything,
    Constraints,
    Content,
    Docs,
    ListOf,
    Literals,
    Parameter,
    Scalar,
    ScalarKind,
    Type,
)
from clientsmith.plan.examples.examples import item_name
from clientsmith.text import reveal
from plan_methods.planning import (
    INTEGER,
    JSON,
    NO_DOCS,
    STRING,
    STRINGS,
    alias,
    answer,
    body,
    component,
    field,
    method_of,
    model,
    operation,
    parameter,
    printed,
)


@pytest.mark.parametrize(
    ("title", "description", "summary", "rest"),
    [
        ("Create goal", "Create a new goal.", "Create goal.", "Create a new goal."),
        ("List pets.", "List pets", "List pets.", ""),
        ("Why?\n now", "", "Why? now.", ""),
        ("", "First. Second.\n\nThird.", "First.", "Second.\n\nThird."),
        ("", "No end\n\nMore", "No end.", "More"),
        ("", "Use e.g. Rex or 1.5 times. More", "Use e.g. Rex or 1.5 times.", "More"),
        ("", "<p>Use <code>x</code>.</p><p>More</p>", "Use `x`.", "More"),
        ("First. " + "Long. " * 40, "More", "First.", ("Long. " * 40).strip() + "\n\nMore"),
        ("", "# Find one #\n\nMore", "Find one.", "More"),
        ("", "Find one\n---\nMore", "Find one.", "More"),
        ("", "As in:\n```\nA. B\n```\nMore", "As in:", "```\nA. B\n```\nMore"),
        ("", "```\nA\n\nB\n```\nMore", "Find by name.", "```\nA\n\nB\n```\nMore"),
        ("", "", "Find by name.", ""),
        ("\u200b", "\x00", "Find by name.", ""),
    ],
)
def test_summary_and_description(title: str, description: str, summary: str, rest: str) -> None:
    method = method_of(
        operation("GET /pets", "find_by_name", docs=Docs(title=title, description=description))
    )
    assert (reveal(method.docs.summary), reveal(method.docs.description)) == (summary, rest)


def test_a_long_first_sentence_is_cut() -> None:
    text = "word " * 60
    method = method_of(operation("GET /pets", "x", docs=Docs(description=text)))
    assert len(reveal(method.docs.summary)) <= 162
    assert reveal(method.docs.summary).endswith("word…")
    assert reveal(method.docs.description) == text.strip()


def test_deprecation_and_link() -> None:
    docs = Docs(title="Old", deprecated=True, external_url="https://docs.test")
    method = method_of(operation("GET /pets", "x", docs=docs))
    assert method.deprecated
    assert method.docs.deprecated
    assert reveal(method.docs.external_url) == "https://docs.test"


@pytest.mark.parametrize(
    ("summary", "description", "left"),
    [
        ("Deletes a pet", "Delete a pet.", ""),
        ("List pets", "Lists *pets*", ""),
        ("List pets", "Lists pets of a shop.", "Lists pets of a shop."),
    ],
)
def test_a_description_that_repeats_the_summary(summary: str, description: str, left: str) -> None:
    method = method_of(operation("GET /pets", docs=Docs(title=summary, description=description)))
    assert reveal(method.docs.description) == left


@pytest.mark.parametrize(
    ("operation_id", "title", "description", "summary"),
    [
        (
            "read_pet_pets__id__get",
            "Read Pet",
            "Find a pet by its number.",
            "Find a pet by its number.",
        ),
        ("read_pet", "Read Pet", "Find a pet.\n\nOr none.", "Find a pet."),
        ("read_pet_pets__id__get", "Read Pet", "", "Read Pet."),
        ("read_pet_pets__id__get", "Read Pet", "Find " + "a pet " * 40, "Read Pet."),
        ("read_pet_pets__id__get", "Read one pet", "Find a pet.", "Read one pet."),
        ("pets/read", "Read Pet", "Find a pet.", "Read Pet."),
        (None, "Read Pet", "Find a pet.", "Read Pet."),
    ],
)
def test_a_summary_made_from_the_name_of_a_function(
    operation_id: str | None, title: str, description: str, summary: str
) -> None:
    docs = Docs(title=title, description=description)
    method = method_of(operation("GET /pets/{id}", operation_id, docs=docs))
    assert reveal(method.docs.summary) == summary


def test_request_line() -> None:
    method = method_of(operation("GET /pets/{petId}/a-b"))
    assert method.docs.request_line == "GET /pets/{petId}/a-b"


@given(st.text(min_size=1))
def test_no_path_breaks_out_of_a_docstring(path: str) -> None:
    method = method_of(operation(f"GET /{path}", "x"))
    line = method.docs.request_line
    tree = ast.parse(f'def f():\n    """Sum.\n\n    `{line}`\n    """\n')
    assert isinstance(tree.body[0], ast.FunctionDef)
    assert len(tree.body[0].body) == 1
    assert line.isprintable()


def example(*parameters: Parameter, **more: Any) -> tuple[str, ...]:
    method = method_of(
        operation("POST /pets/{id}", "fill", parameters=parameters, **more),
        declarations=[
            model("Box", field("size", INTEGER), field("lid", component("Lid"))),
            model("Lid", field("colour", required=False)),
            model("Node", field("next", component("Node"))),
            alias("Any", Anything()),
        ],
    )
    assert method.docs.example is not None
    assert [line.removeprefix("await ") for line in method.docs.example.async_lines] == [
        *method.docs.example.lines
    ]
    return tuple(map(str, method.docs.example.lines))


def test_examples_give_what_must_be_given() -> None:
    assert example(
        parameter("path", "id", INTEGER),
        parameter("query", "kind", Literals(("a", "b")), required=True),
        parameter("query", "tags", STRINGS, required=True),
        parameter("query", "extra", STRING),
    ) == ('client.pets.fill(1, kind="a", tags=["tags"])',)
    assert example(body=body((JSON, component("Box")))) == (
        "client.pets.fill(size=1, lid=models.Lid())",
    )


def test_examples_name_what_no_keyword_names_and_what_goes_into_headers() -> None:
    assert example(parameter("path", "petId")) == ('client.pets.fill("pet_id")',)
    assert example(parameter("path", "from")) == ('client.pets.fill("from")',)
    assert example(parameter("path", "ids", STRINGS)) == ('client.pets.fill(["ids"])',)
    assert example(parameter("query", "name", required=True)) == (
        'client.pets.fill(name="Example")',
    )
    for location in ("header", "cookie"):
        given = parameter(location, "X-Key", required=True)
        assert example(given) == ('client.pets.fill(x_key="x_key")',)
        ids = parameter(location, "ids", STRINGS, required=True)
        assert example(ids) == ('client.pets.fill(ids=["ids"])',)
        given = parameter(location, "schlüssel", required=True)
        assert example(given)[0].isascii() or '"text"' in example(given)[0]


@pytest.mark.parametrize(
    ("kind", "shown", "code"),
    [
        ("string", "Rex", '"Rex"'),
        ("string", 'say "hi"', "'say \"hi\"'"),
        ("string", "x" * 41, '"id"'),
        ("string", "two\nlines", '"id"'),
        ("string", 7, '"id"'),
        ("integer", 7, "7"),
        ("integer", True, "1"),
        ("integer", 2**70, "1"),
        ("integer-string", "12", "12"),
        ("number", float("nan"), "1.0"),
        ("number", 7, "7"),
        ("boolean", False, "False"),
        ("boolean", "false", "True"),
        ("decimal", "1.5", 'Decimal("1.5")'),
        ("decimal", "much", 'Decimal("1.50")'),
        (
            "uuid",
            "6F9619FF8B8641D0B42D00CF4FC964FF",
            'UUID("6f9619ff-8b86-41d0-b42d-00cf4fc964ff")',
        ),
        ("uuid", "no", 'UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")'),
        ("date", "2026-02-03", "date(2026, 2, 3)"),
        ("date", "02/03/26", "date(2026, 1, 31)"),
        ("date-time", "2026-02-03T04:05:00+01:00", "datetime(2026, 2, 3, 3, 5, tzinfo=UTC)"),
        ("date-time", "0001-01-01T00:00:00+01:00", "datetime(2026, 1, 31, tzinfo=UTC)"),
        ("date-time", None, "datetime(2026, 1, 31, tzinfo=UTC)"),
        ("time", "x", "time(12, 30)"),
        ("duration", "x", "timedelta(hours=1)"),
        ("base64", "x", 'b"data"'),
    ],
)
def test_examples_show_what_the_document_shows_where_it_fits(
    kind: str, shown: object, code: str
) -> None:
    type_ = Scalar(ScalarKind(kind))
    given = parameter("path", "id", type_, example=shown)
    assert example(given) == (f"client.pets.fill({code})",)


def test_examples_of_bodies_show_the_example_of_the_media_type() -> None:
    shown = {"size": 4, "lid": {"colour": "red"}}
    content = Content(JSON, component("Box"), example=shown)
    assert example(body=body(content)) == ("client.pets.fill(size=4, lid=models.Lid())",)
    listed = Content(JSON, STRINGS, example=["a", 1, "b"])
    assert example(body=body(listed)) == ('client.pets.fill(body=["a", "b"])',)
    anything = Content(JSON, None, example={"a": [1]})
    assert example(body=body(anything)) == ('client.pets.fill(body={"a": [1]})',)


def test_examples_of_bodies_that_need_nothing_show_one_property() -> None:
    def of(*fields: Any, **more: Any) -> str:
        method = method_of(
            operation("PATCH /pets", "update", body=body((JSON, component("Change")))),
            declarations=[
                model("Change", *fields),
                model("Node", field("next", component("Node"))),
            ],
            **more,
        )
        assert method.docs.example is not None
        return method.docs.example.lines[0]

    name, age = field("name", required=False), field("age", INTEGER, required=False)
    assert of(name, age) == 'client.pets.update(name="Example")'
    assert of(name, replace(age, example=7)) == "client.pets.update(age=7)"
    assert of(field("next", component("Node"), required=False), age) == "client.pets.update(age=1)"
    old = replace(name, docs=replace(NO_DOCS, deprecated=True))
    assert of(old, age) == "client.pets.update(age=1)"
    assert of(field("size", INTEGER), name) == "client.pets.update(size=1)"
    checked = of(name, config=Config(naming="operation-id", validate_requests=True))
    assert checked == "client.pets.update()"


def test_examples_are_within_limits() -> None:
    def value(type_: Type, **limits: Any) -> str:
        given = parameter("path", "id", type_, constraints=Constraints(**limits))
        return example(given)[0].removeprefix("client.pets.fill(").removesuffix(")")

    assert value(INTEGER, minimum=10) == "10"
    assert value(INTEGER, exclusive_minimum=10) == "11"
    assert value(INTEGER, maximum=0) == "0"
    assert value(INTEGER, exclusive_maximum=1) == "0"
    assert value(STRING, format="email") == '"name@example.com"'


def test_a_long_example_has_a_line_an_argument() -> None:
    names = ["a_long_name_of_an_argument", "another_name_that_is_long", "and_one_more_of_them"]
    lines = example(*(parameter("query", name, INTEGER, required=True) for name in names))
    assert lines == ("client.pets.fill(", *(f"    {name}=1," for name in names), ")")


def test_what_needs_itself_has_no_example() -> None:
    whole = body((JSON, ListOf(component("Node"))))
    assert example(body=whole) == ("client.pets.fill(body=[])",)
    method = method_of(
        operation("POST /nodes", body=body((JSON, component("Node")))),
        declarations=[model("Node", field("next", component("Node")))],
    )
    assert method.docs.example is None


def test_examples_of_files() -> None:
    method = method_of(operation("POST /pets", body=body(("image/png", None))))
    assert method.docs.example is not None
    assert method.docs.example.lines == ('client.pets.create(body=Path("file.png"))',)
    assert method.docs.example.files == ('"file.png"',)
    assert printed(method.docs.example.imports) == ["from pathlib import Path"]
    unknown = method_of(operation("POST /pets", body=body(("application/x-acme", None))))
    assert unknown.docs.example is not None
    assert unknown.docs.example.files == ('"file.pdf"',)


@pytest.mark.parametrize(
    ("resource", "item"),
    [
        ("goals", "goal"),
        ("evals", "item"),
        ("lists", "item"),
        ("series", "item"),
        ("paths", "path"),
    ],
)
def test_items_of_loops_hide_no_name(resource: str, item: str) -> None:
    assert item_name(resource) == item


def test_a_whole_body_is_told_of() -> None:
    text = method_of(operation("POST /pets", body=body((JSON, STRINGS)))).docs.arguments
    assert [(note.name, reveal(note.text)) for note in text] == [("body", "The request body.")]


def test_examples_parse() -> None:
    method = method_of(
        operation(
            "GET /pets/{id}",
            parameters=[parameter("path", "id", Literals(('quo"te', "b")))],
            responses=[answer("200", (JSON, STRING))],
        )
    )
    assert method.docs.example is not None
    [line] = method.docs.example.lines
    assert ast.unparse(ast.parse(line)) == "client.pets.get('quo\"te')"
