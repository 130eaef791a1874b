"""Hand-made contexts: a small client with every construct, and builders for odd ones."""

from __future__ import annotations

import ast
from dataclasses import replace

from clientsmith.context import (
    Argument,
    BodyForm,
    BodyPlan,
    Client,
    Credential,
    CredentialArgument,
    Delivery,
    DeliveryField,
    EnumClass,
    EnumMember,
    Example,
    Field,
    FieldLimits,
    Import,
    Metadata,
    Method,
    MethodAlias,
    MethodDocs,
    Model,
    ModelModule,
    ModelSynonym,
    Note,
    Package,
    ParameterStyle,
    ProjectURL,
    Resource,
    ResourceLink,
    ResponseCase,
    Server,
    ServerArgument,
    Setting,
    Showcases,
    SmokeAnswer,
    SmokeCall,
    SmokeTests,
    Testing,
    TypeName,
    Webhook,
    Webhooks,
)
from clientsmith.plan.client.features import error_classes, runtime_exports
from clientsmith.plan.models.printing import model_export
from clientsmith.text import Code, Text


def plain(code: str) -> Text:
    """What a Python literal is one of."""
    return Text(ast.literal_eval(code))


def codes(*values: str) -> tuple[Code, ...]:
    return tuple(map(Code, values))


def imported(module: str, *names: str, group: int, alias: str = "") -> Import:
    return Import(Code(module), codes(*names), Code(alias), group)


FUTURE = imported("__future__", "annotations", group=0)

MODEL_IMPORTS = (
    FUTURE,
    imported("datetime", group=1, alias="dt"),
    imported("dataclasses", "dataclass", "field", group=1),
    imported("enum", "IntEnum", "StrEnum", group=1),
    imported(
        "typing",
        *("TYPE_CHECKING", "Annotated", "Any", "ClassVar", "Literal", "TypeAlias", "Union"),
        group=1,
    ),
    imported("uuid", "UUID", group=1),
    imported(".._runtime", "UNSET", "APIModel", "Unset", group=3),
    imported(".._runtime.codec.unions", "Discriminator", group=3),
)

RESOURCE_IMPORTS = (
    FUTURE,
    imported("builtins", group=1),
    imported("datetime", group=1, alias="dt"),
    imported("functools", "cached_property", group=1),
    imported("typing", "TYPE_CHECKING", "Any", "Literal", group=1),
    imported("uuid", "UUID", group=1),
    imported("..", "models", group=3),
    imported(
        ".._runtime",
        *("BINARY", "JSON", "NOTHING", "TEXT", "UNSET", "AsyncResource", "Body", "Encoding"),
        *("Operation", "Parameter", "RequestOptions", "Resource", "Unset"),
        group=3,
    ),
    imported(
        ".._runtime.streams",
        *("AsyncStream", "ItemSource", "ItemsBody", "ServerSentEvents", "Stream"),
        group=3,
    ),
    imported(".._runtime.exports", "deprecated as _deprecated", group=3),
)


def field(
    name: str,
    annotation: str,
    default: str = "",
    *,
    wire: str | None = None,
    docs: str = "",
    deprecated: bool = False,
) -> Field:
    wire_name = Text(name if wire is None else wire)
    return Field(Code(name), wire_name, Code(annotation), Code(default), Text(docs), deprecated)


def model(
    name: str,
    *fields: Field,
    base: str = "APIModel",
    docs: str = "",
    wire_names: tuple[Field, ...] = (),
    deprecated: bool = False,
) -> Model:
    return Model(Code(name), Code(base), Text(docs), fields, wire_names, deprecated)


def model_module(
    name: str,
    *,
    models: tuple[Model, ...] = (),
    type_names: tuple[TypeName, ...] = (),
    enum_classes: tuple[EnumClass, ...] = (),
    docs: str = "Models.",
    type_checking_imports: tuple[Import, ...] = (),
) -> ModelModule:
    return ModelModule(
        Code(name),
        Text(docs),
        MODEL_IMPORTS,
        type_checking_imports,
        enum_classes,
        type_names,
        models,
    )


def argument(
    name: str,
    annotation: str = "str",
    default: str = "",
    *,
    location: str = "query",
    wire: str | None = None,
    positional: bool = False,
) -> Argument:
    wire_name = Text(name if wire is None else wire)
    return Argument(
        Code(name), Code(annotation), Code(default), wire_name, Code(location), positional
    )


