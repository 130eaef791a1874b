"""Sets of templates: the built-in one, and a user's folder over it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import TracebackType

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from ..program import builtin_folder
from .custom import SUFFIX, is_shared, problems_in, template_names
from .environment import environment
from .problems import TemplateProblem, template_problem


class TemplateSet:
    """Templates by name, each taken from a user's folder where it has one of that name.

    The built-in template stays reachable as `builtin/` and its name, to extend it. A file whose name
    starts with `_` is for other templates to include or import.

    Args:
        custom: the user's folder, or None for the built-in templates alone.
        cache: folder in which what is made of templates is kept; None keeps nothing.

    Raises:
        TemplateProblem: there is no such folder, or templates in it have mistakes; all of them.
    """

    def __init__(self, custom: Path | None = None, cache: Path | None = None) -> None:
        builtin = FileSystemLoader(builtin_folder())
        loaders: list[BaseLoader] = [builtin, PrefixLoader({"builtin": builtin})]
        self._folder = custom
        self._custom: frozenset[str] = frozenset()
        if custom is not None:
            if not custom.is_dir():
                message = "there is no such folder of templates"
                raise TemplateProblem([template_problem(custom.as_posix(), None, message)])
            self._custom = frozenset(template_names(custom))
            loaders.insert(0, FileSystemLoader(custom))
        self._overrides_shared = any(is_shared(name) for name in self._custom & {*self.names})
        self._environment = environment(ChoiceLoader(loaders), cache and cache / "templates")
        if custom is not None and (found := problems_in(custom, self.names, self._environment)):
            raise TemplateProblem(found)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the built-in templates, sorted."""
        return tuple(template_names(builtin_folder()))

    def is_custom(self, name: str) -> bool:
        """Whether a user's template has a part in what this one renders."""
        return self._overrides_shared or name in self._custom

    def render(self, name: str, subject: str, **variables: object) -> str:
        """The text that a template makes.

        Args:
            name: the template.
            subject: what it is rendered for, as messages name it.
            variables: what the template sees beside the globals of the environment.

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
            place, line = self._place(error.__traceback__, name)
            message = f"there is no template {error.name!r}"
        except Exception as error:  # whatever a user's template does
            place, line = self._place(error.__traceback__, name)
            message = str(error.message if isinstance(error, TemplateError) else error)
        raise TemplateProblem([template_problem(place, line, message, subject=subject)])

    def _place(self, traceback: TracebackType | None, name: str) -> tuple[str, int | None]:
        """The template and the line in which an error was raised: Jinja's frames bear their names."""
        place: tuple[str, int | None] = (name, None)
        while traceback is not None:
            file = traceback.tb_frame.f_code.co_filename
            if file.endswith(SUFFIX):
                place = (self._shown(Path(file)), traceback.tb_lineno)
            traceback = traceback.tb_next
        return place

    def _shown(self, file: Path) -> str:
        """A template as people know it: by its path in its folder."""
        if self._folder is not None and file.is_relative_to(self._folder):
            return file.relative_to(self._folder).as_posix()
        return f"builtin/{file.relative_to(builtin_folder()).as_posix()}"
