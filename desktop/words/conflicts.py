"""What copies have said differently, in words: sides and who took them, deletions, and flags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from db.views.conflicts import (
    ALIVE,
    Base,
    Conflict,
    ConflictCount,
    DeletionConflict,
    FieldConflict,
    Flag,
    Side,
    Voice,
)
from db.views.things import ThingName, Value
from desktop.words.faults import fault_words
from desktop.words.fields import field_label
from desktop.words.kinds import in_sentence
from desktop.words.speech import N_, Words
from desktop.words.things import thing_words, value_words

NOTHING: Final = "–"

SHORT_ID: Final = 8

DELETED: Final = N_("deleted")
"""What a deletion against an edit is called beside the fields of a thing."""


def conflict_label(words: Words, conflict: Conflict) -> str:
    """What is in conflict: a field by its name, or whether the thing is in the plan."""
    return field_label(words, conflict.thing.entity, conflict.field)


def conflict_name(conflict: Conflict, field: str) -> str:
    """What a conflict is called so that it can be typed: K5.due-date, or by the beginning of an id."""
    thing = conflict.thing
    called = thing.number if thing.entity == "activity" and thing.number else thing.id[:SHORT_ID]
    return f"{called}.{field}"


def field_to_type(words: Words, conflict: Conflict) -> str:
    """A field's name in one word, as it is understood again; see desktop.commands.table_words."""
    if conflict.field == ALIVE:
        return words(DELETED)
    return in_sentence(conflict_label(words, conflict)).replace(" ", "-")


def side_words(words: Words, conflict: FieldConflict, side: Side) -> str:
    """What one side says."""
    return _said(words, conflict, side.value, side.named, erased=side.erased)


def base_words(words: Words, conflict: FieldConflict, base: Base) -> str:
    """What the field said before."""
    return _said(words, conflict, base.value, base.named, erased=base.erased)


def _said(
    words: Words, conflict: FieldConflict, value: Value, named: ThingName | None, *, erased: bool
) -> str:
    if erased:
        return words("(erased)")
    if named is not None:
        return thing_words(words, named)
    return value_words(words, conflict.thing.entity, conflict.field, value) or NOTHING


def voice_words(words: Words, voice: Voice) -> str:
    """Who said it, when, and what it is called in the log; by the clock of the computer it was said on."""
    return f"{voice.actor or voice.copy}, {words.moment(voice.at)}; {voice.op}"


def deletion_words(words: Words, conflict: DeletionConflict) -> str:
    """Who deleted a thing without knowing all, and what is the matter."""
    _ = words
    by = words.listed([_by(words, voice) for voice in conflict.deleted])
    text = _("Deleted by {who}, who did not know of what others had done to it: it is still in the plan.")
    return text.format(who=by)


def along_words(words: Words, conflict: DeletionConflict) -> str:
    """How much would come back with it, or has gone; nothing where it has no parts."""
    if not conflict.parts:
        return ""
    return words.plural(
        "{count} thing that belongs to it went along, and comes back if it is kept.",
        "{count} things that belong to it went along, and come back if it is kept.",
        conflict.parts,
    )


def _by(words: Words, voice: Voice) -> str:
    return f"{voice.actor or voice.copy} {words.moment(voice.at)} ({voice.letter})"


def flag_words(words: Words, flag: Flag) -> str:
    """What does not go together, and with what else."""
    _ = words
    text = fault_words(words, flag.fault)
    if not flag.others:
        return text
    others = things_listed(words, flag.others)
    return text + " " + _("It is about {things} too.").format(things=others)


def things_listed(words: Words, things: Sequence[ThingName], most: int = 3) -> str:
    """A few things by what they are called."""
    _ = words
    told = [thing_words(words, one, with_table=True) for one in things[:most]]
    if len(things) > most:
        told.append(words.plural("{count} more", "{count} more", len(things) - most))
    return words.listed(told)


def count_words(words: Words, count: ConflictCount) -> str:
    """How much there is to decide and to mend."""
    _ = words
    if not count.total:
        return _("There are no conflicts.")
    parts = []
    if count.to_decide:
        parts.append(
            words.plural("{count} conflict to decide", "{count} conflicts to decide", count.to_decide)
        )
    if count.flags:
        parts.append(
            words.plural(
                "{count} thing that does not go together",
                "{count} things that do not go together",
                count.flags,
            )
        )
    return words.listed(parts)
