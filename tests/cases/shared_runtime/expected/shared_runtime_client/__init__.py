"""Shared runtime"""

from typing import TYPE_CHECKING

from clientsmith_runtime.version import require

# Before the other imports, which another version may not have.
# ruff: noqa: E402
_RUNTIME_VERSION = require("shared_runtime_client", "1.0")

from clientsmith_runtime import UNSET as UNSET
from clientsmith_runtime import AsyncClientOptions as AsyncClientOptions
from clientsmith_runtime import ClientOptions as ClientOptions
from clientsmith_runtime import Clock as Clock
from clientsmith_runtime import ParsedResponse as ParsedResponse
from clientsmith_runtime import RawResponse as RawResponse
from clientsmith_runtime import RequestOptions as RequestOptions
from clientsmith_runtime import Retries as Retries
from clientsmith_runtime import SyncClientOptions as SyncClientOptions
from clientsmith_runtime import Unset as Unset
from clientsmith_runtime.exports import lazy_attributes

from . import models as models
from .client import AsyncSharedRuntime as AsyncSharedRuntime
from .client import SharedRuntime as SharedRuntime
from .errors import *  # noqa: F403

if TYPE_CHECKING:
    from clientsmith_runtime.conversions import from_dict as from_dict
    from clientsmith_runtime.conversions import from_json as from_json
    from clientsmith_runtime.conversions import replace as replace
    from clientsmith_runtime.conversions import to_dict as to_dict
    from clientsmith_runtime.conversions import to_json as to_json
    from clientsmith_runtime.observability import Exchange as Exchange
    from clientsmith_runtime.observability import Hooks as Hooks
    from clientsmith_runtime.streams import AsyncStream as AsyncStream
    from clientsmith_runtime.streams import ServerSentEvent as ServerSentEvent
    from clientsmith_runtime.streams import Stream as Stream
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "clientsmith_runtime.conversions": "from_dict from_json replace to_dict to_json",
            "clientsmith_runtime.observability": "Exchange Hooks",
            "clientsmith_runtime.streams": "AsyncStream ServerSentEvent Stream",
        },
    )
