"""The public documents, with all runs of one on one worker."""

from __future__ import annotations

import pytest

from support.public import each_public_spec


def each_document(*, giants: bool | None = None) -> pytest.MarkDecorator:
    """`each_public_spec`, grouped for pytest-xdist, so that a document is read once."""
    parameters = [
        pytest.param(
            *parameter.values,
            id=parameter.id,
            marks=(*parameter.marks, pytest.mark.xdist_group(f"oracle {parameter.id}")),
        )
        for parameter in each_public_spec(giants=giants).args[1]
    ]
    return pytest.mark.parametrize("spec", parameters)
