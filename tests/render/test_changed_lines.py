"""Modules that a user's template touched look as if black had formatted all of them."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import black
import pytest
from hypothesis import HealthCheck, assume, given, settings

from clientsmith.config import load_configs
from clientsmith.pipeline import plan_client
from clientsmith.render import TemplateSet, render
from clientsmith.render.postprocessing import Postprocessor, changed_lines, postprocessor
from clientsmith.render.postprocessing.changed_lines import MARK, format_changed_lines
from clientsmith.render.postprocessing.checks import CheckError
from render.awkward_code import modules
from render.sample_contexts import ACME
from support.pages import fenced
from support.public import GIANTS, PublicSpec, each_public_spec, planned

pytestmark = pytest.mark.detail

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "templates"
RESOURCE = "package/resources/resource.py.jinja"
MODULE = "package/models/module.py.jinja"
SHARED = (ROOT / "templates" / "python" / "package" / "_shared.jinja").read_text(encoding="utf-8")


def with_black(text: str) -> str:
    return black.format_str(text, mode=black.Mode())


@settings(
    max_examples=50,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(modules())
def test_awkward_modules(text: str) -> None:
    """Whatever black would not change is taken for built-in."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "<module>", "exec")
        except SyntaxError:
            assume(False)
        tree = ast.parse(text)
    expected = with_black(text)
    assert format_changed_lines(text, tree, expected) in (expected, None)


def extending(name: str, **blocks: str) -> tuple[str, str]:
    """Name and text of a template that overrides blocks of the built-in one."""
    parts = [f"{{% block {block} %}}\n{text}{{% endblock %}}\n" for block, text in blocks.items()]
    return name, f'{{% extends "builtin/{name}" %}}\n\n' + "\n".join(parts)


IMPORTS = "{{ super() }}\nimport logging\n\n_log = logging.getLogger(__name__)\n"

CHEAP = {
    "log": extending(
        RESOURCE,
        imports=IMPORTS,
        method_body="        _log.info('%s %s', {{ method.http_method }},{{ method.path }})\n"
        "{{ super() -}}\n",
    ),
    "comment": extending(
        RESOURCE,
        method_body="        #each call is counted\n        count( {{ method.constant }} , )\n\n\n"
        "        # and made\n{{ super() -}}\n",
        imports="{{ super() }}\n# Counts calls.\nfrom .. import (errors)\n",
    ),
    "in a block": extending(
        RESOURCE,
        method_body="        with tracer.span({{ method.path }}) as span, other( 1 ):\n"
        "{{ super() | indent(4, true) }}\n",
    ),
    "in try": extending(
        RESOURCE,
        method_body="        try:\n{{ super() | indent(4, true) }}\n"
        "        except (ValueError, TypeError) as error:\n"
        "            _log.error('failed', exc_info = error)\n            raise\n"
        "        finally:\n            pass\n",
    ),
    "docstring end": extending(
        RESOURCE, method_docstring_end="\n        Questions: #sdk-help.  \n          Or: \\\\\\\\.\n"
    ),
    "docstring": extending(
        RESOURCE,
        class_docstring="    '''What it is.\n\n      In detail.'''\n",
        method_docstring="        ''' {{ method.name }} '''\n",
    ),
    "class": extending(
        RESOURCE,
        class_docstring="{{ super() }}\n    kind : str = 'x'\n    def own(self,a = 1):\n"
        "        def inner(): ...\n        return   inner\n\n\n\n    other = {'a':1,}\n",
    ),
    "decorated": extending(
        RESOURCE, signature="    @traced( {{ method.path }} )\n{{ super() -}}\n"
    ),
    "two defs": extending(
        RESOURCE,
        method="{{ super() }}\n    def {{ method.name }}_url(self):\n"
        "        return {{ method.path }}\n",
    ),
    "long": extending(
        RESOURCE,
        method_body="        audit_with_a_long_name(actor = self.actor, operation = {{ method.path }}, "
        "kind = {{ method.http_method }}, more = [a for a in b], **options)\n{{ super() -}}\n",
    ),
    "model": extending(
        MODULE,
        model='{{ super() }}\n    def field_names(self)->tuple[str, ...]:\n        """Names."""\n'
        "        return tuple(self.__dataclass_fields__)\n",
    ),
    "model fields": extending(
        MODULE,
        model_fields="    since:'str' = 'v1'\n    '''Since when.'''\n{{ super() }}\n"
        "    note: ClassVar[str]=\"\"\"one\n two\"\"\"\n",
    ),
    "shared": ("package/_shared.jinja", SHARED.replace("options: RequestOptions | None = None",
                                                       "options : RequestOptions|None=None")),
}  # fmt: skip
"""Overrides of which only pieces go through black."""

