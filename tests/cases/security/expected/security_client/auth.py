"""OAuth 2 tokens and sign-in flows."""

from ._runtime.oauth import OAuthOptions as OAuthOptions
from ._runtime.oauth import Token as Token
from ._runtime.oauth.sign_in import AsyncAuthorizationCode as AsyncAuthorizationCode
from ._runtime.oauth.sign_in import AsyncDeviceCode as AsyncDeviceCode
from ._runtime.oauth.sign_in import AuthorizationCode as AuthorizationCode
from ._runtime.oauth.sign_in import AuthorizationRequest as AuthorizationRequest
from ._runtime.oauth.sign_in import DeviceAuthorization as DeviceAuthorization
from ._runtime.oauth.sign_in import DeviceCode as DeviceCode
