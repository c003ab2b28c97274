"""What is wrong with a readable plan file, in words, with the place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from db.errors import BadPlanFile, PlanFileFault
from desktop.words.faults import fault_words, perhaps
from desktop.words.speech import N_, Words

FAULTS: Final[Mapping[PlanFileFault, str]] = {
    PlanFileFault.NOT_TOML: N_("{place}: this is not TOML ({given})."),
    PlanFileFault.UNKNOWN_TABLE: N_("{place}: there is no table “{given}”."),
    PlanFileFault.UNKNOWN_FIELD: N_("{place}: there is no field “{given}” here."),
    PlanFileFault.UNKNOWN_HANDLE: N_("{place}: nothing has the handle “{given}”."),
    PlanFileFault.HANDLE_TWICE: N_("{place}: the handle “{given}” is used twice."),
    PlanFileFault.SAME_TWICE: N_("{place}: this is the same as something earlier in the file ({given})."),
    PlanFileFault.WRONG_TYPE: N_("{place}: this should be {choices}, and is {given}."),
    PlanFileFault.WRONG_TABLE: N_("{place}: “{given}” should be one of {choices}."),
    PlanFileFault.CIRCLE: N_("{place}: this leads back to itself."),
    PlanFileFault.NO_AGREEMENT: N_("The file has no [[agreement]], and every plan has one."),
    PlanFileFault.WHICH_AGREEMENT: N_("{place}: which of the file's agreements does this belong to?"),
    PlanFileFault.INVALID: "{place}: {faults}",
}
"""One sentence for each reason."""


def plan_file_fault_words(words: Words, error: BadPlanFile) -> str:
    """Say where in the file something is wrong, and what."""
    text = words(FAULTS[error.reason]).format(
        place=error.place,
        given=error.given,
        choices=", ".join(error.choices),
        faults=" ".join(fault_words(words, fault) for fault in error.faults),
    )
    return f"{text} {perhaps(words, error.nearest)}" if error.nearest else text