WHOLE = {
    "semicolon": extending(RESOURCE, method_body="        x = 1; y = 2\n{{ super() -}}\n"),
    "two spaces": extending(
        RESOURCE, method_body="        if True:\n          x = 1\n{{ super() -}}\n"
    ),
    "left alone": extending(
        RESOURCE, method_body="        x = {'a':1}  # fmt: skip\n{{ super() -}}\n"
    ),
    "off": extending(
        RESOURCE,
        method_body="        # fmt: off\n        x  =  1\n        # fmt: on\n{{ super() -}}\n",
    ),
    "one line": extending(RESOURCE, method_body="        if True: pass\n{{ super() -}}\n"),
    "continued": extending(RESOURCE, method_body="        x = 1 \\\n\n{{ super() -}}\n"),
    "match": extending(
        RESOURCE,
        method_body="        match self:\n            case _ :\n                pass\n{{ super() -}}\n",
    ),
    "comment at the end": extending(RESOURCE, method_body="{{ super() -}}\n        # done\n"),
    "string in a block": extending(
        RESOURCE, method_body="        if True:\n            'why'\n{{ super() -}}\n"
    ),
    "mark": extending(RESOURCE, method_body=f"        {MARK} = 1\n{{{{ super() -}}}}\n"),
    "all of it": (RESOURCE, "'''What it is'''\nx = {'a':1}\n"),
}
"""Overrides of which black has to see all."""


def folder(tmp_path: Path, template: tuple[str, str]) -> Path:
    name, text = template
    place = tmp_path / "templates" / name
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")
    return tmp_path / "templates"


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What became of modules that were formatted in pieces; each is compared with black."""
    made: list[str | None] = []

    def compared(text: str, tree: ast.Module, builtin: str) -> str | None:
        result = format_changed_lines(text, tree, builtin)
        assert result in (None, expected := with_black(text)), f"instead of {expected}"
        if text.strip():
            made.append(result)
        return result

    monkeypatch.setattr(postprocessor, "format_changed_lines", compared)
    return made


@pytest.mark.parametrize("template", CHEAP.values(), ids=CHEAP)
def test_pieces_go_through_black(
    tmp_path: Path, template: tuple[str, str], touched: list[str | None]
) -> None:
    render(ACME, TemplateSet(folder(tmp_path, template)))
    assert touched
    assert None not in touched


@pytest.mark.parametrize("template", WHOLE.values(), ids=WHOLE)
def test_black_sees_all(
    tmp_path: Path, template: tuple[str, str], touched: list[str | None]
) -> None:
    files = render(ACME, TemplateSet(folder(tmp_path, template)))
    assert touched
    assert None in touched
    modules = {path: text for path, text in files.items() if path.startswith("acme/resources/")}
    assert {path: with_black(text) for path, text in modules.items()} == modules


def recipes() -> Iterator[tuple[str, str]]:
    """Templates of modules on the page about templates."""
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    for text in fenced(page, "jinja"):
        match = re.match(r"\{# (package/(?:resources|models)/\S+) #\}\n", text)
        if match:
            yield match[1], text


@pytest.mark.parametrize("template", list(recipes()))
def test_recipes(tmp_path: Path, template: tuple[str, str], touched: list[str | None]) -> None:
    render(ACME, TemplateSet(folder(tmp_path, template)))
    assert touched
    assert None not in touched


def test_an_example(touched: list[str | None]) -> None:
    (config,) = load_configs(EXAMPLES / "owner-notes" / "clientsmith.toml")
    package = plan_client(config, progress=lambda stage: None).package
    render(package, TemplateSet(EXAMPLES / "owner-notes" / "templates"))
    assert touched
    assert None not in touched


@pytest.mark.slow
@each_public_spec()
def test_public_documents(spec: PublicSpec, tmp_path: Path, touched: list[str | None]) -> None:
    names = list(CHEAP)
    if spec.name in GIANTS:  # where black takes long for the whole, which is what is compared
        names = [("log", "docstring end", "model")[GIANTS.index(spec.name) % 3]]
    for name in names:
        touched.clear()
        templates = folder(tmp_path / name.replace(" ", "-"), CHEAP[name])
        render(planned(spec).package, TemplateSet(templates))
        assert None not in touched, name


def test_built_in_modules_tell_black_no_newer_python() -> None:
    for path, text in render(ACME, TemplateSet()).items():
        if path.endswith(".py") and "_runtime" not in path:
            versions = black.detect_target_versions(black.lib2to3_parse(text))
            assert {black.TargetVersion.PY37, black.TargetVersion.PY38} <= versions, path


def test_what_was_finished_is_not_compared_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = folder(tmp_path, CHEAP["log"])
    first = render(ACME, TemplateSet(templates), cache=tmp_path / "cache")

    def unneeded(self: TemplateSet, name: str, **variables: object) -> str | None:
        raise AssertionError("the built-in module is not needed")

    monkeypatch.setattr(TemplateSet, "render_builtin", unneeded)
    assert render(ACME, TemplateSet(templates), cache=tmp_path / "cache") == first


def test_other_formatters_see_all(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "x  =  1\n"
    monkeypatch.setattr(postprocessor, "format_changed_lines", None)
    assert Postprocessor("none", None).custom(text, lambda: text) == text


@pytest.mark.parametrize("builtin", [None, "this is no Python", "x = 1\n  \n\ty = 1"])
def test_without_a_built_in_module(builtin: str | None) -> None:
    text = "x  =  1\ny = 'a'\n"
    assert Postprocessor("black", None).custom(text, lambda: builtin) == with_black(text)


def test_what_is_refused_stays_refused() -> None:
    with pytest.raises(CheckError):
        Postprocessor("black", None).custom("return 1\n", lambda: "x = 1\n")


def test_black_is_not_asked_where_nothing_is_foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed_lines, "with_black", None)
    text = '"""What it is."""\n\n\nx = 1\ndef f():\n    return x\n'
    assert format_changed_lines(text, ast.parse(text), with_black(text)) == with_black(text)
