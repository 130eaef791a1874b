"""Escapes markup in descriptions that tools would interpret in a docstring."""

from __future__ import annotations

import re

from .fences import Fence, end_of_fence, fence_at

_TITLE = (
    r"(?:(?:keyword |other |type )?(?:args?|arguments?|params?|parameters?)|attributes?|classes|except"
    r"|exceptions?|functions|methods|modules|raises?|receives?|returns?|type aliases|warns?|yields?)"
)
"""Docstring sections of Google and NumPy style that describe the function. Others, such as `Note`,
only frame the description."""

_FIELD = (
    r"(?:arg|argument|cvar|except|exception|ivar|key|keyword|kwarg|meta|param|parameter|raise|raises"
    r"|return|returns|rtype|type|var|vartype|yield|yields|ytype)\b"
)
"""Docstring fields of Sphinx and Epydoc."""

_DIRECTIVE = (
    r"(?:admonition|attention|caution|code|code-block|danger|deprecated|error|hint|important|note"
    r"|seealso|sourcecode|tip|versionadded|versionchanged|warning)"
)
"""Harmless directives of reStructuredText. Others read files, import modules or run code."""

_ELEMENT = (
    r"(?:applet|audio|base|big|blockquote|body|button|canvas|center|details|dialog|div|dl|embed"
    r"|fieldset|font|form|frameset|head|html|iframe|marquee|math|noembed|noframes|noscript|object|ol"
    r"|plaintext|pre|script|select|small|strike|style|summary|svg|table|template|textarea|title|ul"
    r"|video|xmp)"
)
"""HTML elements that affect the rest of a page if they are not closed."""

_SIGN = re.compile(
    rf"```|~~~|>>>|8<-|\.\. |<[!?/a-z]|^(?:{_TITLE}:| *[:@]{_FIELD}| {{0,3}}(?:-[- ]*|=+)$)",
    re.IGNORECASE | re.MULTILINE,
)
"""Quick check: text without a match needs no escaping."""

_PROMPT = re.compile(r"( *)>>>")
_BLOCK = re.compile(rf"(?<![^\s|])\.\.(?= +(?:\||(?!{_DIRECTIVE} ?::)\S+ ?::))", re.IGNORECASE)
_SECTION = re.compile(rf"({_TITLE}:)( .*)?", re.IGNORECASE)
_FIELD_LINE = re.compile(rf"( *)([:@]{_FIELD}(?:[^:`]*:)?)", re.IGNORECASE)
_LONG_SPAN = re.compile(r"( *)(`{3,})([^`]+)\2(?!`)")
_UNDERLINE = re.compile(r" {0,3}(?:-[- ]*|=+)")
_HTML = re.compile(
    r"(?<!`)(`{1,2})(?!`)[^`]+\1(?!`)"
    rf"|<(?=!(?:--|\[CDATA\[|[a-z])|\?|/?{_ELEMENT}(?![\w-])|[a-z][\w-]*(?:\s[^<>]*=|$)"
    r"|(?:data|javascript|vbscript):)",
    re.IGNORECASE,
)
"""A code span, or the start of an HTML element, a comment or the like."""

_PARAGRAPH = re.compile(r" {0,3}(?![-*+#>|=:] |\d+[.)] |[>|#]|`{3}|~{3})\S[^|]*")