def docs(
    summary: str = "Do it.",
    *,
    description: str = "",
    request_line: str = "GET /things",
    deprecated: bool = False,
    arguments: tuple[Note, ...] = (),
    returns: str = "",
    raises: tuple[Note, ...] = (),
    example: tuple[str, ...] = (),
    external_url: str = "",
) -> MethodDocs:
    return MethodDocs(
        Text(summary),
        Text(description),
        Code(request_line),
        deprecated,
        arguments,
        Text(returns),
        raises,
        (
            Example(codes(*example), codes(*example), codes(*example), (), False, (), False)
            if example
            else None
        ),
        Text(external_url),
    )


def smoke_call(method: Method) -> SmokeCall:
    answer = SmokeAnswer(
        Code("201"), Code('{"id": 1}'), Code(""), Code(""), returns=Code("models.Goal")
    )
    return SmokeCall(Code("goals_create"), method, answer)


def note(name: str, text: str) -> Note:
    return Note(Code(name), Text(text))


def body(
    media_type: Code,
    type: Code,
    required: bool,
    model: Code,
    arguments: tuple[Argument, ...],
    encodings: tuple[ParameterStyle, ...] = (),
    *,
    constants: tuple[Setting, ...] = (),
    further: tuple[BodyForm, ...] = (),
    has_items: bool = False,
    factory: str = "Body",
) -> BodyPlan:
    return BodyPlan(
        media_type=media_type,
        type=type,
        required=required,
        model=model,
        arguments=arguments,
        encodings=encodings,
        settings=(),
        further=further,
        constants=constants,
        has_items=has_items,
        content_type=None,
        plain_media_type=plain(media_type),
        factory=Code(factory),
    )


def method(
    name: str = "get",
    *arguments: Argument,
    returns: str = "models.Goal",
    item: str = "",
    body: BodyPlan | None = None,
    styles: tuple[ParameterStyle, ...] = (),
    responses: tuple[tuple[str, str], ...] = (("200", 'JSON("Goal")'),),
    method_docs: MethodDocs | None = None,
    path: str = '"/things"',
    security: str = "",
    server: str = "",
) -> Method:
    spread = body.arguments if body is not None else ()

    def at(location: str) -> tuple[Argument, ...]:
        return tuple(each for each in arguments if each.location == location)

    return Method(
        name=Code(name),
        constant=Code(f"_{name.upper()}"),
        http_method=Code('"GET"'),
        path=Code(path),
        operation_id=Text(name),
        docs=method_docs or docs(),
        arguments=arguments + spread,
        path_arguments=at("path"),
        query_arguments=at("query"),
        header_arguments=at("header"),
        cookie_arguments=at("cookie"),
        styles=styles,
        body=body,
        responses=tuple(
            ResponseCase(Code(key), Code(value), plain_status=Text(key.strip('"')))
            for key, value in responses
        ),
        security=Code(security),
        accept=None,
        server=Code(server),
        result=Code(item or returns),
        returns=Code(f"Stream[{item}]" if item else returns),
        async_returns=Code(f"AsyncStream[{item}]" if item else returns),
        is_stream=bool(item),
        is_download=False,
        pagination=None,
        pagination_reason=Text(""),
        deprecated=False,
        rules=(),
        response_headers=(),
        is_variant=False,
        plain_http_method=Text("GET"),
        plain_path=plain(path),
    )


def link(attribute: str, class_name: str, docs: str = "Things.") -> ResourceLink:
    return ResourceLink(
        Code(attribute), Code(attribute), Code(class_name), Code(f"Async{class_name}"), Text(docs)
    )


def resource(
    module: str,
    class_name: str,
    *methods: Method,
    children: tuple[ResourceLink, ...] = (),
    docs: str = "Things.",
) -> Resource:
    return Resource(
        Code(module),
        Code(class_name),
        Code(f"Async{class_name}"),
        Code(module),
        Text(docs),
        RESOURCE_IMPORTS,
        tuple(
            imported(f".{child.module}", child.async_class_name, child.class_name, group=3)
            for child in children
        ),
        children,
        methods,
    )


def credential(
    scheme: str, factory: str, *names: str, settings: tuple[tuple[str, str], ...] = ()
) -> Credential:
    return Credential(
        Code(scheme),
        Code(factory),
        tuple(
            CredentialArgument(
                Code(name),
                Code(f"ACME_{name.upper()}"),
                Text(f"The {name}."),
                Code("str | None" if name == "username" else "Secret | None"),
                Code("str | None" if name == "username" else "AsyncSecret | None"),
                Code(""),
            )
            for name in names
        ),
        (),
        (tuple(map(Code, names)),),
        tuple(Setting(Code(name), Code(value)) for name, value in settings),
        Text(""),
    )


