"""Validation of requests before they are sent: constraints that generated modules declare.

`checking` compares the arguments of a call with them.
"""

from .constraints import Constraints as Constraints
from .constraints import Rule as Rule
from .constraints import Rules as Rules
