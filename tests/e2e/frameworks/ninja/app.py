"""A clinic in Django Ninja."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

import django
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

settings.configure(
    SECRET_KEY="a secret of the tests that nobody needs to know",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    INSTALLED_APPS=["ninja"],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
)
django.setup()

from ninja import (  # noqa: E402
    Cookie,
    Field,
    File,
    FilterSchema,
    Form,
    Header,
    NinjaAPI,
    PatchDict,
    Path,
    Query,
    Router,
    Schema,
    UploadedFile,
)
from ninja.errors import HttpError  # noqa: E402
from ninja.pagination import (  # noqa: E402
    LimitOffsetPagination,
    PageNumberPagination,
    paginate,
)
from ninja.security import APIKeyHeader, APIKeyQuery, HttpBasicAuth, HttpBearer  # noqa: E402
from ninja.streaming import JSONL, SSE  # noqa: E402

api = NinjaAPI(title="Clinic", version="2.0.0")


# --- who calls -----------------------------------------------------------------------------------


class Bearer(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        return token if token == "abc" else None


class Basic(HttpBasicAuth):
    def authenticate(self, request: HttpRequest, username: str, password: str) -> str | None:
        return username if password == "secret" else None


class HeaderKey(APIKeyHeader):
    param_name = "X-API-Key"

    def authenticate(self, request: HttpRequest, key: str | None) -> str | None:
        return "header" if key == "key" else None


class QueryKey(APIKeyQuery):
    param_name = "api_key"

    def authenticate(self, request: HttpRequest, key: str | None) -> str | None:
        return "query" if key == "query-key" else None


class Caller(Schema):
    name: str


auth = Router(tags=["auth"])


@auth.get("/bearer", auth=Bearer(), response=Caller)
def read_bearer(request: HttpRequest) -> Any:
    return {"name": request.auth}


@auth.get("/basic", auth=Basic(), response=Caller)
def read_basic(request: HttpRequest) -> Any:
    return {"name": request.auth}


@auth.get("/key", auth=HeaderKey(), response=Caller)
def read_key(request: HttpRequest) -> Any:
    return {"name": request.auth}


@auth.get("/either", auth=[QueryKey(), Bearer()], response=Caller)
def read_either(request: HttpRequest) -> Any:
    return {"name": request.auth}


# --- patients ------------------------------------------------------------------------------------


class Ward(str, Enum):
    EAST = "east"
    WEST_1 = "west 1"


class Phone(Schema):
    number: str
    kind: Literal["home", "work"] = "home"


class PatientIn(Schema):
    name: str = Field(min_length=1)
    born: dt.date
    ward: Ward | None = None
    phones: list[Phone] = []
    weight: Decimal | None = None


class Patient(PatientIn):
    id: UUID
    admitted: dt.datetime


class Error(Schema):
    message: str


PATIENTS: dict[UUID, Patient] = {}


class PatientFilter(FilterSchema):
    ward: list[Ward] | None = None
    born_before: dt.date | None = None


patients = Router(tags=["patients"])


def _patient(patient_id: UUID) -> Patient:
    if patient_id not in PATIENTS:
        raise HttpError(404, f"No patient {patient_id}")
    return PATIENTS[patient_id]


@patients.get("", response=list[Patient])
@paginate(PageNumberPagination, page_size=2)
def list_patients(request: HttpRequest, filters: Query[PatientFilter]) -> Any:
    return [
        each
        for each in PATIENTS.values()
        if (not filters.ward or each.ward in filters.ward)
        and (filters.born_before is None or each.born < filters.born_before)
    ]


@patients.post("", response={201: Patient, 409: Error})
def create_patient(request: HttpRequest, patient: PatientIn) -> Any:
    if any(each.name == patient.name for each in PATIENTS.values()):
        return 409, {"message": f"{patient.name} is here"}
    new = Patient(
        id=UUID(int=len(PATIENTS) + 1),
        admitted=dt.datetime(2026, 1, 2, 3, 4, 5, 678000, dt.UTC),
        **patient.dict(),
    )
    PATIENTS[new.id] = new
    return 201, new


@patients.get("/{uuid:patient_id}", response=Patient)
def read_patient(request: HttpRequest, patient_id: UUID) -> Any:
    return _patient(patient_id)


@patients.patch("/{uuid:patient_id}", response=Patient)
def change_patient(request: HttpRequest, patient_id: UUID, change: PatchDict[PatientIn]) -> Any:
    PATIENTS[patient_id] = _patient(patient_id).model_copy(update=change)
    return PATIENTS[patient_id]


@patients.delete("/{uuid:patient_id}", response={204: None})
def delete_patient(request: HttpRequest, patient_id: UUID) -> Any:
    _patient(patient_id)
    del PATIENTS[patient_id]
    return 204, None


# --- lists ---------------------------------------------------------------------------------------

lists = Router(tags=["lists"])


class Bed(Schema):
    id: int


BEDS = [Bed(id=number) for number in range(7)]


@lists.get("/beds", response=list[Bed])
@paginate(LimitOffsetPagination)
def list_beds(request: HttpRequest) -> Any:
    return BEDS


@lists.get("/rooms", response=list[Bed])
def list_rooms(request: HttpRequest, page: int = 1, page_size: int = 3) -> Any:
    return BEDS[(page - 1) * page_size : page * page_size]


class CursorPage(Schema):
    items: list[Bed]
    next: str | None = None


@lists.get("/visits", response=CursorPage)
def list_visits(request: HttpRequest, after: str | None = None, limit: int = 3) -> Any:
    start = int(after or 0)
    following = start + limit
    page: dict[str, Any] = {"items": BEDS[start:following]}
    return {**page, "next": str(following)} if following < len(BEDS) else page


# --- values --------------------------------------------------------------------------------------

values = Router(tags=["values"])


class Everything(Schema):
    number: int
    ratio: float
    price: Decimal
    flag: bool
    day: dt.date
    moment: dt.datetime
    clock: dt.time
    length: dt.timedelta
    key: UUID
    ward: Ward
    phone: Phone
    by_name: dict[str, list[int]] = {}
    note: str | None = None
    anything: Any = None
    either: int | bool | Phone = 0


class Echo(Schema):
    received: str
    value: Everything


@values.post("/echo", response=Echo)
def echo(request: HttpRequest, value: Everything) -> Any:
    return {"received": request.body.decode(), "value": value}


class Pill(Schema):
    kind: Literal["pill"]
    milligrams: int


class Syrup(Schema):
    kind: Literal["syrup"]
    sugar_free: bool


class Prescription(Schema):
    drug: Annotated[Pill | Syrup, Field(discriminator="kind")]
    times: list[dt.time]


@values.put("/prescription", response=Prescription)
def prescribe(request: HttpRequest, prescription: Prescription) -> Any:
    return prescription


@values.get("/see/{number}/{day}", response=dict[str, Any])
def see(
    request: HttpRequest,
    number: Path[int],
    day: dt.date,
    since: dt.datetime,
    ward: Query[list[Ward]],
    limit: Annotated[int, Field(le=100)] = 10,
    is_open: Query[bool | None] = None,
    x_trace: UUID | None = Header(None, alias="X-Trace"),
    session: Cookie[str | None] = None,
) -> Any:
    return {
        "query": {key: request.GET.getlist(key) for key in request.GET},
        "values": [number, day, since, ward, limit, is_open, x_trace, session],
    }


# --- files ---------------------------------------------------------------------------------------

files = Router(tags=["files"])


class Stored(Schema):
    name: str
    type: str
    size: int


class Details(Schema):
    title: str
    day: dt.date | None = None
    labels: list[str] = []


class Uploaded(Schema):
    file: Stored
    details: Details


@files.post("/file", response=Uploaded)
def upload(request: HttpRequest, details: Form[Details], file: File[UploadedFile]) -> Any:
    return {"file": _stored(file), "details": details}


@files.post("/files", response=list[Stored])
def upload_several(request: HttpRequest, files: File[list[UploadedFile]]) -> Any:
    return [_stored(each) for each in files]


def _stored(file: UploadedFile) -> Stored:
    return Stored(name=file.name, type=file.content_type, size=len(file.read()))


@files.post("/login", response=Details)
def submit(request: HttpRequest, details: Form[Details]) -> Any:
    return details


@files.get("/scan")
def download_scan(request: HttpRequest) -> FileResponse:
    return FileResponse(io.BytesIO(bytes(range(256))), filename="scan.bin")


@files.get("/report", response=str)
def read_report(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(content_type="text/csv")
    csv.writer(response).writerows([["name", "price"], ["Ä", "1.50"]])
    return response


@files.get("/newest", response=Stored)
def read_newest(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/api/oldest")


@files.get("/oldest", response=Stored)
def read_oldest(request: HttpRequest) -> Any:
    return Stored(name="a", type="b", size=0)


class Pulse(Schema):
    rate: int
    at: dt.datetime


def _pulses(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {"rate": 60 + number, "at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}


@files.get("/pulses", response=SSE[Pulse])
def watch(request: HttpRequest, count: int = 3) -> Iterator[dict[str, Any]]:
    return _pulses(count)


@files.get("/pulses.jsonl", response=JSONL[Pulse])
def list_pulses(request: HttpRequest, count: int = 3) -> Iterator[dict[str, Any]]:
    return _pulses(count)


api.add_router("/auth/", auth)
api.add_router("/patients", patients)
for router in (lists, values, files):
    api.add_router("", router)
urlpatterns = [path("api/", api.urls)]
app = get_asgi_application()
