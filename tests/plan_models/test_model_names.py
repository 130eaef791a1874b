"""Names of classes and types: from components, from places, from titles, from the user."""

import random

import pytest

from clientsmith.ir import Constraints, Declaration, ListOf, Named, OneOf, Place, Role, Step
from clientsmith.naming.models.places import joined, operation_title, shared_title
from clientsmith.naming.models.shortening import shortened, without_webhook
from clientsmith.naming.overrides import OperationName
from plan_models.model_building import (
    INTEGER,
    STRING,
    alias,
    class_names,
    component_id,
    enumeration,
    field,
    inside,
    lines,
    model,
    operation,
    plan,
)

LONG = ("a value that is long enough", "to have a name of its own")


# --- components -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("component", "name"),
    [
        ("Pet", "Pet"),
        ("pet", "Pet"),
        ("full-repository", "FullRepository"),
        ("OAuth2Client", "OAuth2Client"),
        ("HTTPValidationError", "HTTPValidationError"),
        ("v1.Pod", "V1Pod"),
        ("Exception", "Exception_"),
        ("Warning", "Warning_"),
        ("None", "None_"),
        ("Any", "Any_"),
        ("Literal", "Literal_"),
        ("Union", "Union_"),
        ("UUID", "UUID_"),
        ("Decimal", "Decimal_"),
        ("TypeAlias", "TypeAlias_"),
        ("Annotated", "Annotated_"),
        ("ClassVar", "ClassVar_"),
        ("APIModel", "APIModel_"),
        ("Discriminator", "Discriminator_"),
        ("Unset", "Unset_"),
        ("FileInput", "FileInput_"),
        ("StrEnum", "StrEnum_"),
        ("ﬁle", "File"),
        ("größe", "Größe"),
        ("宠物", "宠物"),
    ],
)
def test_components_have_their_own_name(component: str, name: str) -> None:
    assert class_names(plan([model(component, field("x"))])) == [name]


@pytest.mark.parametrize(
    ("component", "name"),
    [
        ("Body_login_login_access_token", "LoginAccessTokenBody"),
        ("Body_create_file", "CreateFileBody"),
        ("Item-Output", "Item"),
        ("Item-Input", "ItemInput"),
    ],
)
def test_conventions_of_frameworks(component: str, name: str) -> None:
    assert class_names(plan([model(component, field("x"))])) == [name]


def test_a_component_keeps_its_exact_name_beside_that_of_a_framework() -> None:
    found = class_names(plan([model("Item-Output", field("x")), model("Item", field("y"))]))
    assert sorted(found) == ["Item", "ItemOutput"]


@pytest.mark.parametrize(
    ("components", "names"),
    [
        (["ContainerAutoParam"], ["ContainerAuto"]),
        (["container_auto_param"], ["ContainerAuto"]),
        (["MCPServerParam"], ["MCPServer"]),
        (["ToolCall", "ToolCallParam"], ["ToolCall", "ToolCallInput"]),
        (["QueryParam"], ["QueryParam"]),
        (["ToolCallParams"], ["ToolCallParams"]),
        (["InputTextParam", "InputText"], ["InputText", "InputTextParam"]),
        (["terminal_reader_reader_resource_cart"], ["TerminalReaderResourceCart"]),
        (["QuoteDataQuoteData"], ["QuoteData"]),
        (["apiKnowledgeBase"], ["KnowledgeBase"]),
        (["apiKnowledgeBase", "knowledge_base"], ["ApiKnowledgeBase", "KnowledgeBase"]),
        (["apiKeyInfo", "apiAgent", "apiary_hive"], ["ApiAgent", "ApiKeyInfo", "ApiaryHive"]),
        (["reader_reader_cart", "reader_cart"], ["ReaderCart", "ReaderReaderCart"]),
        (["format_json_schema_schema"], ["FormatJsonSchemaSchema"]),
    ],
)
def test_additions_that_say_nothing(components: list[str], names: list[str]) -> None:
    for each in (components, components[::-1]):
        assert class_names(plan([model(name, field("x")) for name in each])) == names


