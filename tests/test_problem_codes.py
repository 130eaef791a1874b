"""The page on problems explains every code of the program, in the words of the program."""

import re
from pathlib import Path

from clientsmith.problem import CODES, quoted

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "problems.md"


def _documented() -> dict[str, str]:
    rows = re.findall(
        r"^\| `([a-z0-9-]+)` \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(dict(rows)) == len(rows), "docs/problems.md has a code twice"
    return dict(rows)


def test_every_code_is_documented_as_it_is_explained() -> None:
    documented = _documented()
    missing = [f"| `{code}` | {text} |" for code, text in CODES.items() if code not in documented]
    assert not missing, "add to docs/problems.md:\n" + "\n".join(missing)
    stale = sorted(documented.keys() - CODES.keys())
    assert not stale, f"remove from docs/problems.md: {', '.join(stale)}"
    different = [
        f"| `{code}` | {text} |" for code, text in CODES.items() if documented[code] != text
    ]
    assert not different, "rewrite in docs/problems.md:\n" + "\n".join(different)


def test_codes_are_sorted() -> None:
    assert list(CODES) == sorted(CODES)
    assert list(_documented()) == sorted(_documented())


def test_every_code_is_used_and_every_used_code_is_known() -> None:
    source = "\n".join(
        file.read_text(encoding="utf-8")
        for file in sorted((ROOT / "generator" / "clientsmith").rglob("*.py"))
        if file.name != "problem.py"
    )
    unused = [code for code in CODES if f'"{code}"' not in source]
    assert not unused, f"no code of the program says {', '.join(unused)}"


def test_quoted_text_is_escaped_only_where_that_is_needed() -> None:
    shown = [quoted(text) for text in ("a", r"application\/json", "it's", "a\\b\n", "\x1b[0m")]
    assert shown == ["'a'", r"'application\/json'", '"it\'s"', r"'a\\b\n'", r"'\x1b[0m'"]
