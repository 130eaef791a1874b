"""Fenced blocks end where their writers meant them to."""

import pytest

from clientsmith.encode.fences import as_code_spans, closed, outside_code

CASES = {
    "closed": ("a\n```json\n{}\n```\nb", "a\n```json\n{}\n```\nb"),
    "other sign": ("``` sh\n~~~\n````", "``` sh\n~~~\n````"),
    "never closed": ("a\n```json\n{}\n\nb\n", "a\n```json\n{}\n\nb\n```"),
    "tildes": ("~~~\n```", "~~~\n```\n~~~"),
    "nothing inside": ("a\n```\n\n", "a"),
    "windows": ("```\r\nx\r\n", "```\r\nx\r\n```"),
    "words behind": ("```\nx\n``` and\nb", "```\nx\n```\nand\nb"),
    "next one": ("```json\n{}\n```sh\nx\n```", "```json\n{}\n```\n```sh\nx\n```"),
    "longer": ("````md\n```json\n{}\n```\n````\nb", "````md\n```json\n{}\n```\n````\nb"),
    "too far in": ("```\nx\n     ```\nb", "```\nx\n```\nb"),
    "list": ("1. a\n   ```\n   x\n   ```\n2. b", "1. a\n   ```\n   x\n   ```\n2. b"),
    "list and margin": ("1. a\n    ```\n    x\n```\n2. b", "1. a\n    ```\n    x\n    ```\n2. b"),
    "list and code at the margin": ("- a\n  ```\nx\n y\n```\nb", "- a\n  ```\n  x\n   y\n  ```\nb"),
    "list goes on": ("- ```\n  x\n- b\n\nc", "- ```\n  x\n  ```\n- b\n\nc"),
    "list ends": ("- a\n  ```\n  x\n\nb\n\nc", "- a\n  ```\n  x\n  ```\n\nb\n\nc"),
    "item without anything": ("- ```\n\nb", "-\n\nb"),
    "span": ("```a``` b\n```a`b", "```a``` b\n```a`b"),
}


@pytest.mark.parametrize("case", CASES)
def test_closed(case: str) -> None:
    text, expected = CASES[case]
    lines = closed(text.split("\n"))
    assert "\n".join(lines) == expected
    assert closed(lines) == lines


def test_code_stays_when_the_rest_changes() -> None:
    text = "a `a` a\n```\na\n```\n``a`` a`\n\na"
    assert outside_code(text, str.upper) == "A `a` A\n```\na\n```\n``a`` A`\n\nA"


def test_blocks_on_one_line() -> None:
    assert as_code_spans("a\n\n~~~ json\n{\n  1\n}\n~~~") == "a\n\n`{ 1 }`"
    assert as_code_spans("- ```\n  a`b\n\nc") == "- a`b\n\nc"


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "piece", ["- ```\n", "1. ```a\n  b\n", "  ~~~\n", " ```x y\nz\n", "`", "```a`b\n"]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    lines = (piece * (50_000 // len(piece))).split("\n")
    assert closed(lines) is not None
