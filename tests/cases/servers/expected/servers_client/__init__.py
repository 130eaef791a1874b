"""Depots"""

from . import models as models
from ._runtime import UNSET as UNSET
from ._runtime import File as File
from ._runtime import RawResponse as RawResponse
from ._runtime import RequestOptions as RequestOptions
from ._runtime import Unset as Unset
from .client import AsyncDepots as AsyncDepots
from .client import Depots as Depots
from .errors import *  # noqa: F403
