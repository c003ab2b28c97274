"""What an activity aims at: the kind of its target, the target's number, or a word in its goal."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_

from db.filter.asked import Asked
from db.filter.dates import read_number
from db.filter.links import ACTIVITY
from db.filter.matchers import Numbers, contains
from db.filter.nodes import Comparison, Range
from db.filter.vocabulary import WORDS
from db.filter.words import Choice, find_choice
from db.kinds import TargetKind


@dataclass(frozen=True, slots=True)
class Target:
    """An activity's target, by whatever a person says of it."""

    choices: tuple[Choice, ...] = WORDS[TargetKind]

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Activities with that kind of target, that number, or that word in their goal."""
        piece = asked.piece
        if isinstance(piece, Range) or asked.term.comparison is not Comparison.IS:
            return Numbers(ACTIVITY.target_count).find(asked)
        if read_number(piece.text) is not None:
            return Numbers(ACTIVITY.target_count).find(asked)
        kind = find_choice(piece.text, self.choices)
        if kind is not None:
            return ACTIVITY.target == kind.value
        return or_(contains(ACTIVITY.goal, piece), contains(ACTIVITY.target_counter, piece))

    def missing(self) -> ColumnElement[bool]:
        """Activities without a target."""
        return ACTIVITY.target == TargetKind.NONE.value
