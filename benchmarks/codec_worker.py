"""Decodes in a process of its own; run by `codec.py` with the Python of the side it measures.

Arguments: the side, the folder and the module of its code, the name of a class, a file, and
whether it holds a `list` or `one`. Reads numbers of repetitions, writes CPU seconds.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Decode = Callable[[bytes], Any]


def clientsmith(module: str, name: str, is_list: bool) -> Decode:
    decode_bytes = importlib.import_module(f"{module}._runtime.codec").decode_bytes
    type_ = f"list[{name}]" if is_list else name
    decode_bytes(type_, Path(sys.argv[5]).read_bytes(), strict=True)
    return lambda data: decode_bytes(type_, data)


def pydantic(module: str, name: str, is_list: bool) -> Decode:
    from pydantic import TypeAdapter

    cls = getattr(importlib.import_module(module), name)
    adapter: TypeAdapter[Any] = TypeAdapter(list[cls] if is_list else cls)
    return adapter.validate_json


def msgspec(module: str, name: str, is_list: bool) -> Decode:
    from msgspec.json import Decoder

    cls = getattr(importlib.import_module(module), name)
    return Decoder(list[cls] if is_list else cls).decode


def openapi_python_client(module: str, name: str, is_list: bool) -> Decode:
    from_dict = getattr(importlib.import_module(f"{module}.models"), name).from_dict
    if is_list:
        return lambda data: [from_dict(item) for item in json.loads(data)]
    return lambda data: from_dict(json.loads(data))


SIDES = {
    "clientsmith": clientsmith,
    "datamodel-code-generator": pydantic,
    "openapi-python-client": openapi_python_client,
    "msgspec": msgspec,
}


def measure() -> None:
    side, _, module, name, file, many = sys.argv[1:]
    decode = SIDES[side](module, name, many == "list")
    data = Path(file).read_bytes()
    for line in sys.stdin:
        start = time.process_time()
        for _ in range(int(line)):
            decode(data)
        print(time.process_time() - start, flush=True)


def print_compile_cost() -> None:
    codec = importlib.import_module(f"{sys.argv[3]}._runtime.codec")
    models = importlib.import_module(f"{sys.argv[3]}.models")
    names = [name for name in dir(models) if isinstance(getattr(models, name, None), type)]
    classes = [getattr(models, name) for name in names if hasattr(getattr(models, name), "_wire")]
    costs = []
    for work in (codec.decode, codec.encode):
        start = time.process_time()
        for cls in classes:
            if work is codec.decode:
                codec._codec._decoders[cls]
            else:
                codec._codec.types.model_encoder(cls)
        costs.append((time.process_time() - start) / len(classes) * 1e3)
    print(f"First use of a class: decoder {costs[0]:.2f} ms, encoder {costs[1]:.2f} ms", end="")
    print(f" (mean of {len(classes)} classes)")


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[2])
    if sys.argv[1] == "compile":
        print_compile_cost()
    else:
        measure()
