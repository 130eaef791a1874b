"""Final checks of generated files: nothing is written that does not pass them."""

from __future__ import annotations

import ast
import json
import re
import tomllib
import warnings
from typing import NoReturn

from ...document import json_error
from ...encode.characters import HIDDEN, JOINERS

_COOKIE = re.compile(r"[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+")
_BLANK_OR_COMMENT = re.compile(r"[ \t\f]*(?:#.*)?$")
_ALLOWED_HIDDEN = "\n" + JOINERS
_SIMPLE = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)
_IN_CLASS = (ast.Assign, ast.AnnAssign, ast.Pass, ast.FunctionDef, ast.AsyncFunctionDef)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_IN_TESTS = (
    *_FUNCTIONS,
    ast.AnnAssign,
    ast.Assert,
    ast.Assign,
    ast.AsyncFor,
    ast.AsyncWith,
    ast.ClassDef,
    ast.Expr,
    ast.For,
    ast.Return,
    ast.With,
)
_IN_FUNCTION = (ast.Return, ast.ImportFrom)


class CheckError(Exception):
    """A generated file failed a check; has the message and the line."""

    def __init__(self, message: str, line: int | None) -> None:
        self.message = message
        self.line = line
        super().__init__(message)


def check_text(text: str, *, has_tabs: bool = False) -> None:
    """Check the characters of any file.

    Args:
        text: of the file.
        has_tabs: whether tabs may stand in it, as some notations need them; encoders print none.

    Raises:
        CheckError: there are characters that nobody sees, or that UTF-8 cannot hold.
    """
    if text.replace("\n", "").isprintable():
        return
    allowed = f"{_ALLOWED_HIDDEN}\t" if has_tabs else _ALLOWED_HIDDEN
    for match in HIDDEN.finditer(text):
        if match.group() not in allowed:
            line = text.count("\n", 0, match.start()) + 1
            raise CheckError(
                f"it contains the unescaped character U+{ord(match.group()):04X}", line
            )


def check_toml(text: str) -> None:
    """Check a TOML file.

    Raises:
        CheckError: it is not valid TOML.
    """
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CheckError(f"it is not valid TOML: {error}", None) from None


def check_json(text: str) -> None:
    """Check a JSON file.

    Raises:
        CheckError: it is not valid JSON, or has a number that JSON does not know, such as `NaN`.
    """
    try:
        json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        message, place = json_error(error)
        raise CheckError(
            f"it is not valid JSON: {message}", text.count("\n", 0, place) + 1
        ) from None
    except (ValueError, RecursionError) as error:
        raise CheckError(f"it is not valid JSON: {error}", None) from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def check_yaml(text: str) -> None:
    """Check a YAML file with one or more documents; tags are not interpreted.

    Raises:
        CheckError: it is not valid YAML.
    """
    import yaml  # type: ignore[import-untyped]  # a client has no such files

    try:
        for _ in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            pass
    except yaml.MarkedYAMLError as error:
        line = None if error.problem_mark is None else error.problem_mark.line + 1
        raise CheckError(f"it is not valid YAML: {error.problem}", line) from None
    except yaml.YAMLError as error:
        raise CheckError(f"it is not valid YAML: {error}", None) from None


def parse(text: str) -> ast.Module:
    """Parse a module; warnings such as one for an invalid escape are errors.

    Raises:
        CheckError: it is not valid Python, or declares an encoding.
    """
    for number, line in enumerate(text.split("\n", 2)[:2], start=1):
        if _COOKIE.match(line):
            raise CheckError("it declares an encoding", number)
        if not _BLANK_OR_COMMENT.match(line):
            break
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return ast.parse(text)
    except SyntaxError as error:
        raise CheckError(f"it is not valid Python: {error.msg}", error.lineno) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise CheckError(f"it is not valid Python: {error}", None) from None


def check_compiles(tree: ast.Module) -> None:
    """Check for errors that Python finds only when compiling, such as a `return` outside a
    function.

    Raises:
        CheckError: it does not compile.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compile(tree, "<template>", "exec", dont_inherit=True)
    except SyntaxError as error:
        raise CheckError(f"it is not valid Python: {error.msg}", error.lineno) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise CheckError(f"it is not valid Python: {error}", None) from None


def check_comments(text: str) -> None:
    """Check that a text consists of comments.

    Raises:
        CheckError: there is something else.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if not _BLANK_OR_COMMENT.match(line):
            raise CheckError("it contains something other than comments", number)


def check_structure(tree: ast.Module) -> None:
    """Check that a module consists of declarations, so that no text has become a statement.

    Raises:
        CheckError: there is a statement that no built-in template prints at its place.
    """
    for statement in tree.body:
        if isinstance(statement, ast.ClassDef):
            _check_class(statement)
        elif isinstance(statement, ast.FunctionDef):
            _check_function(statement)
        elif isinstance(statement, ast.If):
            _check_type_checking(statement)
        elif not isinstance(statement, _SIMPLE) and not _is_docstring(statement):
            raise _unexpected(statement)


def check_tests(tree: ast.Module) -> None:
    """Check that a test module has only the statements that tests need: no function imports,
    deletes or catches anything.

    Raises:
        CheckError: there is a statement that no built-in template prints at its place.
    """
    for statement in tree.body:
        if not isinstance(statement, (*_SIMPLE, ast.ClassDef, *_FUNCTIONS)):
            if not _is_docstring(statement):
                raise _unexpected(statement)
        elif isinstance(statement, (ast.ClassDef, *_FUNCTIONS)):
            for inner in ast.walk(statement):
                if isinstance(inner, ast.stmt) and not isinstance(inner, _IN_TESTS):
                    raise _unexpected(inner)


def _check_type_checking(statement: ast.If) -> None:
    test = statement.test
    if not (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"):
        raise _unexpected(statement)
    for inner in (*statement.body, *statement.orelse):
        if not isinstance(inner, _SIMPLE):
            raise _unexpected(inner)


def _check_class(statement: ast.ClassDef) -> None:
    for inner in statement.body:
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
            _check_function(inner)
        elif not isinstance(inner, _IN_CLASS) and not _is_docstring(inner):
            raise _unexpected(inner)


def _check_function(statement: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    for inner in statement.body:
        if not isinstance(inner, _IN_FUNCTION) and not _is_harmless(inner):
            raise _unexpected(inner)


def _is_docstring(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _is_harmless(statement: ast.stmt) -> bool:
    """Return whether it is a docstring, a call such as `super().__init__(…)`, or `...` in an
    overload."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return statement.value.value is ... or _is_docstring(statement)
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        return ast.unparse(statement.value.func) == "super().__init__"
    return False


def _unexpected(statement: ast.stmt) -> CheckError:
    return CheckError(f"it contains a {type(statement).__name__} statement", statement.lineno)
