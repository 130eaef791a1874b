"""What differs between the surfaces of two clients."""

from __future__ import annotations

from dataclasses import dataclass

from ..change import Impact, Kind


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between what users of two clients can name."""

    code: str
    """Stable identifier; every code is a key of `FINDINGS`."""

    name: str
    """Where users meet it: `goals.create`, `goals.create(title=)`, `goals.create()` for its result,
    `models.Goal.due_date`; in the new client where the old one has it not."""

    message: str
    """One sentence."""

    if_read: str = ""
    """Its code where clients read it and never send it; empty where that does not matter. `code` is
    the one of the worst case."""

    if_sent: str = ""
    """Its code where clients send it and never read it."""

    mentions: tuple[str, ...] = ()
    """Names in the types that it is about."""

    new_name: str = ""
    """The name in the new client, where it is another one."""

    @property
    def is_settled(self) -> bool:
        """Whether it means the same whatever clients do with it."""
        return not self.if_read and not self.if_sent

    @property
    def impact(self) -> Impact:
        """What it means to users."""
        return FINDINGS[self.code].impact


FINDINGS: dict[str, Kind] = {
    "client-argument-added": Kind(
        Impact.ADDITION, "A function takes a further argument that need not be given."
    ),
    "client-argument-kind-changed": Kind(
        Impact.BREAKING, "An argument is not given by position, or by name, any more."
    ),
    "client-argument-moved": Kind(
        Impact.BREAKING, "An argument that is given by position has another one."
    ),
    "client-argument-removed": Kind(Impact.BREAKING, "A function lacks an argument that it had."),
    "client-argument-required": Kind(
        Impact.BREAKING, "An argument must be given that could be left out, or did not exist."
    ),
    "client-base-removed": Kind(Impact.BREAKING, "A class extends fewer classes than before."),
    "client-default-changed": Kind(Impact.COMPATIBLE, "An argument has another default value."),
    "client-kind-changed": Kind(
        Impact.BREAKING, "A name stands for another kind of thing, such as a type for a class."
    ),
    "client-model-style-changed": Kind(
        Impact.BREAKING, "Models are something else, such as TypedDicts and no dataclasses."
    ),
    "client-name-added": Kind(Impact.ADDITION, "There is a further name."),
    "client-name-deprecated": Kind(
        Impact.DEPRECATION, "Something has another name, and the former one still works."
    ),
    "client-name-removed": Kind(Impact.BREAKING, "A name is gone."),
    "client-name-renamed": Kind(Impact.BREAKING, "Something has another name."),
    "client-package-renamed": Kind(Impact.BREAKING, "The package is imported under another name."),
    "client-type-changed": Kind(Impact.BREAKING, "A value has another type."),
    "client-type-narrowed": Kind(
        Impact.COMPATIBLE, "A value that users get has a type that was one of several before."
    ),
    "client-type-widened": Kind(
        Impact.ADDITION,
        "A value that users give may be of further types, one that they get may be a further "
        "constant, or there was none.",
    ),
}
"""What is said of surfaces, with its impact; `docs/diff.md` is checked against it."""
