"""Steps of GitHub Actions, run as a runner would run them, as far as ours use what it offers."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_REFERENCE = re.compile(r"\b(inputs|steps|github|matrix)\.([\w.-]+)")
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


@dataclass
class Run:
    """How the steps of a job went."""

    code: int = 0
    """Exit code of the first step that failed."""

    said: str = ""
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    """Step → its outputs."""

    skipped: list[str] = field(default_factory=list)
    summary: str = ""


def run_steps(
    steps: Sequence[Mapping[str, Any]],
    *,
    folder: Path,
    temp: Path,
    env: Mapping[str, str],
    inputs: Mapping[str, str] | None = None,
    github: Mapping[str, str] | None = None,
    given: Mapping[str, Mapping[str, str]] | None = None,
    working_directory: str = ".",
) -> Run:
    """Run every step that is a script; those that use other actions are taken as done.

    Args:
        steps: as the YAML has them.
        folder: the checkout.
        temp: RUNNER_TEMP.
        env: the environment of every step.
        inputs: what `inputs.` means.
        github: what `github.` means.
        given: outputs of steps that use other actions.
        working_directory: where scripts run that do not say it.
    """
    run = Run(outputs={name: dict(found) for name, found in (given or {}).items()})
    contexts = {"inputs": dict(inputs or {}), "github": dict(github or {})}
    temp.mkdir(exist_ok=True)
    output, summary = temp / "output", temp / "summary"
    summary.touch()
    for step in steps:
        name = str(step.get("id") or step.get("name") or step.get("uses"))
        condition = str(step.get("if", ""))
        if run.code and "cancelled()" not in condition:
            continue
        if condition and not _value(condition, contexts, run):
            run.skipped.append(name)
            continue
        if "run" not in step:
            continue
        output.write_text("")
        own = {key: _filled(str(text), contexts, run) for key, text in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder / _filled(step.get("working-directory", working_directory), contexts, run),
            env={
                "PATH": os.environ["PATH"],
                "RUNNER_TEMP": str(temp),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                **env,
                **own,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        run.said += done.stdout
        run.code = run.code or done.returncode
        lines = output.read_text().splitlines()
        run.outputs[name] = dict(line.split("=", 1) for line in lines)
    run.summary = summary.read_text()
    return run


def expressions(text: str) -> list[str]:
    """The expressions in a text."""
    return [found.strip() for found in _EXPRESSION.findall(text)]


def _filled(text: str, contexts: Mapping[str, Mapping[str, str]], run: Run) -> str:
    return _EXPRESSION.sub(lambda match: str(_value(match[1], contexts, run)), text)


def _value(expression: str, contexts: Mapping[str, Mapping[str, str]], run: Run) -> Any:
    """What an expression of references, texts, comparisons and connectives means."""

    def literal(match: re.Match[str]) -> str:
        kind, rest = match.groups()
        if kind == "steps":
            step, _, name = rest.partition(".outputs.")
            return repr(run.outputs.get(step, {}).get(name, ""))
        return repr(contexts[kind].get(rest, ""))

    inner = _EXPRESSION.fullmatch(expression.strip())
    python = _REFERENCE.sub(literal, inner[1] if inner else expression).strip()
    for ours, pythons in (("!cancelled()", "True"), ("&&", " and "), ("||", " or ")):
        python = python.replace(ours, pythons)
    return eval(python, {"__builtins__": {}})
