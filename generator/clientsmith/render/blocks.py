"""Finds mistakes in the blocks of templates that extend others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jinja2 import nodes

from ..problem import Problem
from .problems import did_you_mean, template_problem
from .units import extended, named_templates

Parse = Callable[[str], nodes.Template]
"""Parses an existing template by name."""


def block_names(tree: nodes.Template) -> set[str]:
    """Return the names of a template's blocks, including nested ones."""
    return {block.name for block in tree.find_all(nodes.Block)}


def ancestors(name: str, parse: Parse) -> tuple[str, ...]:
    """Return the templates that a template extends, the nearest first. The chain ends at a name
    that is only known at render time, or at the first repetition if it is circular."""
    chain = [name]
    while (step := extended(parse(chain[-1]))) is not None and (targets := named_templates(step)):
        chain.append(targets[0])
        if targets[0] in chain[:-1]:
            break
    return tuple(chain[1:])


def mistakes(name: str, tree: nodes.Template, parse: Parse) -> Iterator[Problem]:
    """Yield problems for parts of a child template that have no effect."""
    extends = extended(tree)
    if extends is None:
        return
    chain = ancestors(name, parse)
    if len({name, *chain}) <= len(chain):
        hint = f"The built-in template of that name is `builtin/{chain[-1]}`."
        yield template_problem(name, extends.lineno, "it extends itself", hint=hint)
        return
    parents = [parse(each) for each in chain]
    if not parents or extended(parents[-1]) is not None:
        return  # known only when the template is rendered
    known = {block for parent in parents for block in block_names(parent)}
    for block in _outermost(tree):
        if block.name not in known:
            message = f"the template it extends has no block `{block.name}`"
            hint = did_you_mean(block.name, known)
            yield template_problem(name, block.lineno, message, hint=hint)
    for line in _unprinted(tree, extends.lineno):
        message = "text outside of blocks is never printed"
        yield template_problem(name, line, message, hint="Put it into a block.")


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _unprinted(node: nodes.Node, start: int) -> Iterator[int]:
    """Yield lines of text and expressions after `extends` that are in no block, macro or `set`."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block | nodes.Macro | nodes.AssignBlock | nodes.CallBlock):
            continue
        if isinstance(child, nodes.Output):
            yield from (each for each in map(_first_line, child.nodes) if each and each >= start)
        else:
            yield from _unprinted(child, start)


def _first_line(node: nodes.Expr) -> int:
    """Return the first line of a part of an output; 0 if it is white space."""
    if not isinstance(node, nodes.TemplateData):
        return node.lineno
    text = node.data
    return node.lineno + text[: len(text) - len(text.lstrip())].count("\n") if text.strip() else 0
