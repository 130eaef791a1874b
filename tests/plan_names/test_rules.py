"""The rules that make resources and method names, each on a small document."""

import pytest

from clientsmith.ir import Operation
from plan_names.naming import names_of, operation

Row = tuple[Operation, str]


def check(*rows: Row) -> None:
    expected = {each.id: name for each, name in rows}
    assert names_of(*(each for each, _ in rows)) == expected


def test_verbs_come_from_method_and_path_shape() -> None:
    check(
        (operation("GET /goals", None, "Goals"), "goals.list"),
        (operation("POST /goals", None, "Goals"), "goals.create"),
        (operation("GET /goals/{id}", None, "Goals"), "goals.get"),
        (operation("PATCH /goals/{id}", None, "Goals"), "goals.update"),
        (operation("PUT /goals/{id}", None, "Goals"), "goals.replace"),
        (operation("DELETE /goals/{id}", None, "Goals"), "goals.delete"),
        (operation("POST /goals/{id}/archive", None, "Goals"), "goals.archive"),
        (operation("GET /goals/{id}/tasks", None, "Goals"), "goals.list_tasks"),
        (operation("POST /goals/{id}/tasks", None, "Goals"), "goals.create_task"),
        (operation("GET /goals/{id}/tasks/{task}", None, "Goals"), "goals.get_task"),
        (operation("POST /goals/{id}/tasks/{task}/close", None, "Goals"), "goals.close_task"),
        (operation("GET /goals/settings", None, "Goals"), "goals.get_settings"),
        (operation("HEAD /goals/{id}", None, "Goals"), "goals.head"),
    )


def test_without_tags_static_segments_are_nested_resources() -> None:
    check(
        (operation("GET /v1/issuing/cards"), "issuing.cards.list"),
        (operation("GET /v1/issuing/cards/{card}"), "issuing.cards.get"),
        (operation("POST /v1/issuing/cards/{card}"), "issuing.cards.update"),
        (operation("POST /v1/issuing/cards/{card}/freeze"), "issuing.cards.freeze"),
        (operation("GET /v1/issuing/cards/{card}/limits"), "issuing.cards.limits"),
        (operation("GET /v1/account"), "account.get"),
        (operation("GET /v1/charges/search"), "charges.search"),
        (operation("GET /v1/credit_notes/preview"), "credit_notes.preview"),
        (operation("GET /v1/credit_notes/preview/lines"), "credit_notes.preview_lines.list"),
        (operation("POST /login"), "login.create"),
    )


def test_a_singular_below_an_item_is_an_action_unless_it_can_be_read() -> None:
    check(
        (operation("POST /charges/{charge}/refund"), "charges.refund"),
        (operation("POST /charges/{charge}/payout"), "charges.payout"),
        (operation("GET /charges/{charge}/receipt"), "charges.receipt.get"),
        (operation("POST /charges/{charge}/receipt"), "charges.receipt.update"),
        (operation("POST /charges/{charge}/notes"), "charges.notes.create"),
        (operation("POST /charges/{charge}/login_links"), "charges.login_links.create"),
        (operation("POST /charges/{charge}/verify_amounts"), "charges.verify_amounts"),
    )


@pytest.mark.parametrize("hinge", ["action", "actions", "commands", "operations"])
def test_a_hinge_between_an_item_and_an_action_is_no_resource(hinge: str) -> None:
    check(
        (operation(f"POST /vms/{{id}}/{hinge}/reboot"), "vms.reboot"),
        (operation(f"POST /vms/{{id}}/{hinge}/power-off"), "vms.power_off"),
        (operation(f"POST /vms/{{id}}/disks/{{disk}}/{hinge}/snapshots"), "vms.disks.snapshots"),
    )
    check(
        (operation(f"POST /vms/{{id}}/{hinge}/reboot", None, "VMs"), "vms.reboot"),
        (operation(f"POST /vms/{{id}}/disks/{{disk}}/{hinge}/grow", None, "VMs"), "vms.grow_disk"),
    )


