"""Servers: base URLs and their variables."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from .. import ir
from ..document import Node, absolute_server
from ..problem import quoted
from .document_reader import READ_ERRORS, DocumentReader, scalar_text

_VARIABLE = re.compile(r"\{([^{}]+)\}")


class ServerReader:
    """Reads server lists.

    Args:
        document: the reader of the document.
        base_url: URL that relative URLs are resolved against, and that replaces the servers of the
            document; empty for the URL of the document, if it has one.
    """

    def __init__(self, document: DocumentReader, base_url: str = "") -> None:
        self._document = document
        self._base_url = base_url

    def servers_of_document(self) -> tuple[ir.Server, ...]:
        """Return the servers of the document; where it declares none, its own place (OpenAPI 3.2,
        "API Base URL")."""
        root = self._document.root
        found = self.servers(root)
        if self._base_url:
            relative = [server for server in found if server.is_relative]
            is_whole = urlsplit(self._base_url).path or not relative
            return (ir.Server(self._base_url),) if is_whole else tuple(relative)
        document = root.document
        if found or document.origin_of is not None or not document.place:
            return found
        server = ir.Server(absolute_server("/", document.place), is_relative=True)
        self._document.note(
            root,
            "server-missing",
            f"The document declares no server; its own place, {server.url}, is the default of "
            "`base_url`.",
            hint="If the API is elsewhere, set `base_url` in the configuration.",
        )
        return (server,)

    def servers(self, node: Node) -> tuple[ir.Server, ...]:
        """Return the servers that the document, a path item or an operation declares."""
        document = self._document
        found: list[ir.Server] = []
        try:
            for element in document.elements(node, "servers"):
                try:
                    found.append(self._server(element))
                except READ_ERRORS as error:
                    document.report_dropped("server-dropped", "A server", error, lost=element)
        except READ_ERRORS as error:
            document.report_dropped("server-dropped", "The list of servers", error)
        return tuple(found)

    def _server(self, node: Node) -> ir.Server:
        document = self._document
        if node.get("url") is None:
            raise document.malformed(node, "it has no `url`")
        url = document.text(node, "url").strip()
        is_relative = _is_relative(url)
        if is_relative or url.startswith("//"):
            url = absolute_server(url, self._base_url or node.document.place)
        declared = dict(document.entries(node, "variables"))
        variables: list[ir.ServerVariable] = []
        for name in dict.fromkeys(_VARIABLE.findall(url)):
            if name not in declared:
                raise document.malformed(
                    node, f"the variable {quoted(name)} of its URL is not declared"
                )
            variables.append(self._variable(name, declared[name]))
        return ir.Server(
            url,
            document.text(node, "description"),
            tuple(variables),
            name=document.text(node, "name"),
            location=node.where,
            is_relative=is_relative,
        )

    def _variable(self, name: str, node: Node) -> ir.ServerVariable:
        document = self._document
        values = tuple(scalar_text(value.data) for value in document.elements(node, "enum"))
        default = document.text(node, "default")
        if node.get("default") is None:
            if not values:
                raise document.malformed(
                    node, f"the variable {quoted(name)} has neither `default` nor `enum`"
                )
            default = values[0]
        return ir.ServerVariable(name, default, values, document.text(node, "description"))


def _is_relative(url: str) -> bool:
    """Return whether a URL names no host; one that begins with a variable does not count."""
    begins_with_variable = url.startswith("{") and url.partition("}")[2][:1] in ("", "/", ":")
    return "://" not in url and not url.startswith("//") and not begins_with_variable
