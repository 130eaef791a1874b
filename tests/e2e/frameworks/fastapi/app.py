"""A shop in FastAPI."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import AsyncIterable
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import (
    Cookie,
    Depends,
    FastAPI,
    File,
    Form,
    Header,
    HTTPException,
    Query,
    Request,
    Response,
    UploadFile,
)
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, StreamingResponse
from fastapi.security import (
    APIKeyHeader,
    HTTPBasic,
    HTTPBasicCredentials,
    HTTPBearer,
    OAuth2PasswordBearer,
    OAuth2PasswordRequestForm,
)
from fastapi.security.http import HTTPAuthorizationCredentials
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field

app = FastAPI(title="Shop", version="1.2.3")


# --- who calls -----------------------------------------------------------------------------------

oauth2 = OAuth2PasswordBearer(tokenUrl="token")
bearer = HTTPBearer()
api_key = APIKeyHeader(name="X-API-Key")
basic = HTTPBasic()


class Token(BaseModel):
    access_token: str
    token_type: str


class Caller(BaseModel):
    scheme: str
    name: str


@app.post("/token", tags=["auth"])
def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    if form.password != "secret":
        raise HTTPException(400, "Incorrect username or password")
    return Token(access_token=f"token-of-{form.username}", token_type="bearer")


@app.get("/me", tags=["auth"])
def read_me(token: Annotated[str, Depends(oauth2)]) -> Caller:
    if not token.startswith("token-of-"):
        raise HTTPException(401, "Invalid token", {"WWW-Authenticate": "Bearer"})
    return Caller(scheme="oauth2", name=token.removeprefix("token-of-"))


@app.get("/machine", tags=["auth"])
def read_machine(found: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> Caller:
    return Caller(scheme="bearer", name=found.credentials)


@app.get("/partner", tags=["auth"])
def read_partner(key: Annotated[str, Depends(api_key)]) -> Caller:
    return Caller(scheme="key", name=key)


@app.get("/admin", tags=["auth"])
def read_admin(found: Annotated[HTTPBasicCredentials, Depends(basic)]) -> Caller:
    if found.password != "secret":
        raise HTTPException(403, {"code": "wrong_password", "message": "Not this password"})
    return Caller(scheme="basic", name=found.username)


# --- values --------------------------------------------------------------------------------------


class Color(str, Enum):
    red = "red"
    dark_blue = "dark-blue"


class Level(int, Enum):
    low = 1
    high = 2


class Size(BaseModel):
    width: float
    height: float | None = None


class Everything(BaseModel):
    text: str = Field(min_length=1, max_length=20)
    number: int
    ratio: float
    price: Decimal = Field(max_digits=12, decimal_places=2)
    flag: bool
    day: dt.date
    moment: dt.datetime
    clock: dt.time
    length: dt.timedelta
    key: UUID
    color: Color
    level: Level
    kind: Literal["small", "large"] = "small"
    tags: set[str] = set()
    pair: tuple[int, str]
    sizes: list[Size] = []
    by_name: dict[str, Size] = {}
    parent: Everything | None = None
    note: str | None = None
    anything: Any = None
    either: int | Size | list[str] = 0


class Echo(BaseModel):
    received: str
    value: Everything


@app.post("/echo", tags=["values"])
async def echo(value: Everything, request: Request) -> Echo:
    return Echo(received=(await request.body()).decode(), value=value)


class Seen(BaseModel):
    url: str
    headers: dict[str, str]
    cookies: dict[str, str]
    values: dict[str, Any]


@app.get("/see/{number}/{day}/{path:path}", tags=["values"])
def see(
    request: Request,
    number: int,
    day: dt.date,
    path: str,
    since: dt.datetime,
    x_trace: Annotated[UUID, Header()],
    color: Annotated[list[Color], Query()] = [],
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    price: Decimal | None = None,
    within: dt.timedelta | None = None,
    is_open: Annotated[bool | None, Query(alias="open")] = None,
    x_tag: Annotated[list[str] | None, Header()] = None,
    session: Annotated[str | None, Cookie()] = None,
) -> Seen:
    return Seen(
        url=f"{request.url.path}?{request.url.query}",
        headers={key: value for key, value in request.headers.items() if key.startswith("x-")},
        cookies=request.cookies,
        values={
            "number": number,
            "day": day,
            "path": path,
            "since": since,
            "trace": x_trace,
            "color": color,
            "limit": limit,
            "price": price,
            "within": within,
            "open": is_open,
            "tag": x_tag,
            "session": session,
        },
    )


class Card(BaseModel):
    method: Literal["card"]
    number: str


class Transfer(BaseModel):
    method: Literal["transfer"]
    iban: str
    due: dt.date | None = None


class Cash(BaseModel):
    method: Literal["cash", "coins"]
    amount: Decimal


@app.post("/payments", tags=["values"])
def pay(
    payment: Annotated[Card | Transfer | Cash, Field(discriminator="method")],
) -> Annotated[Card | Transfer | Cash, Field(discriminator="method")]:
    return payment


class Cat(BaseModel):
    lives: int


class Dog(BaseModel):
    breed: str


@app.get("/pets", tags=["values"])
def list_pets() -> list[Cat | Dog | str | None]:
    return [Cat(lives=9), Dog(breed="Collie"), "Rex", None]


# --- items ---------------------------------------------------------------------------------------


class NewItem(BaseModel):
    name: str = Field(min_length=1)
    price: Decimal = Decimal("1.00")
    note: str | None = None


class Item(NewItem):
    id: int


class ItemChange(BaseModel):
    name: str | None = None
    price: Decimal | None = None
    note: str | None = None


class Message(BaseModel):
    message: str


ITEMS: dict[int, Item] = {}


def _item(item_id: int) -> Item:
    if item_id not in ITEMS:
        raise HTTPException(404, f"No item {item_id}")
    return ITEMS[item_id]


@app.get("/items/", tags=["items"])
def list_items(page: int = 1, size: Annotated[int, Query(le=50)] = 20) -> list[Item]:
    return list(ITEMS.values())[(page - 1) * size : page * size]


@app.post("/items/", tags=["items"], status_code=201, responses={409: {"model": Message}})
def create_item(item: NewItem, response: Response) -> Item:
    if any(each.name == item.name for each in ITEMS.values()):
        conflict: Any = Response(
            Message(message=f"{item.name} exists").model_dump_json(),
            409,
            media_type="application/json",
        )
        return conflict
    new = Item(id=max(ITEMS, default=0) + 1, **item.model_dump())
    ITEMS[new.id] = new
    response.headers["Location"] = f"/items/{new.id}"
    return new


@app.get("/items/newest", tags=["items"])
def read_newest() -> RedirectResponse:
    return RedirectResponse(f"/items/{max(ITEMS)}")


@app.get("/help", tags=["items"], response_class=RedirectResponse)
def read_help() -> str:
    return "https://help.example/shop"


@app.get("/items/{item_id}", tags=["items"])
def read_item(item_id: int) -> Item:
    return _item(item_id)


@app.patch("/items/{item_id}", tags=["items"])
def change_item(item_id: int, change: ItemChange) -> Item:
    ITEMS[item_id] = _item(item_id).model_copy(update=change.model_dump(exclude_unset=True))
    return ITEMS[item_id]


@app.delete("/items/{item_id}", tags=["items"], status_code=204)
def delete_item(item_id: int) -> None:
    _item(item_id)
    del ITEMS[item_id]


class EntryPage(BaseModel):
    entries: list[int]
    next_cursor: str | None


@app.get("/entries", tags=["items"])
def list_entries(cursor: str | None = None, limit: int = 3) -> EntryPage:
    start = int(cursor or 0)
    following = start + limit
    return EntryPage(
        entries=list(range(start, min(following, 8))),
        next_cursor=str(following) if following < 8 else None,
    )


@app.get("/lines", tags=["items"])
def list_lines(skip: int = 0, limit: int = 3) -> list[str]:
    return [f"line {number}" for number in range(8)][skip : skip + limit]


# --- files ---------------------------------------------------------------------------------------


class Stored(BaseModel):
    name: str | None
    type: str | None
    size: int
    fields: dict[str, Any] = {}


@app.post("/file", tags=["files"])
async def upload(
    file: UploadFile,
    title: Annotated[str, Form()],
    label: Annotated[list[str], Form()] = [],
    day: Annotated[dt.date | None, Form()] = None,
) -> Stored:
    size = len(await file.read())
    fields = {"title": title, "label": label, "day": day}
    return Stored(name=file.filename, type=file.content_type, size=size, fields=fields)


@app.post("/files", tags=["files"])
async def upload_several(
    files: list[UploadFile], extra: Annotated[bytes | None, File()] = None
) -> list[Stored]:
    stored = [
        Stored(name=each.filename, type=each.content_type, size=len(await each.read()))
        for each in files
    ]
    return [*stored, Stored(name="extra", type=None, size=len(extra or b""))]


@app.get("/download", tags=["files"], response_class=FileResponse)
def download() -> FileResponse:
    return FileResponse(Path(__file__), filename="shop.py", media_type="text/x-python")


@app.get(
    "/stream",
    tags=["files"],
    response_class=StreamingResponse,
    responses={200: {"content": {"application/octet-stream": {}}}},
)
def stream() -> StreamingResponse:
    pieces = (bytes([each]) * 1000 for each in range(256))
    return StreamingResponse(pieces, media_type="application/octet-stream")


@app.get("/report", tags=["files"])
def read_report() -> Response:
    text = io.StringIO()
    csv.writer(text).writerows([["name", "price"], ["Ä", "1.50"]])
    return Response(text.getvalue(), media_type="text/csv")


@app.get("/page", tags=["files"], response_class=HTMLResponse)
def read_page() -> str:
    return "<h1>Shop</h1>"


class Tick(BaseModel):
    count: int
    at: dt.datetime


@app.get("/ticks", tags=["files"], response_class=EventSourceResponse)
async def watch(count: int = 3) -> AsyncIterable[Tick]:
    for number in range(count):
        yield Tick(count=number, at=dt.datetime(2026, 1, 1, 0, 0, number, tzinfo=dt.UTC))


@app.get("/log", tags=["files"], response_class=EventSourceResponse)
async def follow(
    last_event_id: Annotated[int | None, Header()] = None,
) -> AsyncIterable[ServerSentEvent]:
    for number in range((last_event_id or 0) + 1, 4):
        yield ServerSentEvent(data={"line": number}, event="line", id=str(number))
    yield ServerSentEvent(raw_data="[DONE]", event="end")
