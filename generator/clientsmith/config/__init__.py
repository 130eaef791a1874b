"""The configuration: `clientsmith.toml`, or `[tool.clientsmith]` in `pyproject.toml`."""

from .config import Config, ConfigError, Conflicts, NameOverrides
from .loading import CONFIG_FILE, find_config, load_configs
from .pagination import PageRule, PageRules
from .settings import Headers, parse_headers
from .skipping import skips

__all__ = [
    "CONFIG_FILE",
    "Config",
    "ConfigError",
    "Conflicts",
    "Headers",
    "NameOverrides",
    "PageRule",
    "PageRules",
    "find_config",
    "load_configs",
    "parse_headers",
    "skips",
]
