"""The example of every method is a call that is valid and gives what it must."""

from __future__ import annotations

import ast

from clientsmith.context import Example, Method, Resource
from support.examples import is_self_contained, methods_of
from support.public import PublicSpec, each_public_spec, planned


@each_public_spec(slow_giants=True)
def test_every_method_has_an_example(spec: PublicSpec) -> None:
    for resource, method in methods_of(planned(spec).package):
        example = method.docs.example
        assert example is not None, f"{resource.path}.{method.name}"
        check(resource, method, example)


def check(resource: Resource, method: Method, example: Example) -> None:
    calls = [
        node
        for node in ast.walk(ast.parse("\n".join(example.lines)))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("client.")
    ]
    [call] = calls
    assert ast.unparse(call.func) == f"client.{resource.path}.{method.name}"
    positional = [argument.name for argument in method.arguments if argument.positional]
    given = [*positional[: len(call.args)], *(keyword.arg for keyword in call.keywords)]
    assert len(call.args) <= len(positional)
    needed = [argument.name for argument in method.arguments if not argument.default]
    assert given[: len(needed)] == needed
    further = [each for each in method.arguments if each.name in given[len(needed) :]]
    assert [each.location for each in further] == ["body"] * len(further)
    assert len(further) <= 1 or (method.body is not None and method.body.is_all_or_nothing)
    assert is_self_contained(example)
    asynchronous = "\n".join(f"    {line}" for line in example.async_lines)
    compile(f"async def example(client):\n{asynchronous}", "example", "exec")
