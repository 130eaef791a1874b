"""Digest of a client's inputs beside its documents, and a check whether any input has changed."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from .. import __version__
from ..config import Config, skips
from ..program import SUFFIX, is_installed, program_digest, template_files
from .custom import custom_runtime_modules, read_custom_code
from .output import Manifest, content_on_disk, digest, load_manifest, read_manifest

_WITHOUT_EFFECT = frozenset(
    {
        "allow_files",
        "allow_private",
        "allow_remote",
        "command",
        "folder",
        "is_configured",
        "headers",
        "hooks",
        "is_trusted",
        "keep_edits",
        "license_file",
        "name",
        "output",
        "overlays",
        "rename",
        "spec",
        "strict",
        "templates",
    }
)
"""Settings that do not affect the content of generated files, or are covered by `_files`."""


README = "README.md"
_PROJECT = "pyproject.toml"


def is_generated(config: Config, name: str) -> bool:
    """Return whether a file around the package is generated: its folder of templates may have an
    empty one for it."""
    if config.package_only or any(skips(entry, name) for entry in config.skip):
        return False
    templates = config.templates_folder
    template = None if templates is None else templates / f"{name}{SUFFIX}"
    return template is None or not template.is_file() or bool(_content(template).strip())


def has_readme(config: Config) -> bool:
    """Return whether the client has a README, generated or hand-written.

    Raises:
        OutputError: the output folder cannot be read.
    """
    if is_generated(config, README):
        return True
    if not config.output:
        return False
    directory = config.folder / config.output
    content = content_on_disk(directory / README)
    return content is not None and digest(content) != read_manifest(directory).get(README)


def inputs_digest(config: Config) -> str:
    """Return the SHA-256 of settings, overlays, hooks, templates, hand-written classes and version,
    and of whether there is a README for the project file to name.

    Files that cannot be read count as empty; whoever uses them says so.

    Raises:
        OutputError: as `has_readme`.
    """
    found = hashlib.sha256(f"clientsmith {__version__}\n".encode())
    for line in _settings(config):
        found.update(f"{line}\n".encode("utf-8", "surrogatepass"))
    for name, file in _files(config):
        found.update(f"{digest(_content(file))} {name}\n".encode("utf-8", "surrogatepass"))
    for line in _custom_code(config):
        found.update(f"{line}\n".encode("utf-8", "surrogatepass"))
    if is_generated(config, _PROJECT) and not has_readme(config):
        found.update(b"no README\n")
    return found.hexdigest()


def _custom_code(config: Config) -> Iterator[str]:
    """Yield hand-written classes that may replace generated ones, and what hand-written modules import
    of the package and its runtime."""
    if config.output:
        folder = config.folder / config.output
        for package, code in read_custom_code(folder, "").items():
            yield from (f"{package}.{each}" for each in (*code.extending, *sorted(code.names)))
        yield from sorted(custom_runtime_modules(folder))


def _settings(config: Config) -> Iterator[str]:
    """Yield settings that differ from the defaults."""
    default = Config()
    for name in sorted(field.name for field in fields(Config)):
        value = getattr(config, name)
        if name not in _WITHOUT_EFFECT and value != getattr(default, name):
            yield f"{name} = {value!r}"


def _files(config: Config) -> Iterator[tuple[str, Path]]:
    """Yield overlays by number, the license, hooks, and templates by name."""
    for number, name in enumerate(config.overlays):
        yield f"overlay {number}", config.folder / name
    if config.license_file:
        yield "license", config.folder / config.license_file
    if config.hooks:
        yield "hooks", config.folder / config.hooks
    if (templates := config.templates_folder) is not None:
        for file in template_files(templates):
            yield f"template {file}", templates / file


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


class UpToDateRecord:
    """Checks whether a committed client is up to date, without generating it.

    That is known of clients from local files alone: their manifest names the documents, the inputs
    and the files, and all of them are as it says. A repository of this program at work, whose
    version does not tell its states apart, has to have seen the client before.

    Args:
        cache: folder in which a program at work notes what it has seen.
    """

    def __init__(self, cache: Path) -> None:
        self._seen = cache / "current"

    def __call__(self, config: Config) -> bool:
        """Return whether the client that a configuration describes is known to be current.

        Raises:
            OutputError: its manifest is damaged.
        """
        directory = config.folder / config.output
        manifest = load_manifest(directory)
        return (
            manifest is not None
            and manifest.inputs == inputs_digest(config)
            and _has_documents(manifest, config)
            and all(
                digest(_content(directory / path)) == sha256
                for path, sha256 in manifest.files.items()
            )
            and (is_installed() or self._mark(manifest).exists())
        )

    def note(self, config: Config) -> None:
        """Record that a client is up to date."""
        manifest = load_manifest(config.folder / config.output)
        if manifest is not None and not is_installed():
            with contextlib.suppress(OSError):
                self._seen.mkdir(parents=True, exist_ok=True)
                self._mark(manifest).touch()

    def _mark(self, manifest: Manifest) -> Path:
        seen = f"{program_digest()}\n{manifest.text}".encode("utf-8", "surrogatepass")
        return self._seen / hashlib.sha256(seen).hexdigest()


def _has_documents(manifest: Manifest, config: Config) -> bool:
    """Return whether a client is made from the files that a manifest names, and they are as it
    says."""
    if len(config.sources) != 1:
        return False
    spec = config.folder / config.sources[0]
    if not spec.is_file() or manifest.origin != spec.name:
        return False
    return all(
        "://" not in origin and hashlib.sha256(_content(spec.parent / origin)).hexdigest() == sha256
        for origin, sha256 in manifest.documents.items()
    )
