"""The configuration: `clientsmith.toml`, or `[tool.clientsmith]` in `pyproject.toml`."""

from .config import (
    RUNTIME_PARTS,
    Config,
    ConfigError,
    Conflicts,
    Enums,
    HttpLibrary,
    ModelStyle,
    NameOverrides,
    Naming,
    RuntimeSettings,
)
from .hints import with_keys
from .loading import CONFIG_FILE, find_config, load_configs, runtime_clashes
from .pagination import PageRule, PageRules
from .settings import VERBS, Headers, parse_headers
from .skipping import skips

__all__ = [
    "CONFIG_FILE",
    "RUNTIME_PARTS",
    "VERBS",
    "Config",
    "ConfigError",
    "Conflicts",
    "Enums",
    "Headers",
    "HttpLibrary",
    "ModelStyle",
    "NameOverrides",
    "Naming",
    "PageRule",
    "PageRules",
    "RuntimeSettings",
    "find_config",
    "load_configs",
    "parse_headers",
    "runtime_clashes",
    "skips",
    "with_keys",
]
