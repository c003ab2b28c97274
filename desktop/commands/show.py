"""`show`: one thing with all that the plan knows of it."""

from __future__ import annotations

import textwrap
from collections.abc import Container, Iterator, Sequence
from math import ceil
from typing import Final

from db.queries.attachments import attachments
from db.queries.listing import activity_line
from db.queries.showing import thing_view
from db.views.activity import ActivityLine
from db.views.attachments import AttachmentView
from db.views.things import FieldView, HeadView, OccurrenceView, ThingView
from desktop.commands import plain_json
from desktop.commands.desk import DONE, Desk
from desktop.commands.grammar import PLAN, THING, Command, Given
from desktop.commands.terminal import safe_line, width_of
from desktop.words import N_, Words
from desktop.words.fields import entity_label, field_label
from desktop.words.kinds import in_sentence
from desktop.words.sizes import size_words
from desktop.words.things import field_words, thing_words, value_words

BROADEST: Final = 100
"""Columns that a text is broken at even where there are more: longer lines are hard to read."""

MOST_RELATED: Final = 20
"""Things of one sort that are named before the rest is only counted."""

UNTOLD: Final = frozenset({"known", "paper", "entity"})
"""Fields that are the program's own business; JSON has them all the same."""


def run(desk: Desk, given: Given) -> int:
    """Show it, deleted or not."""
    words = desk.words
    with desk.open(given["file"]) as store:
        place = desk.thing(store, given["id"])
        view = store.read(thing_view, place)
        files, kept = store.read(attachments, place.id), store.contents.there()
        line = None
        if place.entity == "activity" and place.alive:
            line = store.read(activity_line, place.id, today=desk.today)
    if desk.as_json:
        answer = plain_json.thing(view)
        answer |= {"attachments": [plain_json.attachment(one, here=one.sha256 in kept) for one in files]}
        if line is not None:
            answer |= {"late": line.late, "due": plain_json.plain(line.due)}
            answer |= {"outcome": plain_json.plain(line.outcome)}
            answer |= {"outcome_goal": plain_json.plain(line.goal)}
        return desk.answer("", answer)
    lines = [*_heading(words, view, line), *_fields(desk, view), *_beside(desk, view)]
    lines += _files(words, files, kept)
    desk.terminal.say("\n".join(lines))
    return DONE


def _heading(words: Words, view: ThingView, line: ActivityLine | None) -> Iterator[str]:
    _ = words
    sort = entity_label(words, view.name.entity)
    yield f"{sort} {safe_line(thing_words(words, view.name))}".replace("  ", " ")
    yield view.name.id
    if view.deleted is not None:
        text = (
            _("Deleted by {who} {when}.")
            if not view.name.alive
            else _(
                "Deleted by {who} {when}, and changed by somebody who did not know of it: still in the plan."
            )
        )
        yield text.format(who=view.deleted.actor, when=words.moment(view.deleted.at))
    if line is not None and line.late and line.due:
        yield _("Late: should have been done by {date}.").format(date=words.date(line.due))
    if line is not None and (line.outcome or line.goal):
        told = _("Outcome: {outcome} of {goal}.") if line.goal else _("Outcome: {outcome}.")
        goal = words.number(ceil(line.goal)) if line.goal else ""
        yield told.format(outcome=words.number(line.outcome), goal=goal)
    yield ""


def _fields(desk: Desk, view: ThingView) -> Iterator[str]:
    """Each field that says something, in two columns, with what copies have said differently under it."""
    words = desk.words
    entity = view.name.entity
    told = [
        (field, field_words(words, entity, field))
        for field in view.fields
        if field.name not in UNTOLD and (field.value not in (None, "") or field.conflict)
    ]
    labels = {field.name: field_label(words, entity, field.name) for field, _ in told}
    column = max((width_of(text) for text in labels.values()), default=0) + 2
    for field, text in told:
        yield from _paragraphs(desk, labels[field.name], text, column)
        yield from _conflict(words, entity, field, column)


