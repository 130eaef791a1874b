"""The examples of every public document are calls of their methods that give what must be given."""

from __future__ import annotations

import ast

from clientsmith.config import Config
from clientsmith.context import Method, Resource
from clientsmith.fetch import load
from clientsmith.plan import plan
from clientsmith.read import read
from support.public import PublicSpec, each_public_spec


@each_public_spec()
def test_examples_of_a_public_document(spec: PublicSpec) -> None:
    package, _ = plan(read(load(str(spec.file)))[0], Config())
    for resource in package.resources:
        for method in resource.methods:
            if method.docs.example:
                check(resource, method)


def check(resource: Resource, method: Method) -> None:
    call = ast.parse("\n".join(method.docs.example), mode="eval").body
    assert isinstance(call, ast.Call)
    assert ast.unparse(call.func) == f"client.{resource.path}.{method.name}"
    positional = [argument.name for argument in method.arguments if argument.positional]
    given = [*positional[: len(call.args)], *(keyword.arg for keyword in call.keywords)]
    assert len(call.args) <= len(positional)
    assert given == [argument.name for argument in method.arguments if not argument.default]
