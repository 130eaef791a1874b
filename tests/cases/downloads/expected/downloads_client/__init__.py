"""Downloads"""

from typing import TYPE_CHECKING

from . import models as models
from ._runtime import UNSET as UNSET
from ._runtime import AsyncClientOptions as AsyncClientOptions
from ._runtime import ClientOptions as ClientOptions
from ._runtime import Clock as Clock
from ._runtime import ParsedResponse as ParsedResponse
from ._runtime import RawResponse as RawResponse
from ._runtime import RequestOptions as RequestOptions
from ._runtime import Retries as Retries
from ._runtime import SyncClientOptions as SyncClientOptions
from ._runtime import Unset as Unset
from ._runtime.exports import lazy_attributes
from .client import AsyncDownloads as AsyncDownloads
from .client import Downloads as Downloads
from .errors import *  # noqa: F403

if TYPE_CHECKING:
    from ._runtime.bodies.files import File as File
    from ._runtime.conversions import from_dict as from_dict
    from ._runtime.conversions import from_json as from_json
    from ._runtime.conversions import replace as replace
    from ._runtime.conversions import to_dict as to_dict
    from ._runtime.conversions import to_json as to_json
    from ._runtime.downloads import AsyncDownload as AsyncDownload
    from ._runtime.downloads import Download as Download
    from ._runtime.observability import Exchange as Exchange
    from ._runtime.observability import Hooks as Hooks
    from ._runtime.polling import poll as poll
    from ._runtime.polling import poll_async as poll_async
    from ._runtime.polling import wait_until as wait_until
    from ._runtime.polling import wait_until_async as wait_until_async
    from ._runtime.streams import AsyncStream as AsyncStream
    from ._runtime.streams import ServerSentEvent as ServerSentEvent
    from ._runtime.streams import Stream as Stream
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "_runtime.bodies.files": "File",
            "_runtime.conversions": "from_dict from_json replace to_dict to_json",
            "_runtime.downloads": "AsyncDownload Download",
            "_runtime.observability": "Exchange Hooks",
            "_runtime.polling": "poll poll_async wait_until wait_until_async",
            "_runtime.streams": "AsyncStream ServerSentEvent Stream",
        },
    )
