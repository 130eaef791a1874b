"""Infers the values of expressions from the template contract, and reports mistakes in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from jinja2 import nodes

from ...contract import class_contracts
from ...problem import Location, Problem, Severity
from ...render.problems import did_you_mean
from . import filters
from .filters import Functions
from .values import (
    BOOL,
    CODE,
    INT,
    NOTHING,
    TEXT,
    UNKNOWN,
    Instance,
    Loop,
    Macro,
    Many,
    Maybe,
    Module,
    PlainValue,
    Row,
    Scope,
    Value,
    asked_paths,
    defined_paths,
    either,
    item_of,
    path_of,
    present,
    shown,
    value_of,
    words_of,
)

UNKNOWN_NAME = "template-name-unknown"
UNENCODED = "template-text-unencoded"
MAY_BE_NONE = "template-value-optional"
UNUSED_BLOCK = "template-block-unused"


class ProblemCollector:
    """Collects problems in custom templates, without duplicates."""

    def __init__(self, watched: frozenset[str]) -> None:
        """Create a collector for problems in the `watched` templates."""
        self._watched = watched
        self._problems: dict[tuple[str, int, str, str], Problem] = {}
        self._callers: list[tuple[tuple[str, int], str]] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Problems found so far, by template and line."""
        return tuple(self._problems[key] for key in sorted(self._problems))

    def problem(
        self,
        code: str,
        place: tuple[str, int],
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add a problem in a line of a template."""
        template, line = place
        if template not in self._watched and self._callers:
            (template, line), macro = self._callers[-1]
            message = f"In the macro `{macro}` that is called here: {message}"
        if template in self._watched:
            problem = Problem(code, severity, message, Location(template, line=line), hint)
            self._problems.setdefault((template, line, code, message), problem)

    @contextmanager
    def reported_at(self, place: tuple[str, int], macro: str) -> Iterator[None]:
        """Report problems in a built-in macro at the place of its call."""
        self._callers.append((place, macro))
        try:
            yield
        finally:
            self._callers.pop()


def filtered(expressions: Expressions, node: nodes.Filter, scope: Scope) -> Value:
    """Infer the value of an expression with a filter."""
    name = str(node.name)
    if node.node is None:  # of a block of text
        return CODE
    inner = scope
    if name in ("default", "d"):
        path = path_of(node.node)
        inner = scope.branch((), () if path is None else (path,))
    value = expressions.value(node.node, inner)
    positional = [expressions.value(argument, scope) for argument in node.args or ()]
    for keyword in node.kwargs or ():
        expressions.value(keyword.value, scope)
    if name in ("default", "d"):
        default = positional[0] if positional else CODE
        return either(present(value), default)
    if name == "attr":
        return _named_by_argument(expressions, node, value)
    _check(expressions, node, name, value)
    if name == "replace" and TEXT in positional:
        return TEXT
    if (
        name not in expressions.our_filters
        and name not in filters.ON_SEQUENCES | filters.ON_STRINGS
    ):
        return filters.given_by(name, value, expressions.our_filters)
    key = _key(expressions, node, name, value)
    if name == "map":
        return _mapped(expressions, node, value, key)
    if name == "join" and key is not None:
        expressions.text_of(node.node, key, "joined", is_of_items=True)
    if name in filters.ORDERING and key is TEXT:
        message = f"`| {name}` compares texts of the document, which have no order."
        expressions.findings.problem(
            UNENCODED, expressions.place_of(node), message, "Order by a name."
        )
    if name == "selectattr":
        return _selected(node, value)
    if name == "groupby":
        return UNKNOWN
    return filters.given_by(name, value, expressions.our_filters)


def _check(expressions: Expressions, node: nodes.Filter, name: str, value: Value) -> None:
    """Report a value that a filter cannot take."""
    assert node.node is not None
    how = f"given to `| {name}`"
    if name in expressions.our_filters:
        if isinstance(present(value), Instance) and (
            name == "replace" or filters.takes_text(expressions.our_filters[name])
        ):
            expressions.text_of(node.node, value, how)
    elif name in filters.ON_STRINGS or (name in filters.ON_SEQUENCES and value is TEXT):
        expressions.text_of(node.node, value, how)


def _key(expressions: Expressions, node: nodes.Filter, name: str, value: Value) -> Value | None:
    """Return what a filter reads of each item: an attribute, or the item itself; None if unknown."""
    if name not in filters.ATTRIBUTE_ARGUMENTS:
        return None
    argument = _attribute_argument(node, filters.ATTRIBUTE_ARGUMENTS[name])
    item = present(item_of(value))
    if argument is None:
        return item
    if not isinstance(argument, nodes.Const) or not isinstance(argument.value, str):
        return None
    paths = words_of(argument.value, several=name == "sort")
    found: Value = item
    for path in paths:
        found = item
        for word in path:
            if not word.isidentifier():
                return None
            found = present(expressions.attribute_of(present(found), word, argument.lineno))
    return found


def _mapped(expressions: Expressions, node: nodes.Filter, value: Value, key: Value | None) -> Value:
    keywords = {each.key for each in node.kwargs or ()}
    if "attribute" in keywords:
        return Many(key) if key is not None and "default" not in keywords else UNKNOWN
    match node.args:
        case [nodes.Const(value=str() as name), *_]:
            item = item_of(value)
            if name in expressions.our_filters or name in filters.ON_STRINGS:
                if name not in expressions.our_filters and item is TEXT and node.node is not None:
                    expressions.text_of(node.node, item, f"given to `| {name}`", is_of_items=True)
                return Many(filters.given_by(name, item, expressions.our_filters))
    return UNKNOWN


def _named_by_argument(expressions: Expressions, node: nodes.Filter, value: Value) -> Value:
    match node.args:
        case [nodes.Const(value=str() as name)]:
            return expressions.attribute_of(present(value), name, node.lineno)
    return UNKNOWN


def _selected(node: nodes.Filter, value: Value) -> Value:
    """Return the value of `selectattr`: items whose optional field is present."""
    item = item_of(value)
    match node.args:
        case [nodes.Const(value=str() as path), *_] if isinstance(item, Instance):
            item = Instance(item.class_name, item.present | {path.partition(".")[0]})
    return UNKNOWN if item is UNKNOWN else Many(item)


def _attribute_argument(node: nodes.Filter, position: int) -> nodes.Node | None:
    for each in node.kwargs or ():
        if each.key == "attribute":
            return each.value
    arguments = node.args or ()
    return arguments[position] if 0 <= position < len(arguments) else None


ENCODE = "Text of the document goes through an encoder, such as `| literal`, `| docstring` or `| markdown`."


_LOOP_NUMBERS = ("depth", "depth0", "index", "index0", "length", "revindex", "revindex0")
_PLACELESS = ("caller", "kwargs", "self", "super", "varargs")
"""Names that Jinja defines in certain places."""


@dataclass(frozen=True, slots=True)
class Expressions:
    """Infers values of expressions, and reports mistakes in them."""

    template: str
    """Template that the expressions are part of."""

    findings: ProblemCollector
    our_filters: Functions
    jinja_globals: frozenset[str]
    call_macro: Callable[[Macro, Sequence[Value], Mapping[str, Value], tuple[str, int]], Value]
    """Infers the result of a macro call from the macro, its arguments, and the template and line of
    the call."""

    module_values: Callable[[str], Mapping[str, Value]]
    """Returns the top-level names of an imported template."""

    call_super: Callable[[Scope], None]
    call_block: Callable[[str, Scope], None]

    def value(self, node: nodes.Node, scope: Scope) -> Value:
        """Infer the value of an expression."""
        found = self._value(node, scope)
        if isinstance(found, Maybe) and path_of(node) in scope.asked:
            return found.value
        return found

    def condition(self, node: nodes.Node, scope: Scope) -> Scope:
        """Check a condition, and return the scope in which it holds."""
        self.value(node, scope)
        return scope.branch(asked_paths(node), defined_paths(node))

    def _value(self, node: nodes.Node, scope: Scope) -> Value:
        match node:
            case nodes.Const(value=value):
                return _constant(value)
            case nodes.TemplateData():
                return CODE
            case nodes.Name(name=name):
                return self._name(name, node.lineno, scope)
            case nodes.Tuple(items=items) | nodes.List(items=items):
                return Row(tuple(self.value(item, scope) for item in items))
            case nodes.Getattr(node=owner, attr=attribute):
                return self._attribute(owner, attribute, node.lineno, scope)
            case nodes.Getitem(node=owner, arg=nodes.Const(value=str() as name)):
                return self._attribute(owner, name, node.lineno, scope)
            case nodes.Getitem(node=owner, arg=argument):
                return self._item(owner, argument, scope)
            case nodes.Filter():
                return filtered(self, node, scope)
            case nodes.Test():
                return self._test(node, scope)
            case nodes.Call():
                return self._call(node, scope)
            case nodes.CondExpr(test=test, expr1=one, expr2=other):
                inner = self.condition(test, scope)
                found = self.value(one, inner)
                return either(found, self.value(other, inner)) if other else found
            case nodes.And(left=left, right=right):
                first = self.value(left, scope)
                inner = scope.branch(asked_paths(left), defined_paths(left))
                return _last(first, self.value(right, inner))
            case nodes.Or(left=left, right=right):
                first = self.value(left, scope)
                inner = scope.branch(asked_paths(left), defined_paths(left))
                return either(present(first), self.value(right, inner))
            case nodes.Not(node=inside):
                self.value(inside, scope)
                return BOOL
            case nodes.Compare(expr=first, ops=operands):
                self._compare([first, *(operand.expr for operand in operands)], scope)
                return BOOL
            case nodes.Concat(nodes=parts):
                for part in parts:
                    self.text_of(part, self.value(part, scope), "put together with others")
                return CODE
            case nodes.BinExpr(left=left, right=right):
                return self._binary(node, self.value(left, scope), self.value(right, scope))
            case _:
                for child in node.iter_child_nodes():
                    self.value(child, scope)
                return UNKNOWN

    def text_of(
        self, node: nodes.Node, value: Value, how: str, *, is_of_items: bool = False
    ) -> None:
        """Report a value that is converted to a string but must not be.

        Args:
            node: the expression, or with `is_of_items` that of the sequence whose items they are.
            value: of the expression, or of an item.
            how: what is done with it, such as `printed`.
        """
        path = path_of(node)
        name = "It" if path is None else f"`{path}`"
        if is_of_items:
            name = "An item" if path is None else f"An item of `{path}`"
        match present(value):
            case PlainValue.TEXT:
                message = f"{name} is text of the document, and is {how} without an encoder."
                self.findings.problem(UNENCODED, self.place_of(node), message, ENCODE)
            case Instance(class_name) as found:
                message = f"{name} is {shown(found)}, which cannot be {how}."
                hint = f"Its fields are {', '.join(sorted(class_contracts()[class_name].by_name))}."
                self.findings.problem(UNKNOWN_NAME, self.place_of(node), message, hint)

    def place_of(self, node: nodes.Node) -> tuple[str, int]:
        """Return the template and the line of an expression."""
        return self.template, node.lineno

    def _name(self, name: str, line: int, scope: Scope) -> Value:
        found = scope.get(name)
        if found is not None:
            return found
        if name not in self.jinja_globals and name not in _PLACELESS and name not in scope.defined:
            hint = did_you_mean(name, scope.names())
            message = f"There is no variable `{name}` here."
            self.findings.problem(UNKNOWN_NAME, (self.template, line), message, hint)
        return UNKNOWN

    def _attribute(self, node: nodes.Expr, name: str, line: int, scope: Scope) -> Value:
        owner = self.value(node, scope)
        base = path_of(node)
        path = None if base is None else f"{base}.{name}"
        if isinstance(owner, Maybe):
            if base is not None and isinstance(owner.value, Instance):
                message = f"`{base}` may be None, and nothing around this place checks that."
                hint = f"Put it into `{{% if {base} %}}`."
                place = (self.template, line)
                self.findings.problem(MAY_BE_NONE, place, message, hint, Severity.NOTE)
            owner = owner.value
        return self.attribute_of(owner, name, line, is_asked_for=path in scope.defined)

    def attribute_of(
        self, owner: Value, name: str, line: int, *, is_asked_for: bool = False
    ) -> Value:
        """Infer the value of an attribute.

        Args:
            owner: what has it.
            name: of the attribute.
            line: where it is used.
            is_asked_for: whether a condition around the place asks if there is one.
        """
        match owner:
            case Instance(class_name, there):
                field = class_contracts()[class_name].by_name.get(name)
                if field is None:
                    if not is_asked_for:
                        self._no_field(owner, name, line)
                    return UNKNOWN
                value = value_of(field.type)
                return present(value) if name in there else value
            case Loop(item):
                if name in ("previtem", "nextitem"):
                    return item
                return INT if name in _LOOP_NUMBERS else UNKNOWN
            case Module(template):
                return self.module_values(template).get(name, UNKNOWN)
            case PlainValue.TEXT if not is_asked_for:
                message = f"Text of the document has no attribute `{name}`."
                self.findings.problem(UNKNOWN_NAME, (self.template, line), message, ENCODE)
            case Many() | Row() if not is_asked_for and not hasattr((), name):
                message = f"A sequence has no attribute `{name}`."
                hint = "Its items may have one; loop over them."
                self.findings.problem(UNKNOWN_NAME, (self.template, line), message, hint)
        return UNKNOWN

    def _no_field(self, owner: Instance, name: str, line: int) -> None:
        known = class_contracts()[owner.class_name].by_name
        message = f"{_capital(shown(owner))} has no field `{name}`."
        place = (self.template, line)
        self.findings.problem(UNKNOWN_NAME, place, message, did_you_mean(name, known))

    def _item(self, node: nodes.Expr, argument: nodes.Node, scope: Scope) -> Value:
        owner = present(self.value(node, scope))
        self.value(argument, scope)
        match owner, argument:
            case Row(items), nodes.Const(value=int() as index) if -len(items) <= index < len(items):
                return items[index]
            case (Many() | Row()), nodes.Slice():
                return Many(item_of(owner))
            case PlainValue.CODE, _:
                return CODE
            case (Many() | Row()), _:
                return item_of(owner)
            case _:
                return UNKNOWN

    def _test(self, node: nodes.Test, scope: Scope) -> Value:
        for argument in node.args or ():
            self.value(argument, scope)
        if node.name in ("defined", "undefined"):
            scope = scope.branch((), defined_paths(node))
        self.value(node.node, scope)
        return BOOL

    def _compare(self, operands: Sequence[nodes.Expr], scope: Scope) -> None:
        values = [self.value(operand, scope) for operand in operands]
        for operand, value in zip(operands, values, strict=True):
            others = {item_of(each) if isinstance(each, Row) else each for each in values}
            if value is TEXT and others & {CODE, INT, BOOL}:
                path = path_of(operand)
                name = "It" if path is None else f"`{path}`"
                message = f"{name} is text of the document, which never equals other text."
                hint = "Test only whether it is empty, or use a filter of hooks."
                self.findings.problem(UNENCODED, self.place_of(operand), message, hint)

    def _binary(self, node: nodes.BinExpr, left: Value, right: Value) -> Value:
        values = {left, right}
        if isinstance(node, nodes.Add) and TEXT in values and values <= {TEXT, CODE, UNKNOWN}:
            return TEXT
        for operand, value in ((node.left, left), (node.right, right)):
            if value is TEXT:
                self.text_of(operand, value, "used in an operation")
        if not isinstance(node, nodes.Add):
            return INT if left is INT and right is INT else UNKNOWN
        match left, right:
            case Row(items), Row(others):
                return Row(items + others)
            case (Many() | Row()), (Many() | Row()):
                return either(Many(item_of(left)), right) if left != Row(()) else right
            case _:
                return left if left == right and left in (CODE, INT) else UNKNOWN

    def _call(self, node: nodes.Call, scope: Scope) -> Value:
        positional = [self.value(argument, scope) for argument in node.args]
        named = {each.key: self.value(each.value, scope) for each in node.kwargs}
        for rest in (node.dyn_args, node.dyn_kwargs):
            if rest is not None:
                self.value(rest, scope)
        match node.node:
            case nodes.Name(name="super"):
                self.call_super(scope)
                return CODE
            case nodes.Getattr(node=nodes.Name(name="self"), attr=block):
                self.call_block(str(block), scope)
                return CODE
            case nodes.Name(name="range") if scope.get("range") is None:
                return Many(INT)
            case nodes.Getattr(node=owner, attr=method):
                return self._method(node, self.value(owner, scope), str(method), positional, scope)
        called = self.value(node.node, scope)
        if isinstance(called, Macro):
            if node.dyn_args is not None or node.dyn_kwargs is not None:
                return CODE
            return self.call_macro(called, positional, named, self.place_of(node))
        return UNKNOWN

    def _method(
        self,
        node: nodes.Call,
        owner: Value,
        method: str,
        positional: Sequence[Value],
        scope: Scope,
    ) -> Value:
        """Infer the result of a method call, or of a macro of an imported template."""
        if owner is CODE:
            for argument, value in zip(node.args, positional, strict=True):
                self.text_of(argument, value, f"given to `.{method}(…)`")
                if method == "join":
                    self.text_of(argument, item_of(value), "joined", is_of_items=True)
            given = getattr("", method, None)
            return CODE if given is not None and method in _GIVE_STRINGS else UNKNOWN
        called = self.value(node.node, scope)
        if isinstance(called, Macro) and node.dyn_args is None and node.dyn_kwargs is None:
            named = {each.key: self.value(each.value, scope) for each in node.kwargs}
            return self.call_macro(called, positional, named, self.place_of(node))
        return CODE if isinstance(called, Macro) else UNKNOWN


_GIVE_STRINGS = frozenset(
    {
        "capitalize",
        "center",
        "format",
        "join",
        "ljust",
        "lower",
        "lstrip",
        "removeprefix",
        "removesuffix",
        "replace",
        "rjust",
        "rstrip",
        "strip",
        "title",
        "upper",
        "zfill",
    }
)


def _constant(value: object) -> Value:
    match value:
        case bool():
            return BOOL
        case int():
            return INT
        case str():
            return CODE
        case None:
            return NOTHING
        case _:
            return UNKNOWN


def _last(first: Value, second: Value) -> Value:
    """Return the value of `and`: the second operand, or the first one if it is empty or None."""
    if isinstance(first, Maybe):
        return either(NOTHING, second) if isinstance(first.value, Instance) else UNKNOWN
    return second if first == second or isinstance(first, Instance) else either(first, second)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
