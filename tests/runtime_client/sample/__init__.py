"""Pets, as a generated client would have them; `_runtime` is copied beside this file."""

from . import models as models
from ._runtime import UNSET as UNSET
from ._runtime import RequestOptions as RequestOptions
from ._runtime.bodies.files import File as File
from ._runtime.errors import *  # noqa: F403
from ._runtime.exports import lazy_attributes
from ._runtime.optional_errors import *  # noqa: F403
from .client import AsyncPetshop as AsyncPetshop
from .client import Petshop as Petshop

__getattr__, __dir__ = lazy_attributes(__name__, {})

__version__ = "2.1"
