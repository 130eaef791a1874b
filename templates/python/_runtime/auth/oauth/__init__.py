"""OAuth 2: access tokens, and the ways to get them (RFC 6749)."""

from .credential import OAuth2 as OAuth2
from .flows import OAuthFlow as OAuthFlow
from .flows import OAuthOptions as OAuthOptions
from .token import Token as Token
