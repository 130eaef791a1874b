"""`clientsmith init`: write a first configuration, and what continuous integration needs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from ... import __version__
from ...config import CONFIG_FILE, ConfigError, find_config, load_configs
from ...program import builtin_folder
from ...project.output import write_file
from ..clients import free_folder, usual_document
from ..options import AsJson, Quiet
from ..places import configured_source, refuse_to_overwrite, relative
from ..report import Report
from ..running import errors_as_exit_codes
from ..trust import VARIABLE, actions

Service = Literal["github", "gitlab"]

_REQUIREMENT = f"clientsmith=={__version__}"
_GITLAB_PIPELINE = ".gitlab-ci.yml"
_GITLAB_JOBS = ".gitlab/clientsmith.yml"


def init(
    spec: Annotated[
        str | None,
        typer.Argument(
            metavar="SPEC", help="The document: a file, a folder, a URL or a documentation page."
        ),
    ] = None,
    directory: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Folder of the generated project."),
    ] = None,
    service: Annotated[
        Service | None,
        typer.Option(
            "--ci",
            metavar="SERVICE",
            help="Also write jobs that check and update clients: github or gitlab.",
        ),
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Write a clientsmith.toml for a document, with --ci also jobs for GitHub or GitLab."""
    report = Report(quiet=quiet, as_json=as_json)
    with errors_as_exit_codes(report):
        files, advice = _planned(spec, directory, service)
        refuse_to_overwrite(files, "remove it, or change it by hand")
        for place, text in files.items():
            write_file(place, text)
            report.line(f"{relative(place)}: written", "bold")
        for line in advice:
            report.line(line)
        report.json({"written": [relative(place) for place in files]})


def _planned(
    spec: str | None, directory: Path | None, service: Service | None
) -> tuple[dict[Path, str], list[str]]:
    """Return the files to write, and advice on what to do next.

    Raises:
        typer.BadParameter: the arguments do not say what is wanted.
        ConfigError: there is a configuration already.
    """
    there = find_config(Path())
    if spec is None and there is None and is_terminal():
        spec = _asked("Document (file, folder, URL or documentation page)", usual_document())
        directory = directory or Path(_asked("Folder of the client", free_folder()))
        service = service or _asked_service()
    files: dict[Path, str] = {}
    advice: list[str] = []
    if spec is not None:
        if there is not None:
            raise ConfigError(
                there.name,
                [
                    "this is a configuration already, and nothing was written; add a table "
                    "[clients.NAME] there, or leave out the document to write jobs with --ci"
                ],
            )
        files[Path(CONFIG_FILE)] = _configuration(
            configured_source(spec), relative(directory or Path("sdk"))
        )
        advice.append("Next: clientsmith generate, and commit what it writes.")
    elif there is None:
        raise typer.BadParameter("give a document: clientsmith init SPEC [-o DIR]")
    elif service is None:
        raise typer.BadParameter(f"{there.name} is a configuration already; --ci adds jobs to it")
    elif directory is not None:
        raise typer.BadParameter("-o goes with a document: clientsmith init SPEC -o DIR")
    if service is not None:
        jobs, after = _JOBS[service](_repository())
        files |= jobs
        advice += after
        if there is not None and actions(load_configs(there)):
            advice.append(
                f"{there.name} runs code or sends variables, which the jobs do only with "
                f"{VARIABLE}=1: add it to their variables."
            )
    return files, advice


def is_terminal() -> bool:
    """Return whether somebody can be asked."""
    return sys.stdin.isatty()


def _asked(question: str, default: str | None) -> str:
    return str(typer.prompt(question, default, err=True))


def _asked_service() -> Service | None:
    """Return the service for which the user wants jobs, if the repository is one of git."""
    if not (_repository() / ".git").exists():
        return None
    services: dict[str, Service | None] = {"github": "github", "gitlab": "gitlab", "none": None}
    while (
        choice := _asked("Jobs that check the client (github, gitlab, none)", "none")
    ) not in services:
        typer.echo("One of github, gitlab, none.", err=True)
    return services[choice]


def _configuration(spec: str, output: str) -> str:
    from ...encode.encoders import toml

    return _template(
        CONFIG_FILE,
        {
            'spec = "openapi.yaml"\n': f"spec = {toml(spec)}\n",
            'output = "sdk"\n': f"output = {toml(output)}\n",
        },
    )


def _github(repository: Path) -> tuple[dict[Path, str], list[str]]:
    files = {
        repository
        / ".github"
        / "workflows"
        / name: _template(
            f"ci/github/{name}",
            {
                "  CLIENTSMITH: clientsmith\n": f"  CLIENTSMITH: {_REQUIREMENT}\n",
                "working-directory: .\n": f"working-directory: {_quoted(_folder(repository))}\n",
            },
        )
        for name in ("clientsmith-check.yml", "clientsmith-update.yml")
    }
    return files, [
        "Let GitHub Actions create pull requests: the repository's Settings, Actions, General."
    ]


def _gitlab(repository: Path) -> tuple[dict[Path, str], list[str]]:
    files = {repository / _GITLAB_JOBS: _template("ci/gitlab.yml", {})}
    folder = _folder(repository)
    include = (
        "include:\n"
        f"  - local: {_GITLAB_JOBS}\n"
        "    inputs:\n"
        f"      requirement: {_REQUIREMENT}\n"
        + (f"      folder: {_quoted(folder)}\n" if folder != "." else "")
    )
    advice = [
        "For updates, add a project access token as the CI/CD variable CLIENTSMITH_TOKEN, and a "
        "pipeline schedule."
    ]
    if (repository / _GITLAB_PIPELINE).exists():
        place = relative(repository / _GITLAB_PIPELINE)
        advice = [f"Add to {place}:", *include.splitlines(), *advice]
    else:
        files[repository / _GITLAB_PIPELINE] = include
    return files, advice


_JOBS = {"github": _github, "gitlab": _gitlab}


def _template(name: str, changes: Mapping[str, str]) -> str:
    """Return a file as the program brings it along, with lines replaced by others."""
    text = (builtin_folder().parent / name).read_text(encoding="utf-8")
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def _repository() -> Path:
    """Return the root of the git repository around this folder; this folder where there is none."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            return folder
    return here


def _folder(repository: Path) -> str:
    """This folder as the repository names it."""
    return Path.cwd().relative_to(repository).as_posix()


def _quoted(text: str) -> str:
    """Return a scalar of YAML, which takes the strings of JSON."""
    return text if text == "." else json.dumps(text, ensure_ascii=False)
