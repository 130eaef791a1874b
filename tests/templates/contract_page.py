"""The page on the template contract, with an example of each field from documents of this repository."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from clientsmith import context
from clientsmith.contract import (
    GLOBALS,
    OF_PLACEHOLDERS,
    OF_TEMPLATES,
    ContractType,
    class_contracts,
)
from clientsmith.encode.markdown import code_span
from clientsmith.render.context_json import context_value
from support.context_values import named_class

_SHORT = 72
"""Characters of an example at most, where a shorter one is to be had."""

_INTRODUCTION = """\
# Template context
Version {version}. This page is generated from the docstrings in `generator/clientsmith/context/`, with examples from documents in this repository; `make regen` updates it.

{docs}

`clientsmith templates context SPEC` prints the context of a document as JSON, in which a `Text` is an object `{{"text": …}}`; [context.schema.json](context.schema.json) is its JSON Schema. [Templates](../docs/templates.md) describes how to write templates, and the variables of each block.

In the examples, a quoted string is a `Text`; objects are shortened to their first field, and tuples to their first value.

## Versions
The version has two numbers, `MAJOR.MINOR`, and is available to templates as `context_version`. Templates written for one version work with every later version of the same `MAJOR`. The contract consists of the fields and variables on this page, and of the built-in templates, blocks and filters described in [Templates](../docs/templates.md). It does not include the text that built-in templates print, nor the wording of a `Code` beyond its description.

- `MINOR` is incremented when something is added: a class, a field, a variable, a block, a built-in template, a filter, or another value of a field with listed values.
- `MAJOR` is incremented when something is removed or renamed, a field changes its type or meaning, a value that was always present may be None, or a block has fewer variables than before. Using a removed name is an error that lists the available names.

The JSON, its schema, and the objects passed to [hooks](../docs/template-hooks.md) follow the same rules; programs that read them should check `context_version`.

`clientsmith templates eject` and `upgrade` record in the folder the version that its templates were written for. If that is later than the version of the program, or has another `MAJOR`, a warning is shown (`template-version-differs`).

## Variables
Variables of every template:

| variable | type |
|---|---|
{globals}

Additional variables of templates for one module, and of templates with a placeholder in their path:

| template | variable | type |
|---|---|---|
{own}
"""


def contract_page(packages: Iterable[context.Package]) -> str:
    """The whole page, as Markdown.

    Args:
        packages: contexts that examples are taken from; earlier ones come first.

    Raises:
        LookupError: some fields have a value in none of them.
    """
    examples = _examples(packages)
    missing = [
        f"{name}.{field.name}"
        for name, contract in class_contracts().items()
        for field in contract.fields
        if (name, field.name) not in examples
    ]
    if missing:
        raise LookupError(f"no context has a value of {', '.join(missing)}")
    return "\n".join([_introduction(), *_sections(examples)])


def _introduction() -> str:
    own = [*OF_TEMPLATES.items(), *((f"{{{{{name}}}}}", s) for name, s in OF_PLACEHOLDERS.items())]
    return _INTRODUCTION.format(
        version=context.CONTEXT_VERSION,
        docs="\n\n".join(" ".join(part.split()) for part in (context.__doc__ or "").split("\n\n")),
        globals=_rows((("", GLOBALS),)),
        own=_rows(own),
    )


def _rows(variables: Iterable[tuple[str, Mapping[str, ContractType]]]) -> str:
    return "\n".join(
        f"{f'| `{template}` ' if template else ''}| `{name}` | {_type(str(type), type)} |"
        for template, seen in variables
        for name, type in seen.items()
    )


def _sections(examples: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for name, contract in class_contracts().items():
        yield f"## {name}\n{contract.docs}\n"
        yield "| field | type | example | |\n|---|---|---|---|"
        for field in contract.fields:
            example = code_span(examples[name, field.name])
            docs = field.docs.replace("|", "\\|")
            yield f"| `{field.name}` | {_type(field.annotation, field.type)} | {example} | {docs} |"
        yield ""


def _type(annotation: str, type: ContractType) -> str:
    """A type in a table, linked to the section of the class that it names."""
    linked = named_class(type)
    return f"[{code_span(annotation)}](#{linked.lower()})" if linked else code_span(annotation)


def _examples(packages: Iterable[context.Package]) -> dict[tuple[str, str], str]:
    """Class and field → an example as text on one line: the first that is short, else the shortest."""
    found: dict[tuple[str, str], str] = {}
    for value in [*packages, context.SYNC, context.ASYNC]:
        for owner, field, inside in _values(value):
            key = (owner, field)
            if _tells_something(inside) and (key not in found or len(found[key]) > _SHORT):
                shown = _shown(context_value(inside))
                if key not in found or len(shown) < len(found[key]):
                    found[key] = shown
    return found


def _values(value: object) -> Iterator[tuple[str, str, object]]:
    """The fields of all objects within a value: class, name, value."""
    if isinstance(value, tuple):
        for item in value:
            yield from _values(item)
    elif is_dataclass(value):
        for field in fields(value):
            inside = getattr(value, field.name)
            yield type(value).__name__, field.name, inside
            yield from _values(inside)


def _tells_something(value: object) -> bool:
    """Whether a value is more than the absence of one."""
    return bool(value) or (isinstance(value, int) and not isinstance(value, bool))


def _shown(value: Any, *, is_inside: bool = False) -> str:
    """A value of the context, as JSON, in a few words."""
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False) if is_inside else value
        case {"text": str(text)} if len(value) == 1:
            return json.dumps(text, ensure_ascii=False)
        case dict():
            empty = ("", [], None, {"text": ""})
            name, inside = next(item for item in value.items() if item[1] not in empty)
            rest = ", …" if len(value) > 1 else ""
            return f"{{{json.dumps(name)}: {_shown(inside, is_inside=True)}{rest}}}"
        case [first, *rest]:
            return f"[{_shown(first, is_inside=True)}{', …' if rest else ''}]"
        case _:
            return json.dumps(value)
