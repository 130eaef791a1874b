"""One mutation of one document: how it comes about, its outcome, and its smallest form.

Run as a module, it tries many: `python -m mutation.trial --seed 7 --count 1000`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from mutation.mutations import Mutations, break_text, places, with_numbers, yaml_text
from mutation.outcomes import Fault, outcome_of
from mutation.parts import all_specs, cut, whole
from support.public import PublicSpec


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutated document."""

    recipe: str
    """The document, the seed and the mutations in words."""

    text: str
    data: dict[str, Any] | None
    """The document before it became text; None if the text was changed."""

    settings: dict[str, Any]
    """Arguments of `outcome_of`."""


def trial(spec: PublicSpec, seed: int, index: int) -> Trial:
    """Return the mutation of a document with a number."""
    random = Random(f"{spec.name} {seed} {index}")
    data = cut(whole(spec), random)
    settings: dict[str, Any] = {"is_strict": random.random() < 0.3}
    settings |= {} if random.random() < 0.4 else {"package": "mutant"}
    if random.random() < 0.2:
        settings["enums"] = "class"
    if random.random() < 0.2:
        settings["validate_requests"] = True
    if random.random() < 0.06:
        settings["models"] = random.choice(("pydantic", "msgspec", "typeddict"))
    changed: dict[str, Any] | None = None
    if random.random() < 0.2:
        text = yaml_text(data) if random.random() < 0.8 else json.dumps(data, indent=2)
        text, made = break_text(text, random)
    else:
        mutations = Mutations(data, random)
        mutations.run()
        made = "; ".join(mutations.made)
        changed = data
        text = json_text(data)
    return Trial(f"{spec.name} {seed} {index} {settings}: {made}", text, changed, settings)


def json_text(data: dict[str, Any]) -> str:
    """A document as JSON, with its huge numbers."""
    return with_numbers(json.dumps(data, indent=1))


# --- smallest documents ---------------------------------------------------------------------------


def smallest(tried: Trial, fault: Fault, folder: Path, attempts: int = 150) -> str:
    """The smallest text found that has the same fault."""
    left = [attempts]

    def is_same(text: str) -> bool:
        left[0] -= 1
        found = outcome_of(text, folder, **tried.settings).fault
        return left[0] >= 0 and found is not None and found.kind == fault.kind

    if tried.data is not None:
        data = json.loads(json.dumps(tried.data))
        _shrink(data, lambda: is_same(json_text(data)))
        return json_text(data)
    lines = tried.text.splitlines()
    size = len(lines) // 2
    while size:
        at = 0
        while at < len(lines):
            shorter = lines[:at] + lines[at + size :]
            if is_same("\n".join(shorter) + "\n"):
                lines = shorter
            else:
                at += size
        size //= 2
    return "\n".join(lines) + "\n"


def _shrink(data: Any, is_same: Callable[[], bool]) -> None:
    """Remove whatever can be removed, the largest parts first."""
    is_smaller = True
    while is_smaller:
        is_smaller = False
        for place in sorted(places(data), key=lambda place: -len(str(place.value))):
            if _is_gone(data, place.holder):
                continue
            if isinstance(place.holder, dict):
                if place.key not in place.holder:
                    continue
                items = list(place.holder.items())
                del place.holder[place.key]
                if is_same():
                    is_smaller = True
                else:
                    place.holder.clear()
                    place.holder.update(items)


def _is_gone(data: Any, holder: Any) -> bool:
    return holder is not data and not any(place.value is holder for place in places(data))


# --- many trials ----------------------------------------------------------------------------------


def trials(names: list[str], seed: int, count: int) -> Iterator[tuple[int, Trial]]:
    """Numbered mutations of documents in turn."""
    specs = [spec for spec in all_specs() if not names or spec.name in names]
    for index in range(count):
        yield index, trial(specs[index % len(specs)], seed, index)


def main() -> None:
    """Try many mutations, and write each kind of fault once, with its recipe and its document."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--documents", nargs="*", default=[], help="names; all by default")
    parser.add_argument("--one", type=int, help="try only the mutation of this number")
    parser.add_argument("--faults", type=Path, help="folder for a file for each kind of fault")
    arguments = parser.parse_args()
    found: Counter[str] = Counter()
    generated = 0
    start = time.process_time()
    with TemporaryDirectory() as folder:
        for index, tried in trials(arguments.documents, arguments.seed, arguments.count):
            if arguments.one not in (None, index):
                continue
            outcome = outcome_of(tried.text, Path(folder), **tried.settings)
            generated += outcome.is_generated
            fault = outcome.fault
            if fault is not None:
                found[fault.kind] += 1
                if found[fault.kind] == 1:
                    _write(tried, fault, Path(folder), arguments.faults)
    seconds = time.process_time() - start
    print(
        f"seed {arguments.seed}: {arguments.count} mutations, {generated} generated, "
        f"{seconds:.0f} s; {dict(found)}"
    )
    sys.exit(bool(found))


def _write(tried: Trial, fault: Fault, folder: Path, faults: Path | None) -> None:
    file = faults and faults / f"{re.sub('[^A-Za-z0-9]+', '-', fault.kind)[:120]}.txt"
    if file is None or not file.exists():
        document = smallest(tried, fault, folder)
        text = f"--- {fault.kind}\n{tried.recipe}\n{fault.details}\n{document}"
        if file is None:
            print(text, flush=True)
        else:
            file.write_text(text, encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
