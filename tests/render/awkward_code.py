"""Modules that people's templates might make: formatted in their own ways, blank lines anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

STATEMENTS = (
    "x = 1",
    "x=1",
    "x = {'a':1, \"b\" : 2}",
    "_log = logging.getLogger(__name__)",
    "_log.info('%s %s', \"GET\", path)",
    '_log.info("%s %s", "GET", "/repos/{owner}/{repo}/pulls/{number}/comments/{comment}/reply")',
    '_log.info("%s %s", "PUT", "/repos/{owner}/{repo}/pulls")',
    '_log.info("%s %s", "GET", "/repos/{owner}/{repo}/issues/{number}/comments/{comment}/more")',
    "call(first, second = 2, *rest, **options)",
    "call(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, *cccccccc, **dddddddd)",
    "call(\n    first,\n  second\n)",
    "call(first, second,)",
    "call(  # why\n    first,\n    # and then\n    second)",
    "return_value = (yield_ or other)",
    "value = (a)",
    "value = (\n    a + b\n)",
    "value = some.thing.of(1).and_then(2).and_so_on(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa).until_it_ends()",
    "value = not(a)or b if c else-d",
    "value = a if aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa else bbbbbbbbbbbbbbbbbbbbbbbbbbbb or cccccccccc",
    "value = lambda x : x ** -y",
    "value = 0XFF + 1E5",
    "value = f'{a!r}' 'b'",
    "value = '''one\n  two '''",
    'value = """one\n    two\n"""',
    "value = r'\\d' + u'x' + B'y'",
    "value: 'dict[str,int]' = {}",
    "value: int=3",
    "value [0] = other [1:2]",
    "assert isinstance(value, (int, str)), 'a message that is so long that the statement is split'",
    "del (a), b",
    "del (a, b)",
    "import os",
    "import os, sys",
    "from x import (a,b)",
    "from .models import aaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbb, cccccccccccccccccc",
    "global_value = 1  # why",
    "value = [  # pylint: disable=all\n    1\n]",
    "value = 1 # noqa",
    "print('hello')",
    "print(* args , sep = '')",
    "raise ValueError('no') from None",
    "for_ = [i for i in range(3) if i]",
    "pass",
    "x = ...",
    "x = 'a string'\n{0}'''A string.'''",
    "x = 'a string'\n{0}'''A string\n  in lines.'''",
    "x = y = z",
    "(x) = (y)",
    "a, b = b, a",
    "(a, b) = (b, a)",
    "x += (1)",
    "x: (int) = (1)",
    "x = 1;",
)
"""Simple statements, at any place."""

IN_FUNCTIONS = (
    "return",
    "return (x)",
    "return not (x)",
    'return self._client.request(OPERATION, path={"a": a}, options=options)',
    "return self._client.request(OPERATION_WITH_A_LONG_NAME, path={'aaaaaaaa': aaaaaaaa}, options=o)",
    "return {'a' : 1}",
    "yield x",
    "x = (yield)",
    "nonlocal_ = 1",
)

HEADERS = (
    "if x:",
    "if (x):",
    "if x :  # why",
    "if a and bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb and cccccccccccccccccccccccccc and ddddddddddddd:",
    "for x in (1, 2):",
    "for (x, y) in z:",
    "while(x):",
    "with a as b:",
    "with (a):",
    "with open('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') as aaaaaaaaaaaaaa, open('bbbbbbbbbbbbbbbbbbbb') as b:",
    "if TYPE_CHECKING:",
)

CONTINUED = (
    ("try:", ("except ValueError:", "except (ValueError, TypeError) as error :", "finally:")),
    ("try:  # why", ("finally:",)),
    ("if x:", ("elif (y):", "else:")),
    ("if x:", ("else:",)),
    ("for x in y:", ("else:",)),
)

DECORATORS = ("@property", "@cached_property", "@decorated( x = 1 )", "@overload", "@a.b  # why")

DEFS = (
    "def f(self):",
    "async def f(self) -> int:",
    "def f(self, a:int=1, *, b = 2)->'str':",
    "def f(self, *, options: RequestOptions | None = None, aaaaaaaaaaaa: int, bbbbbbbbbb: str) -> X:",
    "def f(\n    self, a,\n    *args,\n) -> X:  # why",
    "def f(self,):",
)

CLASSES = ("class A:", "class A():", "class A(B, metaclass = C):", "class A(  # why\n    B):")

DOCSTRINGS = (
    '"""What it is."""',
    "'''What it is.'''",
    "'What it is.'",
    '""" What it is. """',
    '"""What it is.\n\n{0}Further.\n{0}"""',
    '"""What it is.\n\n{0}    Further.\n\n{0}    """',
    '"""What it is.\n\nFurther."""',
    '"""What it is.  \n\n{0}Further: `a\\\\b`.\n\n{0}"""',
    'r"""What it is."""',
    '"""What it is."""  # why',
    '""""Quoted" from the first to the "last\n{0}word\\"."""',
    '"""What it is, in more than a line.\n\n{0}Args:\n{0}    x: what\n{0}       it is\n{0}"""',
    '"""What it is.\n{0}Wordddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd."""',
)

COMMENTS = ("# why", "#why", "#: what", "#!x", "# type: ignore")


@st.composite
def modules(draw: st.DrawFn) -> str:
    """The text of a module that compiles."""
    lines: list[str] = []
    if draw(st.booleans()):
        lines += _comments(draw, "")
        lines.append(draw(st.sampled_from(DOCSTRINGS)).format(""))
    if draw(st.integers(0, 5)):
        lines += [*_blank(draw), "from __future__ import annotations"]
    lines += _block(draw, 0, in_function=False)
    return "\n".join(lines) + "\n"


def _block(draw: st.DrawFn, depth: int, *, in_function: bool) -> Iterator[str]:
    for _ in range(draw(st.integers(1, 4 if depth else 8))):
        yield from _blank(draw)
        yield from _comments(draw, " " * 4 * depth)
        yield from _statement(draw, depth, in_function=in_function)


def _statement(draw: st.DrawFn, depth: int, *, in_function: bool) -> Iterator[str]:
    kind = draw(st.integers(0, 9)) if depth < 4 else 0
    indent = " " * 4 * depth
    if kind < 5:
        choices = STATEMENTS + IN_FUNCTIONS if in_function else STATEMENTS
        yield from _indented(draw(st.sampled_from(choices)), indent)
    elif kind == 5:
        yield from _indented(draw(st.sampled_from(HEADERS)), indent)
        yield from _block(draw, depth + 1, in_function=in_function)
    elif kind == 6:
        header, others = draw(st.sampled_from(CONTINUED))
        yield from _indented(header, indent)
        yield from _block(draw, depth + 1, in_function=in_function)
        for other in others:
            yield from _blank(draw)
            yield from _indented(other, indent)
            yield from _block(draw, depth + 1, in_function=in_function)
    else:
        is_class = kind == 7
        for decorator in draw(st.lists(st.sampled_from(DECORATORS), max_size=2)):
            yield indent + decorator
            yield from _comments(draw, indent)
        header = draw(st.sampled_from(CLASSES if is_class else DEFS))
        if draw(st.integers(0, 5)) == 0:
            yield from _indented(header.replace("  # why", ""), indent)
            yield f"{indent}    ..."
            return
        yield from _indented(header, indent)
        if draw(st.booleans()):
            yield from _blank(draw)
            yield indent + "    " + draw(st.sampled_from(DOCSTRINGS)).format(indent + "    ")
        yield from _block(draw, depth + 1, in_function=not is_class)


def _blank(draw: st.DrawFn) -> list[str]:
    return [""] * draw(st.sampled_from((0, 0, 0, 1, 1, 2, 3)))


def _comments(draw: st.DrawFn, indent: str) -> Iterator[str]:
    if draw(st.integers(0, 9)) == 0:
        for comment in draw(st.lists(st.sampled_from(COMMENTS), min_size=1, max_size=2)):
            yield indent + comment
            yield from _blank(draw)


def _indented(text: str, indent: str) -> Iterator[str]:
    """The lines of a statement: those in brackets as they are in the list, too."""
    for line in text.replace("{0}", indent).split("\n"):
        yield indent + line
