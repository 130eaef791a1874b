"""Files and standard input: encodings, limits, and what cannot be read."""

import io
import os
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

import pytest

from clientsmith.problem import UnusableSource
from clientsmith.sources import load, loader
from clientsmith.sources import source as sources
from support.permissions import permissions_hold

TEXT = 'openapi: 3.0.3\ninfo: {title: "ü☃😀"}\npaths: {}\n'
JSON = '{"openapi": "3.0.3", "info": {"title": "ü☃😀"}, "paths": {}}'


@pytest.mark.parametrize("text", [TEXT, JSON])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (BOM_UTF8, "utf-8"),
        (BOM_UTF16_LE, "utf-16-le"),
        (BOM_UTF16_BE, "utf-16-be"),
        (BOM_UTF32_LE, "utf-32-le"),
        (BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_encodings(text: str, mark: bytes, encoding: str) -> None:
    library = load("-", stdin=io.BytesIO(mark + text.encode(encoding)))
    assert library.root.data["info"]["title"] == "ü☃😀"
    assert library.root.origin == "-"


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (b"a: 1\nb: \xfc\n", "source-encoding", "byte 8 (0xfc)"),
        (BOM_UTF16_LE + b"a\0\xff", "source-encoding", "byte 4"),
        (b"\x1f\x8b\x08\0abc", "source-binary", "gzip"),
        (b"PK\x03\x04rest", "source-binary", "ZIP"),
        (b"%PDF-1.7", "source-binary", "PDF"),
        ("{}".encode("utf-16-le"), "source-binary", "byte 1 is zero"),
        (b"\x7fELF\x02\0\0", "source-binary", "byte 5 is zero"),
        (b"", "source-empty", "empty"),
        (BOM_UTF8 + b"\n", "source-empty", "empty"),
    ],
)
def test_what_is_no_text(raw: bytes, code: str, words: str) -> None:
    with pytest.raises(UnusableSource) as caught:
        load("-", stdin=io.BytesIO(raw))
    (problem,) = caught.value.problems
    assert problem.code == code
    assert words in problem.message


def test_the_line_of_a_byte_that_does_not_fit() -> None:
    with pytest.raises(UnusableSource) as caught:
        load("-", stdin=io.BytesIO(b"a: 1\nb: \xfc\n"))
    assert caught.value.problems[0].location.line == 2


def test_a_missing_file_names_a_similar_one(write, refused) -> None:
    folder = write({"openapi.yaml": TEXT})
    (problem,) = refused(folder / "openapi.yml")
    assert problem.code == "source-missing"
    assert str(folder / "openapi.yml") in problem.message
    assert problem.hint == "Did you mean 'openapi.yaml'?"


@pytest.mark.parametrize("name", ["", "\0", "x" * 300, "~\udcff"])
def test_names_that_no_file_has(tmp_path, refused, name: str) -> None:
    (problem,) = refused(tmp_path / name if name else tmp_path)
    assert problem.code in ("source-missing", "source-unreadable")


def test_a_url_is_not_a_file() -> None:
    with pytest.raises(UnusableSource) as caught:
        load("ftp://example.com/openapi.json")
    assert caught.value.problems[0].code == "source-unsupported"


@pytest.mark.skipif(not os.path.isdir("/dev/fd"), reason="there is no /dev/fd here")
@pytest.mark.parametrize(
    ("paths", "codes"), [("{}", []), ("{$ref: ../environ}", ["reference-refused"])]
)
def test_a_document_from_a_pipe_has_no_relatives(paths: str, codes: list[str]) -> None:
    reader, writer = os.pipe()
    os.write(writer, TEXT.replace("{}", paths).encode())
    os.close(writer)
    found = []
    try:
        assert load(f"/dev/fd/{reader}").root.origin == f"/dev/fd/{reader}"
    except UnusableSource as error:
        found = [problem.code for problem in error.problems]
    finally:
        os.close(reader)
    assert found == codes


def test_a_file_without_permission(write, refused) -> None:
    folder = write({"a.yaml": TEXT})
    (folder / "a.yaml").chmod(0)
    with permissions_hold():
        (problem,) = refused(folder / "a.yaml")
    assert problem.code == "source-unreadable"


def test_bytes_are_limited(monkeypatch, write, refused) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", len(TEXT.encode()))
    folder = write({"fits.yaml": TEXT, "large.yaml": TEXT + "#"})
    assert load(str(folder / "fits.yaml")).root.data["openapi"] == "3.0.3"
    (problem,) = refused(folder / "large.yaml")
    assert problem.code == "source-too-large"


def test_documents_are_limited(monkeypatch, write, refused) -> None:
    monkeypatch.setattr(loader, "MAX_DOCUMENTS", 2)
    chain = {f"{n}.yaml": f"x: {{$ref: {n + 1}.yaml}}" for n in range(5)}
    folder = write({"root.yaml": "openapi: 3.0.0\npaths: {$ref: 0.yaml}\n", **chain})
    (problem,) = refused(folder / "root.yaml")
    assert problem.code == "source-too-large"


def test_values_of_all_documents_are_limited_together(monkeypatch, write, refused) -> None:
    monkeypatch.setattr(loader, "MAX_VALUES", 100)
    big = "[" + ", ".join("x" * 60) + "]"
    folder = write({"root.yaml": f"paths: {{$ref: a.yaml}}\nx: {big}\n", "a.yaml": f"x: {big}\n"})
    (problem,) = refused(folder / "root.yaml")
    assert (problem.code, problem.location.origin) == ("source-too-large", "a.yaml")


def test_an_alias_bomb_is_refused_at_once(write, refused) -> None:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    folder = write({"bomb.yaml": "\n".join(["a0: &a0 [x, x]", *levels])})
    (problem,) = refused(folder / "bomb.yaml")
    assert problem.code == "source-too-large"


def test_depth_is_limited(write, refused) -> None:
    deepest, deeper = ('{"x": ' + "[" * depth + "]" * depth + "}" for depth in (499, 500))
    folder = write({"deepest.json": deepest, "deeper.json": deeper})
    assert "x" in load(str(folder / "deepest.json")).root.data
    (problem,) = refused(folder / "deeper.json")
    assert (problem.code, "500 deep" in problem.message) == ("source-too-large", True)


def test_depth_counts_through_aliases(write, refused) -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 600))]
    (problem,) = refused(write({"deep.yaml": "\n".join(lines)}) / "deep.yaml")
    assert problem.code == "source-too-large"
