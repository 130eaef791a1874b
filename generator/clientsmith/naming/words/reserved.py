"""Names that generated classes use themselves, so that none of a document may take them."""

from __future__ import annotations

from collections.abc import Mapping

from .words import word_set

ROOT_ATTRIBUTES = word_set("""
    aclose base_url capture close max_retries poll rate_limit request request_download
    request_pages request_raw request_stream timeout wait_until with_options
    """)
"""Attributes and methods that a client has or may get, which no resource may hide."""

MODEL_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "pydantic": word_set("""
        construct copy dict from_orm json model_computed_fields model_config model_construct
        model_copy model_dump model_dump_json model_extra model_fields model_fields_set
        model_json_schema model_parametrized_name model_post_init model_rebuild model_validate
        model_validate_json model_validate_strings parse_file parse_obj parse_raw pydantic schema
        schema_json update_forward_refs validate
        """),
    "msgspec": frozenset({"msgspec"}),
}
"""Style of models → attributes of their base class, and the module that class bodies refer to; no field
may have such a name."""

RESOURCE_ATTRIBUTES = frozenset({"builtins", "dt", "models"})
"""Modules that annotations in a resource's class body refer to; no method or attribute may hide them."""

ARGUMENTS = frozenset({"models", "options"})
"""Arguments and modules that every method uses, beside `self`."""

CREDENTIAL_ARGUMENTS = word_set("""
    auth base_url clock cookies credentials default_headers default_query headers hooks
    http_client limiter limits max_response_bytes max_retries middleware options proxy query
    rate_limit redirects retries retry security server strict_responses telemetry timeout
    total_timeout transport user_agent verify
    """)
"""Keyword arguments that a client has or may get beside its credentials."""

MODULES = word_set("""
    anyio aux clientsmith com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 con httpcore httpcore2
    hatchling httpx httpx2 lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 msgspec nul opentelemetry orjson prn pydantic pytest test tests
    typing_extensions
    """)
"""Names that a package must not have: what it imports, and names of devices on Windows."""

RESOURCE_CLASSES = word_set("""
    APIKey Annotated Any AsyncClient AsyncClientOptions AsyncResource AsyncSecret BINARY Base64Url Basic Bearer Binary Body Decimal
    DecimalNumber Discriminator Encoding FileInput Header HttpDate IntegerString JSON Literal NOTHING
    Operation Parameter RequestOptions Resource Secret ServerTemplate ServerVariable SyncClient SyncClientOptions TEXT TYPE_CHECKING Text UNDECLARED UNSET UUID
    Union UnixTime Unpack Unset XML XmlNode
    """)
"""Names that modules of resources and of the client import, which no class of theirs may take."""

STREAM_CLASSES = word_set("""
    AsyncStream ItemSource JSONLines JSONSequence ServerSentEvent ServerSentEvents Stream
    """)
"""Further names that modules of resources import where an API has streams."""

CREDENTIAL_CLASSES = {
    "MutualTLS": frozenset({"Certificate", "MutualTLS"}),
    "OAuth2": frozenset({"OAuth2", "OAuthFlow", "OAuthOptions", "Token"}),
}
"""Further names that the client imports where it has such a credential."""

PACKAGE_CLASSES = word_set("""
    APIConnectTimeoutError APIConnectionError APIConnectionLostError APIError APIResponseError
    APIStatusError APITimeoutError AsyncClientOptions AuthenticationError BadRequestError
    ClientOptions Clock ConflictError DecodeError Exchange File Hooks InternalServerError
    InvalidRequestError InvalidSignatureError InvalidWebhookError MissingCredentialError
    NotFoundError OperationFailedError OperationTimeoutError PaginationError PermissionDeniedError
    RateLimit RateLimitError RateLimitWaitError RateLimiter RawResponse RequestOptions
    RequestValidationError ResponseTooLargeError Retries SyncClientOptions TokenError
    UnprocessableEntityError
    """)
"""Names that every package offers beside its client, or some packages do."""

EXAMPLE_CLASSES = frozenset({"FakeServer", "Iterator", "Path", "UTC"})
"""Further names that examples and smoke tests import or define beside the client."""

DOWNLOAD_CLASSES = frozenset({"AsyncDownload", "Download"})
"""Further names that modules of resources import where an API has downloads."""

PAGE_CLASSES = word_set("""
    AsyncPages Cursor LastItem LinkHeader NextURL Offset PageNumber Pages
    """)
"""Further names that modules of resources import where results come in pages."""
