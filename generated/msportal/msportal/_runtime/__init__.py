"""Runtime of the generated client: the modules that every generated package shares."""

from .auth import AsyncSecret as AsyncSecret
from .auth import Secret as Secret
from .bodies import Body as Body
from .bodies import TextBody as TextBody
from .client import AsyncClient as AsyncClient
from .client import AsyncResource as AsyncResource
from .client import Resource as Resource
from .client import SyncClient as SyncClient
from .client import cached_property as cached_property
from .client.attempts import Retries as Retries
from .client.options import AsyncClientOptions as AsyncClientOptions
from .client.options import ClientOptions as ClientOptions
from .client.options import Clock as Clock
from .client.options import RequestOptions as RequestOptions
from .client.options import SyncClientOptions as SyncClientOptions
from .models import UNSET as UNSET
from .models import APIModel as APIModel
from .models import BareAPIModel as BareAPIModel
from .models import Unset as Unset
from .requests import Operation as Operation
from .responses import JSON as JSON
from .responses import NOTHING as NOTHING
from .responses import ParsedResponse as ParsedResponse
from .responses import RawResponse as RawResponse
