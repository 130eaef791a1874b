"""Hand-written modules beside generated ones: `custom/` in a package, and what stands in it."""

from .code import NO_CUSTOM_CODE, CustomClass, CustomCode, CustomImport, CustomModule
from .reading import CUSTOM, read_custom_code

__all__ = [
    "CUSTOM",
    "NO_CUSTOM_CODE",
    "CustomClass",
    "CustomCode",
    "CustomImport",
    "CustomModule",
    "read_custom_code",
]
