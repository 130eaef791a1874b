"""Type expressions of constants."""

import pytest

from clientsmith.types.expressions import annotation_code, constants


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("a",), 'Literal["a"]'),
        (("b", "a", "b"), 'Literal["b", "a"]'),
        ((None, "a"), 'Literal["a"] | None'),
        ((None,), "None"),
        ((), "Any"),
        ((1, True), "Literal[1, True]"),
        ((1.5, 2.5), "float"),
        (("a", 1.5, "b"), 'Literal["a", "b"] | float'),
        ((1.5, "a", None, 2**70, "b"), 'float | Literal["a", "b"] | int | None'),
        ((2**70,), "int"),
    ],
    ids=str,
)
def test_constants(values: tuple[str | int | float | bool | None, ...], expected: str) -> None:
    assert annotation_code(constants(values)) == expected
