"""Words: how names are split, joined, and turned to singular or plural."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.naming.words.words import is_plural, pascal, plural, singular, snake, words

SPLIT = {
    "OAuth2Client": "oauth2 client",
    "HTTPServer": "http server",
    "getURLs": "get urls",
    "userIDs": "user ids",
    "readCoreV1NamespacedPod": "read core v1 namespaced pod",
    "v1beta1": "v1beta1",
    "S3Bucket": "s3 bucket",
    "K8sCluster": "k8s cluster",
    "IPv4Address": "ipv4 address",
    "enable2FA": "enable 2fa",
    "3DModel": "3d model",
    "x86_64": "x86 64",
    "Base64URL": "base64 url",
    "GitHubApp": "github app",
    "PENDING_REVIEW": "pending review",
    "1-Click Applications": "1 click applications",
    "check-users-saved.episodes": "check users saved episodes",
    "user's saved": "users saved",
    "@me": "me",
    "größeID": "größe id",
    "ÜberSHIFT": "über shift",
    "日本語": "日本語",
    "ﬁleName": "file name",
    "{petId}": "pet id",
    "": "",
    "***": "",
}

NUMBERS = {
    "pets": "pet",
    "addresses": "address",
    "policies": "policy",
    "movies": "movie",
    "keys": "key",
    "boxes": "box",
    "branches": "branch",
    "caches": "cache",
    "databases": "database",
    "statuses": "status",
    "warehouses": "warehouse",
    "releases": "release",
    "analyses": "analysis",
    "people": "person",
    "children": "child",
    "menus": "menu",
    "apis": "api",
    "aliases": "alias",
}

SINGULARS = ["access", "status", "address", "bus", "analysis", "kubernetes", "dns", "data", "news"]


@pytest.mark.parametrize("text", SPLIT)
def test_split(text: str) -> None:
    assert " ".join(words(text)) == SPLIT[text]


@pytest.mark.parametrize("many", NUMBERS)
def test_singular_and_plural(many: str) -> None:
    one = NUMBERS[many]
    assert (singular(many), plural(one)) == (one, many)
    assert is_plural(many)
    assert not is_plural(one)
    assert (singular(one), plural(many)) == (one, many)


@pytest.mark.parametrize("word", SINGULARS)
def test_words_that_only_look_plural(word: str) -> None:
    assert not is_plural(word)
    assert singular(word) == word


def test_joined() -> None:
    assert snake(("create", "pet")) == "create_pet"
    assert pascal(("create", "oauth2", "client")) == "CreateOAuth2Client"
    assert pascal(("version", "2", "3")) == "Version2_3"


@given(st.text())
def test_words_are_parts_of_identifiers(text: str) -> None:
    parts = words(text)
    assert all(f"_{part}".isidentifier() and "_" not in part for part in parts)
    assert words(snake(parts)) == parts
