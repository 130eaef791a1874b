"""What becomes of the names of before: renames are told, and former names may go on for a while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...config.configuration import Config
from ...context import ModelSynonym
from ...ir import Api
from ...problem import Problem
from ...project.pins import AliasPin, Pins
from ..models.models import ModelPlan
from .aliases import NO_ALIASES, aliases_of, homes_of, model_aliases
from .rename_problems import RenameProblems
from .renames import operation_renames, schema_renames


@dataclass(frozen=True, slots=True)
class Succession:
    """How the names of now follow those of before."""

    pins: Pins
    """The names of now, with former ones."""

    methods: Mapping[str, AliasPin]
    """Former names of methods that go on."""

    models: tuple[ModelSynonym, ...]
    """Former names of models that go on, as templates see them."""

    problems: tuple[Problem, ...]
    """One for each name that is another one, and for each former name that has come to its end."""


def succeed(api: Api, config: Config, old: Pins, new: Pins, models: ModelPlan) -> Succession:
    """Compare names of before and now. Former names are noted even where they do not go on, so that
    whoever reads of a rename can still have them do so.

    Args:
        api: the API.
        config: what the user chose.
        old: names of before.
        new: names of now.
        models: what there is in the `models` package.
    """
    operations = tuple(operation_renames(old, new))
    schemas = tuple(schema_renames(old, new))
    homes = homes_of(models.exports, models.synonyms)
    taken = {*homes, *(module.name for module in models.modules)}
    noted = aliases_of(old, new, operations, schemas, taken)
    kept = noted if config.aliases == "keep" else NO_ALIASES
    problems = RenameProblems(config, old, new, {*kept.operations, *kept.schemas})
    return Succession(
        pins=replace(new, operation_aliases=noted.operations, schema_aliases=noted.schemas),
        methods=kept.operations,
        models=model_aliases(kept.schemas, new, homes),
        problems=(
            *kept.problems,
            *problems.of_package(),
            *problems.of_operations(operations, api),
            *problems.of_schemas(schemas, models.keys.ids, models.components),
        ),
    )
