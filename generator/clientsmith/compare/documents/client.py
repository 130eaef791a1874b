"""What the API and its client are as a whole: names, servers, what is said for people."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterator
from dataclasses import replace

from ...ir import Docs, Server
from .events import Event
from .version import Version
from .where import Where


class Client:
    """Compares what is no operation and no schema.

    Args:
        old: the old version.
        new: the new version.
    """

    def __init__(self, old: Version, new: Version) -> None:
        self._old = old
        self._new = new

    def compare(self) -> Iterator[Event]:
        """Everything that is different."""
        names = list(self._names())
        yield from names
        yield from self._docs(is_renamed=bool(names))
        yield from self._servers()
        yield from self._server_arguments()

    # --- names and texts ----------------------------------------------------------------------

    def _names(self) -> Iterator[Event]:
        """Names of the package and its root class, which mostly are made of the title."""
        old, new = self._old.package, self._new.package
        names = (old.client.class_name, old.name), (new.client.class_name, new.name)
        if names[0] != names[1]:
            where = replace(
                self._where("client", "the client", ("info",)),
                python=(names[0][0], names[1][0]),
                arguments=(*names[0][1:], *names[1][1:]),
            )
            before, after = (f"{class_name} in {package}" for class_name, package in names)
            yield Event("client-renamed", where, before, after)

    def _docs(self, *, is_renamed: bool) -> Iterator[Event]:
        old, new = self._old.api, self._new.api
        texts = (old.docs.description, old.docs.external_url, old.publisher)
        is_other = texts != (new.docs.description, new.docs.external_url, new.publisher)
        if is_other or (not is_renamed and old.title != new.title):
            yield Event("api-docs-changed", self._where("API", "the API", ("info",)))
        befores = {tag.name: tag for tag in old.tags}
        afters = {tag.name: tag for tag in new.tags}
        for name in sorted(befores.keys() | afters.keys()):
            before, after = befores.get(name), afters.get(name)
            if before != after and _says_something(before, after):
                where = self._where(f"tag {name}", f"the tag {name}", ("tags",))
                yield Event("api-docs-changed", where)

    def _where(self, subject: str, noun: str, *paths: tuple[str, ...]) -> Where:
        return Where(
            subject=subject,
            noun=noun,
            old=self._old.root_location(*paths),
            new=self._new.root_location(*paths),
        )

    # --- servers ------------------------------------------------------------------------------

    def _servers(self) -> Iterator[Event]:
        """Which servers there are, in one order or another, as the first is the usual one."""
        old, new = list(self._old.api.servers), list(self._new.api.servers)
        for before in tuple(old):
            after = next((each for each in new if each.url == before.url), None)
            if after is not None:
                old.remove(before)
                new.remove(after)
                yield from self._server(before, after)
        if old and new and (len(old) == len(new) == 1 or _usual(self._old) == _usual_of(old)):
            before, after = old.pop(0), new.pop(0)
            where = self._server_where(before, after)
            yield Event("server-url-changed", where, before.url, after.url)
        for server in old:
            yield Event("server-removed", replace(self._server_where(server, server), new=None))
        for server in new:
            yield Event("server-added", replace(self._server_where(server, server), old=None))
        if self._new.package.client.is_base_url_required > (
            self._old.package.client.is_base_url_required
        ):
            where = self._where("base URL", "the base URL", ("servers",))
            name = self._new.package.client.class_name
            yield Event("base-url-required", replace(where, python=("", f"{name}(base_url=)")))

    def _server(self, old: Server, new: Server) -> Iterator[Event]:
        where = self._server_where(old, new)
        before, after = _choice(self._old, old), _choice(self._new, new)
        if before and after and before != after:
            yield Event("server-renamed", where, before, after)
        elif old.description != new.description:
            yield Event("api-docs-changed", where)

    def _server_where(self, old: Server, new: Server) -> Where:
        place = self._where(f"server {new.url}", f"the server {new.url}", ("servers",), ("host",))
        return replace(place, python=(_chooser(self._old), _chooser(self._new)))

    def _server_arguments(self) -> Iterator[Event]:
        old, new = self._old.package.client, self._new.package.client
        befores = {argument.name: argument for argument in old.server_arguments}
        afters = {argument.name: argument for argument in new.server_arguments}
        for name in sorted(befores.keys() | afters.keys()):
            before, after = befores.get(name), afters.get(name)
            where = self._where(
                f"server variable {name}", f"the server variable {name}", ("servers",)
            )
            where = replace(
                where,
                python=(
                    f"{old.class_name}({name}=)" if before else "",
                    f"{new.class_name}({name}=)" if after else "",
                ),
            )
            if before is None:
                yield Event("server-argument-added", where.only_new())
            elif after is None:
                yield Event("server-argument-removed", where.only_old())
            elif lost := _values(self._old, before.wire_name) - _values(self._new, after.wire_name):
                for value in sorted(lost) if _values(self._new, after.wire_name) else ():
                    yield Event("server-argument-value-removed", where, old=value, detail=value)
            elif (before.annotation, before.default) != (after.annotation, after.default):
                yield Event(
                    "server-argument-changed",
                    where,
                    f"{before.annotation} = {before.default}",
                    f"{after.annotation} = {after.default}",
                )


def _chooser(version: Version) -> str:
    """The argument that says where the API is."""
    client = version.package.client
    argument = "base_url" if client.server_choice is None else client.server_choice.name
    return f"{client.class_name}({argument}=)"


def _values(version: Version, variable: str) -> set[str]:
    """The only values of a variable of servers; none where there is a server that takes any."""
    name = literal_eval(variable) if variable else ""
    operations = (server for each in version.api.operations for server in each.servers)
    variables = [
        each
        for server in (*version.api.servers, *operations)
        for each in server.variables
        if each.name == name
    ]
    if not all(each.values for each in variables):
        return set()
    return {value for each in variables for value in each.values}


def _says_something(*tags: object) -> bool:
    """Whether a tag that came or went has a text of its own."""
    docs = [getattr(tag, "docs", Docs()) for tag in tags]
    return len(set(docs)) > 1


def _usual(version: Version) -> str:
    servers = version.api.servers
    return servers[0].url if servers else ""


def _usual_of(servers: list[Server]) -> str:
    return servers[0].url


def _choice(version: Version, server: Server) -> str:
    """What users call a server; empty where they do not choose."""
    index = next((index for index, each in enumerate(version.api.servers) if each == server), None)
    named = version.package.client.servers
    if index is None or len(named) != len(version.api.servers) or not named[index].name:
        return ""
    return str(literal_eval(named[index].name))
