"""A library in Django REST framework, described by drf-spectacular."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.apps import AppConfig
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.management import call_command
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.urls import include, path

settings.configure(
    DEBUG=True,
    SECRET_KEY="a secret of the tests that nobody needs to know",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "library.sqlite3"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "rest_framework",
        "rest_framework.authtoken",
        "drf_spectacular",
        f"{__name__}.Library",
    ],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    REST_FRAMEWORK={
        "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
        "DEFAULT_AUTHENTICATION_CLASSES": [
            "rest_framework.authentication.TokenAuthentication",
            "rest_framework.authentication.BasicAuthentication",
        ],
        "DEFAULT_PERMISSION_CLASSES": [
            "rest_framework.permissions.IsAuthenticatedOrReadOnly",
        ],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    },
    SPECTACULAR_SETTINGS={
        "TITLE": "Library",
        "VERSION": "1.0.0",
        "COMPONENT_SPLIT_REQUEST": True,
    },
)


class Library(AppConfig):
    """The one Django app, of which this file is the module."""

    name = __name__
    label = "library"
    path = str(Path(__file__).parent)


django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.db import connection, models  # noqa: E402
from drf_spectacular.authentication import OpenApiAuthenticationExtension  # noqa: E402
from drf_spectacular.types import OpenApiTypes  # noqa: E402
from drf_spectacular.utils import (  # noqa: E402
    OpenApiParameter,
    PolymorphicProxySerializer,
    extend_schema,
    inline_serializer,
)
from drf_spectacular.views import SpectacularJSONAPIView  # noqa: E402
from rest_framework import (  # noqa: E402
    authentication,
    exceptions,
    generics,
    pagination,
    parsers,
    permissions,
    renderers,
    serializers,
    viewsets,
)
from rest_framework.authtoken.models import Token  # noqa: E402
from rest_framework.decorators import action  # noqa: E402
from rest_framework.request import Request  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.routers import DefaultRouter  # noqa: E402
from rest_framework.views import APIView  # noqa: E402

# --- books ---------------------------------------------------------------------------------------


class Author(models.Model):
    name = models.CharField(max_length=50)
    born = models.DateField(null=True, blank=True)


class Book(models.Model):
    class Genre(models.TextChoices):
        NOVEL = "novel", "Novel"
        NON_FICTION = "non-fiction", "Non-fiction"

    title = models.CharField(max_length=100, unique=True)
    author = models.ForeignKey(Author, models.CASCADE)
    genre = models.CharField(max_length=20, choices=Genre.choices, blank=True)
    rating = models.IntegerField(choices=[(1, "Bad"), (2, "Good")], null=True, blank=True)
    price = models.DecimalField(max_digits=8, decimal_places=2)
    weight = models.FloatField(null=True, blank=True)
    key = models.UUIDField(null=True, blank=True)
    published = models.DateField(null=True, blank=True)
    sold_at = models.DateTimeField(null=True, blank=True)
    opens = models.TimeField(null=True, blank=True)
    duration = models.DurationField(null=True, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    is_lent = models.BooleanField(default=False)
    added = models.DateTimeField(auto_now_add=True)


class AuthorSerializer(serializers.ModelSerializer):
    class Meta:
        model = Author
        fields = ("name", "born")


class BookSerializer(serializers.ModelSerializer):
    author = AuthorSerializer()
    tags = serializers.ListField(
        child=serializers.CharField(max_length=10), write_only=True, required=False
    )

    class Meta:
        model = Book
        fields = "__all__"

    def create(self, validated_data: dict[str, Any]) -> Book:
        validated_data.pop("tags", None)
        author = Author.objects.create(**validated_data.pop("author"))
        return Book.objects.create(author=author, **validated_data)

    def update(self, instance: Book, validated_data: dict[str, Any]) -> Book:
        validated_data.pop("tags", None)
        author = validated_data.pop("author", {})
        Author.objects.filter(id=instance.author_id).update(**author)
        instance = super().update(instance, validated_data)
        instance.author.refresh_from_db()
        return instance


class Pages(pagination.PageNumberPagination):
    page_size = 2
    page_size_query_param = "page_size"


class ByteRenderer(renderers.BaseRenderer):
    media_type = "application/octet-stream"
    format = "bytes"


class BookViewSet(viewsets.ModelViewSet):
    """Books, by their titles."""

    queryset = Book.objects.order_by("title")
    serializer_class = BookSerializer
    pagination_class = Pages

    def perform_destroy(self, book: Book) -> None:
        book.author.delete()

    @extend_schema(parameters=[OpenApiParameter("genre", str, many=True, enum=Book.Genre.values)])
    def list(self, request: Request) -> Response:
        genres = request.query_params.getlist("genre")
        if genres:
            self.queryset = self.queryset.filter(genre__in=genres)
        return super().list(request)

    @extend_schema(responses=bytes)
    @action(detail=True, renderer_classes=[ByteRenderer])
    def content(self, request: Request, pk: int) -> FileResponse:
        book = self.get_object()
        file = io.BytesIO(book.title.encode() * 1000)
        return FileResponse(file, filename="book.bin", as_attachment=True)

    @extend_schema(request=None, responses={204: None, 409: OpenApiTypes.OBJECT})
    @action(detail=True, methods=["post"])
    def lend(self, request: Request, pk: int) -> Response:
        book = self.get_object()
        if book.is_lent:
            return Response({"detail": "The book is lent."}, status=409)
        Book.objects.filter(id=book.id).update(is_lent=True)
        return Response(status=204)


# --- lists ---------------------------------------------------------------------------------------


class WordSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    text = serializers.CharField()


class LineSerializer(WordSerializer):
    pass


WORDS = [{"id": number, "text": f"word {number}"} for number in range(7)]


class Bare(pagination.PageNumberPagination):
    """Numbered pages without an envelope."""

    page_size = 3
    page_size_query_param = "size"

    def get_paginated_response(self, data: Any) -> Response:
        return Response(data)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return schema


class Offsets(pagination.LimitOffsetPagination):
    default_limit = 3


class Cursors(pagination.CursorPagination):
    page_size = 2
    ordering = "name"


class WordList(generics.ListAPIView):
    queryset = WORDS
    serializer_class = WordSerializer
    pagination_class = Bare


class LineList(generics.ListAPIView):
    queryset = WORDS
    serializer_class = LineSerializer
    pagination_class = Offsets


class AuthorList(generics.ListAPIView):
    queryset = Author.objects.all()
    serializer_class = AuthorSerializer
    pagination_class = Cursors


# --- who calls -----------------------------------------------------------------------------------


class KeyAuthentication(authentication.BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, str] | None:
        key = request.headers.get("X-API-Key")
        if key is None:
            return None
        if key != "key":
            raise exceptions.AuthenticationFailed("Invalid key.")
        return User(username="robot"), key

    def authenticate_header(self, request: Request) -> str:
        return "Key"


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = KeyAuthentication
    name = "keyAuth"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "header", "name": "X-API-Key"}


CALLER = inline_serializer("Caller", {"name": serializers.CharField()})


class CallerView(APIView):
    permission_classes = [permissions.IsAuthenticated]

    @extend_schema(responses=CALLER)
    def get(self, request: Request) -> Response:
        return Response({"name": request.user.username})


class MeView(CallerView):
    """With a token or a password."""


class AdminView(CallerView):
    """With a password."""

    authentication_classes = [authentication.BasicAuthentication]


class RobotView(CallerView):
    """With a key."""

    authentication_classes = [KeyAuthentication]


# --- parameters, unions, files -------------------------------------------------------------------


class SeenView(APIView):
    @extend_schema(
        parameters=[
            OpenApiParameter("day", dt.date, "path"),
            OpenApiParameter("since", dt.datetime, required=True),
            OpenApiParameter("number", int, many=True),
            OpenApiParameter("name", str, many=True, explode=False),
            OpenApiParameter("open", bool),
            OpenApiParameter("X-Trace", OpenApiTypes.UUID, "header"),
            OpenApiParameter("session", str, "cookie"),
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request, day: str) -> Response:
        return Response(
            {
                "day": day,
                "query": {key: request.query_params.getlist(key) for key in request.query_params},
                "trace": request.headers.get("X-Trace"),
                "cookies": request.COOKIES,
            }
        )


class DiscSerializer(serializers.Serializer):
    kind = serializers.CharField(default="disc")
    tracks = serializers.IntegerField()


class PaperSerializer(serializers.Serializer):
    kind = serializers.CharField(default="paper")
    pages = serializers.IntegerField()


class MediaView(APIView):
    @extend_schema(
        responses=PolymorphicProxySerializer(
            "Medium",
            {"disc": DiscSerializer, "paper": PaperSerializer},
            resource_type_field_name="kind",
            many=True,
        )
    )
    def get(self, request: Request) -> Response:
        return Response([{"kind": "disc", "tracks": 3}, {"kind": "paper", "pages": 4}])


class CoverSerializer(serializers.Serializer):
    image = serializers.FileField(write_only=True)
    others = serializers.ListField(child=serializers.FileField(), write_only=True, required=False)
    title = serializers.CharField()
    colors = serializers.ListField(child=serializers.CharField(), required=False)
    day = serializers.DateField(required=False)
    sizes = serializers.ListField(child=serializers.IntegerField(), read_only=True)


class CoverView(generics.CreateAPIView):
    serializer_class = CoverSerializer
    parser_classes = [parsers.MultiPartParser]

    def perform_create(self, serializer: serializers.Serializer) -> None:
        data = serializer.validated_data
        files = [data.pop("image"), *data.pop("others", [])]
        serializer.instance = {**data, "sizes": [len(file.read()) for file in files]}


class ReportView(APIView):
    @extend_schema(responses=OpenApiTypes.STR)
    def get(self, request: Request) -> HttpResponse:
        response = HttpResponse(content_type="text/csv")
        csv.writer(response).writerows([["title", "price"], ["Ä", "1.50"]])
        return response


class EventRenderer(renderers.BaseRenderer):
    media_type = "text/event-stream"
    format = "events"


class NewsView(APIView):
    renderer_classes = [EventRenderer]

    @extend_schema(responses={(200, "text/event-stream"): OpenApiTypes.STR})
    def get(self, request: Request) -> StreamingHttpResponse:
        def events() -> Iterator[str]:
            for number in range(3):
                yield f'event: news\nid: {number}\ndata: {{"number": {number}}}\n\n'

        return StreamingHttpResponse(events(), content_type="text/event-stream")


router = DefaultRouter()
router.register("books", BookViewSet)
api = [
    *router.urls,
    path("words/", WordList.as_view()),
    path("lines/", LineList.as_view()),
    path("authors/", AuthorList.as_view()),
    path("me/", MeView.as_view()),
    path("admin/", AdminView.as_view()),
    path("robot/", RobotView.as_view()),
    path("seen/<day>/", SeenView.as_view()),
    path("media/", MediaView.as_view()),
    path("covers/", CoverView.as_view()),
    path("report/", ReportView.as_view()),
    path("news/", NewsView.as_view()),
]
urlpatterns = [
    path("api/", include(api)),
    path("schema/", SpectacularJSONAPIView.as_view()),
]

call_command("migrate", verbosity=0)
with connection.schema_editor() as editor:
    editor.create_model(Author)
    editor.create_model(Book)
kim = User.objects.create_user("kim", password="secret")
Token.objects.create(user=kim, key="abc")
app = get_asgi_application()
