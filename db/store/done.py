"""What a gesture has come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A gesture that has been carried out: what it gave, its step (None if nothing changed), whose rows."""

    value: T
    step: str | None
    touched: frozenset[str]