def without_markup(lines: list[str]) -> list[str]:
    """Escape the lines of a description for a docstring: readers see the same words, and tools see
    no sections, fields, doctests, directives or HTML.

    - Blocks of code have an even number of lines that begin with three backquotes, and nothing else
      does: some readers only count them.
    - `>>>` would be run by `doctest`: it is a quotation in a quotation in Markdown, and a prompt in
      code.
    - `.. include::` and others would have Sphinx read files of those who build the pages; `--8<--`
      does so in Markdown.
    - `Args:` and `:param x:` would be what the function takes. An underlined heading would be a
      section, as NumPy has them: it is written with `#`, and a rule is parted from what is above.
    - HTML, comments and scripts would go on behind the description.

    Args:
        lines: without tabs and white space at their ends, the first one not indented, and blocks of
            code ended (`fences.closed`).
    """
    if not _SIGN.search("\n".join(lines)):
        return lines
    result: list[str] = []
    index = 0
    while index < len(lines):
        if fence := fence_at(lines[index]):
            end = end_of_fence(lines, index, fence)
            result += _counted(fence, [_code_line(line) for line in lines[index:end]])
            index = end
            continue
        below = lines[index + 1] if index + 1 < len(lines) else ""
        line = _without_fence(lines[index])
        if _UNDERLINE.fullmatch(line) and result and result[-1]:
            _underline(result, line.strip(), below)
        else:
            result.append(_as_word_line(line, below))
        index += 1
    return result


def without_prompt(line: str) -> str:
    """Replace the prompt in a line of code, so that `doctest` does not run it."""
    found = _PROMPT.match(line) if ">>>" in line else None
    return f"{found[1]}py>{line[found.end() :]}" if found else line


def _counted(fence: Fence, block: list[str]) -> list[str]:
    """Return a block whose number of lines that begin with three backquotes is even, for readers
    that only count such lines and do not know tildes."""
    inner = [
        number
        for number, line in enumerate(block[1:-1], start=1)
        if line.lstrip(" ").startswith("```")
    ]
    if len(inner) % 2:
        last = inner.pop()
        block[last] = block[last].replace("```", "` ``", 1)
    is_seen = not fence.lead.strip()
    if is_seen and fence.mark[0] == "~" and not inner:
        return _refenced(fence, block, "`")
    if not is_seen and fence.mark[0] == "`":
        return _refenced(fence, block, "~")
    return block


def _refenced(fence: Fence, block: list[str], sign: str) -> list[str]:
    longest = max(
        (len(run) for line in block[1:-1] for run in re.findall(f"{sign}+", line)), default=0
    )
    mark = sign * max(3, longest + 1)
    language = fence.language.replace("`", "").rstrip()
    return [f"{fence.lead}{mark}{language}", *block[1:-1], fence.margin + mark]


def _without_fence(line: str) -> str:
    """Escape a line outside of code so that nothing takes it for a fence: a code span at its start
    is written with single backquotes."""
    if not line.lstrip(" ").startswith("```"):
        return line
    if span := _LONG_SPAN.match(line):
        return f"{span[1]}`{span[3]}`{line[span.end() :]}"
    return line.replace("```", "\\```", 1)


def _code_line(line: str) -> str:
    line = _without_files(without_prompt(line))
    return f" {line}" if line.startswith((":", "@")) and _FIELD_LINE.match(line) else line


def _as_word_line(line: str, below: str) -> str:
    if line.startswith("    "):
        return _spaced_html(_code_line(line))
    if found := _PROMPT.match(line):
        line = f"{found[1]}> > >{line[found.end() :]}"
    elif found := _FIELD_LINE.match(line):
        line = f"{found[1]}`{found[2]}`{line[found.end() :]}"
    elif (found := _SECTION.fullmatch(line)) and (found[2] is None or below.startswith(" ")):
        line = f"**{found[1]}**{found[2] or ''}"
    return _spaced_html(_without_files(line))


def _without_files(line: str) -> str:
    return _BLOCK.sub("…", line).replace("8<-", "8< -")


def _spaced_html(line: str) -> str:
    return _HTML.sub(lambda found: found[0] if found[1] else "< ", line) if "<" in line else line


def _underline(result: list[str], underline: str, below: str) -> None:
    """Turn the last line into a heading, or separate it from the rule below if it is not a line of
    its own."""
    above = result[-1]
    is_alone = len(result) == 1 or not result[-2]
    if len(underline) > 2 and " " not in underline and is_alone and _PARAGRAPH.fullmatch(above):
        result[-1] = f"{'#' if underline[0] == '=' else '##'} {above.strip()}"
        if below:
            result.append("")
    else:
        result += ["", underline]
