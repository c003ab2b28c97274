"""Why a date can not be moved to the day that somebody wished for, in words with the way out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from db.rules.moving import CannotMove, MoveFault
from desktop.words.speech import N_, Words

MOVE_FAULTS: Final[Mapping[MoveFault, str]] = {
    MoveFault.NO_DATE: N_("Nothing of this falls on {on} any more; look at the calendar again."),
    MoveFault.TAKEN: N_("It already falls on {to} as well; choose another day."),
    MoveFault.MOVED_ALREADY: N_(
        "This date has been moved by itself before, so it can only be moved by itself again."
    ),
    MoveFault.SAME_SERIES: N_("The whole series has that day already; only this date can be moved there."),
    MoveFault.NOT_EVERY_MONTH: N_(
        "Not every month has such a day as {to}, so only this date can be moved there."
    ),
    MoveFault.OTHER_PERIOD: N_(
        "{to} lies in another week, month or year than the rule goes by, "
        "so only this date can be moved there."
    ),
    MoveFault.BEYOND_END: N_("The series ends before {to}, so only this date can be moved there."),
    MoveFault.INTRICATE: N_(
        "The rule is too intricate to be moved as a whole. "
        "Move this date, or change the rule of the activity."
    ),
}
"""A sentence for each reason."""


def move_fault_words(words: Words, error: CannotMove) -> str:
    """Say why a move was refused."""
    return words(MOVE_FAULTS[error.reason]).format(on=error.on, to=error.to)
