"""Running scenarios: each through the generated client, once sync and once async."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from conformance.calls import Call, call_of
from conformance.clients import Package
from conformance.comparison import Deviating, Different
from conformance.results import check_headers, check_result
from conformance.scenarios import Scenario, Step
from conformance.spector import Server, serve
from conformance.streams import collected
from conformance.styles import CannotExpress

COLUMNS = ("server", "decoded", "sync", "async")
"""What is judged: what the server saw pass in both runs, results in both runs, the calls of each."""

Adjust = Callable[[Any], Any]


@dataclass
class Verdict:
    """What became of a scenario in one way of calling."""

    call: str = ""
    """Why a call did not end as it should; empty where all did."""

    result: str = ""
    """Why a result is not what the server answered; empty where all are."""

    deviation: str = ""
    """Where an answer is not what its document declares; empty where all are."""


@dataclass(frozen=True)
class Outcome:
    """What became of the scenarios in one version."""

    deviations: dict[str, str] = field(default_factory=dict)
    """Scenarios with an answer that is not what its document declares, and where."""

    failures: Mapping[str, dict[str, str]] = field(
        default_factory=lambda: {column: {} for column in COLUMNS}
    )
    """Column → scenario → why it is not passed."""


class Packages(dict[str, Package]):
    """The clients of one version, each generated when it is first needed."""

    def __init__(self, version: str, folder: Path) -> None:
        super().__init__()
        self._version = version
        self._folder = folder
        self._failures: dict[str, Exception] = {}

    def __missing__(self, document: str) -> Package:
        if document in self._failures:
            raise self._failures[document]
        try:
            package = self[document] = Package(self._version, document, self._folder)
        except Exception as error:
            self._failures[document] = error
            raise
        return package


class _Recorder:
    """Sees each request of a client on its way to the network."""

    def __init__(self) -> None:
        self.requests: list[httpx2.Request] = []

    def note(self, request: httpx2.Request) -> None:
        self.requests.append(request)

    async def note_async(self, request: httpx2.Request) -> None:
        self.requests.append(request)


def run(
    scenarios: tuple[Scenario, ...],
    version: str,
    folder: Path,
    *,
    adjust_result: Adjust = lambda value: value,
    adjust_arguments: Adjust = lambda arguments: arguments,
) -> Outcome:
    """Call every scenario of a version, and judge.

    Args:
        scenarios: which.
        version: folder of the documents.
        folder: an empty folder, for the clients.
        adjust_result: changes a result before it is judged, to see whether that is noticed.
        adjust_arguments: changes arguments before a call, likewise.
    """
    packages = Packages(version, folder)

    async def all_of_them(server: Server, *, is_async: bool) -> dict[str, Verdict]:
        runner = _Runner(server, packages, adjust_result, adjust_arguments, is_async=is_async)
        try:
            return {each.name: await runner.scenario(each) for each in scenarios}
        finally:
            await runner.close()

    with serve(folder) as server:
        sync = asyncio.run(all_of_them(server, is_async=False))
        sync_passed = server.passed()
    with serve(folder) as server:
        async_ = asyncio.run(all_of_them(server, is_async=True))
        async_passed = server.passed()

    outcome = Outcome()
    for name in (each.name for each in scenarios):
        if deviation := sync[name].deviation or async_[name].deviation:
            outcome.deviations[name] = deviation
        reasons = {
            "server": "" if name in sync_passed & async_passed else "the server saw no pass",
            "decoded": sync[name].result or async_[name].result,
            "sync": sync[name].call,
            "async": async_[name].call,
        }
        for column, reason in reasons.items():
            if reason:
                outcome.failures[column][name] = reason
    return outcome


class _Runner:
    """Calls scenarios in one of the two ways."""

    def __init__(
        self,
        server: Server,
        packages: Packages,
        adjust_result: Adjust,
        adjust_arguments: Adjust,
        *,
        is_async: bool,
    ) -> None:
        self._server = server
        self._packages = packages
        self._adjust_result = adjust_result
        self._adjust_arguments = adjust_arguments
        self._is_async = is_async
        self._recorder = _Recorder()
        self._http: Any
        if is_async:
            hooks = {"request": [self._recorder.note_async]}
            self._http = httpx2.AsyncClient(event_hooks=hooks, trust_env=False)
        else:
            hooks = {"request": [self._recorder.note]}
            self._http = httpx2.Client(event_hooks=hooks, trust_env=False)

    async def close(self) -> None:
        """Close connections."""
        if self._is_async:
            await self._http.aclose()
        else:
            self._http.close()

    async def scenario(self, scenario: Scenario) -> Verdict:
        """Take all steps of a scenario; a step that fails does not keep the next from its turn."""
        verdict = Verdict()
        walks = self._walks(scenario)
        steps = scenario.steps[:1] if walks else scenario.steps
        for number, step in enumerate(steps, 1):
            where = f"request {number}: " if len(steps) > 1 else ""
            try:
                await (self._walk(scenario.steps) if walks else self._step(step))
            except Different as error:
                verdict.result = verdict.result or f"{where}{error}"
            except Deviating as error:
                verdict.deviation = str(error)
            except Exception as error:
                kind = "" if isinstance(error, CannotExpress) else f"{type(error).__name__}: "
                reason = f"{where}{kind}{error}"
                verdict.call = verdict.call or reason
                verdict.result = verdict.result or reason
        return verdict

    def _walks(self, scenario: Scenario) -> bool:
        """Whether the steps ask for one page after the other."""
        steps = scenario.steps
        if len({(step.document, step.operation_id) for step in steps}) > 1 or len(steps) < 2:
            return False
        methods = self._packages[steps[0].document].methods(steps[0])
        return methods[0].plan.pagination is not None

    async def _walk(self, steps: tuple[Step, ...]) -> None:
        """Iterate over all pages, of which each step asks for one, and look at each.

        Raises:
            Different: a page is not what the server answered.
            Exception: an iteration did not end as it should.
        """
        call = call_of(self._packages[steps[0].document], steps[0])
        client = call.package.client(
            is_async=self._is_async,
            http_client=self._http,
            retries=0,
            **call.package.location(call.place, self._server.origin),  # where its links lead
            **call.credentials,
        )
        self._recorder.requests.clear()
        pages = call.method.of(client)(**self._adjust_arguments(dict(call.arguments)))
        with client.capture() as responses:
            if self._is_async:
                found = [page async for page in pages.pages()]
            else:
                found = list(pages.pages())
        requests = list(self._recorder.requests)
        assert len(requests) == len(steps), f"{len(requests)} pages came"
        for step, request, response, page in zip(steps, requests, responses, found, strict=True):
            self._check_request(step, [request])
            check_headers(step, response.headers)
            check_result(call, step, self._server, self._adjust_result(page))

    async def _step(self, step: Step) -> None:
        """Make the call of a step and look at its result.

        Raises:
            Different: the result is not what the server answered.
            Deviating: it is, but is not what the document declares.
            Exception: the call could not be made, or did not end as it should.
        """
        call = call_of(self._packages[step.document], step)
        client = call.package.client(
            is_async=self._is_async,
            http_client=self._http,
            retries=0,
            **call.package.location(call.place, self._server.url),
            **call.credentials,
        )
        self._recorder.requests.clear()
        arguments = self._adjust_arguments(dict(call.arguments))
        method = call.method.of(client)
        with client.capture() as responses:
            value = await self._value(call, method, arguments, step)
        items = await collected(value)
        self._check_request(step, self._recorder.requests)
        check_headers(step, responses[-1].headers)
        check_result(call, step, self._server, self._adjust_result(items))
        if step.reconnects:
            await self._reconnect(call, method, arguments, step, value.last_event_id)

    async def _reconnect(
        self,
        call: Call,
        method: Callable[..., Any],
        arguments: dict[str, Any],
        step: Step,
        last_event_id: str,
    ) -> None:
        """Ask for what comes behind the last event, which the dump does not show."""
        options = call.package.runtime.RequestOptions(headers={"Last-Event-ID": last_event_id})
        value = await self._value(call, method, {**arguments, "options": options}, step)
        items = await collected(value)
        assert items, "nothing came behind the last event"
        assert value.last_event_id != last_event_id, "the same event came again"

    async def _value(
        self, call: Call, method: Callable[..., Any], arguments: dict[str, Any], step: Step
    ) -> Any:
        """The result of a call, streams unread, or the body of the error that it must end with."""
        status_error = call.package.submodule("errors").APIStatusError
        try:
            if call.method.plan.pagination is not None:
                first_page = method(**arguments).first_page()
                value = await first_page if self._is_async else first_page
            elif self._is_async:
                waiting: Awaitable[Any] = method(**arguments)
                is_coroutine = inspect.iscoroutinefunction(method)
                assert is_coroutine or hasattr(waiting, "__aenter__"), "the method is no coroutine"
                value = await waiting
            else:
                value = method(**arguments)
        except status_error as error:
            if error.status_code != step.status:
                raise AssertionError(f"{error} {str(error.body)[:300]}") from error
            return error.body
        if step.status >= 300:
            raise AssertionError(f"the answer {step.status} is no error")
        return value

    def _check_request(self, step: Step, requests: list[httpx2.Request]) -> None:
        """See that the one request that was sent is that of the step."""
        assert len(requests) == 1, f"{len(requests)} requests were sent"
        request = requests[0]
        assert request.method == step.method, f"{request.method} was sent"
        path = request.url.raw_path.decode("ascii").partition("?")[0]
        assert path.rstrip("/") == step.uri.rstrip("/"), f"{path} was called"
        names = {name for name, _ in request.url.params.multi_items()}
        assert names == set(step.query), f"the query has {sorted(names)}"
        sent = request.headers.get("content-type", "").partition(";")[0]
        if step.body is not None:
            expected = {step.body.media_type, step.headers.get("content-type")}
            is_alike = step.body.is_json and sent.endswith("+json")
            assert is_alike or sent in expected, f"{sent or 'no body'} was sent"