def test_object_is_left_out_where_all_things_are_called_so() -> None:
    few = ["GitObject", "Tree"]
    assert class_names(plan([model(name, field("x")) for name in few])) == few
    many = [f"{letter}Object" for letter in ("Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg")]
    further = ["FormatJsonObject", "Item", "ItemObject", "StrObject"]
    found = class_names(plan([model(name, field("x")) for name in (*many, *further)]))
    assert {*found} == {
        *(name.removesuffix("Object") for name in many),
        "FormatJsonObject",
        "Item",
        "ItemObject",
        "Str",
    }


def test_a_property_input_keeps_its_name() -> None:
    inner = model(
        "in", field("x"), place=inside(component_id("ToolCall"), (Role.PROPERTY, "input"))
    )
    call = model("ToolCall", field("input", Named("in")))
    names = class_names(plan([call, inner, model("ToolCallParam", field("y"))]))
    assert names == ["ToolCall", "ToolCallInput", "ToolCallParam"]


def test_the_second_class_of_what_is_received_is_the_input() -> None:
    both = model("ToolCall", field("x"), field("id", read_only=True))
    sent = operation("POST", "/calls", body=Named(both.id), response=Named(both.id))
    planned = plan([both, model("ToolCallParam", field("y"))], sent)
    assert class_names(planned) == ["ToolCall", "ToolCallInput", "ToolCallParam"]


def test_names_are_used_once_and_an_exact_one_wins() -> None:
    components = ["pet", "Pet", "a-b", "aB", "a_b", "Exception", "Exception_"]
    found = class_names(plan([model(name, field("x")) for name in components]))
    assert len(found) == len(set(found)) == len(components)
    one = plan([model("pet", field("x", INTEGER)), model("Pet", field("x"))])
    assert lines(one, "Pet") == ["x: str"]


@pytest.mark.parametrize(
    "hostile", ["", "1", "__init__", "a b\n#", '"""', "\u202e", "../x", "{{x}}"]
)
def test_any_text_becomes_a_name(hostile: str) -> None:
    (name,) = class_names(plan([model(hostile, field(hostile))]))
    assert name.isidentifier()
    assert not name.startswith("_")


def test_names_that_differ_in_case_only_stand_beside_each_other() -> None:
    assert class_names(plan([model("URL", field("x")), model("Url", field("x"))])) == ["URL", "Url"]


# --- places -----------------------------------------------------------------------------------------


PET = component_id("Pet")


def name_at(*steps: tuple[Role, str] | Role, parent: str = PET, title: str = "") -> str:
    """The name of a model at a place inside the component Pet."""
    inline = model("inline", field("x"), place=inside(parent, *steps, title=title))
    planned = plan([model("Pet", field("p", Named("inline"))), inline])
    return next(name for name in class_names(planned) if name != "Pet")


@pytest.mark.parametrize(
    ("steps", "name"),
    [
        ([(Role.PROPERTY, "owner")], "PetOwner"),
        ([(Role.PROPERTY, "home_address")], "PetHomeAddress"),
        ([(Role.PROPERTY, "+1")], "PetPlus1"),
        ([(Role.PROPERTY, "@type")], "PetType"),
        ([(Role.PROPERTY, "tags"), Role.ITEM], "PetTag"),
        ([(Role.PROPERTY, "categories"), Role.ITEM], "PetCategory"),
        ([(Role.PROPERTY, "data"), Role.ITEM], "PetDataItem"),
        ([(Role.PROPERTY, "labels"), Role.VALUE], "PetLabel"),
        ([(Role.PROPERTY, "metadata"), Role.VALUE], "PetMetadataValue"),
        ([(Role.PROPERTY, "rows"), Role.ITEM, Role.ITEM], "PetRowItem"),
        ([(Role.PROPERTY, "owner"), (Role.MEMBER, "1")], "PetOwner"),
        ([(Role.MEMBER, "PetCat")], "PetCat"),
        ([(Role.MEMBER, "cat")], "PetCat"),
    ],
)
def test_inline_schemas_are_named_after_their_place(
    steps: list[tuple[Role, str] | Role], name: str
) -> None:
    assert name_at(*steps) == name


