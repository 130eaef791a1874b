"""The client of a `stainless.yml`: its name, package, options, servers and settings."""

from __future__ import annotations

from collections.abc import Mapping

from ...document import Node
from ..casing import class_of
from ..changes import remove, update
from ..ledger import Ledger
from ..target import Target
from .queries import restyle_queries
from .reading import shown, text_at

_CLIENT_SETTINGS = {
    "default_timeout": "users set `timeout` when they create the client",
    "default_retries": "users set `retries` when they create the client",
    "default_headers": "users set `headers` when they create the client, or `custom/` has a class "
    "that does",
    "idempotency": "pass the header with `RequestOptions(headers=…)`",
    "idempotency_header": "pass the header with `RequestOptions(headers=…)`",
    "response_headers": "`client.capture()` has the headers of each response",
}
"""Settings of the client that its users or its code have in another way."""

_SETTINGS = {
    "file_header": "`header`",
    "unwrap_response_fields": "methods return the response as the document describes it",
    "positional_params": "parameters of the path are positional, in the order of the path",
    "per_endpoint_security": "operations follow `security` of the document",
}
_IRRELEVANT_SETTINGS = frozenset(
    {"disable_mock_tests", "disable_tests", "mock_server", "require_websocket_dependencies"}
)
_ELSEWHERE = {
    "edition": "version of another generator's defaults",
    "codeflow": "see the page on continuous integration",
    "diagnostics": "messages of another generator",
    "readme": "the README of the client has examples of its own",
    "docs": "documentation sites are made by other tools",
    "publish": "the client is published by your own jobs",
}
"""Sections of a configuration that do not change what users of the client call."""

_PYTHON_TARGET = {
    "production_repo": "the client is written to `output`",
    "publish": "the client is published by your own jobs",
    "keep_files": "hand-written modules in `custom/` are kept",
    "edition": "version of another generator's defaults",
}


def read_client(root: Node, ledger: Ledger, casings: Mapping[str, str]) -> None:
    """Read names, package, license and what has no part in the document."""
    _read_organization(root, ledger, casings)
    _read_targets(root, ledger)
    for key, why in _ELSEWHERE.items():
        if (node := root.get(key)) is not None:
            ledger.irrelevant(node, "setting", key, why)
    for key, node in _items(root, "settings"):
        source = f"settings.{key}: {shown(node.data)}"
        if key == "license" and isinstance(node.data, str) and node.data:
            ledger.setting("license", node.data, node, "package", source)
        elif key == "file_header" and isinstance(node.data, str) and node.data.strip():
            ledger.setting("header", node.data, node, "package", source)
        elif key in _SETTINGS:
            ledger.changed(node, "setting", source, _SETTINGS[key])
        elif key in _IRRELEVANT_SETTINGS:
            ledger.irrelevant(node, "setting", source, "tests of another generator")


def read_options(root: Node, ledger: Ledger, target: Target) -> None:
    """Read the options of the client."""
    variables: dict[str, Node] = {}
    for key, node in _items(root, "client_settings"):
        source = f"client_settings.{key}"
        if key == "opts":
            for name, option in node.items():
                _read_option(name, option, ledger, target, variables)
        elif key == "default_env_prefix" and isinstance(node.data, str):
            ledger.setting("env_prefix", node.data.rstrip("_"), node, "client", source)
        elif key == "omit_stainless_headers":
            ledger.irrelevant(node, "client", source, "headers of another generator")
        elif key in _CLIENT_SETTINGS:
            ledger.changed(node, "client", source, _CLIENT_SETTINGS[key])


