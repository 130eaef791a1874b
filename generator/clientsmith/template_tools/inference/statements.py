"""Statements of templates, read one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from ...problem import Severity
from ...render.problems import did_you_mean
from ...render.references import named_templates
from .encoders import misplaced
from .expressions import Expressions
from .filters import Functions
from .findings import UNENCODED, UNKNOWN_NAME, Findings
from .paths import asked_paths, defined_paths
from .scope import Scope
from .values import CODE, UNKNOWN, Loop, Macro, Many, Module, Row, Value, item_of, present

if TYPE_CHECKING:
    from .templates import Reading

Blocks: TypeAlias = Mapping[str, tuple[tuple[str, nodes.Block], ...]]
"""Name of a block → what stands in its place and what that overrides, each with its template."""


@dataclass(frozen=True, slots=True)
class Statements:
    """Reads statements of one template."""

    template: str
    blocks: Blocks | None
    """None where blocks are read elsewhere: in the place of those that they override."""

    reading: Reading
    findings: Findings
    our_filters: Functions
    block: str = ""
    """The block that the statements are in, if any."""

    overridden: int = 0
    """How many others override that one."""

    def within(self, block: str, position: int) -> Statements:
        """The same for what is in a block."""
        return replace(self, block=block, overridden=position)

    @property
    def _expressions(self) -> Expressions:
        return Expressions(
            self.template,
            self.findings,
            self.our_filters,
            frozenset(DEFAULT_NAMESPACE),  # Jinja's own
            self.reading,
            self._call_super,
            self._call_block,
        )

    def _call_super(self, scope: Scope) -> None:
        if self.blocks is not None and self.block:
            inner = Scope(dict(scope.shared), {}, scope.asked, scope.defined)
            self.reading.read_block(self.block, self.blocks, self.overridden + 1, inner)

    def _call_block(self, name: str, scope: Scope) -> None:
        if self.blocks is not None and name in self.blocks:
            inner = Scope(dict(scope.shared), {}, scope.asked, scope.defined)
            self.reading.read_block(name, self.blocks, 0, inner)

    def value(self, node: nodes.Node, scope: Scope) -> Value:
        """The value of an expression."""
        return self._expressions.value(node, scope)

    def read(self, statements: Iterable[nodes.Node], scope: Scope) -> None:
        """Read statements in order; the scope gets what they set."""
        for statement in statements:
            self._read(statement, scope)

    def _read(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Output(nodes=parts):
                for part in parts:
                    self._output(part, scope)
            case nodes.For():
                self._for(node, scope)
            case nodes.If():
                self._if(node, scope)
            case nodes.Assign(target=target, node=expression):
                self._assign(target, self.value(expression, scope), scope)
            case nodes.AssignBlock(target=target, body=body, filter=applied):
                self.read(body, scope.inner())
                if applied is not None:
                    self.value(applied, scope)
                self._assign(target, CODE, scope)
            case nodes.With(targets=targets, values=values, body=body):
                inner = scope.inner()
                for each, expression in zip(targets, values, strict=True):
                    self._assign(each, self.value(expression, scope), inner)
                self.read(body, inner)
            case nodes.Macro():
                macro = Macro(self.template, node, scope)
                self.reading.defines(macro)
                scope.set(str(node.name), macro)
            case nodes.CallBlock(call=call, args=arguments, body=body):
                self.value(call, scope)
                self.read(body, scope.inner({str(each.name): UNKNOWN for each in arguments}))
            case nodes.FilterBlock(body=body, filter=applied):
                self.value(applied, scope)
                self.read(body, scope.inner())
            case nodes.Block(name=block, scoped=is_scoped):
                if self.blocks is not None:
                    inner = scope.block(sees_local=is_scoped)
                    self.reading.read_block(str(block), self.blocks, 0, inner)
            case nodes.Include():
                self.value(node.template, scope)
                included = scope.used() if node.with_context else None
                for name in named_templates(node):
                    self.reading.read_included(name, included)
            case nodes.Import(target=target):
                found = self._module(node, scope)
                scope.set(str(target), Module(found[0]) if found else UNKNOWN)
            case nodes.FromImport():
                self._from_import(node, scope)
            case nodes.Extends():
                self.value(node.template, scope)
            case nodes.Expr():
                self.value(node, scope)
            case _:
                self.read(node.iter_child_nodes(), scope)

    def _output(self, node: nodes.Expr, scope: Scope) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        value = self.value(node, scope)
        self._expressions.text_of(node, value, "printed")
        place = (self.template, node.lineno)
        if isinstance(present(value), Many | Row):
            message = "A sequence cannot be printed."
            self.findings.problem(UNKNOWN_NAME, place, message, "Loop over it, or `| join` it.")
        if found := misplaced(self.template, node):
            encoder, instead = found
            message = f"`| {encoder}` does not make text safe in such a file."
            hint = f"Use {instead}."
            self.findings.problem(UNENCODED, place, message, hint, Severity.WARNING)

    def _for(self, node: nodes.For, scope: Scope) -> None:
        item = item_of(self.value(node.iter, scope))
        inner = scope.inner()
        self._assign(node.target, item, inner)
        if node.test is not None:
            self.value(node.test, inner)
            inner.asked = inner.asked.union(asked_paths(node.test))
            inner.defined = inner.defined.union(defined_paths(node.test))
        inner.set("loop", Loop(item))
        self.read(node.body, inner)
        self.read(node.else_, scope.inner())

    def _if(self, node: nodes.If, scope: Scope) -> None:
        ends = []
        asked: set[str] = set()
        defined: set[str] = set()
        for branch in (node, *node.elif_):
            self.value(branch.test, scope.branch(asked, defined))
            asked.update(asked_paths(branch.test))
            defined.update(defined_paths(branch.test))
            end = scope.branch(asked, defined)
            self.read(branch.body, end)
            ends.append(end)
        end = scope.branch(asked, defined)
        self.read(node.else_, end)
        scope.merge([*ends, end])

    def _assign(self, target: nodes.Node, value: Value, scope: Scope) -> None:
        match target:
            case nodes.Name(name=name):
                scope.set(str(name), value)
            case nodes.Tuple(items=items):
                values: Sequence[Value] = [item_of(value)] * len(items)
                if isinstance(value, Row) and len(value.items) == len(items):
                    values = value.items
                for each, part in zip(items, values, strict=True):
                    self._assign(each, part, scope)

    def _module(
        self, node: nodes.Import | nodes.FromImport, scope: Scope
    ) -> tuple[str, Mapping[str, Value]] | None:
        self.value(node.template, scope)
        names = named_templates(node)
        inner = scope.used() if node.with_context else None
        return self.reading.module(names[0], inner) if names else None

    def _from_import(self, node: nodes.FromImport, scope: Scope) -> None:
        found = self._module(node, scope)
        for each in node.names:
            name, target = (each, each) if isinstance(each, str) else each
            value = found[1].get(name) if found else UNKNOWN
            if value is None and found:
                message = f"`{found[0]}` has no `{name}` to import."
                place = (self.template, node.lineno)
                hint = did_you_mean(name, _macros(found[1]))
                self.findings.problem(UNKNOWN_NAME, place, message, hint)
            scope.set(target, value or UNKNOWN)


def _macros(values: Mapping[str, Value]) -> list[str]:
    return [name for name, value in values.items() if isinstance(value, Macro)]
