"""Docstrings: summary, description, request line, example."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.ir import Docs, Literals
from clientsmith.text import reveal
from plan_methods.planning import (
    INTEGER,
    JSON,
    STRING,
    STRINGS,
    UUID,
    answer,
    body,
    component,
    field,
    method_of,
    model,
    operation,
    parameter,
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


def example(*parameters: object, **more: object) -> tuple[str, ...]:
    return tuple(
        map(
            str,
            method_of(
                operation("POST /pets/{id}", "fill", parameters=parameters, **more),  # type: ignore[arg-type]
                declarations=[model("Box", field("size", INTEGER), field("lid", component("Lid"))),
                              model("Lid")],
            ).docs.example,
        )
    )  # fmt: skip


def test_examples_give_what_must_be_given() -> None:
    assert example(
        parameter("path", "id", UUID),
        parameter("query", "kind", Literals(("a", "b")), required=True),
        parameter("query", "tags", STRINGS, required=True),
        parameter("query", "extra", STRING),
    ) == ('client.pets.fill(id, kind="a", tags=["…"])',)
    assert example(body=body((JSON, component("Box")))) == ("client.pets.fill(size=1, lid=lid)",)
    assert example(parameter("path", "id")) == ('client.pets.fill("…")',)


def test_a_long_example_has_a_line_an_argument() -> None:
    names = ["a_long_name_of_an_argument", "another_name_that_is_long", "and_one_more_of_them"]
    lines = example(*(parameter("query", name, INTEGER, required=True) for name in names))
    assert lines == ("client.pets.fill(", *(f"    {name}=1," for name in names), ")")


def test_an_example_of_too_many_arguments_is_none() -> None:
    assert example(*(parameter("query", f"p{n}", required=True) for n in range(9))) == ()


def test_examples_of_files() -> None:
    method = method_of(operation("POST /pets", body=body(("image/png", None))))
    assert method.docs.example == ('client.pets.create(body=Path("…"))',)


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
    [line] = method.docs.example
    assert ast.unparse(ast.parse(line)) == "client.pets.get('quo\"te')"
