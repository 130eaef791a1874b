"""Streams"""

from . import models as models
from ._runtime import UNSET as UNSET
from ._runtime import File as File
from ._runtime import RawResponse as RawResponse
from ._runtime import RequestOptions as RequestOptions
from ._runtime import Unset as Unset
from ._runtime.streams import AsyncStream as AsyncStream
from ._runtime.streams import ServerSentEvent as ServerSentEvent
from ._runtime.streams import Stream as Stream
from .client import AsyncStreams as AsyncStreams
from .client import Streams as Streams
from .errors import *  # noqa: F403
