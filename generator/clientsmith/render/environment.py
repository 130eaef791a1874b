"""The Jinja environment: sandboxed, strict about undefined names, and closed to untrusted text."""

from __future__ import annotations

import contextlib
import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import BaseLoader, StrictUndefined, Undefined, pass_context
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJA_TESTS

from .. import context
from ..encode import encoders, markdown, notations, prose, text_filters
from ..project.output import write_cached
from ..text import Code, Text
from .new_files import Declaration, Named, PackageNames
from .problems import did_you_mean

_codes: dict[tuple[str, str], CodeType] = {}
"""Compiled templates by name and checksum."""


class CompiledTemplates(BytecodeCache):
    """Bytecode cache in memory, and in a folder for later processes.

    Args:
        folder: where it is kept, as Python keeps the code of modules; None keeps it in memory only.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the bytecode of a template if it has been compiled."""
        bucket.code = _codes.get((bucket.key, bucket.checksum))
        if bucket.code is None and self._folder is not None:
            with contextlib.suppress(OSError), self._place(self._folder, bucket).open("rb") as file:
                bucket.load_bytecode(file)  # which sees whether it is of this template and Python

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the bytecode of a template."""
        if bucket.code is None:
            return
        _codes[bucket.key, bucket.checksum] = bucket.code
        if self._folder is not None:
            with contextlib.suppress(OSError):
                write_cached(self._place(self._folder, bucket), bucket.bytecode_to_string())

    def _place(self, folder: Path, bucket: Bucket) -> Path:
        return folder / f"{bucket.key}-{jinja2.__version__}-{sys.implementation.cache_tag}"


@pass_context
def _file_name(context: Context, value: Named) -> Code:
    """See `PackageNames.file_name`."""
    return _package_names(context).file_name(value)


@pass_context
def _declarations(context: Context, value: Code) -> tuple[Declaration, ...]:
    """See `PackageNames.declarations`."""
    return _package_names(context).declarations(value)


def _package_names(context: Context) -> PackageNames:
    """Return the names of the rendered package, also inside macros without context."""
    assert isinstance(context.environment, _Environment)
    if context.environment.names is None:
        raise TypeError("there is no package")
    return context.environment.names


FILTERS: Mapping[str, Callable[..., object]] = {
    "brief": text_filters.brief,
    "code_span": markdown.code_span,
    "comment": encoders.comment,
    "declarations": _declarations,
    "docstring": prose.docstring,
    "docstring_code": prose.docstring_code,
    "docstring_start": prose.docstring_start,
    "entry": prose.entry,
    "file_name": _file_name,
    "first_paragraph": text_filters.first_paragraph,
    "html": notations.html,
    "identifier": encoders.identifier,
    "json": notations.json,
    "literal": encoders.literal,
    "markdown": markdown.markdown,
    "markdown_blocks": markdown.markdown_blocks,
    "one_line": text_filters.on_one_line,
    "prose": prose.prose,
    "replace": text_filters.replace,
    "shell": notations.shell,
    "toml": encoders.toml,
    "url": notations.url,
    "version": encoders.version,
    "yaml": notations.yaml,
}
"""Filters in addition to Jinja's own or in place of them: encoders and text filters."""

BUILTIN_FILTERS = frozenset({*JINJA_FILTERS, *FILTERS})
BUILTIN_TESTS = frozenset(JINJA_TESTS)
"""Names that users' filters and tests cannot have."""

_KNOWN_CLASSES = frozenset(
    value for value in vars(context).values() if inspect.isclass(value) and value is not Text
) - {Code} | {LoopContext}


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with fast access to attributes of the context's classes and of `loop`."""

    names: PackageNames | None = None
    """Names of the rendered package."""

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
        """Return an undefined value whose message lists the fields that exist."""
        if not is_dataclass(obj):
            return self.undefined(obj=obj, name=name)
        advice = did_you_mean(name, (field.name for field in fields(obj)))
        return self.undefined(f"`{type(obj).__name__}` has no field `{name}`. {advice}", obj, name)


def environment(loader: BaseLoader, cache: Path | None = None) -> _Environment:
    """Return the environment in which all templates are rendered.

    Args:
        loader: finds templates.
        cache: folder in which the code of templates is kept.
    """
    result = _Environment(
        loader=loader,
        undefined=StrictUndefined,
        finalize=_finalize,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=CompiledTemplates(cache),
    )
    result.filters.update(FILTERS)
    result.globals["flavours"] = (context.SYNC, context.ASYNC)
    return result


def _finalize(value: object) -> object:
    """Check a value printed by `{{ … }}`: code, template text and integers are allowed.

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
