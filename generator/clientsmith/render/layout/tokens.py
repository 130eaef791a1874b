"""One logical line of Python as a sequence of leaves, for the layout engine."""

from __future__ import annotations

import keyword
import re

ATOM, TRAILER, PARAMETERS, IMPORT = "atom", "trailer", "parameters", "import"


class Unsupported(Exception):
    """The code has a construct that this engine does not lay out; black has to."""


class Leaf:
    """A token with what the layout needs to know about it."""

    __slots__ = ("kind", "magic", "partner", "role", "space", "text")

    def __init__(self, kind: str, text: str, space: bool, role: str = "") -> None:
        self.kind = kind
        """`name`, `string`, `number`, `other`, or the token itself for brackets and delimiters."""
        self.text = text
        """Empty for a bracket that is only there if the line is split at it."""
        self.space = space
        """Whether a space stands before it."""
        self.role = role
        """What a bracket belongs to: an atom, a trailer, the parameters of a `def`, an import."""
        self.partner: Leaf | None = None
        """The opening bracket of a closing one."""
        self.magic = False
        """Whether a comma before this closing bracket forces one element a line."""

    @property
    def length(self) -> int:
        """Characters it adds to a line."""
        return self.space + len(self.text)


OPENING = frozenset("([{")
CLOSING = frozenset(")]}")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_TOKEN = re.compile(
    r"""
    (?P<gap>[ \t]*(?:\n[ \t\n]*)?)
    (?:
      (?P<string>"(?!"")(?:[^"\\\n]|\\.)*"|'(?!'')(?:[^'\\\n]|\\.)*')
    | (?P<number>\d[\w.]*(?:(?<=e)-\d+)?)
    | (?P<name>[^\W\d]\w*)
    | (?P<other>->|\.\.\.|\*\*|[-@*])
    | (?P<mark>[][(){},:.=|])
    )""",
    re.VERBOSE,
)
_UNSUPPORTED_WORDS = frozenset(keyword.kwlist) - {
    *("None", "True", "False", "as", "async", "await", "class", "def", "from", "import", "return"),
}


def leaves_of(source: str) -> list[Leaf]:
    """The leaves of one statement (for a compound one: of its header), optional brackets included.

    Raises:
        Unsupported: there is something else than names, literals, brackets, `.`, `|`, `=` and `*`.
    """
    leaves = _with_roles(_split(source))
    first = leaves[0].text
    if first == "from":
        return _around_imported_names(leaves)
    if first in ("def", "async"):
        return _around_annotations(leaves)
    if first in ("class", "@"):
        return leaves
    return _around_values(leaves)


def _split(source: str) -> list[Leaf]:
    leaves: list[Leaf] = []
    position, end = 0, len(source)
    while position < end:
        match = _TOKEN.match(source, position)
        if match is None:
            raise Unsupported(source[position : position + 20])
        position = match.end()
        kind = match.lastgroup or ""
        text = match[kind]
        previous = leaves[-1] if leaves else None
        space = False
        if previous is not None and (gap := match["gap"]):
            joined = "\n" in gap
            space = not joined or not (previous.kind in OPENING or text in CLOSING)
        if kind == "mark":
            kind = text
        elif text in _UNSUPPORTED_WORDS or (kind == "other" and not _is_prefix(previous, text)):
            raise Unsupported(text)
        elif kind == "string" and previous is not None and previous.kind == "string":
            raise Unsupported("implicit concatenation")
        leaves.append(Leaf(kind, text, space))
    return leaves


def _is_prefix(previous: Leaf | None, text: str) -> bool:
    """Whether an operator is none that a line may be split at."""
    if text in ("->", "..."):
        return True
    if previous is None:
        return text == "@"
    return previous.kind in OPENING or previous.kind in (",", "=", ":") or previous.text == "return"


def _with_roles(leaves: list[Leaf]) -> list[Leaf]:
    """Pairs brackets and says what each belongs to."""
    stack: list[Leaf] = []
    commas: list[int] = []
    previous: Leaf | None = None
    is_def = leaves[0].text in ("def", "async")
    for leaf in leaves:
        if leaf.kind in OPENING:
            leaf.role = TRAILER if previous is not None and _is_operand(previous) else ATOM
            if is_def and not stack and leaf.role == TRAILER and leaf.kind == "(":
                leaf.role, is_def = PARAMETERS, False
            stack.append(leaf)
            commas.append(0)
        elif leaf.kind in CLOSING:
            if not stack or _PAIRS[stack[-1].kind] != leaf.kind:
                raise Unsupported("unbalanced brackets")
            leaf.partner = stack.pop()
            leaf.role = leaf.partner.role
            count = commas.pop()
            if previous is not None and previous.kind == ",":
                one_tuple = leaf.kind == ")" and leaf.role == ATOM and count == 1
                one_index = leaf.kind == "]" and leaf.role == TRAILER and count == 1
                leaf.magic = not one_tuple and not one_index
        elif leaf.kind == "," and commas:
            commas[-1] += 1
        previous = leaf
    if stack:
        raise Unsupported("unbalanced brackets")
    return leaves


