"""How meetings, people and changes are told in the window."""

from __future__ import annotations

import datetime as dt

from db.views.meetings import MeetingLine
from db.views.status import ChangeKind, ChangeLine, MeetingHead
from desktop.reports.phrases import changed_stretches, clock_words, value_words
from desktop.words import Words
from desktop.words.fields import entity_label, field_label
from desktop.words.kinds import in_sentence, label


def day_words(words: Words, on: dt.date | None) -> str:
    """A day with its weekday and week: tuesday 9 May 2017, week 19."""
    if on is None:
        return words("No date yet")
    day = f"{words.weekday(on)} {words.long_date(on)}"
    return f"{day[:1].upper()}{day[1:]}, {words.week(on)}"


def where_words(words: Words, head: MeetingHead) -> str:
    """The kind of a meeting, from when to when, and where."""
    parts = (label(words, head.kind), clock_words(head.starts_at, head.ends_at), head.place)
    return " · ".join(part for part in parts if part)


def decisions_words(words: Words, line: MeetingLine) -> str:
    """How many of a meeting's decisions are open, and how many of these are late; "" for none."""
    if not line.open_decisions:
        return ""
    told = words.plural("{count} open decision", "{count} open decisions", line.open_decisions)
    if line.late_decisions:
        told += ", " + words.plural("{count} late one", "{count} late ones", line.late_decisions)
    return told


def change_words(words: Words, line: ChangeLine, subject: str = "activity") -> tuple[str, str]:
    """What has changed, and from what to what."""
    _ = words
    entity = in_sentence(entity_label(words, line.entity))
    parts = (value_words(words, line.entity, part.field, part.value) for part in line.parts)
    said = ", ".join(part for part in parts if part and part != "–")
    match line.kind:
        case ChangeKind.ADDED:
            return _("Added: {thing}").format(thing=entity), said
        case ChangeKind.DELETED:
            return _("Deleted: {thing}").format(thing=entity), said
        case ChangeKind.RESTORED:
            return _("Brought back: {thing}").format(thing=entity), said
    field = field_label(words, line.entity, line.field)
    if line.entity != subject:
        field = f"{f'{entity_label(words, line.entity)} {said}'.rstrip()}: {in_sentence(field)}"
    if line.kind is ChangeKind.ERASED:
        return _("{field}: erased").format(field=field), ""
    old, new = changed_stretches(
        value_words(words, line.entity, line.field, line.old),
        value_words(words, line.entity, line.field, line.new),
    )
    return field, f"{old} → {new}"
