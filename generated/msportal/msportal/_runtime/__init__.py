"""Runtime of the generated client: the modules that every generated package shares."""

from .auth import AsyncSecret as AsyncSecret
from .auth import Secret as Secret
from .client.client import AsyncClient as AsyncClient
from .client.client import AsyncResource as AsyncResource
from .client.client import Resource as Resource
from .client.client import SyncClient as SyncClient
from .client.options import AsyncClientOptions as AsyncClientOptions
from .client.options import ClientOptions as ClientOptions
from .client.options import Clock as Clock
from .client.options import RequestOptions as RequestOptions
from .client.options import SyncClientOptions as SyncClientOptions
from .client.retries import Retries as Retries
from .models.base import APIModel as APIModel
from .models.unset import UNSET as UNSET
from .models.unset import Unset as Unset
from .operations import Operation as Operation
from .requests.bodies import Body as Body
from .requests.bodies import TextBody as TextBody
from .requests.parameters import Parameter as Parameter
from .responses import JSON as JSON
from .responses import NOTHING as NOTHING
from .responses import RawResponse as RawResponse
