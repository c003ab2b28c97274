"""The minutes of a meeting, from their view to a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from reportlab.platypus import Flowable

from db.kinds import MeasureState, MeetingState
from db.views.meetings import AgendaLine, MeetingDecision
from db.views.minutes import Minutes
from desktop.reports.faces import printable
from desktop.reports.marks import LATE
from desktop.reports.paper import Sheet, body_height, write_paper
from desktop.reports.phrases import clock_words, meeting_words, named_words, who_words
from desktop.reports.setting import Para
from desktop.reports.status.changes import thing_rows
from desktop.reports.status.report import HASH_SHOWN
from desktop.reports.styles import BODY, CELL, CELL_NEXT, LISTED, PARTIES, SMALL, TITLE, Bench
from desktop.reports.table import Group, Row
from desktop.words import Words
from desktop.words.kinds import label

MEASURE_MARKS: Final = {
    MeasureState.OPEN: "empty",
    MeasureState.DONE: "full",
    MeasureState.CANCELLED: "cross",
}
PRESENT, ABSENT = "full", "empty"

ROOM_TO_SIGN: Final = 3
"""Empty lines over a signature."""


def write_minutes(
    view: Minutes, words: Words, out: BinaryIO | Path, on_page: Callable[[int], object] | None = None
) -> int:
    """Print a meeting's minutes and give the number of their pages.

    The same view and language give the same bytes. A path's file appears whole or not at all.
    """
    sheet = minutes_sheet(view, words)
    return write_paper(sheet, minutes_story(view, Bench(words, body_height(sheet))), out, on_page)


def minutes_story(view: Minutes, bench: Bench) -> list[Flowable]:
    """All parts of the minutes, in the order of a meeting."""
    return [
        *_heading(bench, view),
        *_attendance(bench, view),
        *_agenda(bench, view),
        *_changes(bench, view),
        *_decisions(bench, view),
        *_notes(bench, view),
        *_signatures(bench),
    ]


def minutes_sheet(view: Minutes, words: Words) -> Sheet:
    """What each page says beside the minutes themselves."""
    _ = words
    agreement = view.agreement
    parties = [party for party in (agreement.municipality, agreement.police_area) if party]
    number = view.meeting.registration_number or agreement.registration_number
    whose = [*parties, _("reg. no. {number}").format(number=number) if number else _("not registered")]
    made = [
        meeting_words(words, view.meeting),
        _("printed {date}").format(date=words.date(view.today)),
        _("state of the plan {hash}").format(hash=view.state[:HASH_SHOWN]),
    ]
    approved = view.meeting.state is MeetingState.APPROVED
    return Sheet(
        title=printable(
            " – ".join((_("Minutes of a meeting"), meeting_words(words, view.meeting), *parties[:1]))
        ),
        author=printable(", ".join(parties)),
        subject=printable(agreement.title),
        heading=_("Minutes of a meeting"),
        stamp=_("Approved").upper() if approved else _("Not yet approved").upper(),
        foot=(printable(" · ".join(whose)), printable(" · ".join(made))),
        today=view.today,
        words=words,
    )


def _heading(bench: Bench, view: Minutes) -> list[Flowable]:
    _ = words = bench.words
    agreement, meeting = view.agreement, view.meeting
    parties = [party for party in (agreement.municipality, agreement.police_area) if party]
    title = [
        bench.para(PARTIES, bold=words.listed(parties)),
        bench.para(TITLE, bold=_("Minutes of a meeting")),
    ]
    if agreement.title:
        title.append(bench.para(PARTIES, agreement.title))
    when = meeting_words(words, meeting, long=True)
    if meeting.on:
        when += f" ({words.week(meeting.on)})"
    clock = clock_words(meeting.starts_at, meeting.ends_at)
    facts = [
        (_("Meeting"), ", ".join(part for part in (when, clock) if part)),
        (_("Place"), meeting.place or _("not stated")),
        (_("Registration number"), meeting.registration_number or _("not registered")),
        (_("State"), label(words, meeting.state)),
    ]
    rows = [Row(((bench.para(BODY, bold=name),), (bench.para(BODY, text),))) for name, text in facts]
    return [bench.prose(*title, after=8), bench.table(bench.places(36, 134), rows)]


def _attendance(bench: Bench, view: Minutes) -> list[Flowable]:
    _ = words = bench.words
    title = _("Attendance")
    if not view.attendees:
        text = _("Nobody has been called or ticked as present.")
        return bench.section(title, bench.prose(bench.para(BODY, text)))
    came = [one for one in view.attendees if one.present]
    rest = [one for one in view.attendees if not one.present]
    grid = bench.grid((_("Who"), 120), (_("Attendance"), 50))
    rows = [
        Row((
            (bench.para(CELL, who_words(words, one.who)),),
            (bench.para(CELL, _("Present") if one.present else _("Absent"),
                        mark=PRESENT if one.present else ABSENT),),
        ))
        for one in (*came, *rest)
    ]  # fmt: skip
    return bench.section(title, bench.table(grid, rows))


def _agenda(bench: Bench, view: Minutes) -> list[Flowable]:
    _ = bench.words
    if not view.agenda:
        return []
    paras = [para for item in view.agenda for para in _item(bench, item)]
    return bench.section(_("Agenda"), bench.prose(*paras))


def _item(bench: Bench, item: AgendaLine) -> Iterator[Para]:
    number = f"{item.number}. " if item.number is not None else ""
    yield bench.para(LISTED, bold=f"{number}{item.title}")
    for line in item.text.splitlines():
        if line.strip():
            yield bench.para(LISTED, line)


def _changes(bench: Bench, view: Minutes) -> list[Flowable]:
    _ = words = bench.words
    title = _("Activities that were gone through")
    if not view.changes:
        text = _("Nothing about the activities was changed at the meeting.")
        return bench.section(title, bench.prose(bench.para(BODY, text)))
    told = words.plural(
        "{count} of {all} activities was changed", "{count} of {all} activities were changed",
        len(view.changes), all=words.number(view.activities),
    )  # fmt: skip
    since = _("since the meeting's paper was made") if view.has_paper else _("from the day of the meeting on")
    grid = bench.grid((_("What"), 40), (_("Before"), 47), (_("Now"), 52), (_("By, on"), 31))
    rows: list[Row | Group] = [row for thing in view.changes for row in thing_rows(bench, thing)]
    return bench.section(
        title, bench.prose(bench.para(BODY, f"{told} {since}."), after=5), bench.table(grid, rows)
    )


def _decisions(bench: Bench, view: Minutes) -> list[Flowable]:
    _ = bench.words
    title = _("Decisions")
    if not view.decisions:
        return bench.section(title, bench.prose(bench.para(BODY, _("The meeting decided nothing."))))
    grid = bench.grid((_("Decision"), 80), (_("Owner"), 40), (_("Due date"), 25), (_("State"), 25))
    return bench.section(title, bench.table(grid, [_decision(bench, line) for line in view.decisions]))


def _decision(bench: Bench, line: MeetingDecision) -> Row:
    _ = words = bench.words
    text = [bench.para(CELL, line.text)]
    if line.about is not None:
        about = _("About {activity}").format(activity=named_words(words, line.about))
        text.append(bench.para(CELL_NEXT, about))
    state = [bench.para(CELL, label(words, line.state), mark=MEASURE_MARKS[line.state])]
    if line.is_late:
        state.append(bench.para(CELL_NEXT, bold=_("Late"), mark=LATE))
    due = bench.para(CELL, words.date(line.due_on) if line.due_on else _("No date set"))
    owner = bench.para(CELL, who_words(words, line.owner_who, _("No owner")))
    return Row((tuple(text), (owner,), (due,), tuple(state)))


def _notes(bench: Bench, view: Minutes) -> list[Flowable]:
    _ = words = bench.words
    if not view.notes:
        return []
    paras: list[Para] = []
    for note in reversed(view.notes):
        paras.extend(bench.para(BODY, line) for line in note.text.splitlines() if line.strip())
        paras.append(bench.para(SMALL, f"{note.by}, {words.moment(note.at)}"))
    return bench.section(_("Notes"), bench.prose(*paras))


def _signatures(bench: Bench) -> list[Flowable]:
    """Places to sign, in a row: who wrote it down, and one for each party."""
    _ = bench.words
    blank = tuple(bench.para(BODY, " ") for _line in range(ROOM_TO_SIGN))
    grid = bench.grid((_("Written down by"), 60), (_("Approved by"), 60), (_("Place and date"), 50))
    rows = [Row((blank, blank, blank)), Row((blank, blank, blank))]
    return bench.section(_("Signatures"), bench.table(grid, rows))
