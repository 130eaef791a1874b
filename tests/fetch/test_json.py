"""JSON with lines."""

import pytest

from clientsmith.sources.parsing import SourceError, count_values, json_text


def test_big_integers_survive() -> None:
    parsed = json_text.parse('{"a": 18446744073709551616, "b": -9223372036854775809, "c": 1.0}')
    assert parsed.data == {"a": 2**64, "b": -(2**63) - 1, "c": 1.0}
    assert type(parsed.data["c"]) is float


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{\n  "a": 1,\n  "b": 2,\n}', 4, "line 4, column 1"),
        ('{\n  "a": 1\n  "b": 2\n}', 3, "expecting ',' delimiter, near '  \"b\": 2'"),
        ('{"a": "\n"}', 1, "control character"),
        ('{"a": 1} x', 1, "extra data"),
        ('{\n"a": NaN}', 2, "number that JSON does not have"),
        ('{"x": "NaN",\n"a": [1, -Infinity]}', 2, "number that JSON does not have"),
        ('{\n"a": "\\ud800"}', 2, "half of a character"),
        ('{\n"\\udc00": 1}', 2, "half of a character"),
        ('{\n"a": "\\\\ud83d\\ude00"}', 2, "half of a character"),
    ],
)
def test_broken_json_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        json_text.parse(text)
    assert (caught.value.code, caught.value.line) == ("syntax-error", line)
    assert words in caught.value.message


def test_whole_characters_in_escapes_are_fine() -> None:
    assert json_text.parse('{"a": "\\ud83d\\ude00 \\\\ud800"}').data == {"a": "\U0001f600 \\ud800"}


def test_very_deep_nesting_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        json_text.parse('{"a":' + "[" * 100_000 + "]" * 100_000 + "}")
    assert caught.value.code == "source-too-large"


@pytest.mark.parametrize("literal", ["1e999", "9" * 5000], ids=["float", "integer"])
def test_numbers_that_are_too_large_are_text(literal: str) -> None:
    parsed = json_text.parse(f'{{"a": 1e5,\n "b": {literal}, "c": 1, "c": 2}}')
    assert parsed.data == {"a": 1e5, "b": literal, "c": 2}
    found = [(warning.code, warning.line) for warning in parsed.warnings]
    assert found == [("duplicate-key", 2), ("number-not-finite", 2)]


def test_integers_of_any_length_are_read() -> None:
    digits = "1" * 5000
    parsed = json_text.parse(f'{{"a": {10**400}, "b": [1,\n {digits}]}}')
    assert parsed.data == {"a": 10**400, "b": [1, digits]}
    assert parsed.line_of("/b/1") == 2
    assert [(w.code, w.line) for w in parsed.warnings] == [("number-not-finite", 2)]


def test_duplicate_keys_are_reported_with_their_place() -> None:
    text = '{"a": 1,\n "b": [{"c": "}",\n "d": 1,\n "c": 2}],\n "a":\n 3}'
    parsed = json_text.parse(text)
    assert parsed.data == {"a": 3, "b": [{"c": 2, "d": 1}]}
    found = [(w.code, w.pointer, w.line) for w in parsed.warnings]
    assert found == [("duplicate-key", "", 5), ("duplicate-key", "/b/0", 4)]


def test_lines_of_pointers() -> None:
    text = '\n{\n "a": {"b\\u0041": [1,\n  {"c"\n:\n  "]}"} , []]},\n\n "~d/": {}, "e": "x\\ny"\n}'
    line_of = json_text.parse(text).line_of
    expected = {
        "": 2,
        "/a": 3,
        "/a/bA": 3,
        "/a/bA/0": 3,
        "/a/bA/1": 4,
        "/a/bA/1/c": 4,
        "/a/bA/2": 6,
        "/a/bA/3": 3,
        "/~0d~1": 8,
        "/e": 8,
        "/e/f": 8,
        "/nothing": 2,
    }
    assert {pointer: line_of(pointer) for pointer in expected} == expected


def test_lines_are_right_beyond_the_blocks_that_are_counted_together() -> None:
    entries = [f'"k{number}": {number}' for number in range(20_000)]
    line_of = json_text.parse("{" + ",\n".join(entries) + "}").line_of
    assert [line_of(f"/k{number}") for number in (0, 1, 9_999, 19_999)] == [1, 2, 10_000, 20_000]


@pytest.mark.parametrize("depth", [600, 5_000])
def test_deep_nesting_is_refused_with_and_without_odd_escapes(depth: int) -> None:
    for escape in ("", "\\ud83d\\ude00"):
        with pytest.raises(SourceError) as caught:
            count_values(json_text.parse("[" * depth + f'"{escape}"' + "]" * depth).data)
        assert caught.value.code == "source-too-large"
