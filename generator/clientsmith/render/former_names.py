"""Former names of the contract in templates of users: they give what their successors give for as
long as they are kept, and each use of one is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, UndefinedError, nodes
from jinja2.utils import missing

from ..context.former import FormerName, Kind, former_name, kept_names
from ..problem import Problem
from .problems import former_problem, template_problem

BUILTIN = "builtin/"
"""What names of built-in templates begin with where a template of the user's may hide them."""

Source: TypeAlias = tuple[str, str | None, Any]
"""What loaders give."""


def own_files(names: Iterable[str]) -> Mapping[str, str]:
    """The templates of a user's folder.

    Returns:
        What each is called now → its path in the folder.
    """
    files = {name: name for name in names}
    for former in kept_names(Kind.TEMPLATE):
        if former.name in files and former.successor not in files:
            files[former.successor] = files.pop(former.name)
    return files


class FormerTemplates(BaseLoader):
    """Finds templates by their former names, too.

    Args:
        loader: finds them by their paths.
        files: what `own_files` gives.
    """

    def __init__(self, loader: BaseLoader, files: Mapping[str, str]) -> None:
        self._loader = loader
        self._files = files

    def get_source(self, environment: Environment, template: str) -> Source:
        """The text of a template by its present or its former name.

        Raises:
            jinja2.TemplateNotFound: there is none.
        """
        try:
            return self._loader.get_source(environment, self._files.get(template, template))
        except TemplateNotFound:
            former = former_template(template)
            if former is None or not former.is_kept:
                raise
            return self.get_source(environment, successor_of(template, former))

    def list_templates(self) -> list[str]:
        """Every name but former ones."""
        return sorted({*self._loader.list_templates(), *self._files})


def former_template(name: str) -> FormerName | None:
    """What is known of a template that does not exist, by the name that another one gives it."""
    return former_name(Kind.TEMPLATE, name.removeprefix(BUILTIN))


def successor_of(name: str, former: FormerName) -> str:
    """What a template that is named so would be named now."""
    return f"{BUILTIN if name.startswith(BUILTIN) else ''}{former.successor}"


class FormerUndefined(StrictUndefined):
    """What stands for nothing; where it is a variable that had such a name, it says what it is called
    now."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[UndefinedError] = UndefinedError,
    ) -> None:
        if hint is None and obj is missing and name is not None:
            former = former_name(Kind.VARIABLE, name)
            hint = None if former is None or former.is_kept else former.message
        super().__init__(hint, obj, name, exc)


def lines_of(variable: str, tree: nodes.Template) -> tuple[int, ...]:
    """Lines in which a template reads a variable that it does not set by itself; where it reads none,
    those in which it sets it."""
    named = (name for name in tree.find_all(nodes.Name) if name.name == variable)
    given = (name.lineno for name in named if name.ctx != "load")
    return tuple(_read_in(variable, tree)) or tuple(given)


def _read_in(variable: str, node: nodes.Node) -> Iterator[int]:
    if isinstance(node, nodes.Name) and node.name == variable and node.ctx == "load":
        yield node.lineno
    bound, inside = _scope(node)
    names = {name.name for each in bound for name in (each, *each.find_all(nodes.Name))
             if isinstance(name, nodes.Name)}  # fmt: skip
    for child in node.iter_child_nodes():
        if variable not in names or not any(child is each for each in inside):
            yield from _read_in(variable, child)


def _scope(node: nodes.Node) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """What gives names values, and where these hold."""
    match node:
        case nodes.For():
            tests = [] if node.test is None else [node.test]
            return [node.target], [*node.body, *tests]
        case nodes.Macro() | nodes.CallBlock():
            return [*node.args], [*node.body]
        case nodes.With():
            return [*node.targets], [*node.body]
        case _:
            return [], []


def of_files(names: Iterable[str]) -> Iterator[Problem]:
    """What is to be said of files with former names of built-in templates."""
    names = {*names}
    for name in sorted(names):
        former = former_name(Kind.TEMPLATE, name)
        if former is not None and former.successor in names:
            message = f"{former.message}, and the folder has that one, too"
            yield template_problem(name, None, message)
        elif former is not None:
            yield former_problem(name, None, former)


def of_filters(name: str, tree: nodes.Template, environment: Environment) -> Iterator[Problem]:
    """What is to be said of former names of filters in a template."""
    for line, used in named_filters(tree):
        former = former_name(Kind.FILTER, used)
        if former is not None and environment.filters.get(used) in (
            None,
            environment.filters.get(former.successor),
        ):
            yield former_problem(name, line, former)


def named_filters(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Filters that a template names, in arguments of `map` as well, each with its line."""
    for node in tree.find_all(nodes.Filter):
        yield node.lineno, node.name
        match node:
            case nodes.Filter(name="map", args=[nodes.Const(value=str() as name), *_]):
                yield node.lineno, name
