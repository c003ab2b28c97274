"""Why something that is pointed out in the history can not be undone just like that."""

from __future__ import annotations

from collections.abc import Sequence

from db.errors import AlreadyUndone, ErasedValue, Moved, MovedOn, NeverUndone, PlanError
from db.views.things import ThingName
from desktop.wording import sentence
from desktop.words.changes import NOTHING
from desktop.words.fields import entity_label, field_label
from desktop.words.kinds import in_sentence
from desktop.words.speech import Words
from desktop.words.things import as_if_there, thing_words

MOST: int = 2
"""Fields that have moved on and are named, before the rest is only counted."""


def hindrance_words(words: Words, error: PlanError, names: Sequence[ThingName] = ()) -> str:
    """Say what is in the way of an undo; `names` is what the things are called that have moved on."""
    _ = words
    match error:
        case MovedOn():
            return _moved_on(words, error, {name.id: name for name in names})
        case ErasedValue():
            field = _field(words, error.entity, error.field)
            return _("What {field} said before has been erased for good, and stays so.").format(field=field)
        case AlreadyUndone() | NeverUndone():
            return sentence(words, error)
    return sentence(words, error)


def can_be_forced(error: PlanError) -> bool:
    """Whether it can be undone all the same, if one wants to."""
    return isinstance(error, MovedOn | ErasedValue)


def _moved_on(words: Words, error: MovedOn, names: dict[str, ThingName]) -> str:
    _ = words
    told = [_moved(words, moved, names) for moved in dict.fromkeys(error.moved)]
    text = " ".join(told[:MOST])
    if len(told) > MOST:
        rest = words.plural("{count} more change since.", "{count} more changes since.", len(told) - MOST)
        text = f"{text} {rest}"
    return text


def _moved(words: Words, moved: Moved, names: dict[str, ThingName]) -> str:
    _ = words
    actor = moved.actor or _("Somebody")
    name = names.get(moved.row)
    thing = _thing(words, moved, name)
    if moved.field == "alive":
        if name is not None and not name.alive:
            return _("{actor} has deleted {thing} since.").format(actor=actor, thing=thing)
        return _("{actor} has added {thing} to it since.").format(actor=actor, thing=thing)
    return _("{actor} has changed {field} of {thing} since.").format(
        actor=actor, field=_field(words, moved.entity, moved.field), thing=thing
    )


def _thing(words: Words, moved: Moved, name: ThingName | None) -> str:
    if name is None:
        return in_sentence(entity_label(words, moved.entity))
    text = thing_words(words, as_if_there(name), with_table=True) or NOTHING
    return text if name.entity == "activity" else in_sentence(text)


def _field(words: Words, entity: str, field: str) -> str:
    try:
        return in_sentence(field_label(words, entity, field))
    except KeyError:
        return field