def test_actions_are_a_resource_where_they_are_no_hinge() -> None:
    check(
        (operation("GET /vms/{id}/actions"), "vms.actions.list"),
        (operation("GET /vms/{id}/actions/{action}"), "vms.actions.get"),
        (operation("POST /vms/{id}/actions"), "vms.actions.create"),
        (operation("GET /vms/{id}/actions/latest"), "vms.actions.latest.get"),
        (operation("POST /vms/{id}/actions/reboot"), "vms.reboot"),
        (operation("POST /actions/restart"), "actions.restart"),
        (operation("POST /vms/{id}/actions/reboot/{time}"), "vms.actions.reboot.update"),
        (operation("POST /vms/{id}/actions/stop", None, "Actions"), "actions.stop"),
        (operation("POST /vms/{id}/actions/start", "vms_actions_start"), "vms.actions_start"),
    )


def test_an_action_behind_a_hinge_and_one_without_keep_apart() -> None:
    check(
        (operation("POST /vms/{id}/reboot"), "vms.reboot"),
        (operation("POST /vms/{id}/actions/reboot"), "vms.actions_reboot"),
    )


def test_what_a_get_answers_with_an_array_is_listed() -> None:
    check(
        (operation("GET /menu", None, lists=True), "menu.list"),
        (operation("GET /stock"), "stock.get"),
        (operation("GET /history"), "history.list"),
    )


@pytest.mark.parametrize(
    "prefix",
    [
        "/api",
        "/api/v2",
        "/rest/api/3",
        "/public/v1.0",
        "/api/2024-01-15",
        "/{tenant}/v1",
        "/v1beta1",
    ],
)
def test_leading_segments_without_meaning(prefix: str) -> None:
    check(
        (operation(f"GET {prefix}/pets"), "pets.list"),
        (operation(f"GET {prefix}/pets/{{id}}"), "pets.get"),
    )


def test_a_version_behind_a_group_says_nothing_either() -> None:
    check((operation("GET /drive/v3/files"), "drive.files.list"))


def test_a_prefix_of_all_paths_says_nothing() -> None:
    check(
        (operation("GET /acme/pets"), "pets.list"),
        (operation("GET /acme/owners"), "owners.list"),
        (operation("GET /acme/visits/{id}"), "visits.get"),
    )


def test_a_format_at_the_end_of_a_path_says_nothing() -> None:
    check(
        (operation("GET /search.json"), "search.get"),
        (operation("GET /lists/{date}/{name}.json"), "lists.get"),
        (operation("GET /posts.json"), "posts.list"),
        (operation("POST /posts.json"), "posts.create"),
        (operation("GET /posts/{id}.xml"), "posts.get"),
        (operation("GET /posts/export.csv"), "posts.export_csv"),
    )


def test_a_format_that_tells_paths_apart_says_something() -> None:
    check(
        (operation("GET /guilds/{id}/widget"), "guilds.widget"),
        (operation("GET /guilds/{id}/widget.json"), "guilds.widget_json"),
    )


def test_a_prefix_with_operations_of_its_own_is_a_resource() -> None:
    check(
        (operation("GET /pets"), "pets.list"),
        (operation("GET /pets/toys"), "pets.toys.list"),
        (operation("GET /pets/names"), "pets.names.list"),
        (operation("GET /pets/owners"), "pets.owners.list"),
    )


def test_paths_without_static_segments() -> None:
    check(
        (operation("GET /"), "root.get"),
        (operation("GET /{id}", "getThing"), "root.get_thing"),
        (operation("POST /", "read_root__post"), "root.read"),
    )


def test_ids_made_by_a_program_are_no_names() -> None:
    check(
        (operation("GET /v1/issuing/cards", "GetIssuingCards"), "issuing.cards.list"),
        (operation("POST /v1/issuing/cards", "PostIssuingCards"), "issuing.cards.create"),
        (operation("GET /v1/issuing/cards/{card}", "GetIssuingCardsCard"), "issuing.cards.get"),
        (operation("GET /v1/users/{id}", "usersIdGet"), "users.get"),
        (operation("GET /api/users", "getApiUsers"), "users.list"),
    )


