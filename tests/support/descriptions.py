"""Descriptions of parameters and bodies as generated modules have them, from OpenAPI's own words."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any


def _part(rt: ModuleType, name: str) -> ModuleType:
    """A module of a runtime."""
    return import_module(f"{rt.__name__}.{name}")


def described(rt: ModuleType, path: str) -> Any:
    """A class of a runtime, such as `forms.FormBody`."""
    module, _, name = path.rpartition(".")
    return getattr(_part(rt, module), name)


def body(rt: ModuleType, media_type: str, type_: str, **more: Any) -> Any:
    """The description of a body, of the class for its media type."""
    kind = media_type.partition(";")[0].strip().lower()
    if more.pop("has_items", False):
        class_ = _part(rt, "streams.items").ItemsBody
    elif type_.startswith("FileInput"):
        class_ = _part(rt, "bodies.files").FileBody
    elif kind.endswith("json"):
        class_ = rt.Body
    elif kind == "application/x-www-form-urlencoded":
        class_ = _part(rt, "bodies.forms").FormBody
    elif kind.startswith("multipart/"):
        class_ = _part(rt, "bodies.multipart").MultipartBody
    elif kind.endswith("xml") and type_ != "str":
        class_ = _part(rt, "xml.bodies").XMLBody
    else:
        class_ = rt.TextBody
    return class_(media_type, type_, **more)


def _styled(rt: ModuleType, more: dict[str, Any]) -> dict[str, Any]:
    styles = _part(rt, "styles")
    name, content = more.pop("style", ""), more.pop("content", None)
    allow_reserved = more.pop("allow_reserved", False)
    if content is not None:
        more["style"] = styles.ParameterContent(content, allow_reserved=allow_reserved)
    elif name or allow_reserved:
        more["style"] = styles.ParameterStyle(name, allow_reserved=allow_reserved)
    return more


def file(rt: ModuleType, content: Any, **more: Any) -> Any:
    """A file to upload."""
    return _part(rt, "bodies.files").File(content, **more)


def parameter(rt: ModuleType, location: str, name: str, **more: Any) -> Any:
    """The description of a parameter."""
    return _part(rt, "styles").Parameter(location, name, **_styled(rt, more))


def encoding(rt: ModuleType, property_: str, **more: Any) -> Any:
    """The description of a property of a form."""
    if (more.get("content_type") or "").endswith("xml"):
        more["serialize"] = _part(rt, "xml.bodies").serialize_part
    return _part(rt, "bodies.encodings").Encoding(property_, **_styled(rt, more))
