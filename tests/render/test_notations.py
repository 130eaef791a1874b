"""Encoders for other notations: what comes in is what their readers get out, and nothing else."""

from __future__ import annotations

import json
import shlex
import subprocess
from html.parser import HTMLParser
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.encode import notations
from clientsmith.encode.characters import HIDDEN
from clientsmith.text import Code, Text

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "\u2028\u2029\x85\x00\x1b[31m",
    "\u202etxt.exe\u2066 \u200b\ufeff",
    "\U000e0041\U0010fffe",
    "'; touch x; '",
    "$(touch x) `touch x` $HOME ${HOME} !!",
    "a\n- b: c\r\n# d\te",
    '" \' \\ \\" \\n \\u0000 \\',
    "-rf *",
    "{{ 7 * 7 }} {% x %} *a &b !c |d >e %f @g",
    "javascript:alert(1)",
    "größe 犬 👩‍💻",
    "",
]
VALUES: list[Any] = [
    0, -1, 1.5, 1e300, True, False, None, [], {}, (), "yes", "1", "~",
    {"a": [1, {"b": None}], "c d": ("e", Text("f"))},
    [Text("<a>"), Code("b")], {Text("a: b"): 1},
]  # fmt: skip


def plain(value: Any) -> Any:
    """The value as a reader of JSON gives it."""
    match value:
        case Text():
            return str.__str__(value._value)
        case list() | tuple():
            return [plain(item) for item in value]
        case dict():
            return {plain(key): plain(item) for key, item in value.items()}
        case _:
            return value


def is_harmless(text: str) -> bool:
    return not HIDDEN.search(text.replace("\u200d", "").replace("\n", ""))


@pytest.mark.parametrize("value", [*HOSTILE, *VALUES], ids=ascii)
def test_json_and_yaml_give_back_the_value(value: Any) -> None:
    for each in [value, Text(value)] if isinstance(value, str) else [value]:
        for text in (
            notations.json(each),
            notations.json(each, 2),
            notations.json(each, indent=0),
        ):
            assert json.loads(text) == plain(each)
            assert yaml.safe_load(notations.yaml(each)) == plain(each)
            assert not {*"<>&"} & {*text}
            assert is_harmless(text)
        assert "\n" not in notations.json(each)
        assert "\n" not in notations.yaml(each)
        assert is_harmless(notations.yaml(each))


@given(st.text())
def test_any_text_is_given_back(text: str) -> None:
    assert json.loads(notations.json(Text(text))) == text
    document = f"a: {notations.yaml(Text(text))}\n- b: {notations.yaml({text: [text]})}"
    first, second = document.split("\n- b")
    assert yaml.safe_load(first) == {"a": text}
    assert yaml.safe_load(f"b{second}") == {"b": {text: [text]}}
    (word,) = shlex.split(notations.shell(Text(text)))
    assert word == " ".join(word.split())
    assert is_harmless(notations.shell(Text(text)))
    assert is_harmless(notations.html(Text(text)))
    assert is_harmless(notations.url(Text(text)))


def test_surrogates() -> None:
    assert json.loads(notations.json("\ud800")) == "\ud800"
    assert notations.json("\ud800") == '"\\ud800"'
    assert yaml.safe_load(notations.yaml("\ud800")) == "\ufffd"
    assert notations.html("a\udfffb") == "a b"


def test_numbers_that_are_none() -> None:
    assert str(yaml.safe_load(notations.yaml([float("inf"), float("-inf"), float("nan")]))) == (
        "[inf, -inf, nan]"
    )
    with pytest.raises(ValueError, match="not JSON compliant"):
        notations.json(float("nan"))


@pytest.mark.parametrize("encode", [notations.json, notations.yaml])
def test_other_values_are_refused(encode: Any) -> None:
    for value in (object(), {1: 2}, [object()], {None: 1}):
        with pytest.raises(TypeError, match=r"cannot be encoded|keys must be text"):
            encode(value)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.seen.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.seen.append(("", data))

    def handle_comment(self, data: str) -> None:
        self.seen.append(("!", data))


@pytest.mark.parametrize("text", HOSTILE[:-1], ids=ascii)
def test_html_stays_words(text: str) -> None:
    encoded = notations.html(Text(text))
    reader = Reader()
    reader.feed(f"<p title=\"{encoded}\" class='{encoded}'>{encoded}</p>")
    reader.close()
    (tag, attributes), *data = reader.seen
    words = "".join(each for _, each in data)
    assert (tag, attributes) == ("p", [("title", words), ("class", words)])
    assert {name for name, _ in data} == {""}
    assert words.split() == HIDDEN.sub(" ", text.replace("\u200d", "")).split() or "\u200d" in text


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_shell_gets_one_word(text: str, tmp_path: Any) -> None:
    script = f"printf '%s|' {notations.shell(Text(text))}\n"
    done = subprocess.run(
        ["sh", "-u"], input=script.encode(), cwd=tmp_path, capture_output=True, check=True
    )
    assert done.stdout.decode() == f"{' '.join(HIDDEN.sub(' ', text).split())}|"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://a.test/b?c=d&e=f#g", "https://a.test/b?c=d&e=f#g"),
        ("HTTP://A.test:80/~x/%20", "HTTP://A.test:80/~x/%20"),
        ("https://a.test/größe", "https://a.test/gr%C3%B6%C3%9Fe"),
        ("https://a.test/>\"'<b>`|\\(x)[y]", "https://a.test/%3E%22%27%3Cb%3E%60%7C%5C%28x%29%5By%5D"),
        (" https://a.test/a b\nc ", "https://a.test/a%20b%20c"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.test/b", ""),
        ("/b", ""),
        ("https:b", ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_urls(text: str, url: str) -> None:
    assert notations.url(Text(text)) == url
