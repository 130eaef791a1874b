"""A warehouse in Litestar."""

import csv
import datetime as dt
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Controller, Litestar, Request, delete, get, patch, post, put
from litestar.connection import ASGIConnection
from litestar.datastructures import UploadFile
from litestar.dto import DataclassDTO, DTOConfig, DTOData
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException, NotAuthorizedException, NotFoundException
from litestar.handlers import BaseRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from litestar.pagination import ClassicPagination, CursorPagination, OffsetPagination
from litestar.params import Body, Parameter
from litestar.response import File, Redirect, Response, ServerSentEvent, Stream

# --- who calls -----------------------------------------------------------------------------------


def bearer_guard(connection: ASGIConnection, _: BaseRouteHandler) -> None:
    if connection.headers.get("authorization") != "Bearer abc":
        raise NotAuthorizedException("Invalid token")


def key_guard(connection: ASGIConnection, _: BaseRouteHandler) -> None:
    if connection.headers.get("x-api-key") != "key":
        raise NotAuthorizedException("Invalid key")


def basic_guard(connection: ASGIConnection, _: BaseRouteHandler) -> None:
    if connection.headers.get("authorization") != "Basic a2ltOnNlY3JldA==":
        raise NotAuthorizedException("Invalid password")


@dataclass
class Caller:
    scheme: str


class AuthController(Controller):
    path = "/auth"
    tags = ["auth"]

    @get("/bearer", guards=[bearer_guard], security=[{"BearerToken": []}])
    async def read_bearer(self) -> Caller:
        return Caller("bearer")

    @get("/key", guards=[key_guard], security=[{"APIKey": []}])
    async def read_key(self) -> Caller:
        return Caller("key")

    @get("/basic", guards=[basic_guard], security=[{"Basic": []}])
    async def read_basic(self) -> Caller:
        return Caller("basic")


# --- parts ---------------------------------------------------------------------------------------


class Material(Enum):
    STEEL = "steel"
    WOOD = "wood"


@dataclass
class Supplier:
    name: str
    since: dt.date | None = None


@dataclass
class Part:
    id: UUID
    name: Annotated[str, Parameter(min_length=1)]
    material: Material
    price: Decimal
    weight: float | None
    supplier: Supplier
    tags: list[str] = field(default_factory=list)
    added: dt.datetime | None = None


class NewPartDTO(DataclassDTO[Part]):
    config = DTOConfig(exclude={"id", "added"})


class PartChangeDTO(DataclassDTO[Part]):
    config = DTOConfig(exclude={"id", "added"}, partial=True)


PARTS: dict[UUID, Part] = {}


def _part(part_id: UUID) -> Part:
    if part_id not in PARTS:
        raise NotFoundException(f"No part {part_id}")
    return PARTS[part_id]


class PartController(Controller):
    path = "/parts"
    tags = ["parts"]
    return_dto = None

    @get()
    async def list_parts(
        self, page: int = 1, page_size: Annotated[int, Parameter(le=50)] = 2
    ) -> list[Part]:
        return list(PARTS.values())[(page - 1) * page_size : page * page_size]

    @post(dto=NewPartDTO, return_dto=None)
    async def create_part(self, data: DTOData[Part]) -> Part:
        name = data.as_builtins()["name"]
        if any(each.name == name for each in PARTS.values()):
            raise ClientException(f"{name} exists", status_code=409, extra={"name": name})
        added = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
        part = data.create_instance(id=UUID(int=len(PARTS) + 1), added=added)
        PARTS[part.id] = part
        return part

    @get("/newest")
    async def read_newest(self) -> Redirect:
        return Redirect(f"/parts/{list(PARTS)[-1]}")

    @get("/{part_id:uuid}")
    async def read_part(self, part_id: UUID) -> Part:
        return _part(part_id)

    @patch("/{part_id:uuid}", dto=PartChangeDTO, return_dto=None)
    async def change_part(self, part_id: UUID, data: DTOData[Part]) -> Part:
        return data.update_instance(_part(part_id))

    @delete("/{part_id:uuid}")
    async def delete_part(self, part_id: UUID) -> None:
        _part(part_id)
        del PARTS[part_id]


# --- lists ---------------------------------------------------------------------------------------

NUMBERS = list(range(7))


