"""Plans the package that templates print: names, modules, signatures, docstrings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from .. import __version__
from ..config import Config
from ..context import Package
from ..encode.encoders import version
from ..ir import Api
from ..naming.decisions import Decisions
from ..naming.events import event_names
from ..naming.operations.names import operation_names
from ..naming.operations.previous import with_moved_operations
from ..naming.package import distribution_of, package_and_class
from ..problem import Problem
from ..project.custom import NO_CUSTOM_CODE, CustomCode
from ..project.pins import NO_PINS, Pins
from ..text import Code, Text
from .client.client import origin, plan_client
from .client.credentials import names_of
from .client.features import (
    TYPE_FEATURES,
    error_classes,
    features_of,
    features_of_types,
    optional_error_classes,
    raw_bodies,
    runtime_exports,
    type_support,
)
from .client.metadata import metadata_of, version_of
from .client.oauth import auth_exports
from .client.resources import plan_resources
from .client.webhooks import plan_webhooks
from .docstrings.markup import as_markdown, without_heading
from .models.custom import with_custom_code
from .models.models import plan_models
from .models.scopes import with_visible_names
from .operations.bodies import forms_of
from .operations.variants import has_streams
from .renames.aliases import plan_aliases, with_aliases
from .renames.pinning import pins_of
from .samples.readme import readme_samples
from .samples.smoke_tests import smoke_tests
from .samples.testing import plan_testing

__all__ = ["plan", "with_visible_names"]

_NOTHING: Mapping[str, CustomCode] = MappingProxyType({})


def plan(
    api: Api,
    config: Config,
    *,
    pins: Pins = NO_PINS,
    custom: Mapping[str, CustomCode] = _NOTHING,
    decisions: Decisions | None = None,
) -> tuple[Package, Pins, tuple[Problem, ...]]:
    """Return everything that the templates print.

    Args:
        api: the API, as `lower` returns it.
        config: what the user chose.
        pins: names of the client that was generated before.
        custom: hand-written modules, by package.
        decisions: gets a decision on each name of a method, an argument, a model or a field.

    Returns:
        The package, its names for the next time, and a problem for each name that is another than
        before, or that a clash or a mistake changed, for each part of the document that is not
        generated, and for each hand-written class that cannot be used.
    """
    pins = with_moved_operations(pins, api.operations)
    kept = replace(NO_PINS, root=pins.root) if config.rename else pins
    names, problems = operation_names(api, config, kept, decisions)
    document = pins.root or origin(api)
    package, root, found = package_and_class(api, config, document)
    problems += found
    distribution, found = distribution_of(package, config, document)
    problems += found
    own_code = custom.get(package, NO_CUSTOM_CODE)
    events = event_names(api, names, kept)
    current = version(config.version) if config.version else version_of(api.version, pins.version)
    models, found = plan_models(
        api,
        config,
        names,
        events,
        kept,
        custom=own_code,
        decisions=decisions,
        package=package if config.runtime.is_shared else "",
    )
    problems += found
    plans = plan_resources(api, models, names, root, config.pagination, kept, decisions)
    problems += plans.problems
    credentials, found = names_of(api, config, package, kept, decisions)
    problems += found
    given = pins_of(
        api,
        names,
        plans.variants,
        events,
        models,
        plans.resources,
        package=package,
        client_class=root[0],
        version=current,
        credentials=credentials.pins(),
        old=pins,
    )
    aliases = plan_aliases(api, config, pins, given, models)
    problems += aliases.problems
    resources, links = with_aliases(
        plans.resources, plans.links, aliases.methods, given, plans.taken
    )
    webhooks, found = plan_webhooks(api, models, events)
    problems += found
    if models.constraints is not None:
        problems += models.constraints.problems
    methods = [method for resource in resources for method in resource.methods]
    input_dicts = models.input_dicts(
        argument.annotation for method in methods for argument in method.arguments
    )
    bodies = {
        form.factory
        for method in methods
        if method.body is not None
        for form in forms_of(method.body)
    }
    needed = {
        "dicts": input_dicts is not None,
        "files": not bodies.isdisjoint({"FileBody", "ItemsBody", "MultipartBody"}),
        "forms": "FormBody" in bodies,
        "maybe": any(
            each.annotation.startswith("Maybe[") for method in methods for each in method.arguments
        ),
        "multipart": "MultipartBody" in bodies,
        "downloads": any(method.is_download for method in methods),
        "oauth": bool(auth_exports(api.security_schemes)),
        "pagination": any(method.pagination for method in methods),
        "streams": has_streams(api),
        "validation": config.validate_requests,
        "webhooks": webhooks is not None,
    }
    types = features_of_types(models.expressions, models.definitions)
    if any(module.enum_classes for module in models.modules):
        types |= {"constants"}
    if any("FileInput" in each.names for resource in resources for each in resource.imports):
        types |= {"uploads"}
    if models.extensions.printed is not None:  # hand-written fields may have any type
        types = TYPE_FEATURES
    features = features_of(
        api,
        config,
        planned=[*types, *(name for name, is_needed in needed.items() if is_needed)],
        names=own_code.names,
    )
    client, found = plan_client(
        api,
        root,
        credentials,
        links,
        body_classes=raw_bodies(features, bodies),
        is_security_decided=config.security is not None,
    )
    problems += found
    showcases, found = readme_samples(api, client, resources, config.readme.first_call)
    problems += found
    planned, found = with_custom_code(
        Package(
            name=package,
            distribution=distribution,
            title=Text(api.title.strip() or client.class_name),
            version=Text(current),
            api_version=Text(api.version),
            description=Text(without_heading(as_markdown(api.docs.description))),
            source=Text(document),
            generator_version=Code(__version__),
            metadata=metadata_of(api, config.license),
            features=tuple(map(Code, sorted(features))),
            runtime_exports=runtime_exports(features),
            type_support=type_support(features, config.models),
            error_classes=error_classes(),
            optional_error_classes=optional_error_classes(features),
            http_library=Code(config.http),
            client=client,
            resources=resources,
            model_modules=models.modules,
            model_exports=models.exports,
            input_dicts=input_dicts,
            model_synonyms=models.synonyms,
            extended_models=models.extensions.printed,
            webhooks=webhooks,
            showcases=showcases,
            smoke_tests=smoke_tests(api, package, client, models, resources, config.http),
            model_aliases=aliases.models,
            docstring_style=Code(config.docstrings),
            has_full_async_docstrings=config.docstrings_async == "full",
            header=tuple(map(Code, config.header)),
            dependencies=tuple(map(Code, config.dependencies)),
            is_published=config.distribution is not None,
            testing=(
                plan_testing(package, client, resources, models) if "testing" in features else None
            ),
        ),
        custom,
        models.extensions,
    )
    return planned, aliases.pins, problems + found
