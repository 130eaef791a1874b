"""Run every benchmark, or those that are named: `python -m benchmarks [generation] [incremental] [templates] [imports] [codec] [calls]`."""

from __future__ import annotations

import sys

from . import calls, codec, custom_templates, generation, imports, incremental

BENCHMARKS = {
    "generation": generation.main,
    "incremental": incremental.main,
    "templates": custom_templates.main,
    "imports": imports.main,
    "codec": codec.main,
    "calls": calls.main,
}


def main() -> None:
    for name in sys.argv[1:] or BENCHMARKS:
        BENCHMARKS[name]()
        print()


main()
