"""The Jinja environment: sandboxed, strict about names, and closed to untrusted text."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Undefined
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .. import context
from ..text import Code, Text
from . import encoders, markdown, parts, prose
from .compiled import CompiledTemplates

FILTERS = {
    "brief": parts.brief,
    "code_span": markdown.code_span,
    "comment": encoders.comment,
    "docstring": prose.docstring,
    "docstring_code": prose.docstring_code,
    "docstring_start": prose.docstring_start,
    "entry": prose.entry,
    "first_paragraph": parts.first_paragraph,
    "identifier": encoders.identifier,
    "literal": encoders.literal,
    "markdown": markdown.markdown,
    "one_line": parts.on_one_line,
    "prose": prose.prose,
    "toml": encoders.toml,
    "version": encoders.version,
}
"""What templates have beyond Jinja's own filters: the encoders, and what chooses a part of a text."""

_KNOWN_CLASSES = frozenset(
    value for value in vars(context).values() if inspect.isclass(value) and value is not Text
) - {Code} | {LoopContext}


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with a short way to the attributes of the context's classes and of `loop`."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute[0] != "_" and type(obj) in _KNOWN_CLASSES:
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def environment(loader: BaseLoader, cache: Path | None = None) -> _Environment:
    """The environment that every template is rendered in.

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