def _conflict(words: Words, entity: str, field: FieldView, column: int) -> Iterator[str]:
    _ = words
    if not field.conflict:
        return
    blank = " " * column
    yield blank + _("! Said differently, and nobody has decided:")
    for head in field.conflict:
        value = safe_line(_head_value(words, entity, field.name, head)) or "–"
        by = f"{head.actor}, {words.moment(head.at)}"
        yield f"{blank}  {value}  ({by}; {head.op})"


def _head_value(words: Words, entity: str, field: str, head: HeadView) -> str:
    return thing_words(words, head.named) if head.named else value_words(words, entity, field, head.value)


def _beside(desk: Desk, view: ThingView) -> Iterator[str]:
    """Links, occurrences, notes, and what else has to do with it."""
    _ = words = desk.words
    if view.links:
        yield from ("", _("Links"))
        for link in view.links:
            yield f"  {safe_line(thing_words(words, link.to, with_table=True))}  [{link.id[:8]}]"
    if view.occurrences:
        yield from ("", entity_label(words, "occurrence", many=True))
        for one in view.occurrences:
            yield f"  {safe_line(_occurrence(words, one))}  [{one.id[:8]}]"
    if view.notes:
        yield from ("", entity_label(words, "note", many=True))
        for note in view.notes:
            when = words.moment(note.at) if note.at else ""
            yield f"  {when}  {safe_line(note.actor)}".rstrip()
            yield from _wrapped(desk, note.text, 4)
    for group in view.related:
        many = entity_label(words, group.entity, many=True)
        field = in_sentence(field_label(words, group.entity, group.field))
        yield from ("", many if group.belong else f"{many} ({field})")
        for thing in group.things[:MOST_RELATED]:
            yield f"  {safe_line(thing_words(words, thing))}  [{thing.id[:8]}]"
        if len(group.things) > MOST_RELATED:
            left = len(group.things) - MOST_RELATED
            yield "  " + words.plural("… and {count} thing more", "… and {count} things more", left)


def _files(words: Words, files: Sequence[AttachmentView], kept: Container[str]) -> Iterator[str]:
    """What is attached, how large it is, and whether what it holds is here."""
    _ = words
    if files:
        yield from ("", entity_label(words, "attachment", many=True))
    for one in files:
        size = size_words(words, one.size) if one.size is not None else ""
        told = ", ".join(part for part in (size, "" if one.sha256 in kept else _("not here yet")) if part)
        yield f"  {safe_line(one.name)}" + (f" ({told})" if told else "") + f"  [{one.id[:8]}]"


def _occurrence(words: Words, one: OccurrenceView) -> str:
    """A day, from when to when, where, how many, what was counted and how it went."""
    _ = words
    clock = "–".join(time.strftime("%H:%M") for time in (one.starts_at, one.ends_at) if time)
    counted = ", ".join(f"{safe_line(label)} {words.number(number)}" for label, number in one.counters)
    came = words.plural("{count} came", "{count} came", one.attendance) if one.attendance else ""
    state = value_words(words, "occurrence", "state", one.state) if one.state != "done" else ""
    day = words.date(one.on) if one.on else "–"
    said = " ".join(one.text.split())
    parts = (f"{day} {clock}".strip(), state, one.place, came, counted, said)
    return "; ".join(part for part in parts if part)


def _paragraphs(desk: Desk, heading: str, text: str, column: int) -> Iterator[str]:
    blank = " " * (column - width_of(heading))
    lines = list(_wrapped(desk, text, column)) or [""]
    yield (heading + blank + lines[0].strip()).rstrip()
    yield from lines[1:]


def _wrapped(desk: Desk, text: str, indent: int) -> Iterator[str]:
    width = max(20, min(desk.terminal.width or BROADEST, BROADEST) - indent)
    for paragraph in text.split("\n"):
        for line in textwrap.wrap(safe_line(paragraph), width) or [""]:
            yield " " * indent + line


COMMAND = Command(
    "show",
    (PLAN, THING),
    (),
    ("show saffle.plan K3", N_("show saffle.plan promise:2")),
    run,
)
