"""Descriptions in docstrings: no dead links, nothing said twice, no constraint without its subject."""

from __future__ import annotations

import pytest

from clientsmith.ir import Constraints, Docs
from clientsmith.plan.docstrings.docstrings import request_docs
from clientsmith.plan.docstrings.markup import as_markdown
from clientsmith.plan.docstrings.sentences import described
from clientsmith.text import reveal


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Creates a reply. [Learn more](/docs/replies).", "Creates a reply."),
        ("Creates a reply. Learn more about [replies](/docs/replies.html).", "Creates a reply."),
        ("[Learn more](#replies)\n\nCreates a reply.", "\n\nCreates a reply."),
        ("A. See the [guide](/g) for details. B.", "A. B."),
        ("See [pets](/pets), which bark.", "See pets, which bark."),
        ("Read [more](https://a.test/x).", "Read [more](https://a.test/x)."),
        ("The [goal](/goals) to read.", "The goal to read."),
        ("Reading `[Learn more](/a)` in code.", "Reading `[Learn more](/a)` in code."),
    ],
)
def test_sentences_that_only_lead_elsewhere(text: str, shown: str) -> None:
    assert as_markdown(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Deprecated. Use `b`.", "Use `b`."),
        ("**DEPRECATED**: use `b`.", "Use `b`."),
        ("[Deprecated] - Use b.", "Use b."),
        ("Deprecated", ""),
        ("Deprecated pets are listed.", "Deprecated pets are listed."),
    ],
)
def test_deprecation_is_said_once(text: str, shown: str) -> None:
    assert reveal(described(Docs(description=text, deprecated=True), Constraints())) == shown
    assert reveal(described(Docs(description=text), Constraints())) == text


def test_a_summary_is_not_the_word_deprecated() -> None:
    docs = Docs(description="Deprecated: use `pets.list`.", deprecated=True)
    assert request_docs(docs, "list") == ("Use `pets.list`.", "")
    assert request_docs(Docs(title="Deprecated", deprecated=True), "list")[0] == "List."


def test_constraints_have_a_subject() -> None:
    limits = Constraints(max_length=22)
    text = described(Docs(), limits, names=("statement_descriptor", "Charge"))
    assert reveal(text) == "Statement descriptor. At most 22 characters."
    text = described(Docs(description="On bills."), limits, names=("statement_descriptor",))
    assert reveal(text) == "On bills. At most 22 characters."
