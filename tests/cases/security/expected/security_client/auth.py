"""Tokens of OAuth 2, and how people sign in to get them."""

from ._runtime.oauth import OAuthOptions as OAuthOptions
from ._runtime.oauth import Token as Token
from ._runtime.oauth.authorization_code import (
    AsyncAuthorizationCode as AsyncAuthorizationCode,
)
from ._runtime.oauth.authorization_code import AuthorizationCode as AuthorizationCode
from ._runtime.oauth.authorization_code import (
    AuthorizationRequest as AuthorizationRequest,
)
from ._runtime.oauth.device_code import AsyncDeviceCode as AsyncDeviceCode
from ._runtime.oauth.device_code import DeviceAuthorization as DeviceAuthorization
from ._runtime.oauth.device_code import DeviceCode as DeviceCode
