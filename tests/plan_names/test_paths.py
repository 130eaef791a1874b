"""Names from the tree of paths, and which documents are named after it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clientsmith.config import Config
from clientsmith.ir import Docs, Operation
from clientsmith.naming.operations.names import operation_names
from clientsmith.pipeline import plan_client
from clientsmith.project.pins import OperationPin, Pins
from plan_names.naming import api_of, named, names_of, operation

Row = tuple[Operation, str]


def check(*rows: Row) -> None:
    expected = {each.id: name for each, name in rows}
    assert names_of(*(each for each, _ in rows), naming="auto") == expected


def test_collections_items_and_actions() -> None:
    check(
        (
            operation("GET /chat/completions", "listChatCompletions", "Chat"),
            "chat.completions.list",
        ),
        (operation("POST /chat/completions", "createChat", "Chat"), "chat.completions.create"),
        (operation("GET /chat/completions/{id}"), "chat.completions.get"),
        (operation("POST /chat/completions/{id}"), "chat.completions.update"),
        (operation("DELETE /chat/completions/{id}"), "chat.completions.delete"),
        (operation("GET /chat/completions/{id}/messages"), "chat.completions.messages.list"),
        (operation("POST /charges/{id}/refund"), "charges.refund"),
        (operation("POST /orders/{id}/cancel_order"), "orders.cancel"),
        (operation("POST /transfers/{id}/return"), "transfers.return_transfer"),
        (operation("POST /runs/{id}/submit_outputs"), "runs.submit_outputs"),
        (operation("GET /pets/findByStatus"), "pets.find_by_status"),
        (operation("POST /sendMessage"), "message.send"),
        (operation("GET /account"), "account.get"),
        (operation("GET /files/{id}/content"), "files.content"),
        (operation("DELETE /customers/{id}/discount"), "customers.delete_discount"),
    )


def test_put_beside_patch_and_all_beside_one() -> None:
    check(
        (operation("PUT /pets/{id}"), "pets.replace"),
        (operation("PATCH /pets/{id}"), "pets.update"),
        (operation("PATCH /pets"), "pets.update_all"),
        (operation("DELETE /pets"), "pets.delete_all"),
        (operation("DELETE /pets/{id}"), "pets.delete"),
        (operation("PUT /toys/{id}"), "toys.update"),
    )


def test_what_selects_an_item_is_no_resource() -> None:
    check(
        (operation("GET /agents/{agent_id}"), "agents.get"),
        (operation("GET /agents/name/{agent_name}"), "agents.get_by_name"),
        (operation("POST /agents/name/{agent_name}/rpc"), "agents.rpc_by_name"),
        (operation("GET /tags/name/{tag_name}"), "tags.name.get"),
    )


def test_readings_of_a_group() -> None:
    check(
        (operation("GET /usage/images", lists=True), "usage.images"),
        (operation("GET /usage/costs", lists=True), "usage.costs"),
        (operation("GET /usage/completions", lists=True), "usage.completions"),
        (operation("GET /stats/images", lists=True), "stats.images.list"),
        (operation("GET /stats/costs", lists=True), "stats.costs.list"),
    )


def test_words_are_not_repeated() -> None:
    check(
        (operation("GET /sources/{id}"), "sources.get"),
        (operation("GET /sources/{id}/source_transactions"), "sources.transactions.list"),
        (operation("GET /notes/preview"), "notes.preview"),
        (operation("GET /notes/preview/lines"), "notes.preview_lines.list"),
    )


def test_verbs_of_operation_ids_that_say_more() -> None:
    me = "/channels/{channel_id}/thread-members/@me"
    check(
        (operation(f"DELETE {me}", "leave_thread"), "channels.leave_thread"),
        (operation(f"PUT {me}", "join_thread"), "channels.join_thread"),
        (operation("PUT /me/albums", "save-albums-user"), "me.albums.save"),
        (operation("PUT /guilds/{id}/members/{user_id}", "add_guild_member"), "guilds.members.add"),
        (
            operation("GET /threads/archived/private", "listPrivateThreads"),
            "threads.archived.private.list",
        ),
        (operation("POST /card_refunds", "simulate_refund_on_a_card"), "card_refunds.create"),
        (operation("PUT /guilds/{id}/bans/{user_id}", "ban_user"), "guilds.bans.update"),
        (operation("PUT /guilds/{id}/templates/{code}", "sync_template"), "guilds.templates.sync"),
        (operation("DELETE /issues", "clear_issues"), "issues.clear"),
        (operation("DELETE /users/{id}/roles/{role}", "unassignRole"), "users.roles.delete"),
        (operation("POST /aliases", "update_aliases"), "aliases.update"),
    )


@pytest.mark.parametrize(
    ("properties", "method"),
    [
        ("{playlists: {$ref: '#/components/schemas/Page'}}", "list"),
        ("{playlists: {$ref: '#/components/schemas/Page'}, message: {type: string}}", "list"),
        ("{result: {$ref: '#/components/schemas/Page'}, usage: {type: object}}", "list"),
        ("{playlist: {$ref: '#/components/schemas/Page'}}", "get"),
        ("{playlists: {$ref: '#/components/schemas/Page'}, owner: {type: string}}", "get"),
        ("{playlists: {type: object, properties: {public: {type: boolean}}}}", "get"),
    ],
)
def test_a_list_in_an_object_of_its_own(properties: str, method: str, tmp_path: Path) -> None:
    document = tmp_path / "openapi.yaml"
    document.write_text(f"""
