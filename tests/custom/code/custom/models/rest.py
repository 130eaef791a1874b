from dataclasses import dataclass

from ...models import shared


@dataclass(kw_only=True)
class Visit(shared.Visit):
    room: str = "1"

    @property
    def is_done(self) -> bool:
        return self.status == "done"


class Label(shared.Label):
    __slots__ = ()

    def shout(self) -> str:
        return (self.text or "").upper()
