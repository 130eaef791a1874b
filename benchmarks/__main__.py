"""Run every benchmark, or those that are named: `python -m benchmarks [generation] [imports] [codec] [calls]`."""

from __future__ import annotations

import sys

from . import calls, codec, generation, imports

BENCHMARKS = {
    "generation": generation.main,
    "imports": imports.main,
    "codec": codec.main,
    "calls": calls.main,
}


def main() -> None:
    for name in sys.argv[1:] or BENCHMARKS:
        BENCHMARKS[name]()
        print()


main()
