"""Signatures of requests that an API sends."""

from __future__ import annotations

import base64
import hmac
import importlib
import pickle
import shutil
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from support.public import ROOT

NOW = 1_614_265_330
KEY = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
BODY = b'{"test": 2432232314}'


@pytest.fixture(scope="module")
def rt(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The module, in a package that is the runtime alone."""
    folder = tmp_path_factory.mktemp("signatures")
    package = folder / "signed_requests"
    package.mkdir()
    (package / "__init__.py").touch()
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "templates/python/_runtime", package / "_runtime", ignore=ignore)
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module("signed_requests._runtime.webhooks.signatures")
    finally:
        sys.path.remove(str(folder))


def at(moment: float) -> Callable[[], float]:
    return lambda: moment


def standard(
    body: bytes = BODY, *, key: bytes = KEY, moment: object = NOW, prefix: str = "webhook"
) -> dict[str, str]:
    """The headers of a genuine request."""
    content = f"{ID}.{moment}.".encode() + body
    signature = base64.b64encode(hmac.digest(key, content, "sha256")).decode()
    return {
        f"{prefix}-id": ID,
        f"{prefix}-timestamp": str(moment),
        f"{prefix}-signature": f"v1,{signature}",
    }


def refused(rt: ModuleType, verifier: Any, body: bytes | str, headers: dict[str, str]) -> str:
    with pytest.raises(rt.InvalidSignatureError) as caught:
        verifier.verify(body, headers)
    error = caught.value
    assert "MfKQ9r8" not in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    return str(error)


# --- Standard Webhooks ------------------------------------------------------------------------------


def test_what_svix_signs_is_genuine(rt: ModuleType) -> None:
    # The values that the test suites of Standard Webhooks' own libraries begin with.
    signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    headers = {"svix-id": ID, "svix-timestamp": str(NOW), "svix-signature": signature}
    rt.StandardWebhooks(SECRET, time=at(NOW)).verify(BODY, headers)


@pytest.mark.parametrize("prefix", ["webhook", "svix", "Webhook", "SVIX"])
def test_names_of_headers(rt: ModuleType, prefix: str) -> None:
    rt.StandardWebhooks(SECRET, time=at(NOW)).verify(BODY, standard(prefix=prefix))


def test_a_body_as_text(rt: ModuleType) -> None:
    body = '{"name": "Zoë"}'
    rt.StandardWebhooks(SECRET, time=at(NOW)).verify(body, standard(body.encode()))


@pytest.mark.parametrize("secret", [SECRET, SECRET.removeprefix("whsec_"), ["whsec_AAAA", SECRET]])
def test_secrets(rt: ModuleType, secret: Any) -> None:
    rt.StandardWebhooks(secret, time=at(NOW)).verify(BODY, standard())


@pytest.mark.parametrize(
    "secret", ["", "whsec_", [], ["", SECRET], "whsec_?", "whpk_AAAA", "whsk_A"]
)
def test_secrets_that_are_none(rt: ModuleType, secret: Any) -> None:
    with pytest.raises(ValueError, match=r"secret|not supported") as caught:
        rt.StandardWebhooks(secret)
    assert "MfKQ9r8" not in str(caught.value)


def test_one_of_several_signatures_suffices(rt: ModuleType) -> None:
    headers = standard()
    headers["webhook-signature"] = f"v1,AAAA v1a,AAAA {headers['webhook-signature']} v2,x"
    rt.StandardWebhooks(SECRET, time=at(NOW)).verify(BODY, headers)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v1,"},
        {"webhook-signature": ""},
        {"webhook-signature": "é,\ud800"},
        {"webhook-signature": standard()["webhook-signature"].replace("v1", "v2")},
        {"webhook-signature": standard(b"{}")["webhook-signature"]},
        {"webhook-signature": standard(key=b"other")["webhook-signature"]},
        {"webhook-id": "other"},
        {"webhook-timestamp": str(NOW + 1)},
        {"webhook-timestamp": f"0{NOW}"},
    ],
)
def test_what_is_not_genuine(rt: ModuleType, change: dict[str, str]) -> None:
    verifier = rt.StandardWebhooks(SECRET, time=at(NOW))
    told = refused(rt, verifier, BODY, standard() | change)
    assert told == "The signature of the request is invalid or missing."


def test_asymmetric_signatures_are_told_of(rt: ModuleType) -> None:
    headers = standard() | {"webhook-signature": "v1a,AAAA"}
    assert "v1a" in refused(rt, rt.StandardWebhooks(SECRET, time=at(NOW)), BODY, headers)


@pytest.mark.parametrize("missing", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_missing_headers(rt: ModuleType, missing: str) -> None:
    headers = standard()
    del headers[missing]
    assert "webhook-id" in refused(rt, rt.StandardWebhooks(SECRET, time=at(NOW)), BODY, headers)


@pytest.mark.parametrize("moment", ["", "-1", "1e9", "nan", "١٢", "1614265330.5", "9" * 400])
def test_times_that_are_none(rt: ModuleType, moment: str) -> None:
    verifier = rt.StandardWebhooks(SECRET, time=at(NOW))
    assert "timestamp of the request is invalid" in refused(
        rt, verifier, BODY, standard(moment=moment)
    )


@pytest.mark.parametrize(
    ("now", "settings", "is_fine"),
    [
        (NOW + 300, {}, True),
        (NOW - 300, {}, True),
        (NOW + 301, {}, False),
        (NOW - 301, {}, False),
        (NOW + 10, {"tolerance": 5}, False),
        (NOW + 10**9, {"tolerance": None}, True),
    ],
)
def test_age(rt: ModuleType, now: float, settings: dict[str, Any], is_fine: bool) -> None:
    verifier = rt.StandardWebhooks(SECRET, time=at(now), **settings)
    if is_fine:
        verifier.verify(BODY, standard())
    else:
        assert "too old" in refused(rt, verifier, BODY, standard())


def test_no_secret_is_shown(rt: ModuleType) -> None:
    assert "MfKQ9r8" not in repr(rt.StandardWebhooks(SECRET))
    assert "hush" not in repr(rt.HMACSignature("hush", header="X"))


# --- any HMAC ---------------------------------------------------------------------------------------


def hexadecimal(key: bytes, content: bytes, algorithm: str = "sha256") -> str:
    return hmac.digest(key, content, algorithm).hex()


def test_a_signature_in_a_header_of_its_own(rt: ModuleType) -> None:
    # The example of GitHub's documentation.
    verifier = rt.HMACSignature(
        "It's a Secret to Everybody", header="X-Hub-Signature-256", prefix="sha256="
    )
    signature = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    verifier.verify("Hello, World!", {"x-hub-signature-256": f"sha256={signature}"})
    verifier.verify("Hello, World!", {"x-hub-signature-256": f"sha256={signature.upper()}"})
    for given in (signature, f"sha1={signature}", "sha256=", ""):
        refused(rt, verifier, "Hello, World!", {"x-hub-signature-256": given})
    assert "lacks the header" in refused(rt, verifier, "Hello, World!", {})


def test_a_signature_beside_the_time(rt: ModuleType) -> None:
    verifier = rt.HMACSignature(
        "hush",
        header="Stripe-Signature",
        signature_key="v1",
        timestamp_key="t",
        payload="{timestamp}.{body}",
        time=at(NOW),
    )
    good = hexadecimal(b"hush", b"%d.{}" % NOW)
    verifier.verify("{}", {"Stripe-Signature": f"t={NOW},v1={good},v0=x"})
    verifier.verify("{}", {"Stripe-Signature": f"t={NOW}, v1=old, v1={good}"})
    for given in (f"t={NOW}", f"v1={good}", f"t={NOW},v0={good}", f"t={NOW - 1},v1={good}", good):
        refused(rt, verifier, "{}", {"Stripe-Signature": given})
    late = hexadecimal(b"hush", b"%d.{}" % (NOW - 301))
    refused(rt, verifier, "{}", {"Stripe-Signature": f"t={NOW - 301},v1={late}"})


def test_the_time_in_a_header_of_its_own(rt: ModuleType) -> None:
    verifier = rt.HMACSignature(
        b"hush",
        header="X-Slack-Signature",
        prefix="v0=",
        timestamp_header="X-Slack-Request-Timestamp",
        payload="v0:{timestamp}:{body}",
        time=at(NOW),
    )
    headers = {
        "X-Slack-Request-Timestamp": str(NOW),
        "X-Slack-Signature": f"v0={hexadecimal(b'hush', b'v0:%d:a=1' % NOW)}",
    }
    verifier.verify(b"a=1", headers)
    refused(rt, verifier, b"a=2", headers)
    refused(rt, verifier, b"a=1", headers | {"X-Slack-Request-Timestamp": str(NOW + 1)})
    del headers["X-Slack-Request-Timestamp"]
    refused(rt, verifier, b"a=1", headers)


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha384", "sha512"])
def test_base64_and_other_headers_that_are_signed(rt: ModuleType, algorithm: str) -> None:
    verifier = rt.HMACSignature(
        ["old", "hush"],
        header="X-Signature",
        encoding="base64",
        algorithm=algorithm,
        payload="{X-Id}/{body}",
    )
    signature = base64.b64encode(hmac.digest(b"hush", b"7/{}", algorithm)).decode()
    verifier.verify("{}", {"X-Signature": signature, "x-id": "7"})
    refused(rt, verifier, "{}", {"X-Signature": signature, "x-id": "8"})
    refused(rt, verifier, "{}", {"X-Signature": signature})
    refused(rt, verifier, "{}", {"X-Signature": signature.lower(), "x-id": "7"})


@pytest.mark.parametrize(
    "settings",
    [
        {"secret": ""},
        {"secret": b""},
        {"secret": ()},
        {"payload": "{timestamp}"},
        {"payload": "{timestamp}.{body}"},
        {"timestamp_key": "t"},
        {"timestamp_header": "X-Time"},
    ],
)
def test_settings_that_could_not_protect(rt: ModuleType, settings: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"secret|payload"):
        rt.HMACSignature(**{"secret": "hush", "header": "X", **settings})
