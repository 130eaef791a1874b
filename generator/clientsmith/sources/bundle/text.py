"""Writes documents as JSON, or as YAML with the same meaning in YAML 1.1 and 1.2."""

from __future__ import annotations

import json
import re
from typing import Any, Literal

import yaml  # type: ignore[import-untyped]

TextFormat = Literal["json", "yaml"]

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_NOT_TEXT_IN_1_2 = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|~|null|Null|NULL|true|True|TRUE|false|False|FALSE"
)
"""Plain scalars that YAML 1.2 takes for something else than text (YAML 1.2.2 section 10.3.2)."""


class _DocumentDumper(_Dumper):  # type: ignore[misc]
    """Quotes what is no text in any version, writes several lines as a block, and has no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: Any, value: str) -> Any:
    style = None
    if "\n" in value and not any(line.rstrip() != line for line in value.split("\n")):
        style = "|"
    elif _NOT_TEXT_IN_1_2.fullmatch(value):
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _number(dumper: Any, value: float) -> Any:
    text = repr(value)
    if "." not in text and "e" in text:
        text = text.replace("e", ".0e")  # YAML 1.1 knows no exponent without a point
    return dumper.represent_scalar("tag:yaml.org,2002:float", text)


_DocumentDumper.add_representer(str, _text)
_DocumentDumper.add_representer(float, _number)


def document_text(data: dict[str, Any], format: TextFormat) -> str:
    """Write a document as JSON or YAML, with keys in their order and a newline at the end.

    Args:
        data: dicts with string keys, lists, strings, ints, finite floats, booleans and None.
        format: which of the two.
    """
    if format == "json":
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    text: str = yaml.dump(
        data, Dumper=_DocumentDumper, sort_keys=False, allow_unicode=True, width=100
    )
    return text
