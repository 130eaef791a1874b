"""Templates read from their top to their end, with what is known of the values in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext

from jinja2 import nodes

from ...contract import GLOBALS, Type, variables
from ...problem import Severity
from ...render.custom import is_shared
from ...render.references import extended
from ..folder import Folder
from .filters import Functions
from .findings import UNKNOWN_NAME, UNUSED_BLOCK, Findings
from .scope import Scope
from .statements import Blocks, Statements
from .values import CODE, UNKNOWN, Macro, Value, value_of

_DEEPEST = 20
"""Calls of macros inside of each other."""


class Reading:
    """Reads the templates of a folder.

    Args:
        folder: the templates; all can be parsed.
        our_filters: filters beyond Jinja's own, by name.
    """

    def __init__(self, folder: Folder, our_filters: Functions) -> None:
        self.findings = Findings(frozenset(folder.custom))
        self._folder = folder
        self._filters = our_filters
        self._read_calls: set[tuple[Macro, tuple[Value, ...], tuple[str, int] | None]] = set()
        self._macros: dict[int, Macro] = {}
        self._modules: dict[str, Mapping[str, Value] | None] = {}
        self._open: list[str] = []
        """Templates that are being read, the innermost last."""
        self._open_blocks: list[int] = []
        self._overriding: dict[int, tuple[str, nodes.Block]] = {}
        self._read_blocks: set[int] = set()
        self._depth = 0

    def read_all(self) -> Findings:
        """Read every template that is rendered by itself, and those that they use."""
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
                    "What it stands in is overridden, too, and leaves it out.",
                    Severity.WARNING,
                )
        return self.findings

    def _rendered(self) -> tuple[str, ...]:
        """Templates that files are made of, as far as the user's have a part in them."""
        custom, builtin = self._folder.custom, self._folder.builtin
        if any(name in builtin and is_shared(name) for name in custom):
            return (*custom, *(name for name in builtin if name not in custom))
        return tuple(custom)

    def _read(self, name: str, scope: Scope) -> None:
        """Read a template and those that it extends; the scope gets what their top levels set."""
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
        """Read what stands in the place of a block, or further back what that overrides."""
        definitions = blocks[name]
        if position < len(definitions) and id(definitions[position][1]) not in self._open_blocks:
            template, block = definitions[position]
            self._read_blocks.add(id(block))
            self._open_blocks.append(id(block))
            statements = self._statements(template, blocks)
            statements.within(name, position).read(block.body, scope)
            self._open_blocks.pop()

    def read_included(self, name: str, scope: Scope | None) -> None:
        """Read a template that another one includes; None is the scope of one without context."""
        resolved = self._folder.resolve(name)
        if resolved is not None and resolved not in self._open:
            self._read(resolved, scope or self._without_context())

    def module(self, name: str, scope: Scope | None) -> tuple[str, Mapping[str, Value]] | None:
        """A template that another one imports, and what it has; None where there is none."""
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
        """What a template sees that is used without the context of the one that uses it."""
        known = {
            name: GLOBALS[name] for name in GLOBALS if name in self._folder.environment.globals
        }
        return Scope(_values(known))

    def module_values(self, resolved: str) -> Mapping[str, Value]:
        """What a template has that was imported."""
        return self._modules.get(resolved) or {}

    def defines(self, macro: Macro) -> None:
        """Note a macro, so that it is read even if nothing calls it."""
        if macro.template in self._folder.custom:
            self._macros[id(macro.node)] = macro

    def call_macro(
        self,
        macro: Macro,
        positional: Sequence[Value],
        named: Mapping[str, Value],
        place: tuple[str, int],
    ) -> Value:
        """Read a macro with arguments.

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
        told = self.findings.told_at(caller, str(macro.node.name)) if caller else nullcontext()
        self._depth += 1
        with told:
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


def _values(types: Mapping[str, Type]) -> dict[str, Value]:
    return {name: value_of(type) for name, type in types.items()}
