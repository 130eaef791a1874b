"""A school in APIFlask."""

from __future__ import annotations

import csv
import enum
import io
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apiflask import (
    APIBlueprint,
    APIFlask,
    EmptySchema,
    FileSchema,
    HTTPBasicAuth,
    HTTPTokenAuth,
    PaginationSchema,
    Schema,
    abort,
    pagination_builder,
)
from apiflask.fields import (
    URL,
    UUID,
    Boolean,
    Date,
    DateTime,
    Decimal,
    Dict,
    Enum,
    File,
    Float,
    Integer,
    List,
    Nested,
    Raw,
    String,
    Time,
    TimeDelta,
)
from apiflask.validators import Length, OneOf, Range
from flask import Response, redirect, request, send_file

app = APIFlask(__name__, title="School", version="1.0.0")

bearer = HTTPTokenAuth()
api_key = HTTPTokenAuth(scheme="ApiKey", header="X-API-Key")
basic = HTTPBasicAuth()


@bearer.verify_token
def verify_token(token: str) -> str | None:
    return "bearer" if token == "abc" else None


@api_key.verify_token
def verify_key(key: str) -> str | None:
    return "key" if key == "key" else None


@basic.verify_password
def verify_password(username: str, password: str) -> str | None:
    return username if password == "secret" else None


class Caller(Schema):
    name = String(required=True)


auth = APIBlueprint("auth", __name__)


@auth.get("/bearer")
@auth.auth_required(bearer)
@auth.output(Caller)
def read_bearer() -> dict[str, Any]:
    return {"name": bearer.current_user}


@auth.get("/key")
@auth.auth_required(api_key)
@auth.output(Caller)
def read_key() -> dict[str, Any]:
    return {"name": api_key.current_user}


@auth.get("/basic")
@auth.auth_required(basic)
@auth.output(Caller)
def read_basic() -> dict[str, Any]:
    return {"name": basic.current_user}


# --- pupils --------------------------------------------------------------------------------------


class Grade(enum.Enum):
    FIRST = 1
    SECOND = 2


class Address(Schema):
    street = String(required=True)
    zip = String(allow_none=True)


class PupilIn(Schema):
    name = String(required=True, validate=Length(1, 20))
    grade = Enum(Grade, load_default=Grade.FIRST)
    house = String(validate=OneOf(["north", "south"]), allow_none=True)
    born = Date()
    fee = Decimal(places=2)
    height = Float(allow_none=True)
    address = Nested(Address)
    subjects = List(String(), load_default=[])
    marks = Dict(keys=String(), values=Integer())
    homepage = URL()
    is_active = Boolean(load_default=True)


class PupilOut(PupilIn):
    id = Integer(required=True)
    fee = Float()  # Flask writes a Decimal as a string, and APIFlask declares a number
    key = UUID(required=True)
    enrolled = DateTime(required=True)
    starts = Time()
    lesson = TimeDelta(precision="minutes")
    anything = Raw()


class PupilQuery(Schema):
    page = Integer(load_default=1)
    per_page = Integer(load_default=2, validate=Range(max=50))
    house = List(String(validate=OneOf(["north", "south"])))


class Pupils(Schema):
    pupils = List(Nested(PupilOut))
    pagination = Nested(PaginationSchema)


