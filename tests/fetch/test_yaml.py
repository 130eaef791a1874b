"""YAML 1.2 as far as JSON can say the same."""

from typing import Any

import pytest

from clientsmith.sources.parsing import SourceError, yaml_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("TRUE", True),
        ("tRUE", "tRUE"),
        ("", None),
        ("~", None),
        ("NULL", None),
        ("nUll", "nUll"),
        ("2020-01-01", "2020-01-01"),
        ("2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
        ("12:30:45", "12:30:45"),
        ("0777", 777),
        ("0o17", 15),
        ("0x1F", 31),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("-12", -12),
        ("+12", 12),
        ("18446744073709551616", 2**64),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1.2.3", "1.2.3"),
        ("-a", "-a"),
        (".", "."),
        ("'1'", "1"),
        ('"true"', "true"),
        ("|-\n  1", "1"),
        ("!!str 1", "1"),
        ("! 1", "1"),
        ("!!int '3'", 3),
        ("!!float 3", 3),
        ("!!null ''", None),
        ("!!bool true", True),
        ("!!map {}", {}),
        ("!!seq []", []),
        ("=", "="),
        ("'<<'", "<<"),
    ],
)
def test_scalars(text: str, value: Any) -> None:
    parsed = yaml_text.parse(f"key: {text}\n")
    assert parsed.data == {"key": value}
    assert type(parsed.data["key"]) is type(value)
    assert parsed.warnings == ()


def test_keys_are_strings_as_they_are_written() -> None:
    parsed = yaml_text.parse("200: a\n0x1F: b\ntrue: c\nno: d\nnull: e\n1.50: f\n? x\n: g\n")
    assert list(parsed.data) == ["200", "0x1F", "true", "no", "null", "1.50", "x"]


def test_merge_keys_give_way_to_the_keys_beside_them_and_to_earlier_ones() -> None:
    text = (
        "a: &a {x: 1, y: 1, z: 1}\n"
        "b: &b {z: 2, w: 2}\n"
        "one:\n"
        "  <<: *a\n"
        "  x: 0\n"
        "many:\n"
        "  y: 0\n"
        "  <<: [*b, *a]\n"
        'text: {"<<": 1}\n'
    )
    parsed = yaml_text.parse(text)
    assert parsed.data["one"] == {"x": 0, "y": 1, "z": 1}
    assert parsed.data["many"] == {"y": 0, "z": 2, "w": 2, "x": 1}
    assert parsed.data["text"] == {"<<": 1}
    assert parsed.warnings == ()
    assert [parsed.line_of(f"/{p}") for p in ("one/x", "one/z", "many/w")] == [5, 1, 2]


