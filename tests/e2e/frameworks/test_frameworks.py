"""Apps in five web frameworks, called with clients of the documents that these make."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from clientsmith.problem import Severity
from e2e.conftest import must_be_there
from e2e.frameworks.harness import ALL, Client, Framework
from e2e.installation import FRAMEWORKS
from support.checks import mypy_errors, pyright_errors, share_runtime

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("frameworks")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("frameworks")


@pytest.fixture(scope="module")
def client_of(folder: Path) -> Iterator[Callable[[Framework], Client]]:
    """Returns the client of a framework's app, which runs until the last test."""
    must_be_there(FRAMEWORKS)
    clients: dict[Framework, Client] = {}
    with ExitStack() as stack:

        def made(framework: Framework) -> Client:
            if framework not in clients:
                place = folder / framework.name
                place.mkdir(exist_ok=True)
                url = stack.enter_context(framework.serve(place))
                clients[framework] = Client(framework, url, folder)
            return clients[framework]

        yield made


@pytest.mark.parametrize("framework", ALL, ids=lambda each: each.name)
def test_every_operation_is_called(
    framework: Framework,
    is_async: bool,
    client_of: Callable[[Framework], Client],
    record_property: Callable[[str, object], None],
) -> None:
    client = client_of(framework)
    run = client.run(is_async=is_async)
    record_property(
        "framework",
        (
            framework.name,
            "async" if is_async else "sync",
            len(client.operations),
            run.calls,
            run.decoded,
            len(run.failures),
        ),
    )
    if run.failures:
        pytest.fail("\n".join(run.failures.values()), pytrace=False)
    assert run.operations - run.called == set()


@pytest.mark.parametrize("framework", ALL, ids=lambda each: each.name)
def test_a_strict_run_accepts_the_document(
    framework: Framework, client_of: Callable[[Framework], Client]
) -> None:
    found = client_of(framework).problems
    assert [each for each in found if each.severity > Severity.NOTE] == []


def test_programs_and_clients_are_typed(
    client_of: Callable[[Framework], Client], folder: Path, tmp_path: Path
) -> None:
    clients = [client_of(framework) for framework in ALL]
    for client in clients:
        shutil.copytree(folder / client.package, tmp_path / client.package)
        for name in client.programs.values():
            shutil.copy(folder / f"{name}.py", tmp_path)
    share_runtime(tmp_path, [client.package for client in clients])
    files = [path.relative_to(tmp_path) for path in sorted(tmp_path.iterdir())]
    assert mypy_errors(files, tmp_path) == ""
    assert pyright_errors(files, tmp_path) == ""
