"""The template contract: everything that templates see.

Every value is a `Code` (safe as it stands), a `Text` (untrusted, must go through an encoder), a
number, a truth value, None, or a tuple of these classes and values.
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
from .version import CONTEXT_VERSION
from .webhooks import Delivery, DeliveryField, Webhook, Webhooks

__all__ = [
    "ASYNC",
    "CONTEXT_VERSION",
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
