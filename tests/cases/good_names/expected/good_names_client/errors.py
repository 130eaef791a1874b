"""Exceptions raised by the client; all inherit from `APIError`."""

from ._runtime.errors import APIConnectTimeoutError as APIConnectTimeoutError
from ._runtime.errors import APIConnectionError as APIConnectionError
from ._runtime.errors import APIConnectionLostError as APIConnectionLostError
from ._runtime.errors import APIError as APIError
from ._runtime.errors import APIResponseError as APIResponseError
from ._runtime.errors import APIStatusError as APIStatusError
from ._runtime.errors import APITimeoutError as APITimeoutError
from ._runtime.errors import AuthenticationError as AuthenticationError
from ._runtime.errors import BadRequestError as BadRequestError
from ._runtime.errors import ConflictError as ConflictError
from ._runtime.errors import DecodeError as DecodeError
from ._runtime.errors import InternalServerError as InternalServerError
from ._runtime.errors import InvalidRequestError as InvalidRequestError
from ._runtime.errors import MissingCredentialError as MissingCredentialError
from ._runtime.errors import NotFoundError as NotFoundError
from ._runtime.errors import PermissionDeniedError as PermissionDeniedError
from ._runtime.errors import RateLimitError as RateLimitError
from ._runtime.errors import ResponseTooLargeError as ResponseTooLargeError
from ._runtime.errors import UnprocessableEntityError as UnprocessableEntityError