def _read_option(
    name: str, option: Node, ledger: Ledger, target: Target, variables: dict[str, Node]
) -> None:
    auth = option.get("auth")
    scheme = text_at(auth, "security_scheme")
    source = f"opts.{name}"
    variable = text_at(option, "read_env")
    if scheme in target.schemes:
        ledger.credential(scheme, text_at(auth, "role"), name, variable, option, source)
        return
    if scheme:
        ledger.missing(option, "option", source, f"the document has no security scheme {scheme}")
        return
    for key, why in (
        ("send_in_header", "pass `headers` when you create the client"),
        ("server_variable", "variables of servers are arguments of the client"),
    ):
        if text_at(option, key):
            ledger.changed(option, "option", source, why)
            return
    ledger.missing(option, "option", source, "the client has no such argument")


def read_servers(root: Node, ledger: Ledger, target: Target) -> None:
    """Read the environments: the first is the default of `base_url`."""
    environments = [
        (name, node) for name, node in _items(root, "environments") if isinstance(node.data, str)
    ]
    if not environments:
        return
    declared = [server.url.rstrip("/") for server in target.api.servers]
    urls = [node.data.rstrip("/") for _, node in environments]
    if len(environments) == 1:
        name, node = environments[0]
        source = f"{name}: {shown(node.data)}"
        if urls == declared:
            ledger.carried(node, "server", source, "the server of the document")
        else:
            ledger.setting("base_url", node.data, node, "server", source)
        return
    if urls != declared:
        servers = [{"url": node.data, "description": name} for name, node in environments]
        if declared:
            ledger.actions.append(remove("$.servers"))
        ledger.actions.append(update("$", {"servers": servers}))
    for name, node in environments:
        ledger.changed(
            node, "server", f"{name}: {shown(node.data)}", f'`server="{name}"`, not `environment`'
        )


def read_query_settings(root: Node, ledger: Ledger, target: Target) -> None:
    """Read how lists and objects in queries are written, which is said in the document here."""
    section = root.get("query_settings")
    arrays = text_at(section, "array_format")
    objects = text_at(section, "nested_format")
    count = restyle_queries(arrays, objects, ledger, target)
    for key, node in _items(root, "query_settings"):
        if key in ("array_format", "nested_format"):
            ledger.changed(node, "query", f"{key}: {shown(node.data)}", count)


def _read_organization(root: Node, ledger: Ledger, casings: Mapping[str, str]) -> None:
    for key, node in _items(root, "organization"):
        source = f"organization.{key}: {shown(node.data)}"
        if key == "name" and isinstance(node.data, str) and (name := class_of(node.data, casings)):
            ledger.setting("client_class", name, node, "client", source)
        elif key in ("docs", "contact"):
            ledger.changed(node, "package", source, "`externalDocs` and `info.contact`")


def _read_targets(root: Node, ledger: Ledger) -> None:
    for section in ("targets", "languages"):
        for language, node in _items(root, section):
            if language != "python":
                ledger.irrelevant(node, "target", f"{section}.{language}", "another language")
                continue
            for key, child in node.items():
                _read_python(key, child, ledger, node)


def _read_python(key: str, node: Node, ledger: Ledger, target: Node) -> None:
    source = f"python.{key}: {shown(node.data)}"
    if key == "package_name" and isinstance(node.data, str):
        ledger.setting("package", node.data.replace("-", "_"), node, "package", source)
        if not text_at(target, "project_name") and _is_published(target):
            ledger.setting("distribution", node.data, node, "package", f"{source}, published")
    elif key == "project_name" and isinstance(node.data, str):
        ledger.setting("distribution", node.data, node, "package", source)
    elif key in ("skip", "only"):
        ledger.irrelevant(node, "target", source, "the configuration is for a Python client")
    elif key in _PYTHON_TARGET:
        ledger.irrelevant(node, "target", source, _PYTHON_TARGET[key])


def _is_published(target: Node) -> bool:
    publish = target.get("publish")
    pypi = publish.get("pypi") if publish else None
    return pypi is not None and pypi.data not in (False, None)


def _items(root: Node, key: str) -> list[tuple[str, Node]]:
    section = root.get(key)
    return [] if section is None else list(section.items())
