"""What keeps copies from meeting, in sentences with the way out, and in a few words beside a place's name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from db.errors import (
    NotAPlace,
    OtherPlan,
    PlaceEmptied,
    PlaceWentBack,
    PlanError,
    SamePlan,
    StatesDiffer,
)
from desktop.words.speech import N_, Words

PLACE_FAULTS: Final[Mapping[type[PlanError], str]] = {
    OtherPlan: N_(
        "Another plan is kept at {path}, so nothing was exchanged: choose the place of this plan, or a "
        "place with nothing in it."
    ),
    PlaceEmptied: N_(
        "{path} held this plan when it was last met, and holds nothing now. It may have been emptied, or be "
        "another folder or stick of the same name. Nothing is lost here. Either it is filled again, or the "
        "right place is chosen."
    ),
    PlaceWentBack: N_(
        "{path} holds less than when it was last met ({lost} changes are gone): it may have been put back "
        "from an older backup. Nothing is lost here. Either it is filled again, or the right place is chosen."
    ),
    NotAPlace: N_(
        "{path} is not there, or is neither a folder, a plan file nor a server's address: see that the disk, "
        "the stick or the network is there."
    ),
    SamePlan: N_("{path} is this very copy of the plan: choose another copy, or a folder."),
    StatesDiffer: N_(
        "This copy and {path} know the same and yet do not say the same, which must never happen. Nothing "
        "is lost. Send {report} to whoever looks after the program; it tells nothing of what the plan says."
    ),
}
"""What is said of a place where copies meet, with what the error carries in its places."""

TROUBLES: Final[Mapping[str, str]] = {
    "ServerFailed": N_("the server does not answer"),
    "BadServerAddress": N_("the server's address can not be read"),
    "UnsafeConnection": N_("others could have read along"),
    "UntrustedServer": N_("the server did not prove to be the right one"),
    "ServerNotPrepared": N_("the server has no tables for plans"),
    "ServerOutdated": N_("the server's tables are of an older version"),
    "NotAdmitted": N_("this role has not been admitted to the plan"),
    "RightsMissing": N_("the server does not allow what is needed"),
    "OtherPlan": N_("another plan is kept there"),
    "PlaceEmptied": N_("it has been emptied: it waits for an answer from you"),
    "PlaceWentBack": N_("it holds less than before: it waits for an answer from you"),
    "NotAPlace": N_("it is not there"),
    "PlanMissing": N_("it is not there"),
    "SamePlan": N_("it is this very copy"),
    "StatesDiffer": N_("the copies do not say the same"),
    "NewerPlan": N_("it was written by a newer version of Löftesplan"),
    "DamagedPlan": N_("it is damaged"),
    "ReadOnlyPlan": N_("it may not be written to"),
    "LockedPlan": N_("another program holds it"),
    "DiskFull": N_("its disk is full"),
    "DiskFailed": N_("its disk or network does not answer"),
    "Unreachable": N_("it can not be reached now"),
}
"""What was last in the way at a place, by the error's name: of what was remembered only that is left."""


UNNAMED: Final = N_("it could not be met")


def trouble_words(words: Words, trouble: str) -> str:
    """What was in the way when a place was last to be met."""
    return words(TROUBLES.get(trouble, UNNAMED))
