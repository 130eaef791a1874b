"""Python of the user's own: what changes the context of a client, and filters for its templates.

Only the configuration names it, never a document. What it does is checked like what templates make.
"""

from .hooks import NO_HOOKS, Hooks
from .loading import load_hooks
from .methods import with_methods
from .problems import HookProblem

__all__ = ["NO_HOOKS", "HookProblem", "Hooks", "load_hooks", "with_methods"]
