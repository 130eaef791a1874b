"""The page on the template contract, made of the docstrings in `clientsmith.context`."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass, fields

from clientsmith import context

_INTRODUCTION = """\
# Template context
Version {version}. This page is made of the docstrings in `generator/clientsmith/context/`; `pytest tests/templates --regen` rewrites it.

{docs}

`clientsmith templates context SPEC` prints the context of a document as JSON, in which a `Text` is an object `{{"text": …}}`. [Templates](templates.md) says which template sees what.
"""


@dataclass(frozen=True)
class _Attribute:
    name: str
    annotation: str
    docs: str


def contract_page() -> str:
    """The whole page, as Markdown."""
    introduction = _INTRODUCTION.format(
        version=context.CONTEXT_VERSION,
        docs=_one_line(inspect.getdoc(context) or "", paragraphs=True),
    )
    return "\n".join([introduction, *_sections()])


def _sections() -> Iterator[str]:
    for name in _reading_order():
        class_ = getattr(context, name)
        yield f"## {name}\n{_one_line(inspect.getdoc(class_) or '')}\n"
        yield "| field | type | |\n|---|---|---|"
        for attribute in _attributes(class_):
            yield f"| `{attribute.name}` | {_type(attribute.annotation)} | {attribute.docs} |"
        yield ""


def _reading_order() -> list[str]:
    """Names of the classes: what a class refers to comes behind it, in the order of its fields."""
    names = [name for name in context.__all__ if inspect.isclass(getattr(context, name))]
    order = ["Package"]
    for name in order:  # which grows on the way
        annotations = [each.annotation for each in _attributes(getattr(context, name))]
        found = [word for annotation in annotations for word in _names(annotation)]
        order += [each for each in dict.fromkeys(found) if each in names and each not in order]
    return order + sorted(set(names) - set(order))


def _attributes(class_: type) -> list[_Attribute]:
    """The fields of a class with their annotations and docstrings."""
    (node,) = ast.parse(inspect.getsource(class_)).body
    assert isinstance(node, ast.ClassDef)
    found = []
    for statement, docs in zip(node.body, node.body[1:], strict=False):
        if isinstance(statement, ast.AnnAssign) and isinstance(docs, ast.Expr):
            text = ast.literal_eval(docs.value)
            name = ast.unparse(statement.target)
            found.append(_Attribute(name, ast.unparse(statement.annotation), _one_line(text)))
    assert [each.name for each in found] == [field.name for field in fields(class_)]
    return found


def _type(annotation: str) -> str:
    """An annotation in a table, linked to the section of the class that it names."""
    shown = f"`{annotation}`".replace("|", "\\|")
    linked = [name for name in _names(annotation) if name in context.__all__]
    return f"[{shown}](#{linked[0].lower()})" if linked else shown


def _names(annotation: str) -> list[str]:
    """Names in an annotation."""
    return [node.id for node in ast.walk(ast.parse(annotation)) if isinstance(node, ast.Name)]


def _one_line(text: str, *, paragraphs: bool = False) -> str:
    """Prose without the line breaks of its source; with `paragraphs`, those stay apart."""
    if paragraphs:
        return "\n\n".join(_one_line(part) for part in inspect.cleandoc(text).split("\n\n"))
    return " ".join(text.split()).replace("|", "\\|")