def test_the_resources_words_are_not_repeated() -> None:
    check(
        (operation("GET /orgs/{org}/repos", "repos/list-for-org", "repos"), "repos.list_for_org"),
        (operation("GET /repos/{id}", "repos/get", "repos"), "repos.get"),
        (operation("POST /repos/{id}/pin", "pinRepo", "repos"), "repos.pin"),
        (operation("PATCH /repos/{id}/pin", "moveRepoPin", "repos"), "repos.move_pin"),
        (operation("GET /repos/{id}/tags", "get-a-repos-tags", "repos"), "repos.get_tags"),
        (operation("GET /repos", "get-multiple-repos", "repos"), "repos.get_multiple"),
        (operation("PATCH /repos", "bulk_update_repos", "repos"), "repos.bulk_update"),
        (operation("PUT /repos", "create_or_replace_repo", "repos"), "repos.create_or_replace"),
        (operation("GET /starred", "list-starred-repos", "repos"), "repos.list_starred_repos"),
        (operation("PUT /mine", "save-repos-user", "repos"), "repos.save_repos_user"),
        (operation("GET /both", "getRepoAndOwner", "repos"), "repos.get_repo_and_owner"),
    )


def test_bare_http_methods_become_verbs() -> None:
    check(
        (operation("GET /pools", "get_pools", "Pool"), "pools.list"),
        (operation("GET /pools/{id}", "get_pool", "Pool"), "pools.get"),
        (operation("POST /pools", "post_pool", "Pool"), "pools.create"),
        (operation("PATCH /pools/{id}", "patch_pool", "Pool"), "pools.update"),
        (operation("PUT /pools/{id}", "put_pool", "Pool"), "pools.replace"),
        (operation("PATCH /pools", "bulk_pools", "Pool"), "pools.bulk"),
        (operation("POST /pools/search", "get_slots", "Pool"), "pools.get_slots"),
    )


def test_groups_in_ids() -> None:
    check(
        (operation("GET /1-clicks", "oneClicks_list", "1-Click Apps"), "one_click_apps.list"),
        (
            operation("GET /cdn/endpoints", "cdn_list_endpoints", "CDN Endpoints"),
            "cdn_endpoints.list",
        ),
        (operation("GET /invoices", "invoices_list", "Billing"), "billing.list_invoices"),
        (operation("GET /balance", "balance_get", "Billing"), "billing.get_balance"),
        (operation("POST /keys", "api-keys-create", "Billing"), "billing.create_api_keys"),
        (operation("POST /install", "billing_install_update", "Billing"), "billing.install_update"),
        (operation("GET /vms", "VirtualMachines_ListAll"), "virtual_machines.list_all"),
        (operation("GET /drive/files", "drive.files.list"), "drive.files.list"),
        (operation("POST /invites", "inviteUser", "Invites"), "invites.invite_user"),
    )


@pytest.mark.parametrize(
    "operation_id",
    ["get_pets/", "get_pets.", "/getPets", "getPets/-", "..getPets:#", "getPets/_UsingGET_1"],
)
def test_signs_at_the_ends_of_ids_say_nothing(operation_id: str) -> None:
    check((operation("GET /pets/{id}", operation_id, "Pets"), "pets.get"))


def test_ids_with_nothing_before_the_tail_of_springfox() -> None:
    check((operation("GET /pets/{id}", "/UsingGET", "Pets"), "pets.get_using"))


def test_a_beginning_that_all_ids_of_a_tag_share_says_nothing() -> None:
    verbs = ("list", "get", "create", "update", "delete")
    check(
        *(
            (operation(f"POST /gen-ai/{verb}", f"genai_{verb}_agent", "AI Platform"),
             f"ai_platform.{verb}_agent")
            for verb in verbs
        )
    )  # fmt: skip


def test_tags_are_plural_where_the_path_is() -> None:
    check(
        (operation("GET /assets", "get_assets", "Asset"), "assets.list"),
        (operation("GET /pet/{id}", "getPetById", "pet"), "pet.get_by_id"),
        (operation("GET /dagRuns/{id}", "get_dag_run", "DagRun"), "dag_runs.get"),
        (operation("GET /orgs/{org}", "orgGet", "organization"), "organizations.get"),
        (operation("GET /xcomEntries/{key}", "get_xcom_entry", "XCom"), "xcom.get_entry"),
        (operation("GET /boxes", "list_boxes", "Box Controller"), "boxes.list"),
    )


