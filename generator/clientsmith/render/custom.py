"""Checks a folder of custom templates before anything is rendered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from ..context import CONTEXT_VERSION
from ..context.version import version_key
from ..problem import Location, Problem, Severity
from ..program import SUFFIX, template_files
from . import blocks, new_files
from .problems import did_you_mean, template_problem
from .units import named_templates, references, syntax_tree

_SPECIAL = re.compile(r"__\w+__\.py" + re.escape(SUFFIX))
"""File names with a special meaning in Python, such as `__init__.py` and `__main__.py`."""


def template_names(folder: Path) -> list[str]:
    """Return the names of all templates in a folder, sorted."""
    return [name for name in template_files(folder) if name.endswith(SUFFIX)]


def is_shared(name: str) -> bool:
    """Return whether a template is only included or imported by others, and generates no file."""
    file = name.rpartition("/")[2]
    return file.startswith("_") and "{{" not in file and not _SPECIAL.fullmatch(file)


def problems_in(
    folder: Path,
    builtin: tuple[str, ...],
    environment: Environment,
    *,
    is_alone: bool = False,
    advice: str = "",
) -> tuple[Problem, ...]:
    """Return errors and warnings about a folder of templates that need no document.

    Args:
        folder: the user's folder.
        builtin: names of the built-in templates.
        environment: finds templates of the folder and built-in ones by their names.
        is_alone: whether only the folder generates files (`target = "templates"`), so that no name
            is a misspelling of a built-in one.
        advice: additional hint for unknown filters and tests.
    """
    files = template_files(folder)
    found = [*_without_effect(files, builtin, is_alone=is_alone)]
    trees: dict[str, nodes.Template] = {}
    for name in template_names(folder):
        try:
            found += _unresolved(name, environment)
            tree = syntax_tree(name, environment)
            unknown = [*_unknown_functions(name, tree, environment, advice)]
            if not unknown:
                environment.get_template(name)  # compiles it
        except TemplateSyntaxError as error:
            found.append(template_problem(name, error.lineno, str(error.message)))
        except (OSError, UnicodeDecodeError) as error:
            found.append(template_problem(name, None, f"it cannot be read: {error}"))
        else:
            found += unknown
            found += _missing(name, tree, environment.list_templates())
            trees[name] = tree
    if not _errors(found):
        found += _unused(trees, builtin)
        for name, tree in trees.items():
            found += blocks.mistakes(name, tree, lambda other: syntax_tree(other, environment))
    return tuple(found)


def _errors(found: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in found)


def _without_effect(
    files: Iterable[str], builtin: tuple[str, ...], *, is_alone: bool
) -> Iterator[Problem]:
    """Yield problems for files whose names keep them from being used or from generating files."""
    likely = () if is_alone else tuple(each for each in builtin if not is_shared(each))
    for name in files:
        if not name.endswith(SUFFIX):
            hint = (
                f"To include it in the output, rename it to `{name}{SUFFIX}`; keep other files "
                "beside the folder of templates."
            )
            if name + SUFFIX in builtin:
                hint = f"To override the built-in template, rename it to `{name}{SUFFIX}`."
            yield template_problem(name, None, f"its name does not end in `{SUFFIX}`", hint=hint)
        elif name not in builtin and not is_shared(name):
            yield from new_files.mistakes(name, likely)


def _unresolved(name: str, environment: Environment) -> Iterator[Problem]:
    """Yield problems for unresolved merge conflicts, which would be printed."""
    assert environment.loader is not None
    source = environment.loader.get_source(environment, name)[0]
    if "<<<<<<< " in source or ">>>>>>> " in source:
        from ..project.edits import marked_lines

        for line in marked_lines(source, ""):
            message = "a merge conflict is unresolved"
            yield template_problem(name, line, message)


def _unknown_functions(
    name: str, tree: nodes.Template, environment: Environment, advice: str
) -> Iterator[Problem]:
    """Yield problems for filters and tests that do not exist."""
    tests = [(node.lineno, node.name) for node in tree.find_all(nodes.Test)]
    for kind, named, known in (
        ("filter", _named_filters(tree), environment.filters),
        ("test", tests, environment.tests),
    ):
        for line, used in named:
            if used not in known:
                hint = f"{advice} {did_you_mean(used, map(str, known))}".strip()
                yield template_problem(name, line, f"there is no {kind} `{used}`", hint=hint)


def _named_filters(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield the filters of a template with their lines, including arguments of `map`."""
    for node in tree.find_all(nodes.Filter):
        yield node.lineno, node.name
        match node:
            case nodes.Filter(name="map", args=[nodes.Const(value=str() as name), *_]):
                yield node.lineno, name


def _missing(name: str, tree: nodes.Template, known: Iterable[str]) -> Iterator[Problem]:
    """Yield problems for references to templates that do not exist."""
    known = [other for other in known if other.endswith(SUFFIX)]
    for node in references(tree):
        targets = named_templates(node)
        optional = isinstance(node, nodes.Include) and node.ignore_missing
        if targets and not optional and not set(targets) & set(known):
            message = f"there is no template `{targets[0]}`"
            hint = did_you_mean(targets[0], known)
            yield template_problem(name, node.lineno, message, hint=hint)


def _unused(trees: Mapping[str, nodes.Template], builtin: tuple[str, ...]) -> Iterator[Problem]:
    """Yield problems for shared templates that no other template refers to."""
    used = [named_templates(node) for tree in trees.values() for node in references(tree)]
    if not all(used):
        return  # one of them is only known when the template is rendered
    named = {target for targets in used for target in targets}
    for name in trees:
        if is_shared(name) and name not in builtin and name not in named:
            hint = did_you_mean(name, filter(is_shared, builtin))
            yield template_problem(name, None, "no template uses it", hint=hint)


RECORD = ".clientsmith/templates.json"
"""Path of the record that `clientsmith templates` keeps in a folder, which has its
`context_version`."""


def foreign_version(folder: Path) -> Iterator[Problem]:
    """Yield a warning if the templates were written for a later version of the contract or another
    major one. Folders without a record, or with a damaged one, are skipped."""
    try:
        value = json.loads((folder / RECORD).read_bytes())
        written = version_key(value["context_version"])
    except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return
    here = version_key(CONTEXT_VERSION)
    if written > here:
        hint = (
            "Use the version of clientsmith that the templates were written with, or a later one."
        )
    elif written[0] < here[0]:
        hint = "See what `clientsmith templates lint` and `clientsmith templates upgrade` say."
    else:
        return
    yield Problem(
        "template-version-differs",
        Severity.WARNING,
        f"The templates were written for version {'.'.join(map(str, written))} of the template "
        f"context; this program has version {CONTEXT_VERSION}.",
        Location(RECORD),
        hint,
    )
