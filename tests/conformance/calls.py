"""From what a scenario expects on the wire to the arguments of a generated method."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from clientsmith import context
from clientsmith.text import reveal
from conformance.clients import Method, Package, Place, settings_of
from conformance.scenarios import Body, Step
from conformance.styles import CannotExpress, decoded, kind_of, path_value, query_value, split
from support.runtime_modules import read_argument

_DEFAULTS = {
    "path": ("simple", False),
    "query": ("form", True),
    "header": ("simple", False),
    "cookie": ("form", True),
}
"""Style and `explode` of a parameter that says nothing."""


@dataclass(frozen=True)
class Call:
    """A method and what it is called with."""

    package: Package
    method: Method
    place: Place

    credentials: Mapping[str, str]
    """Keyword arguments of the client."""

    arguments: Mapping[str, Any]


def call_of(package: Package, step: Step) -> Call:
    """The call that a step asks for.

    Raises:
        CannotExpress: there is no such call.
    """
    reason: CannotExpress | None = None
    for method in package.methods(step):
        try:
            place = package.place(step, method)
            decode = _Decoder(package, strict=step.status < 400)
            arguments = dict(_parameters(decode, method, step, place.path))
            arguments |= _body_arguments(decode, method, step.body)
            _nothing_is_missing(method, arguments)
            return Call(package, method, place, _credentials(package, method, step), arguments)
        except CannotExpress as error:
            reason = reason or error
    assert reason is not None
    raise reason


class _Decoder:
    """Reads JSON as the types of a package."""

    def __init__(self, package: Package, *, strict: bool) -> None:
        self.package = package
        self._strict = strict
        """What ends in an error may do so because a value is not of its type."""

    def __call__(self, type_: Any, value: Any) -> Any:
        return read_argument(self.package.codec, type_, value, strict=self._strict)

    def xml(self, form: Any, data: bytes) -> Any:
        """An XML document as the type of a body."""
        return self.package.submodule("_runtime.xml.reading").decode_xml(
            form.type,
            data,
            content_type=form.media_type,
            root=form.root,
            strict=self._strict,
            deviations=[],
        )


# --- parameters -----------------------------------------------------------------------------------


def _parameters(
    decode: _Decoder, method: Method, step: Step, path: Mapping[str, str]
) -> Iterator[tuple[str, Any]]:
    styles = {(each.location, each.name): each for each in method.operation.parameters}
    named = {reveal(argument.wire_name) for argument in method.plan.query_arguments}
    rest = {name: value for name, value in step.query.items() if name not in named}
    accept = method.plan.accept
    if accept is not None and "accept" in step.headers:
        yield accept.name, step.headers["accept"]
    for argument in method.plan.arguments:
        if argument.location not in _DEFAULTS or argument == accept:
            continue
        parameter = styles.get((argument.location, reveal(argument.wire_name)))
        style, explode = _DEFAULTS[argument.location]
        if parameter is not None:
            style = getattr(parameter.style, "name", "") or style
            explode = style == "form" if parameter.explode is None else parameter.explode
            if argument.location in ("path", "header"):
                explode = bool(parameter.explode)
        annotation = method.type_of(argument)
        kind = kind_of(annotation)
        name = reveal(argument.wire_name)
        try:
            if argument.location == "path":
                value = path_value(path[name], name, kind, style, explode)
            elif argument.location == "query":
                value = query_value(step.query, name, kind, style, explode, rest)
            elif argument.location == "header":
                value = split(step.headers[name.lower()], kind, ",", explode, str.strip)
            else:
                value = split(_cookies(step)[name], kind, ",", False, str)
        except KeyError:
            continue
        if parameter is not None and parameter.style is not None and parameter.style.is_json:
            value = json.loads(value)
        yield argument.name, decoded(value, partial(decode, annotation))


def _cookies(step: Step) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in step.headers.get("cookie", "").split("; "))
    return {name: value for name, _, value in pairs}


def _nothing_is_missing(method: Method, arguments: Mapping[str, Any]) -> None:
    missing = [
        argument.name
        for argument in method.plan.arguments
        if not argument.default and argument.name not in arguments
    ]
    if missing:
        raise CannotExpress(f"{method.plan.name}() demands {', '.join(missing)}")


# --- bodies ---------------------------------------------------------------------------------------


def _body_arguments(decode: _Decoder, method: Method, body: Body | None) -> dict[str, Any]:
    if body is None:
        return {}
    plan = method.plan.body
    if plan is None:
        raise CannotExpress(f"{method.plan.name}() takes no body")
    for form in method.bodies:
        declared = form.media_type.partition(";")[0]
        if declared == "text/plain" and body.text is not None:
            return {plan.arguments[0].name: body.text}
        if _is_meant(declared, body):
            arguments = _formed(decode, method, plan, body, form)
            if plan.content_type is not None:
                arguments[plan.content_type.name] = form.media_type
            return arguments
    sent = ", ".join(form.media_type for form in method.bodies)
    raise CannotExpress(f"{method.plan.name}() sends {sent}, not {body.media_type}")


def _formed(
    decode: _Decoder, method: Method, plan: context.BodyPlan, body: Body, form: Any
) -> dict[str, Any]:
    """The arguments that a body is made from in one of its forms."""
    if body.is_multipart:
        return _multipart(decode, method, plan, body)
    if plan.has_items:
        type_ = method.operation.body.type
        items = [decode(type_, json.loads(line)) for line in body.content.splitlines()]
        return {plan.arguments[0].name: items}
    if plan.model and body.is_json:
        return _spread(decode, method, plan, json.loads(body.content))
    if body.is_xml and not form.type.startswith("str"):
        return _taken_apart(plan, decode.xml(form, body.content))
    (argument,) = plan.arguments
    if "FileInput" in argument.annotation:
        file = decode.package.files.File(body.content, content_type=body.media_type)
        return {argument.name: file if "*" in form.media_type else body.content}
    if body.is_json:
        return {argument.name: decode(form.type, json.loads(body.content))}
    if body.media_type.startswith("text/"):
        return {argument.name: body.content.decode()}
    raise CannotExpress(f"{argument.annotation} is not made from {body.media_type}")


def _taken_apart(plan: context.BodyPlan, value: Any) -> dict[str, Any]:
    """A value as the one argument that it is, or as those that its fields are."""
    if not plan.model:
        return {plan.arguments[0].name: value}
    return {argument.name: getattr(value, argument.name) for argument in plan.arguments}


def _is_meant(declared: str, body: Body) -> bool:
    """Whether a media type is that of a body; Spector calls all JSON `application/json`."""
    return declared in (body.media_type, "*/*") or (body.is_json and declared.endswith("+json"))


def _spread(
    decode: _Decoder, method: Method, plan: context.BodyPlan, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """The properties of an object as the arguments that stand for them."""
    found: dict[str, Any] = {}
    rest = dict(fields)
    catch_all = next((each for each in plan.arguments if each.is_catch_all), None)
    if catch_all is not None:
        declared = {reveal(argument.wire_name) for argument in plan.arguments}
        undeclared = {name: rest.pop(name) for name in fields if name not in declared}
        found[catch_all.name] = decode(method.type_of(catch_all), undeclared)
    for name, argument in _arguments_for(rest, method, plan).items():
        found[argument.name] = decode(method.type_of(argument), rest[name])
    return found


def _multipart(
    decode: _Decoder, method: Method, plan: context.BodyPlan, body: Body
) -> dict[str, Any]:
    """Files as `File`, everything else decoded from JSON."""
    found: dict[str, Any] = {}
    for name, argument in _arguments_for(body.parts, method, plan).items():
        value = body.parts[name]
        texts = value if isinstance(value, (dict, list)) else json.dumps(value)
        found[argument.name] = decoded(texts, partial(decode, method.type_of(argument)))
    for name, argument in _arguments_for((file.part for file in body.files), method, plan).items():
        files = [
            decode.package.files.File(
                file.content, filename=file.name, content_type=file.media_type
            )
            for file in body.files
            if file.part == name
        ]
        is_list = kind_of(method.type_of(argument)) == "array" and "Sequence" in argument.annotation
        found[argument.name] = files if is_list else files[0]
    return found


def _arguments_for(
    names: Iterable[str], method: Method, plan: context.BodyPlan
) -> dict[str, context.Argument]:
    """The arguments for properties of a body.

    Raises:
        CannotExpress: there is none for one of them.
    """
    arguments = {reveal(argument.wire_name): argument for argument in plan.arguments}
    wanted = dict.fromkeys(names)
    unknown = sorted(set(wanted) - set(arguments))
    if unknown:
        raise CannotExpress(f"{method.plan.name}() has no argument for {', '.join(unknown)}")
    return {name: arguments[name] for name in wanted}


# --- credentials ----------------------------------------------------------------------------------


def _credentials(package: Package, method: Method, step: Step) -> dict[str, str]:
    """The client's arguments that the headers of a step come from; where it shows none and the
    operation cannot do without, any text."""
    found: dict[str, str] = {}
    for credential in package.plan.client.credentials:
        secret = _secret(credential, step)
        if secret is not None:
            found[credential.arguments[0].name] = secret
    security = method.operation.security
    if security is None:
        security = eval(package.plan.client.security or "()")
    if not found and security and () not in security:
        for credential in package.plan.client.credentials:
            found |= {argument.name: "anything" for argument in credential.arguments}
    return found


def _secret(credential: context.Credential, step: Step) -> str | None:
    settings = settings_of(credential)
    if credential.factory == "APIKey":
        name = str(settings["name"])
        where = step.headers if settings["location"] == "header" else step.query
        return where.get(name.lower() if where is step.headers else name)
    scheme, _, secret = step.headers.get("authorization", "").partition(" ")
    factory = "Bearer" if credential.factory == "OAuth2" else credential.factory
    expected = str(settings.get("scheme", factory))
    return secret if scheme and scheme.lower() == expected.lower() else None
