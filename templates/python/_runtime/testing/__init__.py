"""Tests of code that uses a client: a fake API, and values of its models."""

from __future__ import annotations

from .factory import Factory as Factory
from .factory import Limits as Limits
from .factory import Maker as Maker
from .fakes import Fake as Fake
from .fakes import FakeAPI as FakeAPI
from .fakes import FakeCall as FakeCall
from .fakes import FakeItems as FakeItems
from .fakes import FakeLink as FakeLink
from .fakes import FakeMethod as FakeMethod
from .fakes import FakeResource as FakeResource
from .replies import Replies as Replies