def client(
    *resources: Resource,
    base_url: str = '"https://api.acme.test"',
    credentials: tuple[Credential, ...] = (),
    servers: tuple[Server, ...] = (),
    server_choice: ServerArgument | None = None,
    server_arguments: tuple[ServerArgument, ...] = (),
    docs: str = "Acme.",
    security: str = "",
) -> Client:
    links = tuple(
        ResourceLink(each.module, each.module, each.class_name, each.async_class_name, each.docs)
        for each in resources
    )
    chosen = ("ServerTemplate", "ServerVariable", "choose_server")
    homes = {"APIKey": "api_key", "Basic": "basic", "Bearer": "bearer"}
    factories = sorted({str(each.factory) for each in credentials})
    return Client(
        Code("Acme"),
        Code("AsyncAcme"),
        Text(docs),
        Code(base_url),
        Text("Where the API is."),
        servers,
        bool(server_choice or server_arguments),
        base_url == "None",
        server_choice,
        server_arguments,
        credentials,
        Code(security),
        (),
        links,
        (
            FUTURE,
            imported("functools", "cached_property", group=1),
            imported("typing", "TYPE_CHECKING", *(["Literal"] if server_choice else ()), group=1),
            imported("._runtime", "AsyncClient", "SyncClient", group=3),
            *(imported(f"._runtime.auth.{homes[name]}", name, group=3) for name in factories),
            *((imported("._runtime.servers", *chosen, group=3),) if server_choice else ()),
        ),
        (
            imported("._runtime", "Secret", group=3),
            imported("._runtime.http", "httpx", group=3),
            *(
                imported(
                    f".resources.{each.module}", each.async_class_name, each.class_name, group=3
                )
                for each in links
            ),
        ),
        plain_base_url=Text("") if base_url == "None" else plain(base_url),
    )


def package(
    *resources: Resource,
    modules: tuple[ModelModule, ...] = (),
    synonyms: tuple[ModelSynonym, ...] = (),
    root: Client | None = None,
    showcase: Method | None = None,
    title: str = "Acme API",
    description: str = "All of Acme.",
    version: str = "1.0",
    http_library: str = "httpx2",
    webhooks: Webhooks | None = None,
    testing: Testing | None = None,
) -> Package:
    return Package(
        name=Code("acme"),
        distribution=Code("acme"),
        title=Text(title),
        version=Text(version),
        description=Text(description),
        source=Text("acme.yaml"),
        generator_version=Code("0.1.0"),
        metadata=Metadata(
            Text("MIT"),
            True,
            Text("Support"),
            Text("help@acme.test"),
            (ProjectURL(Code("Homepage"), Text("https://acme.test")),),
        ),
        features=(Code("webhooks"),) if webhooks else (),
        runtime_exports=runtime_exports(()),
        error_classes=error_classes(),
        optional_error_classes=(),
        http_library=Code(http_library),
        client=root or client(*resources),
        resources=resources,
        model_modules=modules,
        model_exports=tuple(
            model_export(
                module.name,
                (
                    each.name
                    for group in (module.type_names, module.enum_classes, module.models)
                    for each in group
                ),
                is_whole=True,
            )
            for module in modules
        ),
        model_synonyms=synonyms,
        webhooks=webhooks,
        testing=testing,
        showcases=Showcases(
            showcase,
            None,
            None,
            None,
            None,
            Code(""),
            codes("token"),
            Code('token="my-token"'),
            (),
            Code(""),
            (),
            Code(""),
        ),
        smoke_tests=SmokeTests(
            (
                imported("importlib", group=1),
                imported("pkgutil", group=1),
                imported("acme", group=2),
            ),
            False,
            (),
            codes("token"),
            () if showcase is None else (smoke_call(showcase),),
            None if showcase is None else smoke_call(showcase),
        ),
    )