def test_what_stands_inside_an_inline_schema_is_named_after_that() -> None:
    planned = plan(
        [
            model("Pet", field("owner", Named("owner"))),
            model(
                "owner",
                field("homes", ListOf(Named("home"))),
                place=inside(PET, (Role.PROPERTY, "owner")),
            ),
            model("home", field("x"), place=inside("owner", (Role.PROPERTY, "homes"), Role.ITEM)),
        ]
    )
    assert class_names(planned) == ["Pet", "PetOwner", "PetOwnerHome"]


@pytest.mark.parametrize(
    ("step", "name"),
    [
        ((Role.REQUEST, ""), "CreatePetRequest"),
        ((Role.REQUEST, "x-www-form-urlencoded"), "CreatePetFormRequest"),
        ((Role.REQUEST, "form-data"), "CreatePetMultipartRequest"),
        ((Role.RESPONSE, ""), "CreatePetResponse"),
        ((Role.RESPONSE, "200"), "CreatePetResponse"),
        ((Role.RESPONSE, "201"), "CreatePetCreatedResponse"),
        ((Role.RESPONSE, "404"), "CreatePetNotFoundResponse"),
        ((Role.RESPONSE, "4XX"), "CreatePetClientErrorResponse"),
        ((Role.RESPONSE, "default"), "CreatePetDefaultResponse"),
        ((Role.RESPONSE, "299 csv"), "CreatePet299CsvResponse"),
        ((Role.PARAMETER, "filter"), "CreatePetFilter"),
        ((Role.HEADER, "X-Rate"), "CreatePetXRate"),
    ],
)
def test_schemas_of_operations(step: tuple[Role, str], name: str) -> None:
    used = operation("POST", "/pets", body=Named("inline"))
    planned = plan([model("inline", field("x"), place=inside(used.id, step))], used)
    assert class_names(planned) == [name]


def test_schemas_of_shared_objects() -> None:
    place = Place(None, (Step(Role.COMPONENT, "NotFound"), Step(Role.RESPONSE)))
    used = operation("GET", "/pets", response=Named("inline"))
    planned = plan([model("inline", field("x"), place=place)], used)
    assert class_names(planned) == ["NotFoundResponse"]


@pytest.mark.parametrize(
    ("resource", "method", "path", "title"),
    [
        (("goals",), "create", "/goals", "CreateGoal"),
        (("notes",), "new", "/notes", "NewNote"),
        (("pets",), "list", "/pets", "ListPets"),
        (("pets",), "get", "/pets/{id}", "GetPet"),
        (("pets",), "replace", "/pets", "ReplacePets"),
        (("account",), "get", "/account", "GetAccount"),
        (("issuing", "cards"), "list", "/issuing/cards", "ListIssuingCards"),
        (("accounts", "people"), "get", "/accounts/{a}/people/{id}", "GetAccountPerson"),
        (("charges",), "refund", "/charges/{charge}/refund", "RefundCharge"),
        (("repos",), "list_for_org", "/orgs/{org}/repos", "ListReposForOrg"),
        (("repos",), "list_branches", "/repos/{repo}/branches", "ListRepoBranches"),
        (("actions",), "list_jobs", "/actions/jobs", "ListActionsJobs"),
        (("pets",), "delete_all", "/pets", "DeleteAllPets"),
        (("pets",), "create_or_update_tag", "/pets/{id}/tags", "CreateOrUpdatePetTag"),
        (("episodes",), "check_users_saved_episodes", "/me/episodes", "CheckUsersSavedEpisodes"),
        (("containers",), "stats", "/containers/{id}/stats", "ContainerStats"),
        (("player",), "start_a_users_playback", "/me/player", "StartPlayerUsersPlayback"),
        (("search",), "search", "/search", "Search"),
        (("repos", "keys"), "bulk_delete_old_keys", "/repos/{repo}/keys", "BulkDeleteOldKeys"),
        (("pets",), "bulk_delete", "/pets", "BulkDeletePets"),
        (("pets",), "bulk_delete_old_tags", "/pets/tags", "BulkDeletePetOldTags"),
        (("pets",), "async_export_tags", "/pets/tags", "AsyncExportPetTags"),
    ],
)
def test_titles_of_operations(
    resource: tuple[str, ...], method: str, path: str, title: str
) -> None:
    picked = {"accounts", "charges", "containers", "pets", "repos"}
    assert operation_title(OperationName(resource, method), path, picked) == title


