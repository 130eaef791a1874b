"""The HTTP library, which only this module names."""

import httpx2 as httpx

__all__ = ["httpx", "limit_decompression"]


def limit_decompression(response: httpx.Response) -> None:
    """Do nothing: httpx2 decompresses in small steps, after each of which the size is checked."""
