"""The characters of a filter, one by one: what opens a quote, what ends a word, what may not stand there."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from db.errors import BadFilter
from db.filter.nodes import FilterFault, Span, refusal

MAX_LENGTH: Final = 10_000
"""Characters; room for some eight hundred numbers in a list."""

OPENING: Final = {'"': '"', "”": "”“", "“": "”“", "„": "”“", "«": "»", "»": "»«"}
"""What closes a quote, by what opened it: straight, curls, or guillemets either way round."""

MINUS: Final = "-–−"
"""What may say not: word processors turn a hyphen into a dash or a minus."""

ELLIPSIS: Final = "…"
ENDS_ANYTHING: Final = frozenset("()") | frozenset(OPENING)
NAME: Final = re.compile(r"[^\W\d_](?:\w|[\u0300-\u036f]|-(?=\w))*")
"""A letter, then letters (loose accents too, as some keyboards write them), digits, hyphens, underscores."""

OPERATOR: Final = re.compile(r"!=|<=|>=|[:=<>≠≤≥]")
COMPARING: Final = re.compile(r"!=|<=|>=|[=<>≠≤≥]")
SPACED_OPERATOR: Final = re.compile(r"\s*(?:!=|<=|>=|[=<>≠≤≥])")
TURNING: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: a filter that reads otherwise than it looks is refused."""


class Scanner:
    """A place in a filter's text, and the ways to move on from it."""

    __slots__ = ("at", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        if len(text) > MAX_LENGTH:
            raise refusal(text, Span(MAX_LENGTH, len(text) - MAX_LENGTH), FilterFault.TOO_LONG)
        for place, character in enumerate(text):
            if character in TURNING or (
                unicodedata.category(character) in ("Cc", "Cs") and not character.isspace()
            ):
                raise refusal(text, Span(place, 1), FilterFault.CONTROL_CHARACTER)

    def peek(self, ahead: int = 0) -> str:
        """The character here or further on; nothing after the end."""
        place = self.at + ahead
        return self.text[place] if place < len(self.text) else ""

    def skip_space(self) -> None:
        """Move on to what is not white space."""
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def take(self, pattern: re.Pattern[str]) -> str:
        """Move past what fits the pattern here, and give it; nothing where it does not."""
        found = pattern.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found.group()

    def match(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether what stands here fits the pattern."""
        return pattern.match(self.text, self.at) is not None

    def span_from(self, start: int) -> Span:
        """The stretch from an earlier place to here."""
        return Span(start, self.at - start)

    def quoted(self) -> str:
        """Move past a quote and give what stands in it; a closing mark written twice stands for itself."""
        start = self.at
        closing = OPENING[self.text[start]]
        self.at += 1
        content: list[str] = []
        while (character := self.peek()) != "":
            self.at += 1
            if character not in closing:
                content.append(character)
            elif self.peek() == character:
                content.append(character)
                self.at += 1
            else:
                return unicodedata.normalize("NFC", "".join(content))
        raise refusal(self.text, Span(start, len(self.text) - start), FilterFault.OPEN_QUOTE)

    def bare(self, also_ends: str = "") -> str:
        """Move past what stands without quotes up to white space, a bracket or a quote."""
        start = self.at
        while (character := self.peek()) != "":
            if character.isspace() or character in ENDS_ANYTHING or character in also_ends:
                break
            if ELLIPSIS in also_ends and self.text.startswith("..", self.at):
                break
            self.at += 1
        return unicodedata.normalize("NFC", self.text[start : self.at])

    def refuse(self, span: Span, reason: FilterFault) -> BadFilter:
        """The error about a stretch of this text."""
        return refusal(self.text, span, reason)