def test_longer_names_where_short_ones_clash() -> None:
    planned = plan(
        [
            model("Pet", field("owner", Named("o")), field("ownerName", Named("on"))),
            model("o", field("name", Named("o.n")), place=inside(PET, (Role.PROPERTY, "owner"))),
            model("o.n", field("x"), place=inside("o", (Role.PROPERTY, "name"))),
            model("on", field("x"), place=inside(PET, (Role.PROPERTY, "ownerName"))),
            alias("Dogs", ListOf(Named("d"))),
            model("d", field("x"), place=inside(component_id("Dogs"), Role.ITEM)),
            model("Dog", field("x")),
        ]
    )
    assert class_names(planned) == [
        "Dog", "Dogs", "DogsItem", "Pet", "PetOwner", "PetOwnerName", "PetOwnerNameObject",
    ]  # fmt: skip


# --- members of unions ------------------------------------------------------------------------------


def union(*members: Declaration, component: str = "Event") -> list[str]:
    """Names that members of a union component get, in their order."""
    types = tuple(Named(member.id) for member in members)
    planned = plan([alias(component, OneOf((STRING, *types))), *members])
    return [name for name in class_names(planned) if name != component]


def member(id_: str, word: str, *names: str, title: str = "", more: str = "") -> Declaration:
    fields = [field(name) for name in names] + ([field(more, STRING, False)] if more else [])
    place = inside(component_id("Event"), (Role.MEMBER, word), title=title)
    return model(id_, *fields, place=place)


def test_members_are_told_apart_by_word() -> None:
    assert union(member("a", "paid", "x"), member("b", "order_void", "x")) == [
        "EventOrderVoid",
        "EventPaid",
    ]
    assert union(member("a", "Event paid", "x"), member("b", "Paid", "y", title="Paid")) == [
        "EventPaid",
        "EventPaidObject",
    ]


def test_members_without_a_word_are_told_apart_by_what_they_have() -> None:
    found = union(
        member("a", "1", "id", "amount"),
        member("b", "2", "id", more="reason"),
        member("c", "3", "id"),
    )
    assert found == ["EventOption3", "EventWithAmount", "EventWithReason"]
    assert union(member("a", "2", "id")) == ["EventObject"]


def test_members_whose_words_repeat_the_union_are_told_apart_by_what_they_have() -> None:
    found = union(member("a", "event", "id", "amount"), member("b", "event 2", "id", "user"))
    assert found == ["EventWithAmount", "EventWithUser"]


def test_an_enumeration_beside_text() -> None:
    place = inside(component_id("Event"), (Role.MEMBER, "2"))
    assert union(enumeration("e", *LONG, place=place)) == ["EventValue"]


def test_inside_members_that_have_no_names_themselves() -> None:
    def item(of: str) -> Declaration:
        return model(f"{of}-item", field("x"), place=inside(of, Role.ITEM))

    def items(id_: str, word: str) -> Declaration:
        place = inside(component_id("Event"), (Role.MEMBER, word))
        return alias(id_, ListOf(Named(f"{id_}-item")), place)

    event = alias("Event", OneOf((Named("a"), STRING)))
    assert class_names(plan([event, items("a", "0"), item("a")])) == ["Event", "EventTypeItem"]
    event = alias("Event", OneOf((Named("a"), Named("b"))))
    both = plan([event, items("a", "0"), item("a"), items("b", "1"), item("b")])
    assert class_names(both) == ["Event", "EventOption0Item", "EventOption1Item"]


# --- titles -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Pet Keeper", "PetKeeper"),
        ("Keeper", "Keeper"),
        ("The person that keeps the pet", "PetOwner"),
        ("Keeper (optional)", "PetOwner"),
        ("1st keeper", "PetOwner"),
        ("x" * 60, "PetOwner"),
        ("Pet", "PetOwner"),
        ("keeper_param", "PetOwner"),
        ("keeper_param_v2", "PetOwner"),
        ("keeper_specs", "PetOwner"),
        ("zoo_keeper_specs", "ZooKeeper"),
        ("  ", "PetOwner"),
    ],
)
def test_a_usable_title_is_the_name(title: str, name: str) -> None:
    assert name_at((Role.PROPERTY, "owner"), title=title) == name


