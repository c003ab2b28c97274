"""The sentence for everything that can go wrong with a plan, with the way out.

`db` raises errors that carry data and no words; here the words are found. A test goes through every
type of error there is, so that none is shown as a type's name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from db.errors import (
    AlreadyUndone,
    AmbiguousThing,
    BadFilter,
    BadPlanFile,
    BadServerAddress,
    ContentDamaged,
    ContentMissing,
    ContentTooLarge,
    DamagedPlan,
    DiskFailed,
    DiskFull,
    ErasedValue,
    InvalidDraft,
    LockedPlan,
    MovedOn,
    NeverUndone,
    NewerPlan,
    NoPaper,
    NotAdmitted,
    NotAPlan,
    NotErasable,
    NothingToRedo,
    NothingToUndo,
    NotInConflict,
    NotLinkable,
    NotLinked,
    PlanError,
    PlanExists,
    PlanMissing,
    PlanReplaced,
    ReadOnlyPlan,
    RightsMissing,
    ServerFailed,
    ServerNotPrepared,
    ServerOutdated,
    UnboundRole,
    UnknownOp,
    UnknownTable,
    UnknownThing,
    UnsafeConnection,
    UntrustedServer,
    WhichPlan,
)
from db.rules.moving import CannotMove
from db.rules.recurrence import BadRule
from desktop.words import N_, Words
from desktop.words.faults import fault_words, perhaps, rule_fault_words
from desktop.words.fields import ENTITY_WORDS, entity_label, field_label
from desktop.words.filter_faults import filter_fault_words
from desktop.words.kinds import in_sentence
from desktop.words.moves import move_fault_words
from desktop.words.place_faults import PLACE_FAULTS
from desktop.words.plan_file_faults import plan_file_fault_words
from desktop.words.sizes import size_words

STORAGE: Final[Mapping[type[PlanError], str]] = {
    PlanMissing: N_("There is no {path}: see that the name is right, or make a plan with the command “new”."),
    PlanExists: N_("{path} is there already: give the new plan another name."),
    NotAPlan: N_("{path} is not a plan: choose a file that Löftesplan has made."),
    NewerPlan: N_(
        "{path} was written by a newer version of Löftesplan (form {version}, and this one knows {known}): "
        "install the newer version. The file has not been touched."
    ),
    DamagedPlan: N_(
        "{path} is damaged ({detail}): put the file aside and go back to the latest copy of it. "
        "The file has not been touched."
    ),
    ReadOnlyPlan: N_(
        "{path} may not be written to: get the right to write to the file and its folder, "
        "or work in a copy somewhere else."
    ),
    LockedPlan: N_("{path} is held by another program: close it, or wait a little, and try again."),
    PlanReplaced: N_(
        "{path} was replaced by another file while it was open, and nothing was saved: open it again."
    ),
    DiskFull: N_("The disk with {path} is full, and nothing was saved: make room on it and try again."),
    ContentMissing: N_(
        "What the attachment holds is not here yet: it comes when this copy meets the one that it was "
        "attached in, or a place where that has been."
    ),
    ContentDamaged: N_(
        "{path}: what the attached file holds is damaged, or changed while it was read. Attach it again, or "
        "let this copy meet another that has it."
    ),
    DiskFailed: N_(
        "{path} can not be read or written ({detail}): see that the disk or the network is there, "
        "and try again."
    ),
    ServerFailed: N_(
        "The server {path} does not answer ({detail}): see that the network and the address are right, "
        "and try again."
    ),
    UnsafeConnection: N_(
        "{path} is on a network, and sslmode={mode} would let others read along: leave sslmode out. "
        "Nothing was sent."
    ),
    UntrustedServer: N_(
        "{path} did not prove to be the right server ({detail}), and no password was sent: ask its "
        "administrator for TLS and for the certificate to trust (sslrootcert=FILE)."
    ),
    ServerNotPrepared: N_(
        "{path} has no tables for plans: its administrator makes them with the script that "
        "“loftesplan server-script” prints."
    ),
    ServerOutdated: N_(
        "The tables on {path} are of an older version (form {version}, and {needed} is needed): its "
        "administrator runs the script that “loftesplan server-script” prints. Nothing is lost meanwhile."
    ),
    UnboundRole: N_(
        "{role} may see every plan on {path} at once, which would mix them up: log in as the "
        "municipality's own role."
    ),
    RightsMissing: N_(
        "The server {path} does not allow that ({detail}): ask its administrator to run the script that "
        "“loftesplan server-script” prints."
    ),
    **PLACE_FAULTS,
}
"""What a failing file, disk or server means, with what the error carries in its places."""

PLAIN: Final[Mapping[type[PlanError], str]] = {
    NothingToUndo: N_("There is nothing left to undo in this copy of the plan."),
    NoPaper: N_(
        "No final paper has been made for this meeting, so there is none to print again. "
        "Print it as final first."
    ),
    NothingToRedo: N_("There is nothing to redo: nothing was undone last."),
    AlreadyUndone: N_("That has been undone already."),
    NeverUndone: N_(
        "That can not be undone: how a plan or a copy began, a paper that was made and an erasure stay."
    ),
}


def sentence(words: Words, error: PlanError) -> str:
    """Say what has gone wrong, and what to do about it."""
    for kind in type(error).__mro__:
        if kind in PLAIN:
            return words(PLAIN[kind])
        if kind in STORAGE:
            return words(STORAGE[kind]).format(**_places(words, error))
        if kind in _SAYS:
            return _SAYS[kind](words, error)
    return words("The plan can not be used: {error}.").format(error=error)


OUR_DETAILS: Final = frozenset({N_("truncated"), N_("no details")})
"""The details that are ours; all others are what the system or the database says."""

LONGEST_ECHO: Final = 60


def shortened(text: str) -> str:
    """What somebody has typed, as it can be said back: no sentence is helped by a thousand characters."""
    return text if len(text) <= LONGEST_ECHO else text[: LONGEST_ECHO - 1] + "…"


def _places(words: Words, error: Any) -> dict[str, Any]:
    """What a storage error carries; a detail that is missing is said to be unknown."""
    places = dict(vars(error))
    places["path"] = str(places["path"]).replace("\n", "␊")
    if "detail" in places:
        detail = places["detail"] or N_("no details")
        places["detail"] = words(detail) if detail in OUR_DETAILS else detail
    return places


def _invalid_draft(words: Words, error: InvalidDraft) -> str:
    return "\n".join(fault_words(words, fault) for fault in error.faults)


def _too_large(words: Words, error: ContentTooLarge) -> str:
    return words(
        "{path} is too large to attach ({size}): {limit} is the most. Keep it somewhere else, and write in a "
        "note where."
    ).format(path=error.path, size=size_words(words, error.size), limit=size_words(words, error.limit))


def _unknown_table(words: Words, error: UnknownTable) -> str:
    _ = words
    text = _("There is no table “{name}”.").format(name=shortened(error.name))
    if error.nearest:
        return f"{text} {perhaps(words, error.nearest)}"
    return text + " " + _("These are there: {tables}.").format(tables=", ".join(error.choices))


def _unknown_thing(words: Words, error: UnknownThing) -> str:
    _ = words
    text = _("Nothing in the plan is called “{given}”.").format(given=shortened(error.given))
    if error.nearest:
        return f"{text} {perhaps(words, error.nearest)}"
    return text + " " + _("Give a number such as K12, at least four characters of an id, or a name.")


def _ambiguous(words: Words, error: AmbiguousThing) -> str:
    _ = words
    return _("“{given}” can mean several things; say which one by its id: {things}.").format(
        given=shortened(error.given), things="; ".join(error.matches).rstrip(".")
    )


def _not_linkable(words: Words, error: NotLinkable) -> str:
    _ = words
    return _(
        "{one} and {other} can not be linked. An activity is linked to promises, causes, contacts and "
        "organisations; an agreement and a meeting to contacts."
    ).format(one=_table(words, error.one), other=in_sentence(_table(words, error.other)))


def _not_linked(words: Words, error: NotLinked) -> str:
    _ = words
    return _("There is no link between {one} and {other} to take away.").format(
        one=error.one, other=error.other
    )


def _moved_on(words: Words, error: MovedOn) -> str:
    _ = words
    first = error.moved[0]
    by = words.listed(sorted({moved.actor for moved in error.moved if moved.actor})) or _("somebody")
    field = _field(words, first.entity, first.field)
    return _(
        "Not undone, for “{field}” ({table}) has been changed since, by {actors}. "
        "Add --anyway to undo all the same."
    ).format(field=field, table=in_sentence(_table(words, first.entity)), actors=by)


def _erased(words: Words, error: ErasedValue) -> str:
    _ = words
    return _(
        "Not undone, for what “{field}” ({table}) said before has been erased for good. "
        "Add --anyway to undo the rest."
    ).format(
        field=_field(words, error.entity, error.field),
        table=in_sentence(_table(words, error.entity)),
    )


def _bad_address(words: Words, error: BadServerAddress) -> str:
    _ = words
    if error.option:
        return _("{address}: no server knows the option “{option}”.").format(
            address=error.path, option=error.option
        )
    return _(
        "The server's address can not be read: write it as postgresql://role@server/database, and give the "
        "password apart from it."
    )


def _not_admitted(words: Words, error: NotAdmitted) -> str:
    _ = words
    if not error.plan:
        return _("{role} has not been admitted to any plan on {path}: ask its administrator.").format(
            role=error.role, path=error.path
        )
    return _(
        "{role} has not been admitted to this plan on {path}. Ask its administrator to run: "
        "SELECT loftesplan_admit('{plan}', '{role}')"
    ).format(role=error.role, path=error.path, plan=error.plan)


def _which_plan(words: Words, error: WhichPlan) -> str:
    _ = words
    return _("{role} may reach several plans on {path}: say which one ({plans}).").format(
        role=error.role, path=error.path, plans=", ".join(error.plans)
    )


def _not_in_conflict(words: Words, error: NotInConflict) -> str:
    _ = words
    if error.field == "alive":
        return _("That is in no conflict (any more): whether it stays in the plan has been decided.")
    return _(
        "“{field}” ({table}) is in no conflict (any more): all copies that are known here say the same, "
        "or somebody has decided it meanwhile."
    ).format(field=_field(words, error.entity, error.field), table=in_sentence(_table(words, error.entity)))


def _unknown_op(words: Words, error: UnknownOp) -> str:
    _ = words
    text = _("There is no change “{given}” in the log.").format(given=shortened(error.given))
    return text + " " + _("A change is called something like K:17, and history shows what each is called.")


def _not_erasable(words: Words, _error: NotErasable) -> str:
    _ = words
    return _(
        "That change can not be erased: it holds nothing that a person has written. "
        "Erase the changes of the texts themselves."
    )


def _bad_rule(words: Words, error: BadRule) -> str:
    _ = words
    why = rule_fault_words(words, error.reason, error)
    return _("The recurrence can not be read: {why}.").format(why=why)


_SAYS: Final[Mapping[type, Callable[[Words, Any], str]]] = {
    InvalidDraft: _invalid_draft,
    UnknownTable: _unknown_table,
    UnknownThing: _unknown_thing,
    AmbiguousThing: _ambiguous,
    NotLinkable: _not_linkable,
    NotLinked: _not_linked,
    MovedOn: _moved_on,
    ErasedValue: _erased,
    NotInConflict: _not_in_conflict,
    BadServerAddress: _bad_address,
    NotAdmitted: _not_admitted,
    ContentTooLarge: _too_large,
    WhichPlan: _which_plan,
    UnknownOp: _unknown_op,
    NotErasable: _not_erasable,
    BadRule: _bad_rule,
    CannotMove: move_fault_words,
    BadFilter: filter_fault_words,
    BadPlanFile: plan_file_fault_words,
}


def _table(words: Words, entity: str) -> str:
    return entity_label(words, entity) if entity in ENTITY_WORDS else words("Something")


def _field(words: Words, entity: str, field: str) -> str:
    try:
        return field_label(words, entity, field)
    except KeyError:
        return field
