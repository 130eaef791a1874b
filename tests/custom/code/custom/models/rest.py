from dataclasses import dataclass

from ...models import labels, pets


@dataclass(kw_only=True)
class Visit(pets.Visit):
    room: str = "1"

    @property
    def is_done(self) -> bool:
        return self.status == "done"


class Label(labels.Label):
    __slots__ = ()

    def shout(self) -> str:
        return (self.text or "").upper()
