"""Compares the surfaces of two clients: everything that users can name."""

from .changes import SurfaceChange, compare_surfaces, with_model_usage
from .client_files import BrokenModule, ClientFiles, client_files, package_of

__all__ = [
    "BrokenModule",
    "ClientFiles",
    "SurfaceChange",
    "client_files",
    "compare_surfaces",
    "package_of",
    "with_model_usage",
]
