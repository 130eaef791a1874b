"""What docstrings say."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code, Text


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement of a module, already in isort's order among its siblings."""

    module: Code
    """Module to import from or to import, such as `collections.abc` or `.._runtime`."""

    names: tuple[Code, ...]
    """Imported names (`x` or `x as y`), sorted; empty for `import module`."""

    alias: Code
    """Name that `import module as alias` binds; empty where there is none."""

    group: int
    """0 `__future__`, 1 standard library, 2 third party, 3 this package."""


@dataclass(frozen=True, slots=True)
class Note:
    """A documented name: an argument of a method, or an error that a method raises."""

    name: Code
    """Name of the argument, or of the error class."""

    text: Text
    """What the document says, constraints and default included, in sentences; may be empty."""


@dataclass(frozen=True, slots=True)
class Example:
    """A short call with valid values, and what is done with its result."""

    lines: tuple[Code, ...]
    """Python, with `client` and perhaps `models` and what is imported."""

    async_lines: tuple[Code, ...]
    """The same for the asynchronous client."""

    imports: tuple[Import, ...]
    """What its values need from the standard library."""

    uses_models: bool
    """True if it needs `models` of the package."""

    files: tuple[Code, ...]
    """Names of the files that it sends, as Python literals."""

    is_block: bool
    """True if it is a loop or a `with` block, not just a call."""


@dataclass(frozen=True, slots=True)
class MethodDocs:
    """What the docstring of a method says."""

    summary: Text
    """One line; never empty."""

    description: Text
    """Paragraphs behind the summary; empty where they only repeat it."""

    request_line: Code
    """Method and path, such as `POST /pets/{petId}`, safe inside a docstring."""

    deprecated: bool
    """True if the document calls the operation deprecated."""

    arguments: tuple[Note, ...]
    """Every argument with a description, in the order of the signature."""

    returns: Text
    """What the success response means; empty where it says nothing beyond its type."""

    raises: tuple[Note, ...]
    """Error classes with the status and the description of the declared error responses."""

    example: Example | None
    """A call with what must be given; None where a value cannot be made."""

    external_url: Text
    """Where the document says there is more to read; may be empty."""
