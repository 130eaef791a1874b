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

from .environment import environment
from .problems import TemplateProblem

SUFFIX = ".jinja"


def builtin_folder() -> Path:
    """The built-in templates: in the installed package, or in the repository of an editable one."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "templates" / "python"
    return installed if installed.is_dir() else package.parents[1] / "templates" / "python"


class TemplateSet:
    """Templates by name, each taken from a user's folder where it has one of that name.

    The built-in template stays reachable as `builtin/` and its name, to extend it. A file whose name
    starts with `_` is for other templates to include or import.

    Args:
        custom: the user's folder, or None for the built-in templates alone.

    Raises:
        TemplateProblem: there is no such folder, or a file in it overrides nothing.
    """

    def __init__(self, custom: Path | None = None) -> None:
        builtin = FileSystemLoader(builtin_folder())
        loaders: list[BaseLoader] = [builtin, PrefixLoader({"builtin": builtin})]
        self._folder = custom
        self._custom: frozenset[str] = frozenset()
        if custom is not None:
            self._custom = _custom_names(custom, self.names)
            loaders.insert(0, FileSystemLoader(custom))
        self._overrides_shared = any(_is_shared(name) for name in self._custom & {*self.names})
        self._environment = environment(ChoiceLoader(loaders))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the built-in templates, sorted."""
        return tuple(_names(builtin_folder()))

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
            raise TemplateProblem(name, None, subject, "the templates include each other") from None
        except TemplateSyntaxError as error:
            origin = error.name or name
            raise TemplateProblem(origin, error.lineno, subject, str(error.message)) from None
        except TemplateNotFound as error:
            place, line = self._place(error.__traceback__, name)
            message = f"there is no template {error.name!r}"
            raise TemplateProblem(place, line, subject, message) from None
        except Exception as error:  # whatever a user's template does
            place, line = self._place(error.__traceback__, name)
            message = str(error.message if isinstance(error, TemplateError) else error)
            raise TemplateProblem(place, line, subject, message) from None

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


def _names(folder: Path) -> list[str]:
    """Every template in a folder, hidden files and the runtime left out."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob(f"*{SUFFIX}")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _custom_names(folder: Path, builtin: tuple[str, ...]) -> frozenset[str]:
    if not folder.is_dir():
        raise TemplateProblem(folder.name, None, "", "there is no such folder of templates")
    names = _names(folder)
    for name in names:
        if name not in builtin and not _is_shared(name):
            known = ", ".join(known for known in builtin if not _is_shared(known))
            message = f"it overrides no built-in template; there are {known}"
            raise TemplateProblem(name, None, "", message)
    return frozenset(names)


def _is_shared(name: str) -> bool:
    return name.rpartition("/")[2].startswith("_") and not name.endswith("__init__.py" + SUFFIX)