def test_a_title_that_only_repeats_a_property_is_no_name_of_an_enumeration() -> None:
    place = inside(PET, (Role.PROPERTY, "status"), title="Status")
    planned = plan(
        [model("Pet", field("status", Named("s"))), enumeration("s", *LONG, place=place)]
    )
    assert class_names(planned) == ["Pet", "PetStatus"]


def repeated(*kinds: str, title: str = "Link") -> list[Declaration]:
    """Models A, B, … with a property each, whose types have one title and fields of that name."""
    found: list[Declaration] = []
    for letter, kind in zip("ABCDEFG", kinds, strict=False):
        place = inside(component_id(f"Page{letter}"), (Role.PROPERTY, "next"), title=title)
        found += [
            model(f"Page{letter}", field("next", Named(letter))),
            model(letter, field(kind), place=place),
        ]
    return found


def test_schemas_of_one_title_and_shape_are_one_class() -> None:
    planned = plan(repeated("href", "href", "href"))
    assert class_names(planned) == ["Link", "PageA", "PageB", "PageC"]
    assert lines(planned, "PageB") == lines(planned, "PageC") == ["next: Link"]


def test_constants_that_are_lists_are_a_part_of_the_shape() -> None:
    lists, others = ([], ["a"]), ([], ["b"])
    found: list[Declaration] = []
    for letter, allowed in zip("ABC", (lists, lists, others), strict=True):
        place = inside(component_id(f"Page{letter}"), (Role.PROPERTY, "next"), title="Link")
        limited = field("tags", ListOf(STRING), constraints=Constraints(enum=allowed))
        found += [
            model(f"Page{letter}", field("next", Named(letter))),
            model(letter, limited, place=place),
        ]
    assert class_names(plan(found)) == ["Link", "PageA", "PageB", "PageC", "PageCNext"]


def test_a_title_goes_to_the_shape_that_stands_most_often() -> None:
    planned = plan(repeated("href", "href", "url"))
    assert class_names(planned) == ["Link", "PageA", "PageB", "PageC", "PageCNext"]
    tied = plan(repeated("href", "url"))
    assert class_names(tied) == ["PageA", "PageANext", "PageB", "PageBNext"]


def test_shapes_that_share_a_title_are_named_after_what_their_places_share() -> None:
    planned = plan(repeated("href", "href", "url", "url"))
    assert class_names(planned)[:1] == ["PageA"]
    assert {"PageLink"} <= set(class_names(planned))
    assert len(class_names(planned)) == 6


def test_what_differs_for_users_is_not_merged() -> None:
    one, other = repeated("href", "href")[1::2]
    assert isinstance(one, type(other))
    pages = [model("PageA", field("a", Named("A")), field("b", Named("B")))]
    changed = model("B", field("href", STRING, False), place=other.place)
    assert len(class_names(plan([*pages, one, changed]))) == 3


# --- stability --------------------------------------------------------------------------------------


def test_an_unrelated_schema_changes_no_name() -> None:
    declared = [*repeated("href", "href", "url"), model("Pet", field("o", Named("o")))]
    declared.append(model("o", field("x"), place=inside(PET, (Role.PROPERTY, "o"))))
    before = class_names(plan(declared))
    extra = [model("Aardvark", field("z", Named("z")))]
    extra.append(
        model("z", field("x"), place=inside(component_id("Aardvark"), (Role.PROPERTY, "z")))
    )
    after = class_names(plan([*extra, *declared]))
    assert sorted({*before, "Aardvark", "AardvarkZ"}) == after


