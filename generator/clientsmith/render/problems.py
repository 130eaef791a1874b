"""Problems with templates and with the files that they generate."""

from __future__ import annotations

import difflib
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from ..context import (
    EnumClass,
    Method,
    MethodAlias,
    Model,
    ModelModule,
    Package,
    Resource,
    SmokeCall,
    TypeName,
    Webhook,
)
from ..problem import Location, Problem, Severity, UnusableSource, quoted


class TemplateProblem(UnusableSource):
    """Templates cannot be used; each problem names a template, its line, and what was rendered."""


def template_problem(
    template: str, line: int | None, message: str, *, subject: str = "", hint: str = ""
) -> Problem:
    """Return a problem in a template.

    Args:
        template: its path in its folder.
        line: counted from 1; None where it is the template as a whole.
        message: what is wrong.
        subject: what it was rendered for; empty where it was only looked at.
        hint: what to do.
    """
    where = f" (while rendering {subject})" if subject else ""
    return Problem(
        "template-unusable",
        Severity.ERROR,
        f"The template cannot be used: {message.rstrip('.')}{where}.",
        Location(template, line=line),
        hint,
    )


class UnusableOutput(UnusableSource):
    """A template generated text that its file may not contain; nothing is written.

    Args:
        template: its path in its folder.
        file: the path that the text was meant for.
        text: what the template made.
        line: the line of the text that is at fault, counted from 1, where it is known.
        subject: what the template was rendered for.
        message: what is wrong.
        is_custom: whether it is a user's template that is to blame.
    """

    def __init__(
        self,
        template: str,
        file: str,
        text: str,
        line: int | None,
        *,
        subject: str,
        message: str,
        is_custom: bool,
    ) -> None:
        lines = text.split("\n")
        known = line is not None and 0 < line <= len(lines)
        shown = f"; the line is {quoted(lines[line - 1].strip())}" if line and known else ""
        super().__init__(
            [
                Problem(
                    "generated-code-unusable",
                    Severity.ERROR,
                    f"The template {template} generated unusable output for {subject}: "
                    f"{message}{shown}.",
                    Location(file, line=line),
                    (
                        "Line numbers refer to the output of the template; check what it prints there."
                        if is_custom
                        else "This is a bug in clientsmith; please report it."
                    ),
                )
            ]
        )


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint for an unknown name: the closest known one, else all of them."""
    candidates = sorted(known)
    close = difflib.get_close_matches(name, candidates, n=1, cutoff=0.6)
    return f"Did you mean `{close[0]}`?" if close else f"There are: {', '.join(candidates)}."


Subject: TypeAlias = MethodAlias | Method | SmokeCall | Model | EnumClass | TypeName | Webhook

_DEFINITION = re.compile(r"(?:    )?(?:async )?(?:def|class) (\w+)|(\w+)(?::| =)")
"""The first line of a function, a method, a class or a module variable."""

_DECORATOR = re.compile(r"(?:    )?@")


def subject_of(value: Subject, package: Package) -> str:
    """Return the name of a part of a package for messages, such as `the operation goals.create
    (POST /goals)`."""
    match value:
        case Method():
            return operation_at(_path(value, package), value)
        case MethodAlias():
            return f"the alias {_path(value, package)}"
        case SmokeCall():
            return subject_of(value.method, package)
        case Model():
            return f"the model {value.name}"
        case EnumClass():
            return f"the enumeration {value.name}"
        case TypeName():
            return f"the type {value.name}"
        case Webhook():
            return f"the webhook {value.name}"


def operation_at(path: str, method: Method) -> str:
    """Return the name of an operation for messages; `path` is its method's path, such as
    `goals.create`."""
    return f"the operation {path} ({method.docs.request_line})"


def innermost(variables: Mapping[str, object]) -> str | None:
    """Return the subject of a place in a template, by its variables; None if it is a whole module.
    Containers come first, as an alias contains its method."""
    package = variables.get("package")
    for kind in (MethodAlias, Method, SmokeCall, Model, EnumClass, TypeName, Webhook):
        for value in variables.values():
            if isinstance(value, kind) and isinstance(package, Package):
                return subject_of(value, package)
    return None


def at_line(text: str, line: int | None, variables: Mapping[str, object]) -> str | None:
    """Return the subject of a line of a module, by the function, class or constant it belongs to;
    None if that is unknown, or the module has a single subject.

    Args:
        text: of the module, which need not be Python.
        line: counted from 1.
        variables: what the template saw.
    """
    package = variables.get("package")
    lines = text.split("\n")
    if not isinstance(package, Package) or innermost(variables) is not None:
        return None
    if line is None or not 0 < line <= len(lines):
        return None
    while line < len(lines) and _DECORATOR.match(lines[line - 1]):
        line += 1
    starts = [index for index in range(line) if _DEFINITION.match(lines[index])]
    if starts and starts[-1] == line - 1:
        begin, end = [0, *starts][-2:]
        while end > begin and _DECORATOR.match(lines[end - 1]):
            end -= 1
        if _is_open(lines[begin:end]):
            starts.pop()  # what Python cannot make out is that this one does not end
    found = _DEFINITION.match(lines[starts[-1]]) if starts else None
    subject = dict(_defined(variables, package)).get(found[1] or found[2]) if found else None
    return subject_of(subject, package) if subject else None


def _is_open(lines: list[str]) -> bool:
    """Return whether a bracket or a string begins in some lines and does not end there."""
    try:
        list(tokenize.generate_tokens(iter([f"{line}\n" for line in lines]).__next__))
    except tokenize.TokenError:
        return True
    except SyntaxError:
        return False
    return False


def _defined(variables: Mapping[str, object], package: Package) -> Iterator[tuple[str, Subject]]:
    """Yield the names that a module defines, with their subjects."""
    match variables:
        case {"resource": Resource() as resource}:
            for method in resource.methods:
                yield from ((method.name, method), (method.constant, method))
            yield from ((alias.name, alias) for alias in resource.aliases)
        case {"module": ModelModule() as module}:
            yield from ((type_name.name, type_name) for type_name in module.type_names)
            yield from ((enum.name, enum) for enum in module.enum_classes)
            yield from ((model.name, model) for model in module.models)
        case _:
            for webhook in package.webhooks.webhooks if package.webhooks else ():
                yield from ((webhook.name, webhook), (webhook.constant, webhook))
                if webhook.delivery:
                    yield webhook.delivery.name, webhook
            yield from ((f"test_{call.name}", call) for call in package.smoke_tests.calls)


def _path(value: Method | MethodAlias, package: Package) -> str:
    """Return the path of a method from the client."""
    for resource in package.resources:
        if any(value is each for each in (*resource.methods, *resource.aliases)):
            return f"{resource.path}.{value.name}"
    return value.name
