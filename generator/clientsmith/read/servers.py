"""Servers: base URLs and their variables."""

from __future__ import annotations

import re

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
                    reading.dropped("server-dropped", "A server", fault)
        except FAULTS as fault:
            reading.dropped("server-dropped", "The list of servers", fault)
        return tuple(found)

    def _server(self, node: Node) -> ir.Server:
        reading = self._reading
        url = reading.text(node, "url")
        if not url:
            raise reading.malformed(node, "a server needs `url`")
        declared = dict(reading.entries(node, "variables"))
        variables: list[ir.ServerVariable] = []
        for name in dict.fromkeys(_VARIABLE.findall(url)):
            if name not in declared:
                raise reading.malformed(
                    node, f"the variable {quoted(name)} of its URL is not declared"
                )
            variables.append(self._variable(name, declared[name]))
        # `name` is new in 3.2 and says in short what a description says.
        description = reading.text(node, "description") or reading.text(node, "name")
        return ir.Server(url, description, tuple(variables))

    def _variable(self, name: str, node: Node) -> ir.ServerVariable:
        reading = self._reading
        values = tuple(scalar_text(value.data) for value in reading.elements(node, "enum"))
        default = reading.text(node, "default") or next(iter(values), "")
        if not default and node.get("default") is None:
            raise reading.malformed(
                node, f"the variable {quoted(name)} has neither `default` nor `enum`"
            )
        return ir.ServerVariable(name, default, values, reading.text(node, "description"))
