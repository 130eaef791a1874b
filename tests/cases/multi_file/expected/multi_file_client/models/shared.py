"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.models.recursive import APIModel


@dataclass(kw_only=True, slots=True)
class Author(APIModel):
    name: str | None = None
    books: list[Book] | None = None


@dataclass(kw_only=True, slots=True)
class Book(APIModel):
    title: str
    author: Author | None = None
