"""Imports, documented names, examples and docstrings of methods."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code, Text


@dataclass(frozen=True, slots=True)
class Import:
    """An import statement of a module; siblings are sorted in isort's order."""

    module: Code
    """Module to import or to import from, such as `collections.abc` or `.._runtime`."""

    names: tuple[Code, ...]
    """Imported names (`x` or `x as y`), sorted; empty for `import module`."""

    alias: Code
    """Name bound by `import module as alias`; empty if there is none."""

    group: int
    """isort section: 0 is `__future__`, 1 the standard library, 2 third party, 3 this package."""


@dataclass(frozen=True, slots=True)
class Note:
    """A documented name: an argument of a method, or an exception that it raises."""

    name: Code
    """Name of the argument or of the exception class."""

    text: Text
    """Description, constraints and default in sentences; may be empty."""


@dataclass(frozen=True, slots=True)
class Example:
    """A short example call with valid values."""

    lines: tuple[Code, ...]
    """Lines of Python that use `client`, and may use `models` and `imports`."""

    async_lines: tuple[Code, ...]
    """The same lines for the asynchronous client."""

    raw_lines: tuple[Code, ...]
    """The call by `client.raw`, which assigns its response to `response`; empty for a block."""

    imports: tuple[Import, ...]
    """Imports from the standard library that the values need."""

    uses_models: bool
    """True if the example uses `models` of the package."""

    files: tuple[Code, ...]
    """Names of the files that the example uploads, as Python literals."""

    is_block: bool
    """True if the example is a loop or a `with` block rather than a single call."""


@dataclass(frozen=True, slots=True)
class MethodDocs:
    """The parts of a method's docstring."""

    summary: Text
    """One line; never empty."""

    description: Text
    """Paragraphs after the summary; empty if they only repeat it."""

    request_line: Code
    """Method and path, such as `POST /pets/{petId}`, safe inside a docstring."""

    deprecated: bool
    """True if the document marks the operation as deprecated."""

    arguments: tuple[Note, ...]
    """The arguments with a description, in the order of the signature."""

    returns: Text
    """Description of the successful response; empty if it says no more than the type."""

    raises: tuple[Note, ...]
    """Exception classes, with the status and the description of the declared error responses."""

    example: Example | None
    """A call with the required arguments; None if no valid value can be made."""

    external_url: Text
    """URL of the operation's external documentation; may be empty."""
