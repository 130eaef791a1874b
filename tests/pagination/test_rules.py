"""Pages as the configuration describes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import ConfigError, PageRule, load_configs
from clientsmith.text import reveal

from .planned import (
    FLAG,
    INTEGER,
    PETS,
    TEXT,
    Schema,
    an_object,
    document,
    only_method,
    planned,
    ways,
)

ANSWER: Schema = an_object(
    rows=PETS,
    info=an_object(after=TEXT, before=TEXT, count=INTEGER, end=FLAG),
    **{"@odata.next": TEXT},
)
QUERY = {"p": INTEGER, "from_id": TEXT, "to_id": TEXT, "n": INTEGER}


def rules_of(text: str, folder: Path) -> Any:
    """The rules of a table."""
    file = folder / "clientsmith.toml"
    file.write_text(f'spec = "x"\noutput = "y"\n[pagination]\n{text}\n', encoding="utf-8")
    return load_configs(file)[0].pagination


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            'strategy = "cursor", parameter = "from_id", next = "info.after", items = "rows"',
            'Cursor("from_id", next=("info", "after"), items=("rows",))',
        ),
        (
            'strategy = "cursor", parameter = "from_id", header = "X-Next"',
            'Cursor("from_id", header="X-Next", items=("rows",))',
        ),
        (
            'strategy = "last-item", parameter = "from_id", key = "name"',
            'LastItem("from_id", key=("name",), items=("rows",))',
        ),
        (
            'strategy = "offset", parameter = "p", total = "info.count", first = 1',
            'Offset("p", items=("rows",), total=("info", "count"), first=1)',
        ),
        (
            'strategy = "page-number", parameter = "p", size = "n", total-pages = "info.count"',
            'PageNumber("p", items=("rows",), total_pages=("info", "count"), size="n")',
        ),
        (
            'strategy = "page-number", parameter = "p", total-header = "X-Total", '
            'total-pages-header = "X-Pages", current = "info.count", is-last = "info.end"',
            'PageNumber("p", items=("rows",), is_last=("info", "end"), total_header="X-Total", '
            'total_pages_header="X-Pages", current=("info", "count"))',
        ),
        (
            'strategy = "cursor", parameter = "from_id", next = "info.after", before = "to_id", '
            'previous = "info.before", has-previous = "info.end"',
            'Cursor("from_id", next=("info", "after"), items=("rows",), before="to_id", '
            'previous=("info", "before"), has_previous=("info", "end"))',
        ),
        (
            'strategy = "last-item", parameter = "from_id", before = "to_id"',
            'LastItem("from_id", items=("rows",), before="to_id")',
        ),
        ('strategy = "link-header"', 'LinkHeader(items=("rows",))'),
        (
            'strategy = "next-url", next = "info.after", parameter = "from_id", '
            'has-more = "info.end"',
            'NextURL(next=("info", "after"), parameter="from_id", items=("rows",), '
            'has_more=("info", "end"))',
        ),
        (
            'strategy = "next-url", next = ["@odata.next"]',
            'NextURL(next=("@odata.next",), items=("rows",))',
        ),
    ],
)
@pytest.mark.parametrize("key", ["listPets", "GET /pets"])
def test_rules_are_followed(tmp_path: Path, key: str, rule: str, expected: str) -> None:
    rules = rules_of(f'"{key}" = {{ {rule} }}', tmp_path)
    plan = planned(document(QUERY, ANSWER), tmp_path, rules)
    assert ways(plan) == expected
    assert reveal(only_method(plan).pagination_reason).startswith("the configuration says so: ")
    assert plan.problems == ()


def test_pages_can_be_switched_off(tmp_path: Path) -> None:
    data = document({"page": INTEGER, "limit": INTEGER}, PETS)
    assert ways(planned(data, tmp_path))
    plan = planned(data, tmp_path, rules_of("listPets = false", tmp_path))
    assert ways(plan) == ""
    assert reveal(only_method(plan).pagination_reason) == "the configuration says so"


def test_the_answer_as_a_whole_may_be_the_items(tmp_path: Path) -> None:
    rules = rules_of('listPets = { strategy = "offset", parameter = "p", items = "" }', tmp_path)
    assert ways(planned(document(QUERY, PETS), tmp_path, rules)) == 'Offset("p")'


def test_a_body_may_take_the_parameter(tmp_path: Path) -> None:
    data = document({}, ANSWER, method="post", body=an_object(p=INTEGER))
    rules = {"listPets": PageRule("page-number", "p")}
    assert ways(planned(data, tmp_path, rules)) == (
        'PageNumber("p", location="body", items=("rows",))'
    )


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (PageRule("offset", "q"), "the operation has no parameter 'q'"),
        (PageRule("offset", "p", items=("lines",)), "the response has no list `lines`"),
        (PageRule("offset", "p", items=("info", "count")), "the response has no list `info.count`"),
        (PageRule("offset", "p", total=("total",)), "the response has no `total`"),
        (PageRule("next-url", next=("next",)), "the response has no `next`"),
        (PageRule("last-item", "p", key=("uid",)), "an item has no `uid`"),
        (PageRule("page-number", "p", size="q"), "the operation has no parameter 'q'"),
        (PageRule("last-item", "p", before="q"), "the operation has no parameter 'q'"),
        (PageRule("offset", "p", current=("at",)), "the response has no `at`"),
        (
            PageRule("cursor", "p", next=("info", "after"), previous=("info", "from")),
            "the response has no `info.from`",
        ),
    ],
)
def test_rules_that_do_not_fit_are_reported(tmp_path: Path, rule: PageRule, why: str) -> None:
    plan = planned(document(QUERY, ANSWER), tmp_path, {"listPets": rule})
    (problem,) = plan.problems
    assert problem.code == "override-unusable"
    assert problem.message == f"The rule for 'listPets' in pagination cannot be followed: {why}."
    assert ways(plan) == ""


def test_parameters_of_one_rule_are_sent_at_one_place(tmp_path: Path) -> None:
    data = document(QUERY, ANSWER, header_parameters={"X-Before": TEXT})
    rules = {"listPets": PageRule("last-item", "from_id", before="X-Before")}
    (problem,) = planned(data, tmp_path, rules).problems
    assert "'X-Before' and 'from_id' are sent in different places" in problem.message


def test_a_part_of_a_parameter_may_be_meant(tmp_path: Path) -> None:
    pageable = an_object(p=INTEGER, n=INTEGER)
    rules = rules_of(
        'listPets = { strategy = "page-number", parameter = "pick.p", size = "pick.n" }', tmp_path
    )
    assert ways(planned(document({"pick": pageable}, ANSWER), tmp_path, rules)) == (
        'PageNumber("pick", within=("p",), items=("rows",), size="n")'
    )
    rule = PageRule("last-item", "pick.p")
    (problem,) = planned(
        document({"pick": pageable}, ANSWER), tmp_path, {"listPets": rule}
    ).problems
    assert "'pick.p' is only a part of a parameter" in problem.message


def test_a_part_of_a_body_may_be_meant(tmp_path: Path) -> None:
    body = an_object(pick=an_object(after=TEXT))
    data = document({}, ANSWER, method="post", body=body)
    rules = {"listPets": PageRule("cursor", "pick.after", next=("info", "after"))}
    assert ways(planned(data, tmp_path, rules)) == (
        'Cursor("pick", location="body", within=("after",), next=("info", "after"), '
        'items=("rows",))'
    )


def test_only_a_query_takes_what_stands_for_a_url(tmp_path: Path) -> None:
    data = document(QUERY, ANSWER, header_parameters={"X-From": TEXT})
    rules = {"listPets": PageRule("next-url", "X-From", next=("info", "after"))}
    (problem,) = planned(data, tmp_path, rules).problems
    assert "'X-From' is no query parameter" in problem.message


def test_without_a_list_a_rule_needs_one(tmp_path: Path) -> None:
    plan = planned(
        document(QUERY, an_object(a=PETS, b=PETS)), tmp_path, {"listPets": PageRule("link-header")}
    )
    assert "`items` is missing" in plan.problems[0].message


def test_rules_for_what_is_no_json_are_reported(tmp_path: Path) -> None:
    data = document(QUERY, TEXT, media_type="text/plain")
    plan = planned(data, tmp_path, {"listPets": PageRule("link-header")})
    assert "is no JSON" in plan.problems[0].message


def test_rules_without_operation_are_reported(tmp_path: Path) -> None:
    rules = {"listPet": None, "listPets": None, "GET /pets": None}
    problems = planned(document(QUERY, ANSWER), tmp_path, rules).problems
    assert [(problem.code, problem.hint) for problem in problems] == [
        ("override-unused", "Did you mean 'listPets'?"),
        ("override-unused", ""),
    ]


@pytest.mark.parametrize(
    ("rule", "messages"),
    [
        ("x = true", ["`pagination.x` must be false or a table, not True"]),
        (
            "x = {}",
            [
                "`pagination.x.strategy` must be one of 'cursor', 'last-item', 'offset', "
                "'page-number', 'link-header', 'next-url'"
            ],
        ),
        (
            'x = { strategy = "curser" }',
            ["`pagination.x.strategy = 'curser'` is unknown; did you mean `cursor`?"],
        ),
        (
            'x = { strategy = "cursor" }',
            [
                "`pagination.x` needs `parameter`",
                "`pagination.x` needs `next` or `header`",
            ],
        ),
        (
            'x = { strategy = "next-url", next = "n", item = "rows" }',
            ["`pagination.x.item` is unknown; did you mean `items`?"],
        ),
        (
            'x = { strategy = "offset", parameter = 1, first = "0", total = [1] }',
            [
                "`pagination.x.parameter` must be a string, not 1",
                "`pagination.x.first` must be a whole number, not '0'",
                "`pagination.x.total` must be a string such as 'meta.next' or a list, not [1]",
            ],
        ),
    ],
)
def test_mistakes_are_told_all_at_once(tmp_path: Path, rule: str, messages: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        rules_of(rule, tmp_path)
    assert list(caught.value.messages) == messages


def test_the_table_must_be_one(tmp_path: Path) -> None:
    file = tmp_path / "clientsmith.toml"
    file.write_text('spec = "x"\noutput = "y"\npagination = 1\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="`pagination` must be a table"):
        load_configs(file)