CREATE = method(
    "create",
    argument("org", positional=True, location="path"),
    argument("x_request_id", "str | None", "None", location="header", wire="X-Request-Id"),
    returns="models.Goal",
    body=body(
        Code('"application/json"'),
        Code('"CreateGoalRequest"'),
        True,
        Code("models.CreateGoalRequest"),
        (
            argument("title", location="body"),
            argument("due_date", "dt.datetime | None", "None", location="body", wire="dueDate"),
        ),
    ),
    method_docs=docs(
        "Create goal.",
        description="Create a new goal.\n\n* one\n* two",
        request_line="POST /orgs/{org}/goals",
        arguments=(note("org", "The organization."), note("title", "1 to 200 characters.")),
        returns="The new goal.",
        raises=(note("BadRequestError", "400: it is wrong."),),
        example=('client.goals.create("acme", title="Example")',),
        external_url="https://docs.acme.test",
    ),
    path='"/orgs/{org}/goals"',
    responses=(
        ("201", 'JSON("Goal")'),
        ("400", 'JSON("Fault")'),
        ('"4XX"', '(JSON("Fault"), TEXT)'),
    ),
    security='(("token",),)',
    server='"https://uploads.acme.test"',
)

UPLOAD = method(
    "upload",
    argument("ids", "builtins.list[int] | None", "None"),
    argument("session", "str | None", "None", location="cookie"),
    returns="None",
    styles=(
        ParameterStyle(
            Code("query"),
            Code('"ids"'),
            (
                Setting(Code("style"), Code('"pipeDelimited"')),
                Setting(Code("explode"), Code("False")),
            ),
        ),
    ),
    body=body(
        Code('"multipart/form-data"'),
        Code('"Upload"'),
        False,
        Code(""),
        (argument("body", "models.Upload | None", "None", location="body"),),
        (
            ParameterStyle(
                Code("body"), Code('"file"'), (Setting(Code("content_type"), Code('"image/png"')),)
            ),
        ),
        further=(
            BodyForm(
                Code('"application/json"'),
                Code('"Upload"'),
                (),
                (),
                plain_media_type=Text("application/json"),
            ),
        ),
    ),
    responses=(("204", "NOTHING"),),
)

WATCH = method(
    "watch",
    argument("kind", "str | None", "None"),
    item="models.Event",
    body=body(
        Code('"application/json"'),
        Code('"CreateGoalRequest"'),
        True,
        Code("models.CreateGoalRequest"),
        (argument("title", location="body"),),
        constants=(Setting(Code("stream"), Code("True")),),
    ),
    responses=(("200", 'ServerSentEvents("Event")'),),
)

SEND = method(
    "send",
    returns="None",
    body=body(
        Code('"application/jsonl"'),
        Code('"Event"'),
        True,
        Code(""),
        (argument("body", "ItemSource[models.Event]", location="body"),),
        has_items=True,
        factory="ItemsBody",
    ),
    responses=(("204", "NOTHING"),),
)

GOALS = resource("goals", "Goals", CREATE, UPLOAD, WATCH, SEND, children=(link("tasks", "Tasks"),))
LIST = method("list", returns="builtins.list[models.Goal]")
TASKS = replace(
    resource("tasks", "Tasks", LIST),
    aliases=(
        MethodAlias(
            name=Code("all"),
            message=Text("client.tasks.all is called client.tasks.list now."),
            docs=Text("Deprecated alias of `client.tasks.list`."),
            method=LIST,
            module=Code(""),
            class_name=Code("Tasks"),
            async_class_name=Code("AsyncTasks"),
        ),
    ),
)

GOAL_MODELS = model_module(
    "goals",
    type_names=(
        TypeName(Code("Color"), Code('Literal["red", "green"]'), Text("Colour of a goal.")),
        TypeName(
            Code("Event"),
            Code(
                'Annotated[Union["OrderPaid", "OrderRefunded"], Discriminator("type", '
                '{"paid": "OrderPaid", "refunded": "OrderRefunded"})]'
            ),
            Text(""),
        ),
    ),
    enum_classes=(
        EnumClass(
            Code("Size"),
            Code("StrEnum"),
            Text("How large."),
            (EnumMember(Code("SMALL"), Code('"s"')), EnumMember(Code("LARGE"), Code('"l"'))),
        ),
        EnumClass(Code("Empty"), Code("IntEnum"), Text(""), ()),
    ),
    models=(
        model(
            "Goal",
            field("id", "UUID", docs="Goal ID."),
            field("due_date", "dt.datetime | None", wire="dueDate"),
            field("nickname", "str | None | Unset", "UNSET", deprecated=True),
            field("additional_properties", "dict[str, int]", "field(default_factory=dict)"),
            docs="A goal.",
            wire_names=(field("due_date", "dt.datetime | None", wire="dueDate"),),
        ),
        model("GoalDetail", base="Goal"),
        model("Old", docs="It is old.", deprecated=True),
        model("Upload", field("file", "bytes")),
        model("OrderPaid", field("type", 'Literal["paid"]', '"paid"')),
        model("OrderRefunded", field("type", 'Literal["refunded"]', '"refunded"', docs="Kind.")),
        model("CreateGoalRequest", field("title", "str"), field("due_date", "Any", "None")),
        model("Fault", field("error", "str")),
    ),
)

