"""Names that generated classes use themselves, so that none of a document may take them."""

from __future__ import annotations

from .words import word_set

ROOT_ATTRIBUTES = word_set(
    "aclose base_url capture close max_retries rate_limit request request_stream timeout with_options"
)
"""Attributes and methods that a client has or may get, which no resource may hide."""

RESOURCE_ATTRIBUTES = frozenset({"builtins", "dt", "models"})
"""Modules that annotations in a resource's class body refer to; no method or attribute may hide them."""

ARGUMENTS = frozenset({"models", "options"})
"""Arguments and modules that every method uses, beside `self`."""

CREDENTIAL_ARGUMENTS = word_set("""
    auth base_url cookies credentials default_headers default_query headers hooks http_client limits
    max_retries middleware options proxy rate_limit retries retry security server
    strict_responses timeout transport user_agent verify
    """)
"""Keyword arguments that a client has or may get beside its credentials."""

MODULES = word_set("""
    anyio aux clientsmith com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 con httpcore httpcore2
    httpx httpx2 lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 nul orjson prn test tests
    typing_extensions
    """)
"""Names that a package must not have: what it imports, and names of devices on Windows."""

RESOURCE_CLASSES = word_set("""
    APIKey Annotated Any AsyncClient AsyncResource BINARY Base64Url Basic Bearer Binary Body Decimal
    DecimalNumber Discriminator Encoding FileInput Header HttpDate IntegerString JSON Literal NOTHING
    Operation Parameter RequestOptions Resource Secret ServerTemplate ServerVariable SyncClient TEXT TYPE_CHECKING Text UNSET UUID
    Union UnixTime Unset XML XmlNode
    """)
"""Names that modules of resources and of the client import, which no class of theirs may take."""

STREAM_CLASSES = word_set("""
    AsyncStream ItemSource JSONLines JSONSequence ServerSentEvent ServerSentEvents Stream
    """)
"""Further names that modules of resources import where an API has streams."""
