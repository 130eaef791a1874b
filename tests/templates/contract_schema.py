"""The JSON Schema of what `clientsmith templates context` prints."""

from __future__ import annotations

import json
from typing import Any

from clientsmith.context import CONTEXT_VERSION
from clientsmith.contract import (
    ClassContract,
    ContractType,
    ObjectType,
    OptionalType,
    ScalarType,
    TupleType,
    class_contracts,
)
from support.context_values import named_class

_SCALARS: dict[ScalarType, dict[str, Any]] = {
    ScalarType.CODE: {"type": "string"},
    ScalarType.TEXT: {"$ref": "#/$defs/Text"},
    ScalarType.INT: {"type": "integer"},
    ScalarType.BOOL: {"type": "boolean"},
}


def contract_schema() -> str:
    """The schema as the text of its file."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Template context of clientsmith, version {CONTEXT_VERSION}",
        "description": "What `clientsmith templates context` prints. A string is safe as it stands.",
        **_object(
            {
                "context_version": {
                    "const": CONTEXT_VERSION,
                    "description": "Version of the contract.",
                },
                "package": {"$ref": "#/$defs/Package"},
            }
        ),
        "$defs": {
            "Text": {
                "description": "Text of the document, which goes through an encoder in templates.",
                **_object({"text": {"type": "string"}}),
            },
            **{name: _class(class_contracts()[name]) for name in sorted(_reached("Package"))},
        },
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _reached(*names: str) -> set[str]:
    """The classes that objects of some classes have within them, and these."""
    order = list(names)
    for name in order:  # which grows on the way
        found = (named_class(field.type) for field in class_contracts()[name].fields)
        order += [each for each in dict.fromkeys(found) if each and each not in order]
    return set(order)


def _class(contract: ClassContract) -> dict[str, Any]:
    properties = {
        field.name: {"description": field.docs, **_type(field.type)} for field in contract.fields
    }
    return {"description": contract.docs, **_object(properties)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _type(type: ContractType) -> dict[str, Any]:
    match type:
        case ScalarType():
            return _SCALARS[type]
        case ObjectType(name):
            return {"$ref": f"#/$defs/{name}"}
        case OptionalType(inner):
            return {"anyOf": [_type(inner), {"type": "null"}]}
        case TupleType(item):
            return {"type": "array", "items": _type(item)}
