"""Public documents: copies that say the same, and copies that were edited in listed ways."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from clientsmith.compare.documents import compare
from clientsmith.pipeline import Planned, fetch_library, plan_client
from clientsmith.sources.bundle import bundle
from support.document_edits import Edit, append, at, drop, put
from support.public import (
    PublicSpec,
    config_of,
    each_public_spec,
    names_with_slow_giants,
    planned,
    public_specs,
)

METHODS = ("get", "put", "post", "patch", "delete")
_PLAIN = {"type", "properties", "required", "description", "example", "title"}

QUICK = 300_000
"""Bytes of a document that is planned twice in passing."""

RENAMED_BY_BUNDLING = ("digitalocean",)
"""Documents of several files that give one name to several schemas; in one file these have others."""

TEXT = {"type": "string"}
PAGE = {"name": "colour", "in": "query", "schema": TEXT}
SIZE = {"name": "size", "in": "query", "required": True, "schema": TEXT}

PETSTORE = (
    drop("paths /user/logout", "get", ("operation-removed", "GET /user/logout")),
    put(
        "paths",
        "/store/orders",
        {
            "get": {
                "operationId": "listOrders",
                "tags": ["store"],
                "responses": {
                    "200": {
                        "description": "",
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "array",
                                    "items": {"$ref": "#/components/schemas/Order"},
                                }
                            }
                        },
                    }
                },
            }
        },
        ("operation-added", "GET /store/orders"),
    ),
    append(
        "components schemas Pet required", "status", ("request-field-became-required", "Pet.status")
    ),
    append(
        "components schemas Order properties status enum",
        "returned",
        ("enum-value-added", 'Order.status "returned"'),
    ),
    put(
        "components schemas User properties",
        "phone",
        {"type": "integer"},
        ("request-type-changed", "User.phone"),
    ),
    drop(
        "components schemas ApiResponse properties", "type", ("field-removed", "ApiResponse.type")
    ),
    put(
        "components schemas Category properties", "colour", TEXT, ("field-added", "Category.colour")
    ),
    put(
        "paths /pet/{petId} delete",
        "deprecated",
        True,
        ("operation-deprecated", "DELETE /pet/{petId}"),
    ),
    put(
        "paths /pet/findByTags get parameters 0",
        "required",
        True,
        ("parameter-became-required", "GET /pet/findByTags query tags"),
    ),
    put(
        "paths /user/login get",
        "summary",
        "Logs in.",
        ("operation-docs-changed", "GET /user/login"),
    ),
)

SPOTIFY = (
    put(
        "components schemas ArtistObject properties",
        "verified",
        {"type": "boolean"},
        ("field-added", "ArtistObject.verified"),
    ),
    drop(
        "components schemas PublicUserObject properties",
        "display_name",
        ("field-removed", "PublicUserObject.display_name"),
    ),
    put(
        "components parameters QueryOffset",
        "required",
        True,
        ("parameter-became-required", "query offset"),
    ),
    put("components schemas Key", "description", "The key.", ("schema-docs-changed", "Key")),
    put(
        "components schemas TimeIntervalObject properties start",
        "type",
        "string",
        ("response-type-changed", "TimeIntervalObject.start"),
    ),
    put(
        "paths /shows/{id} get responses",
        "404",
        {"description": "There is no such show."},
        ("response-added", "GET /shows/{id} response 404"),
    ),
    append(
        "paths /artists/{id} get parameters",
        PAGE,
        ("parameter-added", "GET /artists/{id} query colour"),
    ),
    append(
        "paths /artists/{id}/related-artists get parameters",
        SIZE,
        ("required-parameter-added", "GET /artists/{id}/related-artists query size"),
    ),
    drop("paths /episodes/{id}", "get", ("operation-removed", "GET /episodes/{id}")),
    put(
        "servers 0",
        "url",
        "https://api.spotify.com/v2",
        ("server-url-changed", "server https://api.spotify.com/v2"),
    ),
)

DISCORD = (
    drop(
        "paths /applications/{application_id}/activity-instances/{instance_id}",
        "get",
        (
            "operation-removed",
            "GET /applications/{application_id}/activity-instances/{instance_id}",
        ),
    ),
    put(
        "paths /applications/{application_id}/emojis get",
        "deprecated",
        True,
        ("operation-deprecated", "GET /applications/{application_id}/emojis"),
    ),
    append(
        "paths /applications/{application_id}/commands get parameters",
        PAGE,
        ("parameter-added", "GET /applications/{application_id}/commands query colour"),
    ),
    put(
        "paths /applications/{application_id}/emojis post requestBody content application/json schema properties name",
        "maxLength",
        16,
        ("limits-tightened", "POST /applications/{application_id}/emojis request name"),
    ),
    put(
        "components schemas AccountResponse properties",
        "verified",
        {"type": "boolean"},
        ("field-added", "AccountResponse.verified"),
    ),
    put(
        "components schemas AccountResponse properties id",
        "type",
        ["string", "null"],
        ("response-null-added", "AccountResponse.id"),
    ),
    append(
        "components schemas ApplicationCommandCreateRequest required",
        "description",
        ("request-field-became-required", "ApplicationCommandCreateRequest.description"),
    ),
    append(
        "components schemas AllowedMentionTypes oneOf",
        {"title": "bots", "const": "bots"},
        ("enum-value-added", 'AllowedMentionTypes "bots"'),
    ),
    put(
        "components schemas ActivitiesAttachmentResponse",
        "description",
        "What an activity shows.",
        ("schema-docs-changed", "ActivitiesAttachmentResponse"),
    ),
    put(
        "components schemas",
        "Unused",
        {"type": "object", "properties": {"x": TEXT}},
        ("schema-added", "Unused"),
    ),
)

TEN_EDITS: Mapping[str, tuple[Edit, ...]] = {
    "petstore": PETSTORE,
    "spotify": SPOTIFY,
    "discord": DISCORD,
}
"""Public document → ten edits of it."""


def general_edits(content: Any) -> tuple[Edit, ...]:
    """Edits that any document allows: of its first operations, and of its first plain objects."""
    is_swagger = "swagger" in content
    parameter = {"name": "zz", "in": "query", **(TEXT if is_swagger else {"schema": TEXT})}
    empty = {"get": {"responses": {"204": {"description": ""}}}}
    edits = [
        put("info", "description", "Other words.", ("api-docs-changed", "API")),
        Edit(
            lambda each: each.setdefault("paths", {}).update({"/zz": empty}),
            (("operation-added", "GET /zz"),),
        ),
    ]
    operations = [
        (path, method)
        for path, item in content.get("paths", {}).items()
        for method, operation in item.items()
        if method in METHODS and not operation.get("deprecated")
    ]
    kinds: tuple[tuple[str, str, Callable[[Any], object]], ...] = (
        ("operation-deprecated", "", lambda each: each.update(deprecated=True)),
        ("operation-docs-changed", "", lambda each: each.update(description="Other words.")),
        ("parameter-added", " query zz", lambda each: _parameters(each).append(parameter)),
        (
            "required-parameter-added",
            " query zz",
            lambda each: _parameters(each).append({**parameter, "required": True}),
        ),
        (
            "response-added",
            " response 418",
            lambda each: each.setdefault("responses", {}).update({"418": {"description": "Tea."}}),
        ),
    )
    for (path, method), (code, part, change) in zip(operations, kinds, strict=False):
        subject = f"{method.upper()} {path}{part}"
        edits.append(
            _inside(
                lambda each, at=(path, method): each["paths"][at[0]][at[1]], change, code, subject
            )
        )
    schemas = "definitions" if is_swagger else "components schemas"
    declared = content if is_swagger else content.get("components", {})
    objects = [
        name
        for name, schema in declared.get(schemas.rpartition(" ")[2], {}).items()
        if _PLAIN.issuperset(schema) and "properties" in schema
    ]
    if objects:
        edits.append(
            _inside(
                lambda each: at(each, schemas)[objects[0]],
                lambda each: each["properties"].update(zz=dict(TEXT)),
                "field-added",
                f"{objects[0]}.zz",
            )
        )
    if len(objects) > 1:
        edits.append(
            _inside(
                lambda each: at(each, schemas)[objects[1]],
                lambda each: each.update(description="Other words."),
                "schema-docs-changed",
                objects[1],
            )
        )
    return tuple(edits)


def _parameters(operation: Any) -> Any:
    return operation.setdefault("parameters", [])


def _inside(
    find: Callable[[Any], Any], change: Callable[[Any], object], code: str, subject: str
) -> Edit:
    return Edit(lambda document: change(find(document)), ((code, subject),))


def shuffled(value: Any, order: random.Random) -> Any:
    """The same value with the keys of its mappings in another order."""
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    return [shuffled(item, order) for item in value] if isinstance(value, list) else value


def content_of(spec: PublicSpec) -> Any:
    """The document in one file."""
    return copy.deepcopy(bundle(fetch_library(config_of(spec))).data)


def planned_copy(spec: PublicSpec, content: Any, folder: Path) -> Planned:
    """The plan of a client of another document, made like that of the public one."""
    file = folder / "openapi.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    config = config_of(PublicSpec(spec.name, file, spec.operations, spec.bytes))
    return plan_client(config, progress=lambda stage: None)


def public_spec(name: str) -> PublicSpec:
    """A public document; the test is skipped where it is not at hand."""
    found = [spec for spec in public_specs() if spec.name == name]
    if not found:
        pytest.skip(f"there is no shared/specs/{name} beside the repository")
    return found[0]


COPIES = [
    pytest.param(spec, id=spec.name, marks=[pytest.mark.slow] if spec.bytes > QUICK else [])
    for spec in public_specs()
]


@pytest.mark.parametrize("spec", COPIES)
def test_a_copy_in_another_order_is_no_change(spec: PublicSpec, tmp_path: Path) -> None:
    old = planned(spec)
    assert compare(old, old) == ()
    content = content_of(spec)
    if spec.name in RENAMED_BY_BUNDLING:
        old = planned_copy(spec, content, tmp_path)
    assert compare(old, planned_copy(spec, shuffled(content, random.Random(1)), tmp_path)) == ()


def check_edits(spec: PublicSpec, edits: tuple[Edit, ...], folder: Path) -> None:
    """An edited copy has exactly the changes that the edits are; and as many when it is undone."""
    content = content_of(spec)
    is_renamed = spec.name in RENAMED_BY_BUNDLING
    old = planned_copy(spec, content, folder) if is_renamed else planned(spec)
    for edit in edits:
        edit.apply(content)
    new = planned_copy(spec, content, folder)
    found = sorted((change.code, change.subject) for change in compare(old, new))
    assert found == sorted(each for edit in edits for each in edit.expected)
    assert len(compare(new, old)) == len(found)


@pytest.mark.parametrize("name", names_with_slow_giants(sorted(TEN_EDITS)))
def test_ten_edits_are_ten_changes(name: str, tmp_path: Path) -> None:
    check_edits(public_spec(name), TEN_EDITS[name], tmp_path)


def test_another_api_has_nothing_in_common() -> None:
    """Each operation is told once, and what comes with it is told with it."""
    petstore, spotify = planned(public_spec("petstore")), planned(public_spec("spotify"))
    changes = compare(petstore, spotify)
    told = [(change.code, change.subject) for change in changes]
    assert len(set(told)) == len(told)
    assert told.count(("operation-removed", "GET /user/logout")) == 1
    codes = [code for code, _ in told]
    assert codes.count("operation-removed") == len(petstore.api.operations)
    assert codes.count("operation-added") == len(spotify.api.operations)
    assert "schema-removed" not in codes


@pytest.mark.slow
@each_public_spec()
def test_edits_of_every_document_are_as_many_changes(spec: PublicSpec, tmp_path: Path) -> None:
    check_edits(spec, general_edits(content_of(spec)), tmp_path)