def _is_operand(leaf: Leaf) -> bool:
    if leaf.kind == "name":
        return not keyword.iskeyword(leaf.text) or leaf.text in ("None", "True", "False")
    return leaf.kind in CLOSING or leaf.kind == "string"


def _optional(leaves: list[Leaf], role: str = ATOM) -> list[Leaf]:
    """The leaves in brackets that show only where the line is split at them."""
    first, last = leaves[0], leaves[-1]
    if _is_parenthesized(leaves):
        if len(leaves) == 2 or _is_tuple(leaves):
            return leaves
        if _is_parenthesized(leaves[1:-1]):
            raise Unsupported("redundant parentheses")
        first.text = last.text = ""
        return leaves
    opening, closing = Leaf("(", "", first.space, role), Leaf(")", "", False, role)
    closing.partner = opening
    first.space = False
    return [opening, *leaves, closing]


def _is_parenthesized(leaves: list[Leaf]) -> bool:
    first, last = leaves[0], leaves[-1]
    return first.kind == "(" and last.partner is first and first.role == ATOM


def _is_tuple(leaves: list[Leaf]) -> bool:
    depth = 0
    for leaf in leaves:
        depth += (leaf.kind in OPENING) - (leaf.kind in CLOSING)
        if depth == 1 and leaf.kind == ",":
            return True
    return False


def _around_imported_names(leaves: list[Leaf]) -> list[Leaf]:
    start = next(index for index, leaf in enumerate(leaves) if leaf.text == "import") + 1
    names = leaves[start:]
    if names[0].kind == "(":
        names[0].text = names[-1].text = ""
        names[0].role = names[-1].role = IMPORT
        return leaves
    return leaves[:start] + _optional(names, IMPORT)


def _around_annotations(leaves: list[Leaf]) -> list[Leaf]:
    """A `def`: optional brackets around the return type and around unions of parameters."""
    result: list[Leaf] = []
    depth = 0
    index = 0
    while index < len(leaves):
        leaf = leaves[index]
        depth += (leaf.kind in OPENING) - (leaf.kind in CLOSING)
        result.append(leaf)
        index += 1
        if leaf.text == "->":
            end = len(leaves) - 1
            if leaves[index].kind == "string" or any(leaf.magic for leaf in leaves[index:end]):
                raise Unsupported("return type that is a string or has a trailing comma")
            result += _optional(leaves[index:end])
            index = end
        elif leaf.kind == ":" and depth == 1:
            end = _end_of_annotation(leaves, index)
            annotation = leaves[index:end]
            wraps = _is_union(annotation) or _is_parenthesized(annotation)
            result += _optional(annotation) if wraps else annotation
            index = end
    return result


def _end_of_annotation(leaves: list[Leaf], start: int) -> int:
    depth = 0
    for index in range(start, len(leaves)):
        leaf = leaves[index]
        if depth == 0 and (leaf.kind in CLOSING or leaf.kind in (",", "=")):
            return index
        depth += (leaf.kind in OPENING) - (leaf.kind in CLOSING)
    raise Unsupported("annotation without an end")


def _is_union(leaves: list[Leaf]) -> bool:
    depth = 0
    for leaf in leaves:
        depth += (leaf.kind in OPENING) - (leaf.kind in CLOSING)
        if depth == 0 and leaf.kind == "|":
            return True
    return False


def _around_values(leaves: list[Leaf]) -> list[Leaf]:
    """An assignment, annotation, `return` or expression: optional brackets around each value."""
    result: list[Leaf] = []
    part: list[Leaf] = []
    depth = 0
    wraps = False
    for leaf in leaves:
        depth += (leaf.kind in OPENING) - (leaf.kind in CLOSING)
        separates = depth == 0 and leaf.kind in ("=", ":")
        if separates or (not result and not part and leaf.text == "return"):
            result += _optional(part) if wraps and part else part
            result.append(leaf)
            part, wraps = [], True
        else:
            part.append(leaf)
    return result + (_optional(part) if wraps and part else part)
