"""Servers: base URLs and their variables."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from .. import ir
from ..document import Node
from ..problem import quoted
from .reading import FAULTS, Reading, scalar_text

_VARIABLE = re.compile(r"\{([^{}]+)\}")


class ServerReader:
    """Reads server lists."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def servers(self, node: Node) -> tuple[ir.Server, ...]:
        """Servers of the document, a path item or an operation; relative URLs stay relative."""
        reading = self._reading
        found: list[ir.Server] = []
        try:
            for element in reading.elements(node, "servers"):
                try:
                    found.append(self._server(element))
                except FAULTS as fault:
                    reading.dropped("server-dropped", "A server", fault, lost=element)
        except FAULTS as fault:
            reading.dropped("server-dropped", "The list of servers", fault)
        return tuple(found)

    def _server(self, node: Node) -> ir.Server:
        reading = self._reading
        if node.get("url") is None:
            raise reading.malformed(node, "a server needs `url`")
        url = _absolute(reading.text(node, "url").strip(), node.document.origin)
        declared = dict(reading.entries(node, "variables"))
        variables: list[ir.ServerVariable] = []
        for name in dict.fromkeys(_VARIABLE.findall(url)):
            if name not in declared:
                raise reading.malformed(
                    node, f"the variable {quoted(name)} of its URL is not declared"
                )
            variables.append(self._variable(name, declared[name]))
        return ir.Server(
            url,
            reading.text(node, "description"),
            tuple(variables),
            name=reading.text(node, "name"),
            location=node.where,
        )

    def _variable(self, name: str, node: Node) -> ir.ServerVariable:
        reading = self._reading
        values = tuple(scalar_text(value.data) for value in reading.elements(node, "enum"))
        default = reading.text(node, "default")
        if node.get("default") is None:
            if not values:
                raise reading.malformed(
                    node, f"the variable {quoted(name)} has neither `default` nor `enum`"
                )
            default = values[0]
        return ir.ServerVariable(name, default, values, reading.text(node, "description"))


def _absolute(url: str, origin: str) -> str:
    """A server URL; a relative one starts at the document's own URL (OpenAPI 3.2, "API Base URL"),
    where the document came from one."""
    is_fetched = origin.startswith(("http://", "https://"))
    begins_with_variable = url.startswith("{") and url.partition("}")[2][:1] in ("", "/", ":")
    return urljoin(origin, url) if is_fetched and not begins_with_variable else url