openapi: 3.1.0
info: {{title: Music, version: '1'}}
paths:
  /browse/new:
    get:
      responses:
        '200':
          description: What is new.
          content:
            application/json: {{schema: {{type: object, properties: {properties}}}}}
components:
  schemas:
    Page:
      type: object
      properties:
        items: {{type: array, items: {{type: string}}}}
        next: {{type: string}}
        total: {{type: integer}}
""")
    client = plan_client(Config(spec=str(document)), progress=lambda stage: None)
    [resource] = [each for each in client.package.resources if each.methods]
    assert [each.name for each in resource.methods] == [method]


def test_events_are_streamed() -> None:
    ids = {
        "GET /runs/{id}/stream": "stream_run",
        "GET /runs/{id}/steps": "stream_steps_runs__id__steps_get",
        "GET /runs/{id}/logs": "follow_logs",
        "GET /pets": None,
    }
    events = "text/event-stream"
    operations = [operation(line, id_, media_type=events) for line, id_ in ids.items()]
    assert names_of(*operations, operation("POST /runs"), naming="path") == {
        "GET /runs/{id}/stream": "runs.stream",
        "GET /runs/{id}/steps": "runs.steps.stream",
        "GET /runs/{id}/logs": "runs.logs.follow",
        "GET /pets": "pets.stream",
        "POST /runs": "runs.create",
    }


def test_a_flag_in_the_query_of_a_path() -> None:
    check(
        (operation("POST /responses"), "responses.create"),
        (operation("POST /responses?beta=true"), "beta.responses.create"),
        (operation("POST /responses/compact?beta=true"), "beta.responses.compact"),
    )


def test_versions_tell_paths_apart() -> None:
    check(
        (operation("GET /v1/pets"), "pets.list"),
        (operation("GET /v2/pets"), "pets.list_v2"),
    )


def test_what_most_paths_of_a_resource_share_has_the_plain_name() -> None:
    check(
        (
            operation("POST /threads/runs", "createThreadAndRun"),
            "threads.runs.create_thread_and_run",
        ),
        (operation("POST /threads/{id}/runs", "createRun"), "threads.runs.create"),
        (operation("GET /threads/{id}/runs", "listRuns"), "threads.runs.list"),
    )


@pytest.mark.parametrize("text", ["Returns a list of invoice items", "List all invoice items."])
def test_compounds_that_texts_spell_apart(text: str) -> None:
    paths = [operation("GET /invoiceitems"), operation("POST /invoiceitems")]
    told = [replace(each, docs=Docs(title=text)) for each in paths]
    assert set(names_of(*told, naming="auto").values()) == {
        "invoice_items.list",
        "invoice_items.create",
    }
    assert "invoiceitems.list" in names_of(*paths, naming="auto").values()


def test_documents_with_groups_keep_their_operation_ids() -> None:
    rows = [
        operation("GET /orgs/{org}/repos", "repos/list-for-org", "repos"),
        operation("GET /repos/{owner}/{repo}", "repos/get", "repos"),
        operation("POST /orgs/{org}/repos", "repos/create-in-org", "repos"),
    ]
    by_id = names_of(*rows)
    assert names_of(*rows, naming="auto") == by_id
    assert by_id["GET /orgs/{org}/repos"] == "repos.list_for_org"
    assert names_of(*rows, naming="path")["GET /orgs/{org}/repos"] == "orgs.repos.list"


def test_a_client_with_names_goes_on_as_it_began() -> None:
    rows = [
        operation("GET /chat/completions", "listChatCompletions", "Chat"),
        operation("POST /chat/completions", "createChatCompletion", "Chat"),
        operation("GET /chat/threads", "listChatThreads", "Chat"),
    ]
    by_id, by_path = names_of(*rows), names_of(*rows, naming="path")
    for names, naming in ((by_id, "operation-id"), (by_path, "path")):
        pins = Pins(
            operations={
                each.id: OperationPin(names[each.id], each.operation_id or "", "Chat")
                for each in rows[:2]
            }
        )
        found, _ = operation_names(api_of(rows), Config(), pins)
        assert str(found[rows[2].id]) == names[rows[2].id], naming


def test_the_way_can_be_chosen() -> None:
    row = operation("GET /chat/completions", "listChatCompletions", "Chat")
    assert named([row], naming="operation-id")[0] == {row.id: "chat.list_completions"}
    assert named([row], naming="path")[0] == {row.id: "chat.completions.list"}
