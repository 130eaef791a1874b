"""The plan of models of every public document: what must hold for any document."""

from __future__ import annotations

import ast
import builtins
import keyword
from collections import Counter

from clientsmith.config import Config
from clientsmith.context import Model
from clientsmith.ir import Api
from clientsmith.naming.operations.names import operation_names
from clientsmith.naming.words.identifiers import module_name
from clientsmith.naming.words.words import singular, words
from clientsmith.plan.models.models import Direction, ModelPlan, plan_models
from clientsmith.types.declarations import is_component
from clientsmith.types.expressions import RESERVED_CLASSES, UNKNOWN_VARIANT
from plan_models.test_model_modules import check_bases
from support.public import PublicSpec, each_public_spec, planned


@each_public_spec()
def test_the_plan_of_a_public_document(spec: PublicSpec) -> None:
    api = planned(spec).api
    names, _ = operation_names(api, Config(naming="operation-id"))
    plan, problems = plan_models(api, Config(naming="operation-id"), names)
    assert problems == ()
    every_component_has_a_name(api, plan)
    names_are_unique_identifiers(plan)
    fields_are_unique_identifiers(plan)
    every_name_in_code_is_at_hand(plan)
    a_name_predicts_its_module(plan)
    check_bases(plan)
    numbers_are_the_last_resort(plan)


def every_component_has_a_name(api: Api, planned: ModelPlan) -> None:
    names = {name for export in planned.exports for name in export.names}
    names |= {synonym.name for synonym in planned.synonyms}
    for id_, declaration in api.declarations.items():
        if is_component(declaration):
            expression = planned.class_expression(id_, Direction.RESPONSE)
            assert expression.removeprefix("models.") in names, id_


def names_are_unique_identifiers(planned: ModelPlan) -> None:
    names = [name for export in planned.exports for name in export.names]
    names += [synonym.name for synonym in planned.synonyms]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    own = {UNKNOWN_VARIANT.name}  # which no schema gives
    taken = (RESERVED_CLASSES - own) | set(keyword.kwlist) | set(dir(builtins))
    assert [name for name in names if not name.isidentifier() or name in taken] == []
    modules = [export.module for export in planned.exports]
    assert len({name.casefold() for name in modules}) == len(modules)
    assert not set(modules) & set(names)


def fields_are_unique_identifiers(planned: ModelPlan) -> None:
    inherited: dict[str, list[str]] = {}
    classes: dict[str, Model] = {
        part.name: part for module in planned.modules for part in module.models
    }

    def fields_of(name: str) -> list[str]:
        if name not in classes:
            return []
        if name not in inherited:
            part = classes[name]
            inherited[name] = [*fields_of(part.base), *(field.name for field in part.fields)]
        return inherited[name]

    for name in classes:
        fields = fields_of(name)
        assert len(set(fields)) == len(fields), name
        assert all(field.isidentifier() and not keyword.iskeyword(field) for field in fields), name


def every_name_in_code_is_at_hand(planned: ModelPlan) -> None:
    exported = {name: export.module for export in planned.exports for name in export.names}
    for module in planned.modules:
        known = set(dir(builtins)) | {"ClassVar"}
        statements = module.imports + module.type_checking_imports
        for statement in statements:
            known |= {*statement.names, statement.alias}
            if statement.module.startswith(".") and not statement.module.startswith(".._runtime"):
                origin = statement.module.removeprefix(".")
                assert all(exported[name] == origin for name in statement.names), module.name
        known |= {name for name, home in exported.items() if home == module.name}
        code = {field.annotation for part in module.models for field in part.fields}
        code |= {field.default for part in module.models for field in part.fields} - {""}
        for text in sorted(code):
            assert _names(ast.parse(text, mode="eval")) <= known, (module.name, text)
        for type_name in module.type_names:
            tree = ast.parse(type_name.definition, mode="eval")
            assert _names(tree) <= known, type_name
            assert _outside_of_literals(tree.body) <= set(exported), type_name


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _outside_of_literals(node: ast.expr) -> set[str]:
    """Quoted names of a definition; constants of `Literal` and `Discriminator` are none."""
    match node:
        case ast.Constant(value=str() as name):
            return {name}
        case ast.Subscript(value=ast.Name(id="Literal")) | ast.Call():
            return set()
        case _:
            found: set[str] = set()
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    found |= _outside_of_literals(child)
            return found


def a_name_predicts_its_module(planned: ModelPlan) -> None:
    """A module has the longest name that a name in it begins with, perhaps behind a verb."""
    modules = {export.module for export in planned.exports}
    for export in planned.exports:
        for name in export.names:
            parts = [singular(part) for part in words(name)]
            longest = {
                max(
                    modules.intersection(
                        module_name("_".join(parts[start:end]))
                        for end in range(start + 1, len(parts) + 1)
                    ),
                    key=len,
                    default="shared",
                )
                for start in (0, 1, 3)
            }
            own = {"_unknown_variant"} if name == UNKNOWN_VARIANT.name else {"bases"}
            assert export.module in {*longest, *own}, name


def numbers_are_the_last_resort(planned: ModelPlan) -> None:
    names = {name for export in planned.exports for name in export.names}
    numbered = [name for name in names if name[-1].isdigit() and name[:-1] in names]
    assert len(numbered) * 100 <= len(names)
