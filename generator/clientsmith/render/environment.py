"""The Jinja environment: sandboxed, strict about names, and closed to untrusted text."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Undefined, pass_context
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJA_TESTS
from jinja2.utils import missing

from .. import context
from ..context.former import FormerName, Kind, former_name, kept_names
from ..encode import encoders, markdown, markdown_blocks, notations, parts, prose
from ..text import Code, Text
from .compiled import CompiledTemplates
from .former_names import FormerUndefined, former_template
from .package_names import Declaration, Named, PackageNames
from .problems import did_you_mean


@pass_context
def _file_name(context: Context, value: Named) -> Code:
    """See `PackageNames.file_name`."""
    return _package_names(context).file_name(value)


@pass_context
def _declarations(context: Context, value: Code) -> tuple[Declaration, ...]:
    """See `PackageNames.declarations`."""
    return _package_names(context).declarations(value)


def _package_names(context: Context) -> PackageNames:
    """The names of the package that is rendered, also where macros do not see it."""
    assert isinstance(context.environment, _Environment)
    if context.environment.names is None:
        raise TypeError("there is no package")
    return context.environment.names


FILTERS: Mapping[str, Callable[..., object]] = {
    "brief": parts.brief,
    "code_span": markdown.code_span,
    "comment": encoders.comment,
    "declarations": _declarations,
    "docstring": prose.docstring,
    "docstring_code": prose.docstring_code,
    "docstring_start": prose.docstring_start,
    "entry": prose.entry,
    "file_name": _file_name,
    "first_paragraph": parts.first_paragraph,
    "html": notations.html,
    "identifier": encoders.identifier,
    "json": notations.json,
    "literal": encoders.literal,
    "markdown": markdown.markdown,
    "markdown_blocks": markdown_blocks.markdown_blocks,
    "one_line": parts.on_one_line,
    "prose": prose.prose,
    "replace": parts.replace,
    "shell": notations.shell,
    "toml": encoders.toml,
    "url": notations.url,
    "version": encoders.version,
    "yaml": notations.yaml,
}
"""What templates have beyond Jinja's own filters, or in place of them: the encoders, and what makes
another text of a text."""

BUILTIN_FILTERS = frozenset({*JINJA_FILTERS, *FILTERS})
BUILTIN_TESTS = frozenset(JINJA_TESTS)
"""Names that filters and tests of users cannot have."""

_KNOWN_CLASSES = frozenset(
    value for value in vars(context).values() if inspect.isclass(value) and value is not Text
) - {Code} | {LoopContext}


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with a short way to the attributes of the context's classes and of `loop`."""

    used_names: set[tuple[str, int, FormerName]]
    """Former names of fields and templates that were used, with template and line."""

    used_variables: set[tuple[str, FormerName]]
    """Former names of variables that were used, with the template."""

    names: PackageNames | None = None
    """Of the package that is rendered."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute[0] != "_" and type(obj) in _KNOWN_CLASSES:
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self._missing(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if type(obj) in _KNOWN_CLASSES and isinstance(argument, str) and argument:
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

    def _missing(self, obj: object, name: str) -> Any:
        """What stands for a field that does not exist: its successor, or what says so when it is
        used."""
        if not is_dataclass(obj):
            return self.undefined(obj=obj, name=name)
        owner = type(obj).__name__
        former = former_name(Kind.FIELD, name, owner)
        if former is None:
            advice = did_you_mean(name, (field.name for field in fields(obj)))
            return self.undefined(f"`{owner}` has no field `{name}`. {advice}", obj, name)
        if not former.is_kept:
            return self.undefined(former.message, obj, name)
        self.used_names.add((*_place(), former))
        return getattr(obj, former.successor)

    def join_path(self, template: str, parent: str) -> str:
        """The name of a template that another one names while it is rendered."""
        former = former_template(template)
        if former is not None and former.is_kept and template not in self.list_templates():
            self.used_names.add((*_place(), former))
        return super().join_path(template, parent)


class _Context(Context):
    """What a template sees, by former names, too; and by its present name what a template of the user's
    gives a former one, with a built-in block in it."""

    def resolve_or_missing(self, key: str) -> Any:
        found = super().resolve_or_missing(key)
        for former in kept_names(Kind.VARIABLE) if found is missing else ():
            match key:
                case former.name:
                    place, other = _place()[0], former.successor
                case former.successor:
                    place, other = str(self.name), former.name
                case _:
                    continue
            found = super().resolve_or_missing(other)
            if found is not missing:
                assert isinstance(self.environment, _Environment)
                self.environment.used_variables.add((place, former))
                break
        return found


def _place() -> tuple[str, int]:
    """The template that is being rendered, by its name, and the line."""
    frame = sys._getframe()
    while (template := frame.f_globals.get("__jinja_template__")) is None:
        assert frame.f_back is not None
        frame = frame.f_back
    return template.name, template.get_corresponding_lineno(frame.f_lineno)


def environment(loader: BaseLoader, cache: Path | None = None) -> _Environment:
    """The environment that every template is rendered in.

    Args:
        loader: finds templates.
        cache: folder in which the code of templates is kept.
    """
    result = _Environment(
        loader=loader,
        undefined=FormerUndefined,
        finalize=_finalize,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=CompiledTemplates(cache),
    )
    if kept_names(Kind.VARIABLE):  # which costs a little whenever a name is looked up
        result.context_class = _Context
    result.used_names = set()
    result.used_variables = set()
    result.filters.update(FILTERS)
    for former in kept_names(Kind.FILTER):
        result.filters[former.name] = result.filters[former.successor]
    result.globals["flavours"] = (context.SYNC, context.ASYNC)
    result.globals["error_classes"] = ERROR_CLASSES
    return result


ERROR_CLASSES = tuple(
    Code(name)
    for name in (
        "APIConnectionError",
        "APIConnectionLostError",
        "APIConnectTimeoutError",
        "APIError",
        "APIResponseError",
        "APIStatusError",
        "APITimeoutError",
        "AuthenticationError",
        "BadRequestError",
        "ConflictError",
        "DecodeError",
        "InternalServerError",
        "InvalidRequestError",
        "InvalidSignatureError",
        "InvalidWebhookError",
        "MissingCredentialError",
        "NotFoundError",
        "OperationFailedError",
        "OperationTimeoutError",
        "PermissionDeniedError",
        "RateLimitError",
        "RateLimitWaitError",
        "ResponseTooLargeError",
        "UnprocessableEntityError",
    )
)
"""Classes of `_runtime/errors.py` that users may catch; every package re-exports them."""


def _finalize(value: object) -> object:
    """What `{{ … }}` prints: code, template text, whole numbers; nothing else.

    Raises:
        TypeError: the value is untrusted text, or no text at all.
    """
    if isinstance(value, str | int):
        return value
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, Text):
        raise TypeError(
            f"{value!r:.60} is text of the document, which goes through an encoder, "
            "such as `| literal`, `| docstring` or `| markdown`"
        )
    raise TypeError(f"a {type(value).__name__} cannot be printed; print its attributes")
