"""What templates were printing when something went wrong: the operation, the model, the webhook."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsmith.render import TemplateProblem, TemplateSet, UnusableOutput, render
from render.sample_contexts import ACME
from support.contexts import checked_in_contexts

pytestmark = pytest.mark.detail

RESOURCE = "package/resources/resource.py.jinja"
MODELS = "package/models/module.py.jinja"
CREATE = "the operation goals.create (POST /orgs/{org}/goals)"


def overriding(folder: Path, template: str, block: str, text: str) -> TemplateSet:
    """The built-in templates with one block of one of them overridden."""
    place = folder / template
    place.parent.mkdir(parents=True, exist_ok=True)
    source = (
        f'{{% extends "builtin/{template}" %}}\n{{% block {block} %}}\n{text}\n{{% endblock %}}\n'
    )
    place.write_text(source, encoding="utf-8")
    return TemplateSet(folder)


@pytest.mark.parametrize(
    ("template", "block", "text", "subject"),
    [
        (RESOURCE, "operation", "{{ method.nothing }}", CREATE),
        (RESOURCE, "method_body", "{{ method.nothing }}", CREATE),
        (RESOURCE, "method_body", "{{ method.docs.nothing }}", CREATE),
        (RESOURCE, "method_body", "{{ resource.docs }}", CREATE),
        (RESOURCE, "method_body", "{% if method.body %}{{ 1 / 0 }}{% endif %}", CREATE),
        (RESOURCE, "class_docstring", "{{ nothing }}", "the resource goals"),
        (RESOURCE, "imports", "{{ nothing }}", "the resource goals"),
        (RESOURCE, "imports", "{% for method in resource.methods %}{{ method.no }}{% endfor %}", CREATE),
        (RESOURCE, "imports", "{% for method in resource.methods %}{% endfor %}{{ nothing }}",
         "the resource goals"),
        (MODELS, "model", "{{ model.nothing }}", "the model Goal"),
        (MODELS, "model_fields", "{% for field in model.fields %}{{ field.no }}{% endfor %}",
         "the model Goal"),
        (MODELS, "type_names", "{% for each in module.type_names %}{{ each.no }}{% endfor %}",
         "the type Color"),
        (MODELS, "enum_classes", "{% for each in module.enum_classes %}{{ each.no }}{% endfor %}",
         "the enumeration Size"),
        (MODELS, "imports", "{{ nothing }}", "the models of goals"),
        ("package/webhooks.py.jinja", "webhook", "{{ webhook.nothing }}",
         "the webhook parse_goal_reached"),
        ("tests/test_smoke.py.jinja", "call", "{{ call.nothing }}", CREATE),
        ("package/client.py.jinja", "init", "{{ nothing }}", "the package acme"),
    ],
)  # fmt: skip
def test_a_template_that_fails_names_what_it_was_printing(
    tmp_path: Path, template: str, block: str, text: str, subject: str
) -> None:
    templates = overriding(tmp_path, template, block, text)
    with pytest.raises(TemplateProblem) as caught:
        render(ACME, templates)
    (problem,) = caught.value.problems
    assert (problem.location.origin, problem.location.line) == (template, 3)
    assert problem.message.endswith(f" (while rendering {subject}).")


def test_macros_of_a_template_are_about_what_they_are_given(tmp_path: Path) -> None:
    macro = "{% macro shown(what) %}\n{{ what.nothing }}\n{% endmacro %}"
    (tmp_path / "_house.jinja").write_text(macro, encoding="utf-8")
    text = '{% from "_house.jinja" import shown %}\n{{ shown(method) }}'
    with pytest.raises(TemplateProblem) as caught:
        render(ACME, overriding(tmp_path, RESOURCE, "method_body", text))
    (problem,) = caught.value.problems
    assert (problem.location.origin, problem.location.line) == ("_house.jinja", 2)
    assert problem.message.endswith(f" (while rendering {CREATE}).")


def test_an_alias_is_told_from_its_method(tmp_path: Path) -> None:
    templates = overriding(tmp_path, RESOURCE, "alias_docstring", "{{ alias.nothing }}")
    with pytest.raises(TemplateProblem, match=r"\(while rendering the alias stones\.list\)\.$"):
        render(checked_in_contexts()["rare"], templates)


@pytest.mark.parametrize(
    ("template", "block", "text", "subject"),
    [
        (RESOURCE, "method_body", "        return (", CREATE),
        (RESOURCE, "method_body", "        x = 1\n\n        return = 2", CREATE),
        (RESOURCE, "signature", "    def {{ method.name }}(self, options:\n", CREATE),
        (RESOURCE, "operation", "{{ method.constant }}: Operation[None] = Operation(", CREATE),
        (RESOURCE, "method", "    @wrapped(\n    def {{ method.name }}(self):\n        pass", CREATE),
        (RESOURCE, "class_docstring", "    x = (", "the resource goals"),
        (MODELS, "model_fields", "    x: = 1", "the model Goal"),
        (MODELS, "imports", "import", "the models of goals"),
        ("package/webhooks.py.jinja", "function_body", "    return (",
         "the webhook parse_goal_reached"),
        ("tests/test_smoke.py.jinja", "call", "def test_{{ call.name }}(:\n    pass\n", CREATE),
        ("pyproject.toml.jinja", "tools", "x = ", "the package acme"),
    ],
)  # fmt: skip
def test_output_that_is_refused_names_what_the_line_belongs_to(
    tmp_path: Path, template: str, block: str, text: str, subject: str
) -> None:
    templates = overriding(tmp_path, template, block, text)
    with pytest.raises(UnusableOutput) as caught:
        render(ACME, templates)
    (problem,) = caught.value.problems
    assert f"generated unusable output for {subject}: " in problem.message


def test_the_second_of_two_operations_is_named(tmp_path: Path) -> None:
    name = ACME.resources[0].methods[1].name
    text = f'{{% if method.name == "{name}" %}}{{{{ nothing }}}}{{% endif %}}\n{{{{ super() -}}}}'
    with pytest.raises(TemplateProblem, match=rf"while rendering the operation goals\.{name} \("):
        render(ACME, overriding(tmp_path, RESOURCE, "method_body", text))
