"""Paths that files may and may not have."""

import pytest

from clientsmith.project.output import Files, OutputError


def test_files_are_sorted_and_immutable() -> None:
    files = Files({"b.py": "b", "a/c.py": "c"})
    assert list(files) == ["a/c.py", "b.py"]
    assert dict(files) == {"a/c.py": "c", "b.py": "b"}
    with pytest.raises(TypeError):
        files["x"] = "x"  # type: ignore[index]


@pytest.mark.parametrize(
    "path",
    [
        *("", "/etc/passwd", "../x", "a/../x", "./x", "a//b", "a/", "C:/x", "a\\b", "a\nb", "a?b"),
        *("x\x00", "con", "a/NUL", "aux.py", "com1.txt", "LPT9.py", "com¹", "a./b", "a /b", "x."),
    ],
)
def test_paths_that_not_every_system_has(path: str) -> None:
    with pytest.raises(OutputError):
        Files({path: ""})


@pytest.mark.parametrize("path", ["a.py", ".clientsmith/x", "consul.py", "a/com10.py", "größe.py"])
def test_usual_paths(path: str) -> None:
    assert list(Files({path: ""})) == [path]


@pytest.mark.parametrize(
    ("first", "second"), [("a/B.py", "a/b.py"), ("é.py", "e\u0301.py"), ("a", "a/b"), ("A", "a/b")]
)
def test_clashes(first: str, second: str) -> None:
    with pytest.raises(OutputError):
        Files({first: "", second: ""})
