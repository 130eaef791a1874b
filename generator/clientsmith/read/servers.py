"""Servers: base URLs and their variables."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from .. import ir
from ..document import Node
from ..problem import quoted
from .document_reader import READ_ERRORS, DocumentReader, scalar_text

_VARIABLE = re.compile(r"\{([^{}]+)\}")


class ServerReader:
    """Reads server lists."""

    def __init__(self, document: DocumentReader) -> None:
        self._document = document

    def servers(self, node: Node) -> tuple[ir.Server, ...]:
        """Return the servers of the document, a path item or an operation."""
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
        url = _absolute(document.text(node, "url").strip(), node.document.origin)
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


def _absolute(url: str, origin: str) -> str:
    """Return a server URL, resolved against the URL of its document if there is one (OpenAPI 3.2,
    "API Base URL")."""
    is_fetched = origin.startswith(("http://", "https://"))
    begins_with_variable = url.startswith("{") and url.partition("}")[2][:1] in ("", "/", ":")
    return urljoin(origin, url) if is_fetched and not begins_with_variable else url
