"""The template contract: everything that templates see.

Every value is a `Code` (safe as it stands), a `Text` (untrusted, must go through an encoder), a
number, a truth value, or a tuple of these classes. `CONTEXT_VERSION` follows semantic versioning:
a field that goes or changes its meaning raises the major number.
"""

from .documentation import MethodDocs, Note
from .flavours import ASYNC, SYNC, Flavour
from .models import (
    EnumClass,
    EnumMember,
    Field,
    Model,
    ModelExport,
    ModelModule,
    ModelSynonym,
    TypeName,
)
from .modules import Import
from .operations import (
    Argument,
    BodyPlan,
    Method,
    ParameterStyle,
    Resource,
    ResourceLink,
    ResponseCase,
    Setting,
)
from .package import Client, Credential, CredentialArgument, Package, Server

CONTEXT_VERSION = "1.0"
"""Version of the contract, printed by `clientsmith templates context`."""

__all__ = [
    "ASYNC",
    "SYNC",
    "Argument",
    "BodyPlan",
    "Client",
    "Credential",
    "CredentialArgument",
    "EnumClass",
    "EnumMember",
    "Field",
    "Flavour",
    "Import",
    "Method",
    "MethodDocs",
    "Model",
    "ModelExport",
    "ModelModule",
    "ModelSynonym",
    "Note",
    "Package",
    "ParameterStyle",
    "Resource",
    "ResourceLink",
    "ResponseCase",
    "Server",
    "Setting",
    "TypeName",
]
