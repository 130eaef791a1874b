"""Every style of OpenAPI 3.2 for every type and location, through a generated client.

The table says what the specification's "Style Examples" say, in cases of our own; a decoder that is
independent of the runtime gets back what was sent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.clients import Exchange, exchange

pytestmark = pytest.mark.detail

TINT = {"h": 10, "s": 20}
TINTS = ["teal", "navy"]

SCHEMAS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "many": {"type": "array", "items": {"type": "string"}},
    "map": {"type": "object", "additionalProperties": {"type": "string"}},
    "model": {"$ref": "#/components/schemas/Tint"},
    "deep": {"$ref": "#/components/schemas/Deep"},
    "number": {"type": "number"},
    "flags": {"type": "array", "items": {"type": "boolean"}},
    "date": {"type": "string", "format": "date"},
    "times": {"type": "array", "items": {"type": "string", "format": "date-time"}},
    "unix": {"type": "array", "items": {"type": "integer", "format": "unixtime"}},
    "uuid": {"type": "string", "format": "uuid"},
    "bytes": {"type": "string", "format": "byte"},
    "blobs": {"type": "array", "items": {"type": "string", "format": "byte"}},
    "decimals": {"type": "array", "items": {"type": "string", "format": "decimal"}},
    "timed": {"$ref": "#/components/schemas/Timed"},
}

STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
}


def operation_id(location: str, style: str, explode: bool, kind: str) -> str:
    return f"{location} {style.lower()} {'exploded' if explode else 'joined'} {kind}"


def document() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for location, styles in STYLES.items():
        for style in styles:
            for explode in (False, True):
                for kind, schema in SCHEMAS.items():
                    id_ = operation_id(location, style, explode, kind)
                    path = f"/{id_.replace(' ', '/')}"
                    path += "/{tint}" if location == "path" else ""
                    parameter = {
                        "name": "tint",
                        "in": location,
                        "style": style,
                        "explode": explode,
                        "schema": schema,
                    }
                    if location == "path":
                        parameter["required"] = True
                    paths[path] = {
                        "get": {
                            "operationId": id_,
                            "tags": ["calls"],
                            "parameters": [parameter],
                            "responses": {"204": {"description": "ok"}},
                        }
                    }
    integer, text = {"type": "integer"}, {"type": "string"}
    models = {
        "Tint": {"type": "object", "properties": {"H": integer, "S": integer}},
        "Deep": {
            "type": "object",
            "properties": {
                "name": text,
                "tags": {"type": "array", "items": text},
                "in": {"type": "object", "properties": {"x": {"type": "boolean"}, "y": text}},
            },
        },
        "Timed": {
            "type": "object",
            "properties": {"at": {"type": "integer", "format": "unixtime"}},
        },
    }
    return {"openapi": "3.2.0", "paths": paths, "components": {"schemas": models}}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    made = exchange(document(), tmp_path_factory.mktemp("styles"))
    made.answer = httpx2.Response(204)
    return made


def written(
    made: Exchange, location: str, style: str, explode: bool, kind: str, value: Any
) -> str | None:
    """What a value is sent as; None where it is left out."""
    method = operation_id(location, style, explode, kind).replace(" ", "_")
    call = getattr(made.client.calls, method)
    call(value) if location == "path" else call(tint=value)
    url = made.request.url.raw_path.decode()
    path, mark, query = url.partition("?")
    match location:
        case "path":
            return path.rpartition("/")[2]
        case "query":
            return query if mark else None
        case "header":
            return made.request.headers.get("tint")
        case _:
            return made.request.headers.get("cookie")


# --- the table ------------------------------------------------------------------------------------

LEFT_OUT = None
TABLE: list[tuple[str, str, bool, str | None, str | None, str | None, str | None]] = [
    # location, style, explode, empty, text, list, model
    ("path", "matrix", False, ";tint", ";tint=teal", ";tint=teal,navy", ";tint=H,10,S,20"),
    ("path", "matrix", True, ";tint", ";tint=teal", ";tint=teal;tint=navy", ";H=10;S=20"),
    ("path", "label", False, ".", ".teal", ".teal,navy", ".H,10,S,20"),
    ("path", "label", True, ".", ".teal", ".teal.navy", ".H=10.S=20"),
    ("path", "simple", False, "", "teal", "teal,navy", "H,10,S,20"),
    ("path", "simple", True, "", "teal", "teal,navy", "H=10,S=20"),
    ("query", "form", False, "tint=", "tint=teal", "tint=teal,navy", "tint=H,10,S,20"),
    ("query", "form", True, "tint=", "tint=teal", "tint=teal&tint=navy", "H=10&S=20"),
    ("query", "spaceDelimited", False, None, None, "tint=teal%20navy", "tint=H%2010%20S%2020"),
    ("query", "pipeDelimited", False, None, None, "tint=teal%7Cnavy", "tint=H%7C10%7CS%7C20"),
    ("query", "deepObject", True, None, None, None, "tint%5BH%5D=10&tint%5BS%5D=20"),
    ("header", "simple", False, "", "teal", "teal,navy", "H,10,S,20"),
    ("header", "simple", True, "", "teal", "teal,navy", "H=10,S=20"),
    ("cookie", "form", False, "tint=", "tint=teal", "tint=teal,navy", "tint=H,10,S,20"),
    ("cookie", "form", True, "tint=", "tint=teal", "tint=teal; tint=navy", "H=10; S=20"),
    ("cookie", "cookie", False, "tint=", "tint=teal", "tint=teal,navy", "tint=H,10,S,20"),
    ("cookie", "cookie", True, "tint=", "tint=teal", "tint=teal; tint=navy", "H=10; S=20"),
]


@pytest.mark.parametrize(
    "row", TABLE, ids=[f"{row[0]} {row[1]} {'exploded' if row[2] else ''}" for row in TABLE]
)
def test_the_table(made: Exchange, row: tuple[Any, ...]) -> None:
    location, style, explode, empty, text, many, properties = row
    cases = [
        ("text", "", empty),
        ("text", "teal", text),
        ("many", TINTS, many),
        ("model", made.models.Tint(**TINT), properties),
        ("map", {"H": "10", "S": "20"}, properties),
    ]
    for kind, value, expected in cases:
        # What cannot be in a path as a segment of its own is refused.
        if location == "path" and expected in ("", "."):
            with pytest.raises(made.package.InvalidRequestError):
                written(made, location, style, explode, kind, value)
        elif expected is not None:
            assert written(made, location, style, explode, kind, value) == expected, kind


@pytest.mark.parametrize(("location", "styles"), STYLES.items())
def test_what_is_empty_is_left_out(made: Exchange, location: str, styles: tuple[str, ...]) -> None:
    for style in styles:
        for explode in (False, True):
            values: list[tuple[str, Any]] = [("text", None)]
            if location == "query":
                values += [("many", []), ("map", {}), ("model", made.models.Tint())]
            for kind, value in values:
                if location == "path":
                    with pytest.raises(made.package.InvalidRequestError):
                        written(made, location, style, explode, kind, value)
                else:
                    assert written(made, location, style, explode, kind, value) is None


def test_deep_objects(made: Exchange) -> None:
    models = made.models
    value = models.Deep(name="n", tags=["a", "b"], in_=models.DeepIn(x=True, y="&="))
    expected = (
        "tint%5Bname%5D=n&tint%5Btags%5D%5B0%5D=a&tint%5Btags%5D%5B1%5D=b"
        "&tint%5Bin%5D%5Bx%5D=true&tint%5Bin%5D%5By%5D=%26%3D"
    )
    assert written(made, "query", "deepObject", True, "deep", value) == expected
    # Where a style has no place for it, what is inside is JSON.
    inside = written(made, "query", "form", False, "deep", value)
    assert inside is not None
    assert list(map(unquote, inside.removeprefix("tint=").split(","))) == [
        *("name", "n", "tags", '["a","b"]', "in", '{"x":true,"y":"&="}')
    ]


@pytest.mark.parametrize("location", ["query", "header", "path"])
def test_formats(made: Exchange, location: str) -> None:
    import datetime as dt
    from decimal import Decimal
    from uuid import UUID

    at = dt.datetime(2026, 11, 24, 10, 30, tzinfo=dt.UTC)
    id_ = UUID(int=1)
    style = "form" if location == "query" else "simple"
    cases: list[tuple[str, Any, str]] = [
        ("number", 0.5, "0.5"),
        ("number", 2, "2"),
        ("flags", [True, False], "true,false"),
        ("date", dt.date(2026, 11, 24), "2026-11-24"),
        ("times", [at, at], "2026-11-24T10:30:00Z,2026-11-24T10:30:00Z"),
        ("unix", [at, dt.datetime(1970, 1, 1, tzinfo=dt.UTC)], "1795516200,0"),
        ("uuid", id_, str(id_)),
        ("bytes", b"\xff\xfe?", "//4/"),
        ("blobs", [b"\xff", b""], "/w==,"),
        ("decimals", [Decimal("1.10"), Decimal("1E+2")], "1.10,100"),
        ("timed", made.models.Timed(at=at), "at,1795516200"),
    ]
    for kind, value, expected in cases:
        found = written(made, location, style, False, kind, value)
        assert found is not None
        assert unquote(found.removeprefix("tint=")) == expected, kind


def test_unix_times_in_deep_objects(made: Exchange) -> None:
    import datetime as dt

    value = made.models.Timed(at=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    assert written(made, "query", "deepObject", True, "timed", value) == "tint%5Bat%5D=0"


@pytest.mark.parametrize("segment", [".", "..", "%2e", "%2E%2e", ".%2e"])
@pytest.mark.parametrize("kind", ["text", "many"])
def test_dot_segments_never_get_through(made: Exchange, segment: str, kind: str) -> None:
    value = segment if kind == "text" else [segment]
    if "%" not in segment:
        with pytest.raises(made.package.InvalidRequestError):
            written(made, "path", "simple", False, kind, value)
        return
    sent = written(made, "path", "simple", False, kind, value)
    assert sent == segment.replace("%", "%25")


# --- round trips ----------------------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
TOKEN = st.text(
    st.characters(codec="ascii", min_codepoint=33, exclude_characters=',=";\\\x7f'), min_size=1
)
UNDELIMITED = st.text(st.characters(codec="utf-8", exclude_characters=" |"), min_size=1, max_size=8)
LISTS = st.lists(TEXT, min_size=1, max_size=3)
MAPS = st.dictionaries(TEXT, TEXT, min_size=1, max_size=3)
DELIMITERS = {"form": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C"}


def pairs_of(parts: list[str]) -> dict[str, str]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


def named(parts: list[str]) -> dict[str, str]:
    return {unquote(name): unquote(value) for name, _, value in (p.partition("=") for p in parts)}


def decode_query(query: str, style: str, explode: bool, kind: str, separator: str = "&") -> Any:
    parts = query.split(separator)
    if kind == "text":
        return unquote(parts[0].partition("=")[2])
    if style == "deepObject":
        return {name[5:-1]: value for name, value in named(parts).items()}
    if explode:
        if kind == "many":
            return [unquote(part.partition("=")[2]) for part in parts]
        return named(parts)
    items = parts[0].partition("=")[2].split(DELIMITERS[style])
    items = [unquote(item) for item in items]
    return items if kind == "many" else pairs_of(items)


def decode_path(segment: str, style: str, explode: bool, kind: str) -> Any:
    prefix = {"simple": "", "label": ".", "matrix": ";"}[style]
    assert segment.startswith(prefix)
    rest = segment[len(prefix) :]
    if style == "matrix" and not (explode and kind == "map"):
        rest = rest.replace("tint=", "") if explode else rest.removeprefix("tint=")
    if kind == "text":
        return unquote(rest)
    delimiter = {"simple": ",", "label": ".", "matrix": ";"}[style] if explode else ","
    items = rest.split(delimiter)
    if kind == "many":
        return [unquote(item) for item in items]
    return named(items) if explode else pairs_of([unquote(item) for item in items])


def decode_header(text: str, style: str, explode: bool, kind: str) -> Any:
    items = text.split(",")
    if kind == "text":
        return text
    if kind == "many":
        return items
    return dict(part.split("=", 1) for part in items) if explode else pairs_of(items)


def decode_cookie(text: str, style: str, explode: bool, kind: str) -> Any:
    return decode_query(text, "form", explode, kind, "; ")


Decoder = Callable[[str, str, bool, str], Any]
CASES: list[tuple[str, str, bool, Decoder, Any, Any, Any]] = [
    *(("query", "form", explode, decode_query, TEXT, LISTS, MAPS) for explode in (False, True)),
    # These styles have no way to say that a delimiter is part of an item.
    *(
        (
            "query",
            style,
            explode,
            decode_query,
            TEXT,
            st.lists(UNDELIMITED, min_size=1, max_size=3),
            st.dictionaries(UNDELIMITED, UNDELIMITED, min_size=1, max_size=3),
        )
        for style in ("spaceDelimited", "pipeDelimited")
        for explode in (False, True)
    ),
    ("query", "deepObject", True, decode_query, None, None, MAPS),
    *(
        ("path", style, explode, decode_path, TEXT, LISTS, MAPS)
        for style in ("simple", "matrix")
        for explode in (False, True)
    ),
    ("path", "label", False, decode_path, TEXT, LISTS, MAPS),
    *(
        (
            "header",
            "simple",
            explode,
            decode_header,
            TOKEN,
            st.lists(TOKEN, min_size=1, max_size=3),
            st.dictionaries(TOKEN, TOKEN, min_size=1, max_size=3),
        )
        for explode in (False, True)
    ),
    *(("cookie", "form", explode, decode_cookie, TEXT, LISTS, MAPS) for explode in (False, True)),
]


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{one[0]} {one[1]} {'exploded' if one[2] else 'joined'}" for one in CASES]
)
@pytest.mark.parametrize("kind", ["text", "many", "map"])
def test_what_was_sent_is_what_arrives(made: Exchange, case: Any, kind: str) -> None:
    location, style, explode, decode, *strategies = case
    strategy = strategies[("text", "many", "map").index(kind)]
    if strategy is None:
        return

    @settings(max_examples=40, deadline=None)
    @given(strategy)
    def check(value: Any) -> None:
        try:
            sent = written(made, location, style, explode, kind, value)
        except made.package.InvalidRequestError:
            # A segment of dots cannot be in a path.
            assert location == "path"
            return
        assert sent is not None
        assert decode(sent, style, explode, kind) == value

    check()