class ListController(Controller):
    path = "/lists"
    tags = ["lists"]

    @get("/offset")
    async def list_by_offset(self, limit: int = 3, offset: int = 0) -> OffsetPagination[int]:
        items = NUMBERS[offset : offset + limit]
        return OffsetPagination(items=items, limit=limit, offset=offset, total=len(NUMBERS))

    @get("/pages")
    async def list_by_page(
        self, page_size: int = 3, current_page: int = 1
    ) -> ClassicPagination[int]:
        return ClassicPagination(
            items=NUMBERS[(current_page - 1) * page_size : current_page * page_size],
            page_size=page_size,
            current_page=current_page,
            total_pages=-(-len(NUMBERS) // page_size),
        )

    @get("/cursor")
    async def list_by_cursor(
        self, cursor: str | None = None, results_per_page: int = 3
    ) -> CursorPagination[str, int]:
        start = int(cursor or 0)
        following = start + results_per_page
        return CursorPagination(
            items=NUMBERS[start:following],
            results_per_page=results_per_page,
            cursor=str(following) if following < len(NUMBERS) else None,
        )


# --- values --------------------------------------------------------------------------------------


class Circle(msgspec.Struct, tag="circle", tag_field="shape"):
    radius: float


class Square(msgspec.Struct, tag="square", tag_field="shape"):
    side: float
    color: str | None = None


@dataclass
class Everything:
    number: int
    ratio: float
    price: Decimal
    flag: bool
    day: dt.date
    moment: dt.datetime
    length: dt.timedelta
    key: UUID
    material: Material
    kind: Literal["small", "large"]
    content: bytes
    shape: Circle | Square
    pair: tuple[int, str]
    unique: set[str] = field(default_factory=set)
    by_name: dict[str, Supplier] = field(default_factory=dict)
    note: str | None = None
    anything: Any = None
    either: int | str | list[int] = 0


@dataclass
class Echo:
    received: str
    value: Everything


@post("/echo", tags=["values"], status_code=200)
async def echo(data: Everything, request: Request) -> Echo:
    return Echo(received=(await request.body()).decode(), value=data)


@put("/shapes", tags=["values"])
async def replace_shapes(data: list[Circle | Square]) -> list[Circle | Square]:
    return data


@get("/see/{number:int}/{day:date}/{place:path}", tags=["values"])
async def see(
    request: Request,
    number: int,
    day: dt.date,
    place: Path,
    since: dt.datetime,
    material: list[Material] | None = None,
    limit: Annotated[int, Parameter(le=100)] = 10,
    is_open: Annotated[bool | None, Parameter(query="open")] = None,
    trace: Annotated[UUID | None, Parameter(header="X-Trace")] = None,
    session: Annotated[str | None, Parameter(cookie="session")] = None,
) -> dict[str, Any]:
    return {
        "query": request.scope["query_string"].decode(),
        "values": [number, day, str(place), since, material, limit, is_open, trace, session],
    }


# --- files ---------------------------------------------------------------------------------------


@dataclass
class Stored:
    name: str
    type: str
    size: int


@dataclass
class Form:
    image: UploadFile
    title: str
    others: list[UploadFile] = field(default_factory=list)
    day: dt.date | None = None


@post("/file", tags=["files"])
async def upload(
    data: Annotated[Form, Body(media_type=RequestEncodingType.MULTI_PART)],
) -> list[Stored]:
    files = [data.image, *data.others]
    title = f"{data.title} {data.day}"
    return [
        Stored(name=each.filename, type=each.content_type, size=len(await each.read()))
        for each in files
    ] + [Stored(name=title, type="", size=0)]


@post("/form", tags=["files"])
async def submit(
    data: Annotated[Supplier, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Supplier:
    return data


@get("/download", tags=["files"])
async def download() -> File:
    return File(Path(__file__), filename="warehouse.py")


@get("/stream", tags=["files"], media_type="application/octet-stream")
async def stream() -> Stream:
    async def pieces() -> AsyncIterator[bytes]:
        for number in range(256):
            yield bytes([number]) * 100

    return Stream(pieces())


@get("/report", tags=["files"])
async def read_report() -> Response[Any]:
    text = io.StringIO()
    csv.writer(text).writerows([["name", "price"], ["Ä", "1.50"]])
    return Response(text.getvalue(), media_type="text/csv")


@get("/hello", tags=["files"], media_type="text/plain")
async def say_hello() -> str:
    return "Hello, Ä"


@get("/ticks", tags=["files"], media_type="text/event-stream")
async def watch(count: int = 3) -> ServerSentEvent:
    async def ticks() -> AsyncIterator[dict[str, Any]]:
        for number in range(count):
            yield {"event": "tick", "id": number, "data": f'{{"count": {number}}}'}

    return ServerSentEvent(ticks())


app = Litestar(
    [
        AuthController,
        PartController,
        ListController,
        echo,
        replace_shapes,
        see,
        upload,
        submit,
        download,
        stream,
        read_report,
        say_hello,
        watch,
    ],
    openapi_config=OpenAPIConfig(
        title="Warehouse",
        version="3.0.0",
        components=Components(
            security_schemes={
                "BearerToken": SecurityScheme(type="http", scheme="bearer"),
                "APIKey": SecurityScheme(
                    type="apiKey", name="X-API-Key", security_scheme_in="header"
                ),
                "Basic": SecurityScheme(type="http", scheme="basic"),
            }
        ),
    ),
)
