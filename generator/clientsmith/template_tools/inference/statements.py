"""Checks templates statement by statement, tracking the inferred values of names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TypeAlias

from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from ...contract import GLOBALS, ContractType, variables
from ...problem import Severity
from ...program import SUFFIX
from ...render.custom import is_shared
from ...render.problems import did_you_mean
from ...render.units import extended, named_templates
from ..folder import Folder
from .expressions import UNENCODED, UNKNOWN_NAME, UNUSED_BLOCK, Expressions, ProblemCollector
from .filters import Functions
from .values import (
    CODE,
    UNKNOWN,
    Loop,
    Macro,
    Many,
    Module,
    Row,
    Scope,
    Value,
    asked_paths,
    defined_paths,
    item_of,
    present,
    value_of,
)

_OF_DOCSTRINGS = ("docstring", "docstring_code", "docstring_start", "entry", "prose")

_INSTEAD: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        ".py": (
            "`literal` for a value, `comment` for a comment, `docstring` or `prose` for a docstring",
            ("code_span", "html", "markdown", "shell", "toml", "yaml"),
        ),
        ".toml": (
            "`toml`",
            ("code_span", "html", "literal", "markdown", "shell", "yaml", *_OF_DOCSTRINGS),
        ),
    }
)
"""Suffix of a file → description of its encoders, and encoders that are wrong there."""


def misplaced(template: str, node: nodes.Expr) -> tuple[str, str] | None:
    """Return the encoder at the end of a printed expression if it is for other files.

    Args:
        template: whose file is looked at.
        node: the expression.

    Returns:
        the encoder and what to use instead; None where all is well as far as it is seen.
    """
    suffix = PurePosixPath(template.removesuffix(SUFFIX)).suffix
    if suffix not in _INSTEAD or not isinstance(node, nodes.Filter):
        return None
    instead, wrong = _INSTEAD[suffix]
    return (node.name, instead) if node.name in wrong else None


Blocks: TypeAlias = Mapping[str, tuple[tuple[str, nodes.Block], ...]]
"""Name of a block → its definitions with their templates, the overriding one first."""


@dataclass(frozen=True, slots=True)
class Statements:
    """Checks the statements of one template."""

    template: str
    blocks: Blocks | None
    """None if blocks are checked elsewhere, in place of those that they override."""

    reading: TemplateChecker
    findings: ProblemCollector
    our_filters: Functions
    block: str = ""
    """Name of the enclosing block, if any."""

    overridden: int = 0
    """Number of definitions that override the block."""

    def within(self, block: str, position: int) -> Statements:
        """Return a copy for the statements of a block."""
        return replace(self, block=block, overridden=position)

    @property
    def _expressions(self) -> Expressions:
        return Expressions(
            self.template,
            self.findings,
            self.our_filters,
            frozenset(DEFAULT_NAMESPACE),  # Jinja's own
            self.reading.call_macro,
            self.reading.module_values,
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
        """Infer the value of an expression."""
        return self._expressions.value(node, scope)

    def read(self, statements: Iterable[nodes.Node], scope: Scope) -> None:
        """Check statements in order; names that they set are added to the scope."""
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


_DEEPEST = 20
"""Maximum depth of nested macro calls."""


class TemplateChecker:
    """Checks the templates of a folder.

    Args:
        folder: the templates; all can be parsed.
        our_filters: filters beyond Jinja's own, by name.
    """

    def __init__(self, folder: Folder, our_filters: Functions) -> None:
        self.findings = ProblemCollector(frozenset(folder.custom))
        self._folder = folder
        self._filters = our_filters
        self._read_calls: set[tuple[Macro, tuple[Value, ...], tuple[str, int] | None]] = set()
        self._macros: dict[int, Macro] = {}
        self._modules: dict[str, Mapping[str, Value] | None] = {}
        self._open: list[str] = []
        """Templates that are being checked, the innermost last."""
        self._open_blocks: list[int] = []
        self._overriding: dict[int, tuple[str, nodes.Block]] = {}
        self._read_blocks: set[int] = set()
        self._depth = 0

    def read_all(self) -> ProblemCollector:
        """Check every template that is rendered, and those that they use."""
        for name in self._rendered():
            resolved = self._folder.resolve(name)
            if resolved is not None and not is_shared(name):
                self._read(resolved, Scope(_values(variables(name))))
        called = {macro for macro, _, _ in self._read_calls}
        for macro in [macro for macro in self._macros.values() if macro not in called]:
            self.call_macro(macro, (), {}, (macro.template, macro.node.lineno))
        for key, (template, block) in self._overriding.items():
            if key not in self._read_blocks:
                self.findings.problem(
                    UNUSED_BLOCK,
                    (template, block.lineno),
                    f"The block `{block.name}` is never printed.",
                    "The block around it is overridden as well, and omits it.",
                    Severity.WARNING,
                )
        return self.findings

    def _rendered(self) -> tuple[str, ...]:
        """Return the templates that generate files and that custom templates affect."""
        custom, builtin = self._folder.custom, self._folder.builtin
        if any(name in builtin and is_shared(name) for name in custom):
            return (*custom, *(name for name in builtin if name not in custom))
        return tuple(custom)

    def _read(self, name: str, scope: Scope) -> None:
        """Check a template and those that it extends; names set at their top levels are added to
        the scope."""
        chain = [name, *self._folder.ancestors(name)]
        is_known = extended(self._folder.tree(chain[-1])) is None
        blocks: dict[str, tuple[tuple[str, nodes.Block], ...]] = {}
        for each in chain:
            for block in self._folder.tree(each).find_all(nodes.Block):
                blocks[block.name] = (*blocks.get(block.name, ()), (each, block))
        for definitions in blocks.values() if is_known else ():
            if len(definitions) > 1:
                self._overriding[id(definitions[0][1])] = definitions[0]
        self._open.append(name)
        for each in chain:
            places = blocks if is_known and each == chain[-1] else None
            self._statements(each, places).read(self._folder.tree(each).body, scope)
        self._open.pop()

    def _statements(self, template: str, blocks: Blocks | None) -> Statements:
        return Statements(template, blocks, self, self.findings, self._filters)

    def read_block(self, name: str, blocks: Blocks, position: int, scope: Scope) -> None:
        """Check a definition of a block: that at `position` among those that override each other."""
        definitions = blocks[name]
        if position < len(definitions) and id(definitions[position][1]) not in self._open_blocks:
            template, block = definitions[position]
            self._read_blocks.add(id(block))
            self._open_blocks.append(id(block))
            statements = self._statements(template, blocks)
            statements.within(name, position).read(block.body, scope)
            self._open_blocks.pop()

    def read_included(self, name: str, scope: Scope | None) -> None:
        """Check an included template; the scope is None for one without context."""
        resolved = self._folder.resolve(name)
        if resolved is not None and resolved not in self._open:
            self._read(resolved, scope or self._without_context())

    def module(self, name: str, scope: Scope | None) -> tuple[str, Mapping[str, Value]] | None:
        """Check an imported template, and return its name and values; None if there is none."""
        resolved = self._folder.resolve(name)
        if resolved is None:
            return None
        if scope is not None and resolved not in self._open:
            self._read(resolved, scope)
            return resolved, scope.shared
        if resolved not in self._modules:
            self._modules[resolved] = None  # for those that import each other
            inner = self._without_context()
            self._read(resolved, inner)
            self._modules[resolved] = inner.shared
        values = self._modules[resolved]
        return None if values is None else (resolved, values)

    def _without_context(self) -> Scope:
        """Return the scope of a template that is used without context."""
        known = {
            name: GLOBALS[name] for name in GLOBALS if name in self._folder.environment.globals
        }
        return Scope(_values(known))

    def module_values(self, resolved: str) -> Mapping[str, Value]:
        """Return the values of an imported template."""
        return self._modules.get(resolved) or {}

    def defines(self, macro: Macro) -> None:
        """Register a macro, so that it is checked even if it is never called."""
        if macro.template in self._folder.custom:
            self._macros[id(macro.node)] = macro

    def call_macro(
        self,
        macro: Macro,
        positional: Sequence[Value],
        named: Mapping[str, Value],
        place: tuple[str, int],
    ) -> Value:
        """Check a macro with the arguments of a call.

        Args:
            macro: what is called.
            positional: arguments by position.
            named: arguments by name.
            place: template and line of the call.
        """
        parameters = [str(parameter.name) for parameter in macro.node.args]
        self._check_arguments(macro, parameters, positional, named, place)
        values = dict(zip(parameters, positional, strict=False))
        values |= {name: value for name, value in named.items() if name in parameters}
        is_builtin = macro.template not in self._folder.custom
        caller = place if is_builtin and place[0] in self._folder.custom else None
        key = (macro, tuple(values.get(name, UNKNOWN) for name in parameters), caller)
        if key in self._read_calls or self._depth > _DEEPEST:
            return CODE
        self._read_calls.add(key)
        statements = self._statements(macro.template, None)
        first = len(parameters) - len(macro.node.defaults)
        for index, name in enumerate(parameters):
            if name not in values:
                default = macro.node.defaults[index - first] if index >= first else None
                seen = macro.scope.inner({each: values[each] for each in parameters[:index]})
                values[name] = statements.value(default, seen) if default else UNKNOWN
        inner = macro.scope.inner(values)
        reporting = (
            self.findings.reported_at(caller, str(macro.node.name)) if caller else nullcontext()
        )
        self._depth += 1
        with reporting:
            statements.read(macro.node.body, inner)
        self._depth -= 1
        return CODE

    def _check_arguments(
        self,
        macro: Macro,
        parameters: Sequence[str],
        positional: Sequence[Value],
        named: Mapping[str, Value],
        place: tuple[str, int],
    ) -> None:
        used = {str(name.name) for name in macro.node.find_all(nodes.Name)}
        if len(positional) > len(parameters) and "varargs" not in used:
            message = (
                f"The macro `{macro.node.name}` takes no more than {len(parameters)} of the "
                f"{len(positional)} arguments."
            )
            self.findings.problem(UNKNOWN_NAME, place, message)
        for name in named:
            if name not in parameters and "kwargs" not in used and name != "caller":
                message = f"The macro `{macro.node.name}` has no argument `{name}`."
                hint = f"It has: {', '.join(parameters)}." if parameters else ""
                self.findings.problem(UNKNOWN_NAME, place, message, hint)


def _values(types: Mapping[str, ContractType]) -> dict[str, Value]:
    return {name: value_of(type) for name, type in types.items()}