class Page:
    """What `pagination_builder` takes of Flask-SQLAlchemy."""

    def __init__(self, items: list[Any], page: int, per_page: int) -> None:
        self.items = items[(page - 1) * per_page : page * per_page]
        self.total, self.page, self.per_page = len(items), page, per_page
        self.pages = max(1, -(-self.total // per_page))
        self.has_next, self.has_prev = page < self.pages, page > 1
        self.next_num, self.prev_num = page + 1, page - 1


PUPILS: dict[int, dict[str, Any]] = {}

pupils = APIBlueprint("pupils", __name__)


def _pupil(pupil_id: int) -> dict[str, Any]:
    if pupil_id not in PUPILS:
        abort(404, f"No pupil {pupil_id}", detail={"id": pupil_id})
    return PUPILS[pupil_id]


@pupils.get("/pupils")
@pupils.input(PupilQuery, location="query")
@pupils.output(Pupils)
def list_pupils(query_data: dict[str, Any]) -> dict[str, Any]:
    houses = query_data.get("house")
    found = [each for each in PUPILS.values() if not houses or each.get("house") in houses]
    page = Page(found, query_data["page"], query_data["per_page"])
    return {"pupils": page.items, "pagination": pagination_builder(page, house=houses)}


@pupils.post("/pupils")
@pupils.input(PupilIn)
@pupils.output(PupilOut, status_code=201)
@pupils.doc(responses={409: "The name is taken."})
def create_pupil(json_data: dict[str, Any]) -> dict[str, Any]:
    if any(each["name"] == json_data["name"] for each in PUPILS.values()):
        abort(409, f"{json_data['name']} is here")
    number = max(PUPILS, default=0) + 1
    PUPILS[number] = {
        **json_data,
        "id": number,
        "key": uuid.UUID(int=number),
        "enrolled": DateTime()._deserialize("2026-02-03T04:05:06+00:00", None, None),
        "starts": Time()._deserialize("08:15:00", None, None),
        "lesson": TimeDelta(precision="minutes")._deserialize(45, None, None),
        "anything": {"a": [1, None]},
    }
    return PUPILS[number]


@pupils.get("/pupils/<int:pupil_id>")
@pupils.output(PupilOut)
def read_pupil(pupil_id: int) -> dict[str, Any]:
    return _pupil(pupil_id)


@pupils.patch("/pupils/<int:pupil_id>")
@pupils.input(PupilIn(partial=True), arg_name="change")
@pupils.output(PupilOut)
def change_pupil(pupil_id: int, change: dict[str, Any]) -> dict[str, Any]:
    sent = request.get_json()
    _pupil(pupil_id).update({key: value for key, value in change.items() if key in sent})
    return _pupil(pupil_id)


@pupils.delete("/pupils/<int:pupil_id>")
@pupils.output(EmptySchema, status_code=204)
def delete_pupil(pupil_id: int) -> str:
    _pupil(pupil_id)
    del PUPILS[pupil_id]
    return ""


@pupils.get("/classes/")
@pupils.output(Caller(many=True))
def list_classes() -> list[dict[str, Any]]:
    return [{"name": "1a"}, {"name": "1b"}]


# --- lists ---------------------------------------------------------------------------------------


class Slice(Schema):
    limit = Integer(load_default=3)
    offset = Integer(load_default=0)


class Numbered(Schema):
    page = Integer(load_default=1)
    size = Integer(load_default=3)


class After(Schema):
    cursor = String()
    limit = Integer(load_default=3)


class Number(Schema):
    number = Integer()


class NumberPage(Schema):
    data = List(Nested(Number), required=True)
    next_cursor = String(allow_none=True)


NUMBERS = [{"number": number} for number in range(7)]

lists = APIBlueprint("lists", __name__)


@lists.get("/slices")
@lists.input(Slice, location="query")
@lists.output(Number(many=True))
def list_slices(query_data: dict[str, Any]) -> list[dict[str, Any]]:
    offset = query_data["offset"]
    return NUMBERS[offset : offset + query_data["limit"]]


@lists.get("/numbered")
@lists.input(Numbered, location="query")
@lists.output(Number(many=True))
def list_numbered(query_data: dict[str, Any]) -> list[dict[str, Any]]:
    page, size = query_data["page"], query_data["size"]
    return NUMBERS[(page - 1) * size : page * size]


@lists.get("/entries")
@lists.input(After, location="query")
@lists.output(NumberPage)
def list_entries(query_data: dict[str, Any]) -> dict[str, Any]:
    start = int(query_data.get("cursor", 0))
    end = start + query_data["limit"]
    return {"data": NUMBERS[start:end], "next_cursor": str(end) if end < len(NUMBERS) else None}


# --- parameters and files ------------------------------------------------------------------------


class SeenQuery(Schema):
    since = DateTime(required=True)
    day = Date()
    grade = List(Integer())
    price = Decimal()
    is_open = Boolean(data_key="open")


class SeenHeaders(Schema):
    x_trace = UUID(data_key="X-Trace")


class SeenCookies(Schema):
    session = String()


class Seen(Schema):
    query = Dict(keys=String(), values=List(String()), required=True)
    trace = String(required=True)
    session = String(required=True)
    key = String(required=True)


files = APIBlueprint("files", __name__)


@files.get("/see/<uuid:key>")
@files.input(SeenQuery, location="query")
@files.input(SeenHeaders, location="headers")
@files.input(SeenCookies, location="cookies")
@files.output(Seen)
def see(
    key: uuid.UUID,
    query_data: dict[str, Any],
    headers_data: dict[str, Any],
    cookies_data: dict[str, Any],
) -> dict[str, Any]:
    return {
        "query": {name: request.args.getlist(name) for name in request.args},
        "trace": headers_data["x_trace"],
        "session": cookies_data["session"],
        "key": key,
    }


class Upload(Schema):
    photo = File(required=True)
    others = List(File())
    title = String(required=True)
    tags = List(String())


class Stored(Schema):
    names = List(String())
    sizes = List(Integer())
    title = String()
    tags = List(String())


@files.post("/photos")
@files.input(Upload, location="form_and_files", arg_name="data")
@files.output(Stored, status_code=201)
def upload(data: dict[str, Any]) -> dict[str, Any]:
    sent = [data["photo"], *data.get("others", [])]
    return {
        "names": [each.filename for each in sent],
        "sizes": [len(each.read()) for each in sent],
        "title": data["title"],
        "tags": data.get("tags", []),
    }


class Form(Schema):
    name = String(required=True)
    age = Integer()


@files.post("/forms")
@files.input(Form, location="form", arg_name="data")
@files.output(Form)
def submit(data: dict[str, Any]) -> dict[str, Any]:
    return data


@files.get("/photo")
@files.output(FileSchema, content_type="image/png")
def read_photo() -> Response:
    return send_file(io.BytesIO(b"\x89PNG\xff\x00"), "image/png", True, "photo.png")


@files.get("/report")
@files.output(Caller)
def read_report() -> Response:
    text = io.StringIO()
    csv.writer(text).writerows([["name", "price"], ["Ä", "1.50"]])
    return Response(text.getvalue(), content_type="text/csv; charset=utf-8")


@files.get("/source")
def read_source() -> Response:
    return send_file(Path(__file__))


@files.get("/newest")
@files.output(Caller)
def read_newest() -> Response:
    return redirect("/bell")


class Bell(Schema):
    name = String(required=True)


@files.get("/bell")
@files.output(Bell)
def read_bell() -> dict[str, Any]:
    return {"name": "ring"}


@files.get("/events")
@files.output(FileSchema, content_type="text/event-stream")
def watch() -> Response:
    def events() -> Iterator[str]:
        for number in range(2):
            yield f'id: {number}\ndata: {{"number": {number}}}\n\n'

    return Response(events(), content_type="text/event-stream")


for blueprint in (auth, pupils, lists, files):
    app.register_blueprint(blueprint)
