"""Statements that are too long are split exactly as black splits them."""

import black
import pytest

from clientsmith.render.postprocessing.splitting import UnsupportedSyntax, lay_out
from render.random_code import RandomCode

EACH = 60


def as_black_does(header: str, statement: str, body: str = "\n") -> str:
    formatted = black.format_str(header + statement + body, mode=black.Mode())
    return formatted.removeprefix(header).removesuffix(body.lstrip("\n")).rstrip("\n")


@pytest.mark.property
@pytest.mark.parametrize("seed", range(6))
def test_statements(seed: int) -> None:
    code = RandomCode(seed)
    for _ in range(EACH):
        statement = code.statement()
        expected = as_black_does("def f():\n", f"    {statement}")
        assert lay_out(statement, 1) == expected
        dedented = "\n".join(line[4:] for line in expected.split("\n"))
        assert lay_out(dedented, 1) == expected


@pytest.mark.property
@pytest.mark.parametrize("seed", range(6))
def test_signatures(seed: int) -> None:
    code = RandomCode(seed)
    for _ in range(EACH):
        signature = code.signature()
        body = "\n        pass\n"
        assert lay_out(signature, 1) == as_black_does("class A:\n", f"    {signature}", body)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            f"x: {'A' * 50} | {'B' * 50} = None",
            f"x: (\n    {'A' * 50}\n    | {'B' * 50}\n) = None",
        ),
        (
            f"x: Literal[{', '.join(['1234567890'] * 8)}]",
            f"x: Literal[\n{'    1234567890,{nl}' * 8}]".replace("{nl}", "\n"),
        ),
        (
            f"{'X' * 40}: Operation[{'M' * 20}] = Operation('GET', '/',)",
            f"{'X' * 40}: Operation[{'M' * 20}] = Operation(\n    'GET',\n    '/',\n)",
        ),
        (f'x = "{"long" * 30}"', f'x = "{"long" * 30}"'),
        ("x = f(\n    a,\n    b\n)", "x = f(a, b)"),
        ("x: (A | B) = None", "x: A | B = None"),
        (f"x: {'N' * 90}[str]", f"x: {'N' * 90}[\n    str\n]"),
        (f"{'x' * 90}: A[b] = f(1)", f"{'x' * 90}: A[\n    b\n] = f(\n    1\n)"),
    ],
)
def test_examples(statement: str, expected: str) -> None:
    assert lay_out(statement, 0) == expected


@pytest.mark.parametrize(
    "statement",
    [
        "x = a if b else c",
        "x = [a for a in b]",
        "x = a + b",
        "x = lambda: a",
        'x = "a" "b"',
        "x = a  # comment",
        'x = """a"""',
        "x = a; y = b",
        "x = (a",
        "x = ((a))",
        'def f() -> "X":',
        "def f() -> dict[a, b,]:",
    ],
)
def test_other_constructs_are_left_to_black(statement: str) -> None:
    with pytest.raises(UnsupportedSyntax):
        lay_out(statement, 0)
