"""Encoders give code that means exactly the text, as black would leave it."""

import ast
import math
import tomllib

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.encode.encoders import comment, identifier, literal, toml, version
from clientsmith.text import Code, Text

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\"'\\\n\r\t\x00\x0b\x0c\x1c\x85\u2028\u2029\u202e\u200b\ud800{}%#"),
    ),
    max_size=30,
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | HOSTILE,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(HOSTILE, inner, max_size=3)
    ),
    max_leaves=6,
)


def formatted(source: str) -> str:
    return black.format_str(source, mode=black.Mode(line_length=100_000))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", '"plain"'),
        ('say "hi"', "'say \"hi\"'"),
        ("it's", '"it\'s"'),
        ("'\"", '"\'\\""'),
        ("a\\b", '"a\\\\b"'),
        ("\n\r\t\x00\x7f", '"\\n\\r\\t\\x00\\x7f"'),
        ("\u2028\u202e\ufeff\xa0", '"\\u2028\\u202e\\ufeff\\xa0"'),
        ("\ud800\U000e0001", '"\\ud800\\U000e0001"'),
        ("Zürich 東京 🙂", '"Zürich 東京 🙂"'),
        (Text("x"), '"x"'),
        (Code("x"), '"x"'),
        (True, "True"),
        (0.1, "0.1"),
        (1e300, "1e300"),
        (math.inf, 'float("inf")'),
        (-math.inf, 'float("-inf")'),
        (math.nan, 'float("nan")'),
        (10**20, "100000000000000000000"),
        ((), "()"),
        (("a",), '("a",)'),
        (("a", 1), '("a", 1)'),
        (["a", None], '["a", None]'),
        ({"a": [1]}, '{"a": [1]}'),
    ],
)
def test_literal(value: object, expected: str) -> None:
    assert literal(value) == expected
    assert type(literal(value)) is Code


def test_literal_of_an_integer_too_long_for_decimal() -> None:
    assert literal(-(16**5000)) == "-0x1" + 5000 * "0"


@given(VALUES)
def test_literal_means_the_value_and_is_as_black_leaves_it(value: object) -> None:
    code = literal(value)
    assert "\n" not in code
    assert ast.literal_eval(code) == value
    assert formatted(f"x = {code}\n") == f"x = {code}\n"


def test_literal_refuses_what_has_none() -> None:
    with pytest.raises(TypeError, match="bytes"):
        literal(b"x")


@pytest.mark.parametrize("value", ["name", "_private", "größe", "match"])
def test_identifier(value: str) -> None:
    assert identifier(value) == value


@pytest.mark.parametrize("value", ["", "1st", "a b", "class", "a.b", "ﬁ", "x\n"])
def test_identifier_refuses_other_text(value: str) -> None:
    with pytest.raises(ValueError, match="identifier"):
        identifier(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words.", "# Words."),
        ("two\nlines\u2028and\x85more", "# two lines and more"),
        ("type: ignore", '# "type: ignore"'),
        ("fmt: off", '# "fmt: off"'),
        ("noqa", '# "noqa"'),
        ("!/bin/sh", '# "!/bin/sh"'),
        ("see # noqa", "# see ♯ noqa"),
        ("-*- coding: utf-7 -*-", "# -*- coding : utf-7 -*-"),
        ("", "#"),
    ],
)
def test_comment(text: str, expected: str) -> None:
    assert comment(Text(text)) == expected


@given(HOSTILE)
def test_comment_stays_a_comment(text: str) -> None:
    source = f"{comment(text)}\nx = 1\n"
    assert ast.dump(ast.parse(source)) == ast.dump(ast.parse("x = 1\n"))
    assert formatted(source) == source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who is #1?", "// Who is #1?"),
        ("a\nb \\", "// a b ∖"),
        ("\\u000a x", "// ∖u000a x"),
        ("?><?php x ?>", "// ? ><?php x ? >"),
        ("%> </script> <!-- <b>", "// % > < /script> < !-- <b>"),
        ("eslint: off", '// "eslint: off"'),
        ("", "//"),
    ],
)
def test_comments_of_other_languages(text: str, expected: str) -> None:
    assert comment(Text(text), "//") == expected
    assert comment(text, "--") == f"--{expected.removeprefix('//')}"


def test_comments_begin_with_a_sign_that_is_known() -> None:
    with pytest.raises(ValueError, match="one of # // -- ; %, not '/\\*'"):
        comment("a", "/*")


@given(HOSTILE)
def test_toml_means_the_text(text: str) -> None:
    surrogates_replaced = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert tomllib.loads(f"x = {toml(text)}\n") == {"x": surrogates_replaced}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.2.3", "1.2.3"),
        ("v1", "1"),
        ("2024-01-15", "2024.1.15"),
        ("1.0.0-beta.2", "1.0.0b2"),
        ("3.0-rc1", "3.0rc1"),
        ("1.0.0-SNAPSHOT", "1.0.0"),
        ("latest", "0"),
        ("", "0"),
        ("١.٢", "0"),
        ('1"\nname = "x', "1"),
    ],
)
def test_version(text: str, expected: str) -> None:
    assert version(Text(text)) == expected
