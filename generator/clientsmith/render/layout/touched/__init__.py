"""Formats modules that a user's template has a part in; black sees only what the template touched.

Black over each whole module would need no code here, but for large documents it takes longer than
everything else that makes a client. CPU seconds of a cold run without templates, with the block
`method_body` of resources overridden, and with the block `model` (Python 3.11, black 26.10, one run
each on a busy machine, so within a third):

| client | none | `method_body`: touched, whole | `model`: touched, whole |
|---|---|---|---|
| petstore | 1.4 | 1.6, 1.8 | 1.7, 1.7 |
| airflow | 2.6 | 2.9, 6.5 | 3.1, 3.8 |
| Stripe | 5.4 | 6.5, 24.1 | 10.7, 20.2 |
| GitHub | 7.8 | 9.9, 32.0 | 14.3, 38.6 |

Simpler ways are too slow for GitHub as well. A skeleton of the module with placeholders for what is
built in (130 lines) gives the same client in 2.0 and 2.2 times the time without templates, where the
limit is 1.5; black after our own layout takes half the time of black alone. Black's ranges of lines
(`lines=`) take a third to a half of it, and leave another text.
"""

from .formatting import format_touched

__all__ = ["format_touched"]
