"""Exceptions raised by the client; all inherit from `APIError`."""

from clientsmith_runtime.errors import APIConnectTimeoutError as APIConnectTimeoutError
from clientsmith_runtime.errors import APIConnectionError as APIConnectionError
from clientsmith_runtime.errors import APIConnectionLostError as APIConnectionLostError
from clientsmith_runtime.errors import APIError as APIError
from clientsmith_runtime.errors import APIResponseError as APIResponseError
from clientsmith_runtime.errors import APIStatusError as APIStatusError
from clientsmith_runtime.errors import APITimeoutError as APITimeoutError
from clientsmith_runtime.errors import AuthenticationError as AuthenticationError
from clientsmith_runtime.errors import BadRequestError as BadRequestError
from clientsmith_runtime.errors import ConflictError as ConflictError
from clientsmith_runtime.errors import DecodeError as DecodeError
from clientsmith_runtime.errors import InternalServerError as InternalServerError
from clientsmith_runtime.errors import InvalidRequestError as InvalidRequestError
from clientsmith_runtime.errors import MissingCredentialError as MissingCredentialError
from clientsmith_runtime.errors import NotFoundError as NotFoundError
from clientsmith_runtime.errors import PermissionDeniedError as PermissionDeniedError
from clientsmith_runtime.errors import RateLimitError as RateLimitError
from clientsmith_runtime.errors import ResponseTooLargeError as ResponseTooLargeError
from clientsmith_runtime.errors import (
    UnprocessableEntityError as UnprocessableEntityError,
)
from clientsmith_runtime.optional_errors import (
    InvalidSignatureError as InvalidSignatureError,
)
from clientsmith_runtime.optional_errors import (
    InvalidWebhookError as InvalidWebhookError,
)
from clientsmith_runtime.optional_errors import (
    RequestValidationError as RequestValidationError,
)
