"""What is asked of the files that worked examples make beside a client, or in place of one."""

from __future__ import annotations

import posixpath
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "templates"
_CURL = '#!/bin/sh\nfor word in "$@"; do printf \'%s\\0\' "$word"; done\n'
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_UNWANTED = ("code_block", "hr", "html_block", "html_inline", "image")


def mistakes(site: Mapping[str, str]) -> Iterator[str]:
    """Everything on the pages of a site that no page should have."""
    for path, page in site.items():
        if path.endswith(".md"):
            yield from (f"{path}: {mistake}" for mistake in _mistakes(page, path, site))


def _mistakes(page: str, path: str, site: Mapping[str, str]) -> Iterator[str]:
    blocks = _MARKDOWN.parse(page)
    tokens = [token for block in blocks for token in (block, *(block.children or ()))]
    if [token.tag for token in blocks if token.type == "heading_open"].count("h1") != 1:
        yield "not one title"
    if not page.startswith("# ") or not page.endswith("\n") or page.endswith("\n\n"):
        yield "begins or ends in another way"
    lines = _without_code(page, blocks)
    yield from (f"{line!r} ends in white space" for line in lines if line.rstrip() != line)
    if "\n\n\n" in "\n".join(lines):
        yield "two blank lines"
    for token in tokens:
        if token.type in _UNWANTED:
            yield f"{token.type} {token.content!r}"
        if token.type == "link_open":
            target = str(token.attrGet("href"))
            if not target.startswith(("https://", "http://")) and _joined(path, target) not in site:
                yield f"a link to {target}"


def _joined(path: str, target: str) -> str:
    return posixpath.normpath(f"{posixpath.dirname(path)}/{unquote(target)}")


def _without_code(page: str, blocks: list[Token]) -> list[str]:
    lines = page.split("\n")
    for block in blocks:
        if block.type == "fence" and block.map:
            start, end = block.map
            lines[start:end] = ["code"] * (end - start)
    return lines


def words_of(script: str, folder: Path) -> list[str]:
    """The arguments that a script calls curl with; every variable that it reads is `s3cret`."""
    curl = folder / "bin" / "curl"
    if not curl.exists():
        curl.parent.mkdir(exist_ok=True)
        curl.write_text(_CURL, encoding="utf-8")
        curl.chmod(0o755)
    variables = dict.fromkeys(re.findall(r" \$(\w+)", script), "s3cret")
    done = subprocess.run(
        ["/bin/sh"],
        input=script.encode(),
        cwd=folder,
        env={"PATH": str(curl.parent), **variables},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().split("\0")[:-1]
