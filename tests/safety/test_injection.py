"""Text of a document never becomes code: every string position × every way out of a string.

The words injected are canaries. They may occur in generated modules inside string constants only.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml

from support.clients import generate_to

CANARY = "canary7"
MARKER = "executed-by-the-document"
CALL = f"__import__('pathlib').Path('{MARKER}').touch() #{CANARY}"

NEW_LINES = ("\n", "\r", "\r\n", "\f", "\v", "\x85", "\u2028", "\u2029", "\x1c", "\x1d", "\x1e")

BREAKERS = {
    "triple double quotes": f'""" \n{CALL}\n"""',
    "triple single quotes": f"''' \n{CALL}\n'''",
    "quotes": f"\" + {CALL} + \" ' + {CALL} + '",
    "backslash at the end": f"{CANARY} \\",
    "backslash and quotes": f'\\""" \n{CALL}\n#',
    "escapes": "\\N{DIGIT ONE} \\x41 \\u0041 \\canary7 \\",
    "braces": "{{ " + CALL + " }} {% for x in y %} {# canary7 #} {" + CALL + "}",
    "new lines": "".join(f"{line}{CALL}{line}" for line in NEW_LINES),
    "comment": f"# {CANARY}\n{CALL}",
    "bidirectional": f"\u202e{CANARY}\u2066 \u200b",
    "control characters": f"{CANARY}\x00\x7f\ufffe",
    "indentation": f"\n    {CALL}\n\t{CALL}\n{CALL}",
    "brackets": ")]}, " + CALL + ", {[(",
    "coding cookie": f"-*- coding: utf-7 -*- {CANARY}",
    "markup": f"<script>{CANARY}</script> ](javascript:{CANARY}) `{CANARY}` | {CANARY} |",
    "toml": f'"\n[project.scripts]\n{CANARY} = "x:y"\n"""',
    "paths": f"../../{CANARY}/..\\{CANARY}/C:\\{CANARY}",
    "template of Python": "%(canary7)s %s {0} ${canary7}",
}

DOCUMENT = """
openapi: 3.2.0
info: {title: T, version: T, description: T, summary: T, termsOfService: T,
       contact: {name: T, url: T, email: T}, license: {name: T}}
servers:
  - {url: "https://h.test/T", description: T}
  - {url: "https://{v}.test/", description: T, variables: {v: {default: T, enum: [T, b], description: T}}}
externalDocs: {url: T, description: T}
tags: [{name: T, description: T, externalDocs: {url: T, description: T}}]
security: [{T: []}, {keyT: [T]}, {oT: [T, xT], mT: [T]}, {iT: [T, xT]}, {bT: [], sT: []}]
x-anything: T
paths:
  /T/{T}:
    summary: T
    description: T
    parameters: [{name: T, in: path, required: true, description: T, schema: {type: string, default: T}}]
    post:
      operationId: T
      tags: [T]
      summary: T
      description: T
      externalDocs: {url: T, description: T}
      servers: [{url: "https://op.test/T"}]
      parameters:
        - {name: qT, in: query, description: T, style: deepObject, schema: {type: object, properties: {T: {type: string}}}}
        - {name: HT, in: header, description: T, schema: {enum: [T, xT]}}
        - {name: cT, in: cookie, description: T, schema: {type: string, pattern: T, default: T}}
      requestBody:
        description: T
        content:
          application/json: {schema: {$ref: "#/components/schemas/TRequest"}}
      responses:
        "200": {description: T, headers: {XT: {description: T, schema: {type: string}}},
                content: {application/json: {schema: {$ref: "#/components/schemas/TUnion"}}}}
        "400": {description: T, content: {"application/T": {schema: {type: string}}}}
        default: {description: T}
  /forms:
    post:
      summary: T
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {T: {type: string, format: binary}, uT: {type: string}}}
            encoding: {T: {contentType: T}}
      responses: {"204": {description: T}}
components:
  securitySchemes:
    T: {type: http, scheme: bearer, description: T, bearerFormat: T}
    keyT: {type: apiKey, in: header, name: XT, description: T}
    oT:
      type: oauth2
      description: T
      flows:
        clientCredentials: {tokenUrl: T, refreshUrl: T, scopes: {T: T}}
        authorizationCode: {authorizationUrl: T, tokenUrl: T, refreshUrl: T, scopes: {T: T, xT: T}}
        password: {tokenUrl: T, refreshUrl: T, scopes: {T: T, yT: T}}
        implicit: {authorizationUrl: T, refreshUrl: T, scopes: {T: T}}
        deviceAuthorization: {deviceAuthorizationUrl: T, tokenUrl: T, refreshUrl: T, scopes: {T: T}}
    bT: {type: http, scheme: basic, description: T}
    sT: {type: http, scheme: x-own, description: T}
    iT: {type: openIdConnect, openIdConnectUrl: T, description: T}
    mT: {type: mutualTLS, description: T}
  schemas:
    TRequest:
      title: T
      description: T
      type: object
      required: [T]
      properties:
        T: {type: string, title: T, description: T, default: T, pattern: T, format: T, x-python-type: T}
        eT: {type: string, enum: [T, xT], description: T, x-enum-varnames: [T, T]}
        kT: {const: T, description: T}
        mT: {type: object, description: T, additionalProperties: {type: string, description: T}}
        oT: {type: object, title: T, properties: {T: {type: string, deprecated: true, description: T}}}
    TUnion:
      description: T
      oneOf: [{$ref: "#/components/schemas/TCat"}, {$ref: "#/components/schemas/TDog"}]
      discriminator: {propertyName: T, mapping: {T: "#/components/schemas/TCat", xT: "#/components/schemas/TDog"}}
    TCat: {title: T, type: object, required: [T], properties: {T: {type: string}, a: {type: string}}}
    TDog: {title: T, type: object, required: [T], properties: {T: {type: string}, b: {type: string}}}
    TEnum: {type: string, enum: [T, "", xT], description: T, title: T}
"""