def test_names_do_not_depend_on_the_order_of_the_document() -> None:
    declared = [
        *repeated("href", "url", "href"),
        model("pet-link", field("x")),
        model("PetLink", field("x")),
        model("pet_link", field("x")),
    ]
    wanted = plan(declared)
    for seed in range(5):
        shuffled = list(declared)
        random.Random(seed).shuffle(shuffled)
        found = plan(shuffled)
        assert found.exports == wanted.exports
        assert [lines(found, name) for name in class_names(found)] == [
            lines(wanted, name) for name in class_names(wanted)
        ]


@pytest.mark.parametrize(
    ("name", "part", "found"),
    [
        ("OrganizationCertificate", "CertificateDetails", "OrganizationCertificateDetails"),
        ("ListBudgets", "BudgetScope", "ListBudgetScope"),
        ("DatabaseConfig", "Config", "DatabaseConfigConfig"),
    ],
)
def test_repeated_words_are_left_out(name: str, part: str, found: str) -> None:
    assert joined(name, part) == found


def test_long_names_lose_inner_parts_unless_that_is_unclear() -> None:
    parts = ["SecurityAndAnalysis", "SecretScanning", "DelegatedBypass"]
    short = shortened("UpdateRepoRequest", parts, lambda name: True)
    assert short == "UpdateRepoRequestDelegatedBypass"
    assert shortened("UpdateRepoRequest", parts, lambda name: False) == ""
    assert shortened("UpdateRepo", ["Owner"], lambda name: True) == ""


@pytest.mark.parametrize(
    ("root", "parts", "name"),
    [
        ("WebhookWorkflowRunDone", ["WorkflowRun", "Status"], "WebhookWorkflowRunDoneStatus"),
        ("PullRequestStack", ["PullRequest", "Head"], "PullRequestStackHead"),
        ("Budget", ["Budget", "Scope"], ""),
        ("DependencyGraphSbom", ["Sbom", "Relationship"], "DependencyGraphSbomRelationship"),
        (
            "IssueCommentCreated",
            ["PerformedViaGitHubApp", "Permissions"],
            "IssueCommentCreatedGitHubAppPermissions",
        ),
        (
            "UpdateCopilotSpaceCollaboratorForOrg",
            ["Request", "Role"],
            "UpdateCopilotSpaceCollaboratorForOrgRole",
        ),
        ("WebhookWorkflowRunInProgress", ["WorkflowRun"], ""),
        (
            "BetaResponsesStreamEvent",
            ["BetaResponseTextDeltaEvent"],
            "BetaResponsesStreamEventTextDelta",
        ),
        ("CreateOrganizationInvitation", ["OrganizationInvitationType"], ""),
        ("InstallationRepositoriesAdded", ["RepositoriesRemovedItem"], ""),
    ],
)
def test_words_that_repeat_the_beginning_are_left_out(
    root: str, parts: list[str], name: str
) -> None:
    assert shortened(root, parts, lambda name: True) == name


@pytest.mark.parametrize(
    ("root", "name", "event"),
    [
        ("WebhookRuleEdited", f"WebhookRuleEdited{'Part' * 6}", f"RuleEdited{'Part' * 6}"),
        ("WebhookRuleEdited", "WebhookRuleEditedPart", ""),
        ("WebhookConfig", f"WebhookConfig{'Part' * 8}", ""),
        ("UpdateRuleWebhook", f"UpdateRuleWebhook{'Part' * 8}", ""),
    ],
)
def test_long_names_inside_webhooks_begin_with_the_event(root: str, name: str, event: str) -> None:
    assert without_webhook(root, name) == event


def test_a_status_says_itself_that_it_is_a_response() -> None:
    parts = ["UnprocessableEntityResponse", "Error", "Code"]
    short = shortened("ListTasksForRepo", parts, lambda name: "Entity" in name)
    assert short == "ListTasksForRepoUnprocessableEntityErrorCode"


def test_titles_share_what_is_behind_their_verbs() -> None:
    assert shared_title(["CreateCustomerRequest", "UpdateCustomer"]) == "Customer"
    assert shared_title(["CreateCustomer", "UpdateQuote"]) == ""
    assert shared_title(["CreateTreasuryReceivedCredit", "TreasuryReceivedDebit"]) == "Treasury"
    assert shared_title(["CreateTreasuryReceived", "UpdateTreasuryReceived"]) == "TreasuryReceived"