def test_a_segment_that_begins_like_the_tag_may_be_another_word() -> None:
    check(
        (operation("GET /Accounts", "getAccounts", "Accounting"), "accounting.list_accounts"),
        (operation("GET /Invoices", "getInvoices", "Accounting"), "accounting.list_invoices"),
        (operation("GET /Quotes", "getQuotes", "Accounting"), "accounting.list_quotes"),
    )


def test_a_beginning_that_all_of_many_tags_share_says_nothing() -> None:
    check(
        (operation("GET /v1/Rooms", "ListRoom", "VideoV1Room"), "rooms.list"),
        (operation("GET /v1/Rooms/{Sid}", "FetchRoom", "VideoV1Room"), "rooms.fetch"),
        (operation("GET /v1/Rules", "ListRule", "VideoV1RoomRule"), "room_rules.list_rule"),
        (operation("GET /v1/Tracks", "ListTrack", "VideoV1Track"), "track.list"),
        (operation("GET /v1/Tracks/Free", "ListTracks", "VideoV1Tracks"), "tracks.list"),
        (operation("GET /v1/Hooks", "ListHook", "VideoV1Hook"), "hooks.list"),
    )


@pytest.mark.parametrize(
    "tags",
    [
        ("VideoV1Room", "VideoV1Rule", "VideoV1Track", "VideoV1Hook"),
        ("Video", "VideoRoom", "VideoRule", "VideoTrack", "VideoHook"),
        ("VideoV1", "VideoRoom", "VideoRule", "VideoTrack", "VideoHook"),
    ],
    ids=["few", "one-is-all-of-it", "one-has-only-a-version-left"],
)
def test_a_beginning_of_tags_that_says_something(tags: tuple[str, ...]) -> None:
    names = names_of(*(operation(f"GET /x/{tag}", f"Run{tag}", tag) for tag in tags))
    assert all(name.startswith("video") for name in names.values())


def test_tags_that_differ_in_number_stay_apart() -> None:
    check(
        (operation("GET /registry", "registry_get", "Container Registry"), "container_registry.get"),
        (operation("GET /registries", "registries_get", "Container Registries"),
         "container_registries.list"),
    )  # fmt: skip


def test_the_first_tag_that_says_something_owns_the_operation() -> None:
    check(
        (operation("GET /me/episodes", "list-saved", "Episodes", "Library"), "episodes.list_saved"),
        (
            operation("GET /me/shows", "list-saved-shows", "default", "Library"),
            "library.list_saved_shows",
        ),
        (operation("GET /shelf", "list_books", "default"), "shelf.list_books"),
        (operation("GET /stage", "list_songs", "***"), "stage.list_songs"),
    )


def test_untagged_operations_with_a_real_id() -> None:
    check(
        (operation("GET /channels/{id}", "get_channel"), "channels.get"),
        (operation("DELETE /channels/{id}/members/@me", "leave_thread"), "channels.leave_thread"),
        (operation("GET /channels/{id}/pins", "list_pins"), "channels.list_pins"),
    )


def test_ids_in_one_word_are_taken_apart() -> None:
    check(
        (operation("GET /organization/spend_limit", "Getorganizationspendlimit"),
         "organization.get_spend_limit"),
        (operation("POST /organization/spend_limit", "Updateorganizationspendlimit"),
         "organization.update_spend_limit"),
        (operation("POST /responses/input_tokens", "Getinputtokencounts"),
         "responses.get_input_token_counts"),
        (operation("GET /settlements", "settlements_all"), "settlements.all"),
    )  # fmt: skip


def test_odd_paths() -> None:
    check(
        (operation("POST /users:batchGet"), "users.batch_get"),
        (operation("GET /pulls/{index}.{type}", None, "pulls"), "pulls.get"),
        (operation("GET /cookies?beta=true", "beta_list", "cookies"), "cookies.list_beta"),
        (operation("GET /cookies#exploded", "cookies_exploded", "cookies"), "cookies.exploded"),
    )


