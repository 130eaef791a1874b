"""EXAMPLES: the names that real documents must give, by one rule set."""

import pytest

from plan_names.naming import names_of, operation, public_names

CALIBRATION = [
    ("stripe", "GET /v1/issuing/cards", "issuing.cards.list"),
    ("stripe", "POST /v1/charges/{charge}/refund", "charges.refund"),
    ("stripe", "GET /v1/account", "account.get"),
    ("github", "GET /orgs/{org}/repos", "repos.list_for_org"),
    (
        "digitalocean",
        "GET /v2/droplets/{droplet_id}/destroy_with_associated_resources/status",
        "droplets.get_destroy_associated_resources_status",
    ),
    ("digitalocean", "GET /v2/1-clicks", "one_click_applications.list"),
    ("spotify", "GET /albums/{id}", "albums.get"),
    ("spotify", "GET /me/episodes/contains", "episodes.check_users_saved_episodes"),
    ("discord", "DELETE /channels/{channel_id}/thread-members/@me", "channels.leave_thread"),
    ("airflow", "GET /api/v2/assets", "assets.list"),
    (
        "gitea",
        "DELETE /repos/{owner}/{repo}/issues/comments/{id}/reactions",
        "issues.delete_comment_reaction",
    ),
    ("docker-engine", "POST /containers/{id}/pause", "containers.pause"),
]


@pytest.mark.client
@pytest.mark.parametrize(
    ("document", "line", "expected"), CALIBRATION, ids=[row[2] for row in CALIBRATION]
)
def test_public_documents(document: str, line: str, expected: str) -> None:
    assert public_names(document)[line] == expected


def test_verb_and_path_without_an_id() -> None:
    line = "POST /api/public/v1/goals"
    assert names_of(operation(line, None, "Goals")) == {line: "goals.create"}


def test_fastapi_default_ids() -> None:
    lines = {
        "GET /api/v1/items/": "read_items_api_v1_items__get",
        "POST /api/v1/items/": "create_item_api_v1_items__post",
        "GET /api/v1/items/{item_id}": "read_item_api_v1_items__item_id__get",
        "GET /api/v1/users/me": "read_user_me_api_v1_users_me_get",
        "POST /api/v1/login/access-token": "login_access_token_api_v1_login_access_token_post",
    }
    tags = {"GET /api/v1/users/me": "users", "POST /api/v1/login/access-token": "login"}
    found = names_of(
        *(operation(line, id_, tags.get(line, "items")) for line, id_ in lines.items())
    )
    assert found == {
        "GET /api/v1/items/": "items.read",
        "POST /api/v1/items/": "items.create",
        "GET /api/v1/items/{item_id}": "items.read_item",
        "GET /api/v1/users/me": "users.read_me",
        "POST /api/v1/login/access-token": "login.login_access_token",
    }


def test_kubernetes_ids() -> None:
    pods = "/api/v1/namespaces/{namespace}/pods"
    found = names_of(
        operation(f"GET {pods}/{{name}}", "readCoreV1NamespacedPod", "core_v1"),
        operation(f"GET {pods}", "listCoreV1NamespacedPod", "core_v1"),
        operation(f"PUT {pods}/{{name}}", "replaceCoreV1NamespacedPod", "core_v1"),
        operation(f"GET {pods}/{{name}}/log", "readCoreV1NamespacedPodLog", "core_v1"),
        operation("GET /api/v1/pods", "listCoreV1PodForAllNamespaces", "core_v1"),
        operation("GET /api/v1/", "getCoreV1APIResources", "core_v1"),
        operation(
            "PATCH /apis/apps/v1/namespaces/{namespace}/deployments/{name}",
            "patchAppsV1NamespacedDeployment",
            "apps_v1",
        ),
    )
    assert sorted(found.values()) == [
        "apps_v1.patch_namespaced_deployment",
        "core_v1.get_api_resources",
        "core_v1.list_namespaced_pod",
        "core_v1.list_pod_for_all_namespaces",
        "core_v1.read_namespaced_pod",
        "core_v1.read_namespaced_pod_log",
        "core_v1.replace_namespaced_pod",
    ]
