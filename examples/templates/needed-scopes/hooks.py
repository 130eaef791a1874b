"""Adds the required scope to each method's docstring; only the text of error 403 names it."""

import re
from dataclasses import replace

from clientsmith.context import Method, Package
from clientsmith.hooks import with_methods
from clientsmith.text import Text, reveal

_SCOPE = re.compile(r"Missing required scope \(([\w.:-]+)\)")


def scope(method: Method) -> Text:
    """Return the scope that a method needs; empty if it is not documented."""
    for error in method.docs.raises:
        if found := _SCOPE.search(reveal(error.text)):
            return Text(found[1])
    return Text("")


def transform(package: Package) -> Package:
    """Add a sentence about the scope to the docstring of each method."""
    return with_methods(package, _with_scope)


def _with_scope(method: Method) -> Method:
    needed = reveal(scope(method))
    if not needed:
        return method
    words = [reveal(method.docs.description), f"The key needs the scope `{needed}`."]
    return replace(
        method, docs=replace(method.docs, description=Text("\n\n".join(filter(None, words))))
    )


filters = {"scope": scope}
