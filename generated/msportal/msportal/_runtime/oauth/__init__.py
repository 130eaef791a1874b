"""OAuth 2.0 and OpenID Connect: access tokens and the flows that get them (RFC 6749)."""

from .credential import OAuth2 as OAuth2
from .flows import OAuthFlow as OAuthFlow
from .flows import OAuthOptions as OAuthOptions
from .flows import Token as Token
