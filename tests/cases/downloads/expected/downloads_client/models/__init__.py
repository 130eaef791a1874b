"""Types of requests and responses; modules are imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.exports import lazy_attributes

if TYPE_CHECKING:
    from .exports import Export as Export
    from .papers import Problem as Problem
    from .pictures import Picture as Picture
    from .speech import CreateSpeechRequest as CreateSpeechRequest
    from .speech import Syllable as Syllable
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "exports": ("Export",),
            "papers": ("Problem",),
            "pictures": ("Picture",),
            "speech": ("CreateSpeechRequest", "Syllable"),
        },
    )
