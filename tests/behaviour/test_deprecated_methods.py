"""Methods of deprecated operations."""

from __future__ import annotations

import asyncio
import inspect
import sys
import warnings
from pathlib import Path

import pytest

from support import checks
from support.clients import Exchange, exchange

DOCUMENT = """
paths:
  /pets:
    get:
      operationId: pets/list
      deprecated: true
      responses: {'200': {content: {application/json: {schema: {type: string}}}}}
  "/say \\"hi\\"":
    get:
      operationId: pets/say
      deprecated: true
      responses: {'200': {content: {application/json: {schema: {type: string}}}}}
  /cats:
    get:
      operationId: cats/list
      responses: {'200': {content: {application/json: {schema: {type: string}}}}}
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    return exchange(DOCUMENT, tmp_path_factory.mktemp("deprecated"))


def test_a_call_warns_where_it_is_made(client: Exchange) -> None:
    with pytest.warns(DeprecationWarning, match=r"^GET /pets is deprecated\.$") as caught:
        client.client.pets.list()
    assert [warning.filename for warning in caught] == [__file__]
    with pytest.warns(DeprecationWarning, match=r'^GET /say "hi" is deprecated\.$'):
        client.client.pets.say()


def test_an_asynchronous_call_warns(client: Exchange) -> None:
    async def call() -> None:
        await client.async_client.pets.list()

    with pytest.warns(DeprecationWarning, match=r"^GET /pets is deprecated\.$") as caught:
        asyncio.run(call())
    assert [warning.filename for warning in caught] == [__file__]
    if sys.version_info >= (3, 12):
        assert inspect.iscoroutinefunction(client.async_client.pets.list)


def test_other_methods_do_not_warn(client: Exchange) -> None:
    with warnings.catch_warnings(action="error"):
        client.client.cats.list()


def test_signature_and_docs_stay(client: Exchange) -> None:
    method = client.client.pets.list
    assert list(inspect.signature(method).parameters) == ["options"]
    assert "Deprecated." in (method.__doc__ or "")


@pytest.mark.types
def test_type_checkers_mark_uses(tmp_path: Path) -> None:
    package = exchange(DOCUMENT, tmp_path).package.__name__
    program = tmp_path / "out" / "program.py"
    program.write_text(f"""# pyright: reportDeprecated=error
from {package} import Sample

Sample().pets.list()
Sample().cats.list()
""")
    said = checks.pyright_errors([Path("program.py")], tmp_path / "out")
    assert "program.py:4:" in said
    assert "GET /pets is deprecated." in said
    assert "program.py:5:" not in said