def test_aliases_share_and_may_be_keys() -> None:
    parsed = yaml_text.parse("a: &a [1]\nb: *a\n&k key: 1\nc:\n  *k : 2\nd: &a 3\ne: *a\n")
    assert parsed.data == {"a": [1], "b": [1], "key": 1, "c": {"key": 2}, "d": 3, "e": 3}
    assert parsed.data["a"] is parsed.data["b"]


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("a: 1\nb: [1,\n", "syntax-error", 3, "column 1"),
        ("a: 1\nb: c: d\n", "syntax-error", 2, "mapping values are not allowed"),
        ("a:\n\t- b\n", "syntax-error", 2, "cannot start any token"),
        ('a: "\\ud83d"\n', "syntax-error", 1, "escape"),
        ("a: é\nb: \x07\n", "syntax-error", 2, "U+0007"),
        ("a: *b\n", "syntax-error", 1, "'b'"),
        ("a: 1\n---\nb: 2\n", "yaml-unsupported", 2, "second document"),
        ("a:\n  - &x [1, *x]\n", "yaml-unsupported", 2, "alias"),
        ("a: &x\n  b: {c: *x}\n", "yaml-unsupported", 2, "alias"),
        ("a: !!python/object/apply:os.system [x]\n", "yaml-unsupported", 1, "python/object/apply"),
        ("a: !!binary aGk=\n", "yaml-unsupported", 1, "binary"),
        ("a: !!timestamp 2020-01-01\n", "yaml-unsupported", 1, "timestamp"),
        ("a: !local x\n", "yaml-unsupported", 1, "!local"),
        ("!!python/name:x a: 1\n", "yaml-unsupported", 1, "python/name"),
        ("a: !!set {b}\n", "yaml-unsupported", 1, "set"),
        ("a: !!int x\n", "yaml-unsupported", 1, "int"),
        ("? [a]\n: 1\n", "yaml-unsupported", 1, "key"),
        ("a: &x [1]\nb:\n  *x : 1\n", "yaml-unsupported", 3, "key"),
        ("a: 1\n<<: 1\n", "yaml-unsupported", 2, "merge"),
        ("a: 1\n<<: [1]\n", "yaml-unsupported", 2, "merge"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(
    text: str, code: str, line: int, words: str
) -> None:
    with pytest.raises(SourceError) as caught:
        yaml_text.parse(text)
    assert (caught.value.code, caught.value.line) == (code, line)
    assert words in caught.value.message


def test_duplicate_keys_are_reported_and_the_last_one_counts() -> None:
    text = "a: 1\nb:\n  - c: 1\n    d: 2\n    c: {e: 3}\na: 2\n"
    parsed = yaml_text.parse(text)
    assert parsed.data == {"a": 2, "b": [{"c": {"e": 3}, "d": 2}]}
    found = [(warning.code, warning.line, warning.pointer) for warning in parsed.warnings]
    assert found == [("duplicate-key", 5, "/b/0"), ("duplicate-key", 6, "")]
    assert [parsed.line_of(p) for p in ("/a", "/b/0/c", "/b/0/d")] == [6, 5, 4]


@pytest.mark.parametrize(
    "literal", [".inf", "-.INF", ".nan", "1e999", "9" * 5000, "0x" + "f" * 5000]
)
def test_numbers_that_json_does_not_have_are_text(literal: str) -> None:
    parsed = yaml_text.parse(f"a: 1\nb: {literal}\n")
    assert parsed.data == {"a": 1, "b": literal}
    assert [(w.code, w.line) for w in parsed.warnings] == [("number-not-finite", 2)]


@pytest.mark.parametrize(
    ("head", "warnings"),
    [
        ("%FOO bar baz\n---\n", [("'%FOO' is unknown", 1)]),
        ("# comment\n\n%FOO\n%YAML 1.2\n%BAR x\n--- # here\n", [("'%FOO'", 3), ("'%BAR'", 5)]),
        ("%YAML 1.3\n---\n", [("YAML 1.3; it is read as YAML 1.2", 1)]),
        ("%YAML 1.1\n---\n", []),
        ("%YAML 1.2 # comment\r\n%TAG ! tag:x,2000:\r\n---\r\n", []),
        ("%FOO\n", [("'%FOO'", 1)]),
        ("---\n", []),
    ],
)
def test_directives(head: str, warnings: list[tuple[str, int]]) -> None:
    parsed = yaml_text.parse(f"{head}a: 1\nb: '\n\n  %c'\n")
    assert parsed.data == {"a": 1, "b": "\n%c"}
    assert [warning.code for warning in parsed.warnings] == ["yaml-unsupported"] * len(warnings)
    for warning, (text, line) in zip(parsed.warnings, warnings, strict=True):
        assert (text in warning.message, warning.line) == (True, line)
    assert parsed.line_of("/a") == head.count("\n") + 1


@pytest.mark.parametrize("text", ["%YAML 2.0\n---\na: 1\n", "%YAML 1.2\n%YAML 1.2\n---\na: 1\n"])
def test_directives_that_are_errors(text: str) -> None:
    with pytest.raises(SourceError):
        yaml_text.parse(text)


@pytest.mark.parametrize("number", [10**309, -(10**4000)])
def test_integers_beyond_floats(number: int) -> None:
    parsed = yaml_text.parse(f"a: {number}\n")
    assert (parsed.data, parsed.warnings) == ({"a": number}, ())


def test_lines_of_pointers() -> None:
    text = (
        "# a comment\n"
        "info:\n"
        "  title: x\n"
        "  description: |\n"
        "    one\n"
        "    two\n"
        "  after: &s {deep: {key: 1}}\n"
        "list:\n"
        "  - a\n"
        "  -\n"
        "    b: 1\n"
        "again: *s\n"
        "a/b: {~c: 1}\n"
    )
    line_of = yaml_text.parse(text).line_of
    expected = {
        "": 2,
        "/info": 2,
        "/info/title": 3,
        "/info/description": 4,
        "/info/after/deep/key": 7,
        "/list/0": 9,
        "/list/1": 11,
        "/list/1/b": 11,
        "/again": 12,
        "/again/deep": 7,
        "/a~1b/~0c": 13,
        "/info/title/nothing": 3,
        "/list/7": 8,
        "/nothing/at/all": 2,
    }
    assert {pointer: line_of(pointer) for pointer in expected} == expected