def test_names_that_python_or_the_client_need() -> None:
    check(
        (operation("POST /jobs/{id}/import", None, "Jobs"), "jobs.import_"),
        (operation("GET /rate-limit", "rate-limit/get", "rate-limit"), "rate_limit.get"),
        (operation("GET /close", "close/all", "close"), "close_.all"),
        (operation("GET /class", "class/get", "class"), "class_.get"),
        (operation("GET /jobs/models", "models", "Jobs"), "jobs.models"),
        (operation("GET /beta/models/{id}"), "beta.models.get"),
        (operation("GET /models/{id}", "models/get", "Models"), "models.get"),
        (operation("GET /2fa", "2fa/get", "2FA"), "two_fa.get"),
        (operation("GET /jobs/404", "404", "Jobs"), "jobs.call_404"),
    )


def test_extra_http_methods() -> None:
    check((operation("QUERY /pets", None, "Pets"), "pets.query"))


def test_a_verb_behind_its_object_comes_first() -> None:
    check((operation("GET /admin/cron", "adminCronList", "admin"), "admin.list_cron"))


def test_an_id_that_is_the_resource_says_nothing_unless_it_is_a_verb() -> None:
    check(
        (operation("POST /session", "Session", "session"), "session.create"),
        (operation("GET /search", "search", "search"), "search.search"),
    )


def test_ids_of_widespread_frameworks() -> None:
    """Django REST framework, NestJS, Springfox, gRPC gateway, Laravel, NSwag."""
    drf = {
        "GET /api/users/": ("api_users_list", "users.list"),
        "POST /api/users/": ("api_users_create", "users.create"),
        "GET /api/users/{id}/": ("api_users_retrieve", "users.retrieve"),
        "PATCH /api/users/{id}/": ("api_users_partial_update", "users.partial_update"),
        "DELETE /api/users/{id}/": ("api_users_destroy", "users.destroy"),
        "GET /api/blog-posts/": ("api_blog_posts_list", "blog_posts.list"),
    }
    check(*((operation(line, id_, "api"), name) for line, (id_, name) in drf.items()))
    check(
        (operation("GET /users", "UsersController_findAll", "users"), "users.find_all"),
        (operation("POST /users", "UsersController_create", "users"), "users.create"),
        (operation("GET /cats/{id}", "CatsController_findOne"), "cats.find_one"),
    )
    check(
        (operation("GET /users", "getAllUsersUsingGET", "user-controller"), "users.get_all"),
        (operation("POST /users", "saveUserUsingPOST_1", "user-controller"), "users.save"),
    )
    check(
        (operation("GET /v1/users", "UserService_ListUsers", "UserService"), "users.list"),
        (operation("POST /v1/users/{id}:ban", "UserService_BanUser", "UserService"), "users.ban"),
    )
    check(
        (operation("GET /users", "users.index"), "users.index"),
        (operation("GET /users/{id}", "users.show"), "users.show"),
    )
    check(
        (operation("GET /api/Users", "Users_GetAll", "Users"), "users.get_all"),
        (operation("POST /api/Users", "Users_Post", "Users"), "users.create"),
    )


def test_a_beginning_that_all_ids_share_says_nothing() -> None:
    check(
        *(
            (operation(f"GET /{thing}", f"shop_views_list_{thing}"), f"{thing}.list")
            for thing in ("users", "orders", "items", "carts", "coupons")
        )
    )


def test_ids_of_people_that_repeat_a_path() -> None:
    check(
        (operation("GET /store/inventory", "getStoreInventory"), "store.get_inventory"),
        (operation("POST /store/order", "placeOrder"), "store.place_order"),
    )


def test_an_article_behind_the_verb_falls_away() -> None:
    check(
        (operation("GET /me/devices", "get-a-users-available-devices", "Player"),
         "player.get_users_available_devices"),
        (operation("DELETE /environments/{name}", "delete-an-environment", "Player"),
         "player.delete_environment"),
    )  # fmt: skip
