"""Hooks: a user's Python that changes the context of a client, and filters and tests for its templates.

Only the configuration can name a hooks file, never a document. The generated files are checked like
those of custom templates.
"""

from .hooks import NO_HOOKS, Hooks, load_hooks
from .methods import with_methods

__all__ = ["NO_HOOKS", "Hooks", "load_hooks", "with_methods"]
