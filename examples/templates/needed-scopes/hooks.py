"""Says of each method which scope a key needs: the API tells it in the words of its error 403 alone."""

import re
from dataclasses import replace

from clientsmith.context import Method, Package
from clientsmith.hooks import with_methods
from clientsmith.text import Text, reveal

_SCOPE = re.compile(r"Missing required scope \(([\w.:-]+)\)")


def scope(method: Method) -> Text:
    """The scope that a method needs; empty where the document does not tell."""
    for error in method.docs.raises:
        if found := _SCOPE.search(reveal(error.text)):
            return Text(found[1])
    return Text("")


def transform(package: Package) -> Package:
    """The package with a sentence on the scope in the docstring of each method."""
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