def poisoned(value: Any, payload: str) -> Any:
    """The document with the payload in place of every T, keys and references included."""
    if isinstance(value, dict):
        if value.get("in") == "path":
            payload = _braceless(payload)
        return {_poisoned_key(key, payload): poisoned(item, payload) for key, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item, payload) for item in value]
    if isinstance(value, str) and value.startswith("#/"):
        head, _, name = value.rpartition("/")
        return f"{head}/{_token(name.replace('T', payload))}"
    return value.replace("T", payload) if isinstance(value, str) else value


def _poisoned_key(key: str, payload: str) -> str:
    if key.startswith("terms"):
        return key
    return key.replace("T", _braceless(payload) if key.startswith("/") else payload)


def _braceless(payload: str) -> str:
    """The payload for path templates, in which braces and slashes have a meaning of their own."""
    return payload.translate(str.maketrans("{}/", "()_"))


def _token(text: str) -> str:
    """A reference token: escaped for the JSON pointer, then for the URI."""
    return quote(text.replace("~", "~0").replace("/", "~1"), safe="", errors="surrogatepass")


def _strays(tree: ast.AST) -> Iterator[str]:
    """Names and other non-constant parts of a module in which the canary stands as more than a word."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in ("__import__", "eval", "exec"):
            yield f"{node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.Attribute) and node.attr == "touch":
            yield f"{node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize(
    ("breaker", "enums"),
    [
        # Each breaker with one kind of enums, in turn; with the other one it is slow.
        pytest.param(breaker, enums, marks=[pytest.mark.slow] if (number + kind) % 2 else [])
        for kind, enums in enumerate(("literal", "class"))
        for number, breaker in enumerate(BREAKERS)
    ],
)
def test_text_of_a_document_stays_text(breaker: str, enums: str, tmp_path: Path) -> None:
    document = yaml.safe_load(DOCUMENT)
    spec = tmp_path / "spec.json"
    spec.write_text(json.dumps(poisoned(document, BREAKERS[breaker])), encoding="utf-8")
    out = tmp_path / "out"
    generated = generate_to(spec, out, enums=enums)
    package = str(generated.planned.package.name)
    modules = sorted((out / package).rglob("*.py"))
    assert modules
    for module in modules:
        text = module.read_text(encoding="utf-8")
        if "_runtime" not in module.parts:
            assert list(_strays(ast.parse(text))) == [], module
            assert not set("\u202e\u2066\u200b\x00\x0c\x1c\u2028\x85\r") & set(text), module
    project = tomllib.loads((out / "pyproject.toml").read_text(encoding="utf-8"))
    assert "scripts" not in project["project"]
    assert {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")} <= {
        "spec.json",
        "out",
    }
    program = (
        "import importlib, pkgutil\n"
        f"package = importlib.import_module({package!r})\n"
        "for m in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "    importlib.import_module(m.name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=out, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.rglob(f"{MARKER}*"))


def test_every_way_to_a_token_is_among_what_is_tested(tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(DOCUMENT, encoding="utf-8")
    generated = generate_to(spec, tmp_path / "out", package="same")
    client = generated.files["same/client.py"]
    kinds = (
        "authorizationCode",
        "clientCredentials",
        "deviceAuthorization",
        "implicit",
        "password",
    )
    for kind in kinds:
        assert f'OAuthFlow(\n        "{kind}"' in client or f'OAuthFlow("{kind}"' in client
    for said in ('discovery="T"', 'device_authorization_url="T"', 'refresh_url="T"', "MutualTLS("):
        assert said in client


EXTENSIONS = {
    "x-python-type": "os.system",
    "x-python-import": {"module": "os", "name": "system"},
    "x-clientsmith": {"output": "/tmp/x", "templates": "evil", "package": "evil"},
    "x-ms-kiota-info": {"languagesInformation": {"Python": {"clientClassName": "../../evil"}}},
    "x-go-type-import": {"path": "os"},
}


def test_extensions_choose_nothing(tmp_path: Path) -> None:
    plain = yaml.safe_load(DOCUMENT)
    extended = yaml.safe_load(DOCUMENT)
    for place in (
        extended,
        extended["info"],
        extended["paths"]["/forms"]["post"],
        extended["components"]["schemas"]["TRequest"],
        extended["components"]["schemas"]["TRequest"]["properties"]["T"],
    ):
        place.update(EXTENSIONS)
    trees = []
    for name, document in (("plain", plain), ("extended", extended)):
        (tmp_path / name).mkdir()
        spec = tmp_path / name / "spec.yaml"
        spec.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
        generated = generate_to(spec, tmp_path / name / "out", package="same")
        trees.append(
            {path: text for path, text in generated.files.items() if "manifest" not in path}
        )
    assert trees[0] == trees[1]


def test_a_file_name_cannot_break_out(tmp_path: Path) -> None:
    spec = tmp_path / f'a\n{CALL}\n#""" .yaml'
    spec.write_text(DOCUMENT, encoding="utf-8")
    generated = generate_to(spec, tmp_path / "out")
    for path, text in generated.files.items():
        if path.endswith(".py"):
            assert list(_strays(ast.parse(text))) == [] or "_runtime" in path
