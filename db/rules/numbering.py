"""The short numbers that people say in meetings: K12 is the twelfth thing made on the copy with letter K."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"\s*([A-Z]{1,3}) ?([0-9]{1,9})\s*", re.IGNORECASE | re.ASCII)
_LETTER = re.compile(r"[A-Z]{1,3}")


class BadNumber(ValueError):
    """A text that is no human number; `given` is the text."""

    def __init__(self, given: str) -> None:
        super().__init__(given)
        self.given = given


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A site's letter (one to three of A–Z) and a count from 1; sorted as people count, K2 before K12."""

    letter: str
    count: int

    def __post_init__(self) -> None:
        """Refuse what could not be read back."""
        if not _LETTER.fullmatch(self.letter) or not 1 <= self.count <= 999_999_999:
            raise BadNumber(f"{self.letter}{self.count}")

    def __str__(self) -> str:
        return f"{self.letter}{self.count}"

    @classmethod
    def parse(cls, text: str) -> Number:
        """Read "K12", "k12" or "k 12"; raise BadNumber for anything else."""
        match = _NUMBER.fullmatch(text)
        if match is None:
            raise BadNumber(text)
        try:
            return cls(match[1].upper(), int(match[2]))
        except BadNumber:
            raise BadNumber(text) from None


def is_number(text: str) -> bool:
    """Tell whether a text is written as a human number, rather than as an id or a word."""
    try:
        Number.parse(text)
    except BadNumber:
        return False
    return True
