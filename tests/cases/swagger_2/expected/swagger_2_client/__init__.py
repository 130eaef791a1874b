"""Swagger Petstore"""

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
from .client import AsyncPetstore as AsyncPetstore
from .client import Petstore as Petstore
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
    from ._runtime.models.maybe import Maybe as Maybe
    from ._runtime.observability import Exchange as Exchange
    from ._runtime.observability import Hooks as Hooks
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "_runtime.bodies.files": "File",
            "_runtime.conversions": "from_dict from_json replace to_dict to_json",
            "_runtime.downloads": "AsyncDownload Download",
            "_runtime.models.maybe": "Maybe",
            "_runtime.observability": "Exchange Hooks",
        },
    )
