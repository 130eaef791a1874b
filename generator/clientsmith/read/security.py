"""Security schemes, and what operations require of them."""

from __future__ import annotations

from collections.abc import Iterator

from .. import ir
from ..document import Node
from ..problem import quoted
from .reading import FAULTS, Owner, Reading

_ROOT = Owner(None)

_HTTP_KINDS = {"basic": ir.SecurityKind.BASIC, "bearer": ir.SecurityKind.BEARER}

_API_KEY_LOCATIONS = (
    ir.ParameterLocation.QUERY,
    ir.ParameterLocation.HEADER,
    ir.ParameterLocation.COOKIE,
)


class SecurityReader:
    """Reads security schemes, then requirements."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._unknown: set[str] = set()
        self.schemes = tuple(self._schemes())
        """Every scheme that can be read, in the document's order."""
        self._names = frozenset(scheme.name for scheme in self.schemes)

    def _schemes(self) -> list[ir.SecurityScheme]:
        reading = self._reading
        found: list[ir.SecurityScheme] = []
        components = reading.root.get("components")
        if components is None:
            return found
        try:
            entries = list(reading.entries(components, "securitySchemes"))
        except FAULTS as fault:
            reading.dropped(
                "security-scheme-dropped", "The security schemes", fault, "are left out"
            )
            return found
        for name, node in entries:
            try:
                opened = reading.open(node, _ROOT)
                found.append(self._scheme(name, reading.dialect.security_scheme(opened.node)))
            except FAULTS as fault:
                subject = f"The security scheme {quoted(name)}"
                reading.dropped("security-scheme-dropped", subject, fault, lost=node)
        return found

    def _scheme(self, name: str, node: Node) -> ir.SecurityScheme:
        reading = self._reading
        docs = reading.docs(node)
        kind = reading.text(node, "type")
        if kind == "apiKey":
            parameter_name = reading.text(node, "name")
            location = reading.text(node, "in")
            if location not in _API_KEY_LOCATIONS or not parameter_name:
                raise reading.malformed(node, "an API key needs `name` and a known `in`")
            return ir.SecurityScheme(
                name,
                ir.SecurityKind.API_KEY,
                docs,
                parameter_location=ir.ParameterLocation(location),
                parameter_name=parameter_name,
            )
        if kind == "http":
            scheme = reading.text(node, "scheme")
            if not scheme:
                raise reading.malformed(node, "an HTTP security scheme needs `scheme`")
            return ir.SecurityScheme(
                name,
                _HTTP_KINDS.get(scheme.lower(), ir.SecurityKind.HTTP),
                docs,
                http_scheme=scheme,
                bearer_format=reading.text(node, "bearerFormat"),
            )
        if kind == "oauth2":
            flows = tuple(self._flows(node))
            return ir.SecurityScheme(name, ir.SecurityKind.OAUTH2, docs, flows=flows)
        if kind == "openIdConnect":
            url = reading.text(node, "openIdConnectUrl").strip()
            return ir.SecurityScheme(name, ir.SecurityKind.OPENID_CONNECT, docs, discovery_url=url)
        if kind == "mutualTLS":
            return ir.SecurityScheme(name, ir.SecurityKind.MUTUAL_TLS, docs)
        raise reading.malformed(node, f"{quoted(kind)} is no type of a security scheme")

    def _flows(self, scheme: Node) -> Iterator[ir.OAuthFlow]:
        """The flows of a scheme that can be read."""
        reading = self._reading
        flows = scheme.get("flows")
        if flows is None or flows.data is None:
            return
        if not isinstance(flows.data, dict):
            self._flow_dropped(flows, "The flows are left out: this is no object.")
            return
        for kind in ir.FlowKind:
            node = flows.get(kind.value)
            if node is None or node.data is None:
                continue
            if not isinstance(node.data, dict):
                self._flow_dropped(
                    node, f"The flow {quoted(kind.value)} is left out: this is no object."
                )
                continue
            scopes = node.get("scopes")
            yield ir.OAuthFlow(
                kind,
                authorization_url=reading.text(node, "authorizationUrl").strip(),
                device_authorization_url=reading.text(node, "deviceAuthorizationUrl").strip(),
                token_url=reading.text(node, "tokenUrl").strip(),
                refresh_url=reading.text(node, "refreshUrl").strip(),
                scopes=tuple(scopes.data) if scopes and isinstance(scopes.data, dict) else (),
            )

    def _flow_dropped(self, node: Node, message: str) -> None:
        self._reading.warn(node, "security-flow-dropped", message)

    def requirements(self, node: Node) -> ir.SecurityRequirements | None:
        """The alternatives that an operation or the document lists; None where it lists none.

        Raises:
            Unreadable: `security` is no list.
        """
        child = node.get("security")
        if child is None or child.data is None:
            return None
        alternatives = (self._alternative(one) for one in self._reading.elements(node, "security"))
        return tuple(one for one in alternatives if one is not None)

    def _alternative(self, node: Node) -> tuple[ir.SecurityUse, ...] | None:
        """One alternative; None where it cannot be read or asks for what is not there."""
        if not isinstance(node.data, dict):
            self._reading.warn(
                node, "security-dropped", "A security requirement is left out: this is no object."
            )
            return None
        uses: list[ir.SecurityUse] = []
        for name, scopes in node.items():
            if name not in self._names:
                if name not in self._unknown:
                    self._unknown.add(name)
                    self._reading.warn(
                        node,
                        "security-scheme-unknown",
                        f"Requirements that ask for the security scheme {quoted(name)} are left out: "
                        "no such scheme is declared.",
                        hint="Declare it in `components/securitySchemes`.",
                    )
                return None
            uses.append(
                ir.SecurityUse(
                    name,
                    tuple(scope.data for scope in scopes.elements() if isinstance(scope.data, str)),
                )
            )
        return tuple(uses)
