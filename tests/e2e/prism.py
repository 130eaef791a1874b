"""Prism, which checks requests against a document, and answers with examples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from e2e.installation import PRISM
from e2e.processes import running


@contextmanager
def serve(spec: Path, folder: Path) -> Iterator[str]:
    """A server of one document; its URL. Random answers are the same in every run.

    Args:
        spec: an OpenAPI document.
        folder: where it may write.
    """
    prism = PRISM.folder / "node_modules/@stoplight/prism-cli/dist/index.js"

    def command(port: int) -> list[str]:
        place = ["--host", "127.0.0.1", "--port", str(port)]
        return ["node", str(prism), "mock", str(spec), *place, "--errors", "--seed", "1"]

    with running(command, folder) as url:
        yield url


def violations(error: Any) -> list[dict[str, Any]]:
    """What Prism says is wrong with a request, or with its own answer; nothing where it says
    nothing."""
    found: list[dict[str, Any]] = json.loads(error.headers.get("sl-violations", "[]"))
    return found


def found_no_answer(error: Any) -> bool:
    """Whether Prism accepted a request, and then found no answer that is as declared."""
    return error.status_code == 500 and {"response"} == {
        each["location"][0] for each in violations(error)
    }


def misread(error: Any, request: Any) -> str:
    """What Prism cannot read of a request that it refused, though it is sent as declared; empty where
    that is not why.

    Args:
        error: the refusal.
        request: what was sent, with a body that is known.
    """
    names = {
        place: {name for name, _ in parse_qsl(text, keep_blank_values=True)}
        for place, text in (
            ("query", urlsplit(str(request.url)).query),
            ("body", request.content.decode("latin-1")),
        )
    }
    told = violations(error)
    if error.status_code == 415 and any("object array" in each["message"] for each in told):
        has_one = any("[0][" in name for name in names["body"])
        return "An array of objects in a form." if has_one else ""
    is_absent = [each["code"] == "required" and _is_absent(each, names) for each in told]
    return "An object that is absent for an empty one." if told and all(is_absent) else ""


def _is_absent(violation: dict[str, Any], names: dict[str, set[str]]) -> bool:
    """Whether what is incomplete is an object in the style deepObject, of which nothing was sent."""
    origin, place, *path = violation["location"]
    if origin != "request" or place not in names or not path:
        return False
    first = path[0] + "".join(f"[{step}]" for step in path[1:])
    return not any(name == first or name.startswith(f"{first}[") for name in names[place])
