"""Calls a server in a process of its own; run by `calls.py`.

Arguments: `sync` or `async`, the base URL, and the folder of the clients. Reads a case, a side and a
number of calls a line, writes CPU seconds.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx2

try:
    from orjson import loads
except ImportError:
    from json import loads

BASE_URL = sys.argv[2]
COMPANY = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
DUE = datetime(2026, 3, 31, tzinfo=UTC)

Calls = dict[tuple[str, str], Callable[[], Any]]


def _goal() -> dict[str, Any]:
    """The body that `goals.create` sends, as one writes it by hand."""
    return {
        "title": "Replace the firewall",
        "companyId": str(COMPANY),
        "dueDate": DUE.isoformat(),
        "quarter": "Q1",
        "year": 2026,
    }


def _new_goal() -> dict[str, Any]:
    return {
        "title": "Replace the firewall",
        "company_id": COMPANY,
        "due_date": DUE,
        "quarter": "Q1",
        "year": 2026,
    }


def _readers() -> tuple[Callable[[httpx2.Response], Any], Callable[[httpx2.Response], Any]]:
    """How one makes a pet, and a list of pets, by hand of what `Response.json` gives."""
    from bench_pets.models import Category, Pet, Tag

    def pet(data: dict[str, Any]) -> Pet:
        return Pet(
            id=data.get("id"),
            name=data["name"],
            category=Category(**data["category"]) if "category" in data else None,
            photo_urls=data["photoUrls"],
            tags=[Tag(**tag) for tag in data["tags"]] if "tags" in data else None,
            status=data.get("status"),
        )

    return (
        lambda response: pet(response.json()),
        lambda response: [pet(data) for data in response.json()],
    )


def _with_orjson(response: httpx2.Response) -> Any:
    return loads(response.content)


def sync_calls() -> Calls:
    from bench_msportal import MSPortal
    from bench_pets import Pets

    one_pet, all_pets = _readers()
    http = httpx2.Client(headers={"Authorization": "Bearer demo-token"})
    goals = MSPortal(token="demo-token", base_url=BASE_URL).goals
    pets = Pets(token="demo-token", base_url=BASE_URL).pets

    def get(path: str) -> httpx2.Response:
        return http.get(BASE_URL + path).raise_for_status()

    def post() -> httpx2.Response:
        return http.post(f"{BASE_URL}/api/public/v1/goals", json=_goal()).raise_for_status()

    return {
        ("get", "bare"): lambda: get("/pets/7").json(),
        ("get", "orjson"): lambda: _with_orjson(get("/pets/7")),
        ("get", "models"): lambda: one_pet(get("/pets/7")),
        ("get", "client"): lambda: pets.get(pet_id=7),
        ("post", "bare"): lambda: post().json(),
        ("post", "orjson"): lambda: _with_orjson(post()),
        ("post", "client"): lambda: goals.create(**_new_goal()),
        ("list", "bare"): lambda: get("/pets").json(),
        ("list", "orjson"): lambda: _with_orjson(get("/pets")),
        ("list", "models"): lambda: all_pets(get("/pets")),
        ("list", "client"): lambda: pets.list(),
    }


def async_calls() -> Calls:
    from bench_msportal import AsyncMSPortal
    from bench_pets import AsyncPets

    one_pet, all_pets = _readers()
    http = httpx2.AsyncClient(headers={"Authorization": "Bearer demo-token"})
    goals = AsyncMSPortal(token="demo-token", base_url=BASE_URL).goals
    pets = AsyncPets(token="demo-token", base_url=BASE_URL).pets

    async def get(path: str, read: Callable[[httpx2.Response], Any]) -> Any:
        return read((await http.get(BASE_URL + path)).raise_for_status())

    async def post(read: Callable[[httpx2.Response], Any]) -> Any:
        response = await http.post(f"{BASE_URL}/api/public/v1/goals", json=_goal())
        return read(response.raise_for_status())

    return {
        ("get", "bare"): lambda: get("/pets/7", httpx2.Response.json),
        ("get", "orjson"): lambda: get("/pets/7", _with_orjson),
        ("get", "models"): lambda: get("/pets/7", one_pet),
        ("get", "client"): lambda: pets.get(pet_id=7),
        ("post", "bare"): lambda: post(httpx2.Response.json),
        ("post", "orjson"): lambda: post(_with_orjson),
        ("post", "client"): lambda: goals.create(**_new_goal()),
        ("list", "bare"): lambda: get("/pets", httpx2.Response.json),
        ("list", "orjson"): lambda: get("/pets", _with_orjson),
        ("list", "models"): lambda: get("/pets", all_pets),
        ("list", "client"): lambda: pets.list(),
    }


def measure_sync(call: Callable[[], Any], count: int) -> float:
    start = time.process_time()
    for _ in range(count):
        call()
    return time.process_time() - start


async def measure_async(call: Callable[[], Awaitable[Any]], count: int) -> float:
    start = time.process_time()
    for _ in range(count):
        await call()
    return time.process_time() - start


async def main() -> None:
    is_async = sys.argv[1] == "async"
    calls = async_calls() if is_async else sync_calls()
    for line in sys.stdin:
        case, side, count = line.split()
        call = calls[case, side]
        if is_async:
            seconds = await measure_async(call, int(count))
        else:
            seconds = measure_sync(call, int(count))
        print(seconds, flush=True)


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[3])
    asyncio.run(main())
