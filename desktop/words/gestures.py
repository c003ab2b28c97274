"""What gestures are called, and one in a sentence: “Changed the state of K12 Market stall”."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from db.views.history import MANY, Aspect, Fate, StepLine
from db.views.things import ThingName
from desktop.words.changes import NOTHING, after_words, before_words
from desktop.words.fields import entity_label, field_label
from desktop.words.kinds import in_sentence
from desktop.words.speech import N_, Words
from desktop.words.things import as_if_there, thing_words

GESTURES: Final[Mapping[str, str]] = {
    "begin_plan": N_("Began the plan"),
    "new_copy": N_("Became a copy of its own"),
    "name_copy": N_("Gave this copy a name"),
    "begin_agreement": N_("Began an agreement"),
    "read_plan": N_("Read in a plan"),
    "add": N_("Added"),
    "change": N_("Changed"),
    "delete": N_("Deleted"),
    "add_activity": N_("Added an activity"),
    "add_activities": N_("Added several activities"),
    "change_several": N_("Changed several"),
    "delete_several": N_("Deleted several"),
    "link_several": N_("Linked several"),
    "unlink_several": N_("Took away several links"),
    "duplicate": N_("Duplicated"),
    "link": N_("Linked"),
    "unlink": N_("Took away a link"),
    "note": N_("Wrote a note"),
    "attach": N_("Attached a file"),
    "log_occurrence": N_("Logged an occurrence"),
    "count_at": N_("Changed what was counted"),
    "begin_meeting": N_("Made a new meeting"),
    "call_meeting": N_("Called a meeting"),
    "hold_meeting": N_("Marked a meeting as held"),
    "approve_meeting": N_("Approved a meeting's minutes"),
    "call_contacts": N_("Called people to a meeting"),
    "mark_present": N_("Ticked who was present"),
    "add_agenda_item": N_("Added an agenda item"),
    "order_agenda": N_("Put an agenda in order"),
    "judge": N_("Set a light"),
    "record_paper": N_("Made a meeting's paper"),
    "move_date": N_("Moved a date"),
    "move_series": N_("Moved a series of dates"),
    "move_occurrence": N_("Moved an occurrence"),
    "decide": N_("Decided a conflict"),
    "decide_several": N_("Decided several conflicts"),
    "undo": N_("Undid"),
    "undo_step": N_("Undid an older gesture"),
    "redo": N_("Redid"),
    "redact": N_("Erased for good"),
}
"""What each gesture is called; one from a newer version goes by its own name."""

ABOUT: Final[Mapping[str, str]] = {
    "begin_agreement": N_("Began {thing}"),
    "read_plan": N_("Read in the plan of {thing}"),
    "log_occurrence": N_("Logged {thing}"),
    "record_paper": N_("Made the paper of {thing}"),
    "duplicate": N_("Made a copy: {thing}"),
    "move_date": N_("Moved a date: {thing}"),
    "move_series": N_("Moved a series of dates: {thing}"),
    "move_occurrence": N_("Moved an occurrence: {thing}"),
    "decide": N_("Decided what copies had said differently of {thing}"),
    "decide_several": N_("Decided what copies had said differently of {thing}"),
}
"""Gestures that say more of one thing than that it is new or has changed."""

OF_ONE: Final = frozenset({"move_series", "move_occurrence"})
"""Gestures that are about one thing, though others come and go with it."""

BARE: Final = frozenset({"begin_plan", "new_copy", "name_copy", "redact"})
"""Gestures that are about the plan as a whole, or about what is no longer to be told."""

ONE: Final[Mapping[Fate, str]] = {
    Fate.NEW: N_("Added {thing}"),
    Fate.CHANGED: N_("Changed {thing}"),
    Fate.GONE: N_("Deleted {thing}"),
    Fate.BACK: N_("Brought back {thing}"),
}
"""What became of a thing, or of several alike."""

TIES: Final = frozenset({"activity_promise", "activity_cause", "participant", "signatory"})
"""Tables whose rows are links, told by their two ends."""

HANGING: Final = frozenset({"note", "attachment"})
"""Tables whose rows are told by what they are about."""

UNTOLD: Final = frozenset({"entity", "known", "paper", "about"})
"""Fields that are the program's own business."""

LONGEST_VALUE: Final = 60
"""Letters of a value that is told in a line; of a longer one it is only said that it was changed."""

MOST_FIELDS: Final = 2
"""Fields that are named before they are only counted."""


def step_words(words: Words, step: StepLine, *, known: str = "", values: bool = False) -> str:
    """What a gesture did, in one sentence without a full stop.

    `known` is the id of a thing that is before one's eyes already, whose number says enough. With `values`,
    a gesture that changed a single field says from what to what.
    """
    _ = words
    if step.of is not None:
        inner = _small(step_words(words, step.of, known=known, values=values))
        text = _("Redid: {gesture}") if step.again else _("Undid: {gesture}")
        return text.format(gesture=inner)
    if not step.about or step.gesture in BARE:
        return _(GESTURES[step.gesture]) if step.gesture in GESTURES else step.gesture
    main = step.about[0]
    count = dict(step.counts).get(main.name.entity, 1)
    if count > 1 and step.gesture not in OF_ONE:
        return _several(words, step, main, count)
    if main.name.entity == "attendance":
        return _attendance(words, step, main)
    thing = _called(words, main.name, known)
    if step.gesture in ABOUT:
        return _(ABOUT[step.gesture]).format(thing=thing)
    if main.name.entity in TIES and (tied := _tie(words, main, known)):
        return tied
    if main.name.entity in HANGING and main.of is not None and main.fate is not Fate.CHANGED:
        return _hanging(words, main, _called(words, main.of, known))
    told = _told(words, main.fate, main.name.entity, main.fields, thing)
    return f"{told} {_from_to(words, main)}".rstrip() if values else told


