"""Template sets: the built-in templates, and a folder of custom ones over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType, TracebackType

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from ..context import Package
from ..problem import Problem, Severity
from ..program import SUFFIX, builtin_folder
from .custom import foreign_version, is_shared, problems_in, template_names
from .environment import environment
from .new_files import NewFile, PackageNames, new_file
from .problems import TemplateProblem, innermost, template_problem

_NOTHING: Mapping[str, Callable[..., object]] = MappingProxyType({})


@cache
def _builtin_names(folder: Path) -> tuple[str, ...]:
    return tuple(template_names(folder))


class TemplateSet:
    """Templates by name; those of a custom folder override the built-in ones.

    The built-in template stays reachable as `builtin/` and its name, to extend it. A file whose name
    starts with `_` is for other templates to include or import.

    Args:
        custom: the user's folder, or None for the built-in templates alone.
        cache: folder for compiled templates; None disables caching.
        is_alone: whether only the custom folder generates files (`target = "templates"`).
        filters: additional filters by name.
        tests: additional tests by name.
        advice: additional hint for unknown filters and tests.

    Raises:
        TemplateProblem: there is no such folder, or templates in it have mistakes; all of them.
    """

    def __init__(
        self,
        custom: Path | None = None,
        cache: Path | None = None,
        *,
        is_alone: bool = False,
        filters: Mapping[str, Callable[..., object]] = _NOTHING,
        tests: Mapping[str, Callable[..., object]] = _NOTHING,
        advice: str = "",
    ) -> None:
        builtin = FileSystemLoader(builtin_folder())
        loaders: list[BaseLoader] = [builtin, PrefixLoader({"builtin": builtin})]
        self._folder = custom
        self._cache = cache
        self.is_alone = is_alone
        self._own: frozenset[str] = frozenset()
        if custom is not None:
            if not custom.is_dir():
                message = "there is no such folder of templates"
                raise TemplateProblem([template_problem(custom.as_posix(), None, message)])
            self._own = frozenset(template_names(custom))
            loaders.insert(0, FileSystemLoader(custom))
        self._overrides_shared = any(is_shared(name) for name in self._own.intersection(self.names))
        self._environment = environment(ChoiceLoader(loaders), cache and cache / "templates")
        self._environment.filters.update(filters)
        self._environment.tests.update(tests)
        self.warnings: tuple[Problem, ...] = ()
        """Warnings about the custom folder."""
        if custom is not None:
            mistakes = problems_in(
                custom, self.names, self._environment, is_alone=is_alone, advice=advice
            )
            found = (*mistakes, *foreign_version(custom))
            if any(problem.severity is Severity.ERROR for problem in found):
                raise TemplateProblem(found)
            self.warnings = found

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the built-in templates, sorted."""
        return _builtin_names(builtin_folder())

    @cached_property
    def new_files(self) -> tuple[NewFile, ...]:
        """Custom templates that generate additional files, sorted by name."""
        own = sorted(self._own.difference(self.names))
        return tuple(new_file(name) for name in own if not is_shared(name))

    def names_of(self, package: Package) -> PackageNames:
        """Return the names of a package, which filters use while it is rendered."""
        if self._environment.names is None or self._environment.names.package is not package:
            self._environment.names = PackageNames(package)
        return self._environment.names

    def is_own(self, name: str) -> bool:
        """Return whether the custom folder has a template of that name."""
        return name in self._own

    def is_empty(self, name: str) -> bool:
        """Return whether a template is empty, so that an empty file is intended."""
        loader = self._environment.loader
        return loader is not None and not loader.get_source(self._environment, name)[0].strip()

    def is_custom(self, name: str) -> bool:
        """Return whether a custom template affects the output of this one."""
        return self._overrides_shared or name in self._own

    def render_builtin(self, name: str, **variables: object) -> str | None:
        """Render a template without the custom folder; None if it cannot print what custom
        templates can.

        Args:
            name: the template.
            variables: as for `render`.
        """
        self._builtin._environment.names = self._environment.names
        try:
            return self._builtin.render(name, "what is built in", **variables)
        except TemplateProblem:
            return None

    @cached_property
    def _builtin(self) -> TemplateSet:
        return TemplateSet(cache=self._cache)

    def render(self, name: str, subject: str, **variables: object) -> str:
        """Render a template.

        Args:
            name: the template.
            subject: name of its subject for messages.
            variables: variables in addition to the globals of the environment.

        Raises:
            TemplateProblem: the template, or one that it uses, cannot be compiled or fails.
        """
        try:
            return self._environment.get_template(name).render(**variables)
        except RecursionError:
            place, line, message = name, None, "the templates include each other"
        except TemplateSyntaxError as error:
            place, line, message = error.name or name, error.lineno, str(error.message)
        except TemplateNotFound as error:
            place, line, inner = self._place(error.__traceback__, name)
            message = f"there is no template {error.name!r}"
            subject = inner or subject
        except Exception as error:  # whatever a user's template does
            place, line, inner = self._place(error.__traceback__, name)
            subject = inner or subject
            message = str(error.message if isinstance(error, TemplateError) else error)
        raise TemplateProblem([template_problem(place, line, message, subject=subject)])

    def _place(
        self, traceback: TracebackType | None, name: str
    ) -> tuple[str, int | None, str | None]:
        """Return the template and line in which an error was raised, and what was rendered there.
        Jinja's frames have the file names of templates and their variables."""
        place, line, subject = name, None, None
        while traceback is not None:
            frame = traceback.tb_frame
            if frame.f_code.co_filename.endswith(SUFFIX):
                place = self._shown(Path(frame.f_code.co_filename))
                line = traceback.tb_lineno
                subject = innermost(frame.f_locals) or subject
            traceback = traceback.tb_next
        return place, line, subject

    def _shown(self, file: Path) -> str:
        """Return the name of a template for messages: its path in its folder."""
        if self._folder is not None and file.is_relative_to(self._folder):
            return file.relative_to(self._folder).as_posix()
        return f"builtin/{file.relative_to(builtin_folder()).as_posix()}"
