"""The template contract: everything that templates see.

Every value is a `Code` (safe as it stands), a `Text` (untrusted, must go through an encoder), a
number, a truth value, or a tuple of these classes. `CONTEXT_VERSION` follows semantic versioning:
a field that goes or changes its meaning raises the major number.
"""

from .documentation import Example, MethodDocs, Note
from .flavours import ASYNC, SYNC, Flavour
from .metadata import Metadata, ProjectURL
from .models import (
    EnumClass,
    EnumMember,
    ExtendedModels,
    Field,
    JoinedModel,
    Model,
    ModelExport,
    ModelModule,
    ModelSynonym,
    TypeName,
)
from .modules import Import
from .operations import (
    Argument,
    BodyForm,
    BodyPlan,
    Method,
    MethodAlias,
    ParameterStyle,
    Resource,
    ResourceLink,
    ResponseCase,
    Setting,
)
from .package import (
    AuthExport,
    Client,
    Credential,
    CredentialArgument,
    CustomExport,
    OAuthFlows,
    Package,
    Server,
    ServerArgument,
)
from .pagination import Pagination
from .showcases import Showcases, SmokeAnswer, SmokeCall, SmokeTests
from .webhooks import Delivery, DeliveryField, Webhook, Webhooks

CONTEXT_VERSION = "1.1"
"""Version of the contract, printed by `clientsmith templates context`."""

__all__ = [
    "ASYNC",
    "SYNC",
    "Argument",
    "AuthExport",
    "BodyForm",
    "BodyPlan",
    "Client",
    "Credential",
    "CredentialArgument",
    "CustomExport",
    "Delivery",
    "DeliveryField",
    "EnumClass",
    "EnumMember",
    "Example",
    "ExtendedModels",
    "Field",
    "Flavour",
    "Import",
    "JoinedModel",
    "Metadata",
    "Method",
    "MethodAlias",
    "MethodDocs",
    "Model",
    "ModelExport",
    "ModelModule",
    "ModelSynonym",
    "Note",
    "OAuthFlows",
    "Package",
    "Pagination",
    "ParameterStyle",
    "ProjectURL",
    "Resource",
    "ResourceLink",
    "ResponseCase",
    "Server",
    "ServerArgument",
    "Setting",
    "Showcases",
    "SmokeAnswer",
    "SmokeCall",
    "SmokeTests",
    "TypeName",
    "Webhook",
    "Webhooks",
]