WEBHOOKS = Webhooks(
    (
        FUTURE,
        imported("collections.abc", "Mapping", group=1),
        imported("dataclasses", "dataclass", group=1),
        imported(".", "models", group=3),
        imported("._runtime", "JSON", "Text", group=3),
        imported(
            "._runtime.webhooks.events", "Event", "Received", "read_delivery", "read_event", group=3
        ),
    ),
    (
        Webhook(
            name=Code("parse_goal_reached"),
            constant=Code("_GOAL_REACHED"),
            key=Text("goalReached"),
            summary=Text("A goal was reached."),
            description=Text("Sent once."),
            origin=Text("Webhook `goalReached`, sent as `POST`."),
            external_url=Text("https://docs.acme.test"),
            deprecated=True,
            contents=codes('JSON("Goal")', 'Text("text/plain")'),
            is_body_required=False,
            body=Code("models.Goal | str | None"),
            body_docs=Text("The goal."),
            delivery=None,
        ),
        Webhook(
            name=Code("parse_ping"),
            constant=Code("_PING"),
            key=Text("ping"),
            summary=Text("Ping."),
            description=Text(""),
            origin=Text("Callback `ping` of `POST /goals`, sent as `GET`."),
            external_url=Text(""),
            deprecated=False,
            contents=(),
            is_body_required=True,
            body=Code("None"),
            body_docs=Text(""),
            delivery=Delivery(
                Code("PingDelivery"),
                (
                    DeliveryField(Code("event_id"), Code("str"), Code(""), Text("Its id.")),
                    DeliveryField(Code("at"), Code("int | None"), Code("None"), Text("")),
                ),
                codes(
                    'Received("event_id", "header", "X-Event-Id", "str", required=True)',
                    'Received("at", "query", "at", "int", written="json")',
                ),
                has_query=True,
                has_headers=True,
            ),
        ),
    ),
)

ACME = package(
    GOALS,
    TASKS,
    modules=(GOAL_MODELS,),
    synonyms=(ModelSynonym(Code("Failure"), Code("Fault"), Code("goals")),),
    root=client(
        GOALS,
        credentials=(
            credential('"token"', "Bearer", "token", settings=(("env", '"ACME_TOKEN"'),)),
            credential(
                '"basic"',
                "Basic",
                "username",
                "password",
                settings=(("env", '("ACME_USERNAME", "ACME_PASSWORD")'),),
            ),
        ),
        servers=(
            Server(
                Code('"https://api.acme.test"'),
                Text("Live."),
                Code('"live"'),
                Code('ServerTemplate("https://api.acme.test")'),
                Text("https://api.acme.test"),
            ),
            Server(
                Code('"https://eu.acme.test"'),
                Text(""),
                Code('"eu.acme.test"'),
                Code(
                    'ServerTemplate("https://{region}.acme.test", '
                    '(ServerVariable("region", "host", default="eu"),))'
                ),
                Text("https://eu.acme.test"),
            ),
        ),
        server_choice=ServerArgument(
            Code("server"),
            Code('Literal["live", "eu.acme.test"]'),
            Code('"live"'),
            Code(""),
            Text("Which of the servers."),
        ),
        server_arguments=(
            ServerArgument(
                Code("region"), Code("str"), Code('"eu"'), Code('"region"'), Text("Where.")
            ),
        ),
        security='(("token",),)',
    ),
    showcase=CREATE,
    webhooks=WEBHOOKS,
    testing=Testing(
        imports=(
            imported(".", "Acme", "AsyncAcme", group=2),
            imported("._runtime", "testing", group=2, alias="_testing"),
        ),
        resources=(TASKS, GOALS),
        links=(link("goals", "Goals"),),
        credentials=codes('"token"'),
        writers=(),
        limits=(FieldLimits(Text("Goal"), Code('{"title": {"minLength": 1}}')),),
        class_name=Code("FakeAcme"),
        fixture=Code("fake_acme"),
    ),
)
"""A small client with every construct of the templates."""
