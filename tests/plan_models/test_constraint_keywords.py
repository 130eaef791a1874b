"""Every constraint of the table is documented and checked."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clientsmith import ir
from clientsmith.ir import CONSTRAINT_KEYWORDS, Anything, Constraints, Content
from clientsmith.plan.docstrings.sentences import limit_sentences
from clientsmith.plan.models.constraints import ConstraintCode
from clientsmith.text import Code
from clientsmith.types.declarations import Declarations
from plan_methods.planning import operation

RUNTIME = Path(__file__).resolve().parents[2] / "templates" / "python" / "_runtime"

PART = Constraints(max_length=3)
OF_KIND: dict[ir.ConstraintKind, Any] = {
    ir.ConstraintKind.LOWER_BOUND: 2,
    ir.ConstraintKind.UPPER_BOUND: 3,
    ir.ConstraintKind.FACTOR: 2,
    ir.ConstraintKind.FLAG: True,
    ir.ConstraintKind.PATTERN: "^a",
    ir.ConstraintKind.ANNOTATION: "email",
    ir.ConstraintKind.CONSTANTS: ("2026-01-02", "2026-01-03"),
    ir.ConstraintKind.PARTS: PART,
    ir.ConstraintKind.PARTS_BY_POSITION: (PART,),
    ir.ConstraintKind.PARTS_BY_PATTERN: (("^a", PART),),
    ir.ConstraintKind.DEPENDENCIES: (("a", ("b",)),),
}
ARGUMENTS = {"property_names": "keys", "constants": "enum"}
"""Constraint → name in the runtime, where it is another one."""

FOR_THE_SERVER = {"format", "content_encoding", "content_media_type"}
"""What no client checks."""


def _constraints(each: ir.ConstraintKeyword) -> Constraints:
    values = {each.name: OF_KIND[each.kind]}
    if each.name in ("min_contains", "max_contains"):
        values["contains"] = replace(PART, complete=True)
    return Constraints(**values)


@pytest.mark.parametrize("each", CONSTRAINT_KEYWORDS, ids=lambda each: each.keyword)
def test_every_constraint_is_documented(each: ir.ConstraintKeyword) -> None:
    assert list(limit_sentences(_constraints(each)))


@pytest.mark.parametrize("each", CONSTRAINT_KEYWORDS, ids=lambda each: each.keyword)
def test_every_constraint_is_checked(each: ir.ConstraintKeyword) -> None:
    content = Content("application/json", Anything(), constraints=_constraints(each))
    code = ConstraintCode(Declarations({})).body_rule(content, Code("body"), operation("POST /a"))
    name = ARGUMENTS.get(each.name, each.name)
    assert (f"{name}=" in code) != (each.name in FOR_THE_SERVER)


def test_the_runtime_has_the_same_constraints() -> None:
    (found,) = (
        node
        for file in RUNTIME.rglob("constraints.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name == "Constraints"
    )
    fields = {
        node.target.id
        for node in found.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    names = {ARGUMENTS.get(each.name, each.name) for each in CONSTRAINT_KEYWORDS}
    assert fields - {"types", "closed", "secret"} == names - FOR_THE_SERVER
