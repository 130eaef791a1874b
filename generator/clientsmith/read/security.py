"""Security schemes and security requirements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .. import ir
from ..document import Node
from ..problem import quoted
from .document_reader import READ_ERRORS, TOKEN, DocumentReader, Owner

_ROOT = Owner(None)

_HTTP_KINDS = {"basic": ir.SecurityKind.BASIC, "bearer": ir.SecurityKind.BEARER}

_API_KEY_LOCATIONS = (
    ir.ParameterLocation.QUERY,
    ir.ParameterLocation.HEADER,
    ir.ParameterLocation.COOKIE,
)


class SecurityReader:
    """Reads security schemes, then requirements."""

    def __init__(self, document: DocumentReader) -> None:
        self._document = document
        self._unknown: set[str] = set()
        self.schemes = tuple(self._schemes())
        """Schemes that can be read, in the document's order."""
        self._names = frozenset(scheme.name for scheme in self.schemes)

    def _schemes(self) -> list[ir.SecurityScheme]:
        document = self._document
        found: list[ir.SecurityScheme] = []
        components = document.root.get("components")
        if components is None:
            return found
        try:
            entries = list(document.entries(components, "securitySchemes"))
        except READ_ERRORS as error:
            document.report_dropped(
                "security-scheme-dropped", "The security schemes", error, "are left out"
            )
            return found
        for name, node in entries:
            try:
                opened = document.open(node, _ROOT)
                scheme = self._scheme(name, document.dialect.security_scheme(opened.node))
                found.append(replace(scheme, location=node.where))
            except READ_ERRORS as error:
                subject = f"The security scheme {quoted(name)}"
                document.report_dropped("security-scheme-dropped", subject, error, lost=node)
        return found

    def _scheme(self, name: str, node: Node) -> ir.SecurityScheme:
        document = self._document
        docs = document.docs(node)
        kind = document.text(node, "type")
        if kind == "apiKey":
            parameter_name = document.text(node, "name")
            location = document.text(node, "in")
            if location not in _API_KEY_LOCATIONS or not parameter_name:
                raise document.malformed(node, "an API key needs `name` and a valid `in`")
            if location == ir.ParameterLocation.HEADER and not TOKEN.fullmatch(parameter_name):
                message = f"{quoted(parameter_name)} is not a valid header name"
                raise document.malformed(node, message)
            return ir.SecurityScheme(
                name,
                ir.SecurityKind.API_KEY,
                docs,
                parameter_location=ir.ParameterLocation(location),
                parameter_name=parameter_name,
            )
        if kind == "http":
            scheme = document.text(node, "scheme")
            if not scheme:
                raise document.malformed(node, "an HTTP security scheme needs `scheme`")
            return ir.SecurityScheme(
                name,
                _HTTP_KINDS.get(scheme.lower(), ir.SecurityKind.HTTP),
                docs,
                http_scheme=scheme,
                bearer_format=document.text(node, "bearerFormat"),
            )
        if kind == "oauth2":
            flows = tuple(self._flows(node))
            return ir.SecurityScheme(name, ir.SecurityKind.OAUTH2, docs, flows=flows)
        if kind == "openIdConnect":
            url = document.text(node, "openIdConnectUrl").strip()
            return ir.SecurityScheme(name, ir.SecurityKind.OPENID_CONNECT, docs, discovery_url=url)
        if kind == "mutualTLS":
            return ir.SecurityScheme(name, ir.SecurityKind.MUTUAL_TLS, docs)
        raise document.malformed(node, f"{quoted(kind)} is not a type of security schemes")

    def _flows(self, scheme: Node) -> Iterator[ir.OAuthFlow]:
        """Yield the flows of a scheme that can be read."""
        document = self._document
        flows = scheme.get("flows")
        if flows is None or flows.data is None:
            return
        if not isinstance(flows.data, dict):
            self._flow_dropped(flows, "The OAuth flows are left out: `flows` must be an object.")
            return
        for kind in ir.FlowKind:
            node = flows.get(kind.value)
            if node is None or node.data is None:
                continue
            if not isinstance(node.data, dict):
                self._flow_dropped(
                    node, f"The OAuth flow {quoted(kind.value)} is left out: it must be an object."
                )
                continue
            scopes = node.get("scopes")
            yield ir.OAuthFlow(
                kind,
                authorization_url=document.text(node, "authorizationUrl").strip(),
                device_authorization_url=document.text(node, "deviceAuthorizationUrl").strip(),
                token_url=document.text(node, "tokenUrl").strip(),
                refresh_url=document.text(node, "refreshUrl").strip(),
                scopes=tuple(scopes.data) if scopes and isinstance(scopes.data, dict) else (),
            )

    def _flow_dropped(self, node: Node, message: str) -> None:
        self._document.warn(node, "security-flow-dropped", message)

    def requirements(self, node: Node) -> ir.SecurityRequirements | None:
        """Return the alternatives of an operation or the document; None if there is no `security`.

        Raises:
            Unreadable: `security` is not a list.
        """
        child = node.get("security")
        if child is None or child.data is None:
            return None
        alternatives = (self._alternative(one) for one in self._document.elements(node, "security"))
        return tuple(one for one in alternatives if one is not None)

    def _alternative(self, node: Node) -> tuple[ir.SecurityUse, ...] | None:
        """Return one alternative; None if it cannot be read or names an undeclared scheme."""
        if not isinstance(node.data, dict):
            self._document.warn(
                node,
                "security-dropped",
                "A security requirement is left out: it must be an object.",
            )
            return None
        uses: list[ir.SecurityUse] = []
        for name, scopes in node.items():
            if name not in self._names:
                if name not in self._unknown:
                    self._unknown.add(name)
                    self._document.warn(
                        node,
                        "security-scheme-unknown",
                        f"Requirements with the security scheme {quoted(name)} are left out: it is not "
                        "declared.",
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