def _from_to(words: Words, aspect: Aspect) -> str:
    """From what to what the one field was changed; nothing where that would be a text to read."""
    _ = words
    change = aspect.change
    if change is None or aspect.fate is not Fate.CHANGED or change.erased:
        return ""
    names = {name.id: name for name in aspect.mentioned}
    before, after = before_words(words, names, change), after_words(words, names, change)
    if max(len(before), len(after)) > LONGEST_VALUE:
        return ""
    if before == NOTHING:
        return _("to {after}").format(after=after)
    if after == NOTHING:
        return _("from {before} to nothing").format(before=before)
    return _("from {before} to {after}").format(before=before, after=after)


def _attendance(words: Words, step: StepLine, aspect: Aspect) -> str:
    """Who was called to a meeting, and who came."""
    _ = words
    who = thing_words(words, as_if_there(aspect.name))
    if aspect.fate is Fate.GONE:
        return _("Took {who} off the call").format(who=who)
    if step.gesture == "mark_present" or aspect.fate is Fate.CHANGED:
        here = aspect.change is None or bool(aspect.change.new)
        text = _("Marked {who} as present") if here else _("Marked {who} as not present")
        return text.format(who=who)
    return _("Called {who}").format(who=who)


def undo_words(words: Words, step: StepLine | None) -> str:
    """What the undo button would do now."""
    _ = words
    if step is None:
        return _("Nothing to undo")
    return _("Undo: {gesture}").format(gesture=_small(step_words(words, step)))


def redo_words(words: Words, step: StepLine | None) -> str:
    """What the redo button would do now."""
    _ = words
    if step is None:
        return _("Nothing to redo")
    return _("Redo: {gesture}").format(gesture=_small(step_words(words, step)))


def _told(words: Words, fate: Fate, entity: str, fields: tuple[str, ...], things: str) -> str:
    _ = words
    named = _fields(words, entity, fields) if fate is Fate.CHANGED else ""
    if named:
        return _("Changed {fields} of {thing}").format(fields=named, thing=things)
    return _(ONE[fate]).format(thing=things)


def _several(words: Words, step: StepLine, main: Aspect, count: int) -> str:
    """A gesture on many things: “Changed the state of 12 activities”."""
    _ = words
    entity = main.name.entity
    alike = [aspect for aspect in step.about if aspect.name.entity == entity]
    fields = tuple(dict.fromkeys(field for aspect in alike for field in aspect.fields))
    number = words.number(count)
    if sum(number for _entity, number in step.counts) >= MANY - 1:
        number = _("more than {count}").format(count=words.number(_rounded_down(count)))
    if entity == "attendance" and main.fate is Fate.NEW:
        return _("Called {count} to a meeting").format(count=number)
    things = f"{number} {in_sentence(entity_label(words, entity, many=True))}"
    return _told(words, main.fate, entity, fields, things)


def _rounded_down(count: int) -> int:
    """A count that is known to be too low, without figures that look exact."""
    size = int(10 ** (len(str(count)) - 1))
    return count // size * size


def _tie(words: Words, aspect: Aspect, known: str) -> str:
    _ = words
    ends = [_called(words, part.named, known) for part in aspect.name.parts if part.named is not None]
    if len(ends) != 2 or aspect.fate is Fate.CHANGED:
        return ""
    text = (
        _("Took away the link between {one} and {other}")
        if aspect.fate is Fate.GONE
        else _("Linked {one} and {other}")
    )
    return text.format(one=ends[0], other=ends[1])


def _hanging(words: Words, aspect: Aspect, thing: str) -> str:
    _ = words
    if aspect.name.entity == "attachment":
        text = (
            _("Took away {name} from {thing}")
            if aspect.fate is Fate.GONE
            else _("Attached {name} to {thing}")
        )
        return text.format(name=_called(words, aspect.name, ""), thing=thing)
    text = _("Deleted a note about {thing}") if aspect.fate is Fate.GONE else _("Wrote a note about {thing}")
    return text.format(thing=thing)


def _called(words: Words, name: ThingName, known: str) -> str:
    """What a thing was called then, whether or not it has been deleted since, in running text."""
    if name.id == known and name.number and name.entity == "activity":
        return name.number
    text = thing_words(words, as_if_there(name), with_table=True)
    return text if name.entity == "activity" else in_sentence(text)


def _fields(words: Words, entity: str, fields: tuple[str, ...]) -> str:
    told = [field for field in fields if field not in UNTOLD]
    if len(told) > MOST_FIELDS:
        return words.plural("{count} field", "{count} fields", len(told))
    return words.listed([_field(words, entity, field) for field in told])


def _field(words: Words, entity: str, field: str) -> str:
    try:
        return in_sentence(field_label(words, entity, field))
    except KeyError:
        return field


def _small(text: str) -> str:
    """A sentence that goes on after a colon; its first word is ours, so its letter may be small."""
    return text[:1].lower() + text[1:]
