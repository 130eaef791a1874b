"""Prism, which checks requests against a document, and answers with examples."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from e2e.installation import PRISM
from e2e.processes import free_port, running


@contextmanager
def serve(spec: Path, folder: Path) -> Iterator[str]:
    """A server of one document; its URL. Random answers are the same in every run.

    Args:
        spec: an OpenAPI document.
        folder: where it may write.
    """
    url = f"http://127.0.0.1:{(port := free_port())}"
    prism = PRISM.folder / "node_modules/@stoplight/prism-cli/dist/index.js"
    command = ["node", str(prism), "mock", str(spec), "--host", "127.0.0.1", "--port", str(port)]
    with running([*command, "--errors", "--seed", "1"], url, folder):
        yield url
