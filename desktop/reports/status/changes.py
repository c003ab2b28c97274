"""What has happened since the last meeting, and what has not: changes, and what nobody has touched."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from db.views.status import ChangedThing, ChangeKind, ChangeLine, StatusReport, UntouchedLine
from desktop.reports.marks import LATE, STATE_MARKS
from desktop.reports.phrases import (
    changed_stretches,
    meeting_words,
    named_words,
    shortened,
    value_words,
    who_words,
)
from desktop.reports.setting import Para
from desktop.reports.styles import BODY, CELL, CELL_NEXT, Bench
from desktop.reports.table import Group, Row
from desktop.words.fields import entity_label, field_label
from desktop.words.kinds import in_sentence, label


def changes(bench: Bench, report: StatusReport) -> list[Flowable]:
    """Everything that is new since the previous meeting's paper was made."""
    _ = words = bench.words
    if report.previous is None:
        return bench.section(
            _("Changes since the last meeting"), bench.prose(bench.para(BODY, _no_base(bench, report)))
        )
    since = in_sentence(meeting_words(words, report.previous))
    title = _("Changes since the last meeting ({meeting})").format(meeting=since)
    if not report.changes:
        text = _("Nothing in the plan has changed since then.")
        if report.filter_text:
            text = _("Nothing in the selected activities has changed since then.")
        return bench.section(title, bench.prose(bench.para(BODY, text)))
    grid = bench.grid((_("What"), 40), (_("At the last meeting"), 47), (_("Now"), 52), (_("By, on"), 31))
    rows = [row for thing in report.changes for row in thing_rows(bench, thing)]
    return bench.section(title, bench.table(grid, rows))


def _no_base(bench: Bench, report: StatusReport) -> str:
    _ = bench.words
    if report.earlier_meetings:
        return _(
            "No paper was made for an earlier meeting, so there is nothing to compare with. "
            "What this paper shows can be the base for the next one."
        )
    return _(
        "This is the first meeting in the plan, so there is nothing to compare with. "
        "From the next meeting on, all that has changed is listed here."
    )


def thing_rows(bench: Bench, thing: ChangedThing) -> Iterator[Row | Group]:
    """A thing with its changes: what, what it said, what it says, by whom and when."""
    _ = words = bench.words
    whole = named_words(words, thing.subject)
    subject = shortened(whole)
    again = _("{thing}, continued").format(thing=subject)
    yield Group((bench.para(CELL, bold=subject),), (bench.para(CELL, bold=again),))
    if subject != whole:
        yield Row(((), (), (bench.para(CELL, whole),), ()))
    for line in thing.lines:
        yield _change(bench, thing, line)


def _change(bench: Bench, thing: ChangedThing, line: ChangeLine) -> Row:
    _ = words = bench.words
    by = (bench.para(CELL, f"{line.by}, {words.date(words.day_of(line.at))}"),)
    entity = in_sentence(entity_label(words, line.entity))
    what, old, new = _what(bench, thing, line, entity), "–", "–"
    if line.kind is ChangeKind.CHANGED:
        old = value_words(words, line.entity, line.field, line.old)
        new = value_words(words, line.entity, line.field, line.new)
        old, new = changed_stretches(old, new)
        if line.overruled:
            new += " " + _("(not in force: somebody else has written another value)")
    told = _parts(bench, line)
    return Row((
        (bench.para(CELL, what),),
        told if line.kind is ChangeKind.DELETED and told else (bench.para(CELL, old),),
        told if line.kind in (ChangeKind.ADDED, ChangeKind.RESTORED) and told else (bench.para(CELL, new),),
        by,
    ))  # fmt: skip


def _what(bench: Bench, thing: ChangedThing, line: ChangeLine, entity: str) -> str:
    _ = words = bench.words
    match line.kind:
        case ChangeKind.ADDED:
            return _("Added: {thing}").format(thing=entity)
        case ChangeKind.DELETED:
            return _("Deleted: {thing}").format(thing=entity)
        case ChangeKind.RESTORED:
            return _("Brought back: {thing}").format(thing=entity)
    field = field_label(words, line.entity, line.field)
    if line.entity != thing.subject.entity:
        said = (value_words(words, line.entity, part.field, part.value) for part in line.parts)
        which = shortened(" ".join(one for one in said if one))
        field = f"{f'{entity_label(words, line.entity)} {which}'.rstrip()}: {in_sentence(field)}"
    return _("{field}: erased").format(field=field) if line.kind is ChangeKind.ERASED else field


def _parts(bench: Bench, line: ChangeLine) -> tuple[Para, ...]:
    words = bench.words
    if line.entity == "counter":
        said = [value_words(words, line.entity, part.field, part.value) for part in line.parts]
        return (bench.para(CELL, " ".join(reversed(said))),)
    if len(line.parts) == 1:
        part = line.parts[0]
        return (bench.para(CELL, value_words(words, line.entity, part.field, part.value)),)
    return tuple(
        bench.para(
            CELL_NEXT,
            value_words(words, line.entity, part.field, part.value),
            bold=f"{field_label(words, line.entity, part.field)}:",
        )
        for part in line.parts
    )


def untouched(bench: Bench, report: StatusReport) -> list[Flowable]:
    """Open activities that nobody has changed, noted or logged anything about."""
    _ = words = bench.words
    title = _("What nobody has touched")
    if report.previous is not None:
        since = in_sentence(meeting_words(words, report.previous))
        intro = _(
            "Open activities that nobody has changed, noted or logged since the last meeting ({meeting})."
        )
        intro = intro.format(meeting=since)
    else:
        since = words.date(report.touched_since or report.today)
        intro = _("Open activities that nobody has changed, noted or logged since {date}.").format(date=since)
    if not report.untouched:
        text = _("There are none: something has been done about every open activity.")
        if not report.summary.activities:
            text = _("There are no activities to look at.")
        return bench.section(title, bench.prose(bench.para(BODY, intro), bench.para(BODY, text)))
    grid = bench.grid(
        (_("No."), 12), (_("Activity"), 64), (_("Owner"), 44), (_("State"), 27), (_("Last touched"), 23)
    )
    rows = [_untouched(bench, line) for line in report.untouched]
    return bench.section(title, bench.prose(bench.para(BODY, intro), after=5), bench.table(grid, rows))


def _untouched(bench: Bench, line: UntouchedLine) -> Row:
    _ = words = bench.words
    state = [bench.para(CELL, label(words, line.state), mark=STATE_MARKS[line.state])]
    if line.is_late:
        state.append(bench.para(CELL_NEXT, bold=_("Late"), mark=LATE))
    touched = words.date(words.day_of(line.touched_at)) if line.touched_at else "–"
    return Row((
        (bench.para(CELL, bold=line.number),),
        (bench.para(CELL, line.title),),
        (bench.para(CELL, who_words(words, line.owner, _("No owner"))),),
        tuple(state),
        (bench.para(CELL, touched),),
    ))  # fmt: skip
