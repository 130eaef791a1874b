"""The root class: credentials, servers, and the resources that it leads to."""

from __future__ import annotations

from collections.abc import Iterable

from ...context import Client, Credential, Import, ResourceLink
from ...encode.encoders import literal
from ...ir import Api
from ...naming.credentials import CredentialNames
from ...problem import Problem
from ...text import Code, Text
from ...types.imports import Imports
from ..docstrings.markup import as_markdown, without_heading
from ..docstrings.sentences import ended
from ..operations.arguments import NO_CODE
from .credentials import add_imports, client_security, credentials_of, problems, raw_security
from .features import BODY_MODULES
from .oauth import auth_exports
from .servers import ServerPlan, ServerPlanner


def plan_client(
    api: Api,
    names: tuple[Code, Code],
    credential_names: CredentialNames,
    resources: tuple[ResourceLink, ...],
    *,
    body_classes: tuple[Code, ...] = (),
    is_security_decided: bool = False,
) -> tuple[Client, tuple[Problem, ...]]:
    """Plan the root class.

    Args:
        api: the API.
        names: of the class and of its async twin.
        credential_names: names of the arguments for credentials, and of environment variables.
        resources: what the client leads to.
        body_classes: classes of bodies of requests that the document does not describe.
        is_security_decided: whether the configuration says what operations require that declare
            nothing.
    """
    credentials = credentials_of(api, credential_names)
    planner = ServerPlanner(api)
    keywords = [
        argument.name for each in credentials for argument in (*each.arguments, *each.options)
    ]
    servers = planner.of_client(keywords)
    security = client_security(api)
    raw = raw_security(api, filter(planner.is_on_own_host, api.operations))
    title = ended(api.title.strip()) or "A client."
    description = without_heading(as_markdown(api.docs.description)).strip()
    client = Client(
        class_name=names[0],
        async_class_name=names[1],
        docs=Text(f"{title}\n\n{description}" if description else title),
        base_url=servers.base_url,
        base_url_docs=servers.base_url_docs,
        servers=servers.servers,
        is_server_chosen=servers.is_chosen,
        is_base_url_required=servers.is_base_url_required,
        server_choice=servers.choice,
        server_arguments=servers.arguments,
        credentials=credentials,
        security=literal(security) if security else NO_CODE,
        raw_security=literal(raw) if raw != security else NO_CODE,
        auth_exports=auth_exports(api.security_schemes),
        resources=resources,
        imports=_imports(credentials, servers, resources, body_classes),
        type_checking_imports=_type_checking_imports(resources),
        plain_base_url=servers.plain_base_url,
        body_classes=body_classes,
    )
    found = problems(api, origin(api), is_decided=is_security_decided)
    return client, (*found, *planner.problems(origin(api)))


def origin(api: Api) -> str:
    """Return the address of the document; empty where no operation tells it."""
    for operation in api.operations:
        if operation.location is not None:
            return operation.location.origin
    return ""


# --- imports ----------------------------------------------------------------------------------------


def _imports(
    credentials: tuple[Credential, ...],
    servers: ServerPlan,
    resources: tuple[ResourceLink, ...],
    body_classes: tuple[Code, ...],
) -> tuple[Import, ...]:
    imports = Imports()
    imports.add("__future__", "annotations")
    imports.add("typing", "TYPE_CHECKING", "Unpack")
    imports.add("._runtime", "AsyncClient", "AsyncClientOptions", "SyncClient", "SyncClientOptions")
    add_imports(imports, credentials)
    for name in body_classes:
        imports.add(BODY_MODULES[name], name)
    if servers.is_chosen:
        imports.add("._runtime.servers", "ServerTemplate", "choose_server")
        if any("ServerVariable(" in server.template for server in servers.servers):
            imports.add("._runtime.servers", "ServerVariable")
    arguments = (*servers.arguments, *filter(None, (servers.choice,)))
    if any("Literal[" in argument.annotation for argument in arguments):
        imports.add("typing", "Literal")
    if resources:
        imports.add("._runtime", "cached_property")
    return imports.statements()


def _type_checking_imports(resources: Iterable[ResourceLink]) -> tuple[Import, ...]:
    imports = Imports()
    for link in resources:
        imports.add(f".resources.{link.module}", link.class_name, link.async_class_name)
    return imports.statements()
