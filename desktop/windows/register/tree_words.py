"""What the tree of an agreement says of each of its lines, and the shape that goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from db.kinds import Standing
from db.views.promise_tree import AgreementBranch, CauseLeaf, FocusBranch, PromiseLeaf
from desktop.words import Words
from desktop.words.kinds import label

Branch = AgreementBranch | FocusBranch | CauseLeaf | PromiseLeaf


@dataclass(frozen=True, slots=True)
class Mark:
    """The icon beside how something stands, and the ink of both."""

    icon: str
    ink: str


MISSING: Final = Mark("warning", "soon")

OF_PROMISES: Final[Mapping[Standing, Mark]] = {
    Standing.WITHOUT_ACTIVITIES: MISSING,
    Standing.NOT_STARTED: Mark("state-not_started", "muted"),
    Standing.ON_TRACK: Mark("state-ongoing", "accent"),
    Standing.LATE: Mark("late", "late"),
    Standing.KEPT: Mark("state-done", "ok"),
    Standing.NOT_KEPT: Mark("state-cancelled", "late"),
}


def branch_words(words: Words, branch: Branch, focus_number: int | None = None) -> str:
    """What a line is called: its number and its text, a cause by its focus area's number too."""
    _ = words
    match branch:
        case AgreementBranch():
            return ", ".join(part for part in (branch.municipality, branch.title) if part)
        case FocusBranch():
            return " ".join([*([str(branch.number)] if branch.number else []), branch.title])
        case CauseLeaf():
            within = f"{focus_number}:" if focus_number else ""
            number = f"{within}{branch.number or ''}".strip(":")
            named = _("Cause {cause}").format(cause=number) if number else ""
            return f"{named}  {_joined(branch.text)}".strip()
        case PromiseLeaf():
            named = _("Promise {promise}").format(promise=branch.number) if branch.number else ""
            return f"{named}  {_joined(branch.text)}".strip()


def standing_words(words: Words, branch: Branch) -> str:
    """How it stands, and above all what is missing."""
    _ = words
    match branch:
        case AgreementBranch():
            days = [words.date(day) if day else "" for day in (branch.starts_on, branch.ends_on)]
            return "–".join(days) if any(days) else _("no period yet")
        case FocusBranch():
            if not branch.promises:
                return _("No promise yet")
            return "" if branch.causes else _("No cause found yet")
        case CauseLeaf():
            return "" if branch.activities else _("Nobody acts on it")
        case PromiseLeaf():
            said = label(words, branch.standing)
            return f"{said}: {words.number(branch.late)}" if branch.late else said


def acting_words(words: Words, branch: Branch) -> str:
    """How many activities there are for it, and how they go."""
    _ = words
    match branch:
        case PromiseLeaf() if branch.done:
            counts = {"done": words.number(branch.done), "count": words.number(branch.activities)}
            return _("{done} of {count} carried out").format(**counts)
        case CauseLeaf() | PromiseLeaf() if branch.activities:
            return words.plural("{count} activity", "{count} activities", branch.activities)
    return ""


def mark_of(branch: Branch) -> Mark | None:
    """The shape beside how a line stands; none where nothing is to be said."""
    match branch:
        case PromiseLeaf():
            return OF_PROMISES[branch.standing]
        case CauseLeaf():
            return None if branch.activities else MISSING
        case FocusBranch():
            return None if branch.promises and branch.causes else MISSING
    return None


def _joined(text: str) -> str:
    return " ".join(text.split())
