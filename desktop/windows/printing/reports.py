"""Every report that can be printed from the window, as one table. A report is added here and nowhere else.

Nothing of a report (its query, its pages, ReportLab) is imported before somebody asks for it.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, BinaryIO, Final

from db.filter import parse
from db.queries import Vector
from db.store import Store
from db.views.papers import PrintedPaper
from desktop.windows.runner import Progress
from desktop.words import HOME, N_, Language, Words


class Option(StrEnum):
    """What can be chosen about a report, beside its language.

    ANY_AGREEMENT: one of them or all together. PAST_PAPER: a meeting that has a final paper. OWN_MEETING: a
    meeting that the paper is about, and can not be without.
    """

    AGREEMENT = "agreement"
    ANY_AGREEMENT = "any_agreement"
    MEETING = "meeting"
    PAST_PAPER = "past_paper"
    OWN_MEETING = "own_meeting"
    SELECTION = "selection"
    FINAL = "final"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper as it is asked for.

    day: as of which day it is reckoned. period: a day in the month or year shown, where the report has one.
    filter: only these activities; empty for all. Which of it counts is said by the report's options.
    """

    report: str
    day: dt.date
    language: Language = "sv"
    agreement: str | None = None
    meeting: str | None = None
    filter: str = ""
    final: bool = False
    period: dt.date | None = None

    @property
    def shown_period(self) -> dt.date:
        """A day in the month or year to print."""
        return self.period or self.day


def _nothing(_words: Words) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a report has read of the plan: the view for its writer, and what the window needs to know of it.

    whose: the municipality or so, for the file's name. on: the day for that name, where it is not that of
    printing. known, printed: what the paper rests on, where a meeting is to remember it once it is final.
    language: where the paper has one of its own. told: what is to be said of it beside the preview.
    """

    view: Any
    whose: str = ""
    on: dt.date | None = None
    known: Vector | None = None
    printed: PrintedPaper | None = None
    language: Language | None = None
    told: Callable[[Words], Iterable[str]] = _nothing


OnPage = Callable[[int], object]
"""Told each page's number as it is begun; what it raises breaks the printing off."""


@dataclass(frozen=True, slots=True)
class ReportSpec:
    """A report: what it is called, what can be chosen, how it is read and how it is written.

    read(store, asked) asks the plan; write(view, words, out, on_page) prints and gives the number of pages.
    """

    id: str
    title: str
    options: tuple[Option, ...]
    read: Callable[[Store, Asked], Content]
    write: Callable[[Any, Words, BinaryIO, OnPage], int]


@dataclass(frozen=True, slots=True)
class Paper:
    """A report that is ready: the PDF, its pages, and what it may be called as a file (without suffix)."""

    asked: Asked
    title: str
    pdf: bytes
    pages: int
    name: str
    known: Vector | None = None
    printed: PrintedPaper | None = None
    told: tuple[str, ...] = ()

    @property
    def is_for_memory(self) -> bool:
        """Whether its meeting is to remember what it showed, once it has left the program."""
        return self.asked.final and self.asked.meeting is not None and self.known is not None


def prepare(store: Store, progress: Progress, asked: Asked, words: Words) -> Paper:
    """Read the plan and print; `words` are those of the window, the paper speaks what was asked for."""
    _ = words
    spec = REPORTS[asked.report]
    progress.show(0, 0, _("Reading the plan …"))
    content = spec.read(store, asked)
    progress.show(0, 0, _("Printing …"))
    paper_words = Words(content.language or asked.language)
    out = io.BytesIO()
    pages = spec.write(
        content.view,
        paper_words,
        out,
        lambda page: progress.show(page, 0, _("Printing page {page} …").format(page=page)),
    )
    title = paper_words(spec.title)
    day = paper_words.date(content.on or asked.day)
    return Paper(
        asked=asked,
        title=title,
        pdf=out.getvalue(),
        pages=pages,
        name=" ".join(part for part in (title, content.whose, day) if part),
        known=content.known,
        printed=content.printed,
        told=tuple(content.told(words)),
    )


def _read_status(store: Store, asked: Asked) -> Content:
    from db.queries.papers import status_paper
    from desktop.commands.report import printed_now

    assert asked.agreement is not None, "a status report is of an agreement"
    view, known = store.read(
        status_paper,
        agreement=asked.agreement,
        meeting=asked.meeting,
        today=asked.day,
        filter=parse(asked.filter),
        final=asked.final,
        zone=HOME,
        language=asked.language,
    )
    return Content(
        view,
        whose=view.agreement.municipality,
        on=view.meeting.on if view.meeting is not None else None,
        known=known,
        printed=printed_now(Words(asked.language), view),
    )


def _read_past_paper(store: Store, asked: Asked) -> Content:
    from db.store.as_it_was import paper_as_it_was
    from desktop.commands.report import how_alike

    assert asked.meeting is not None, "a past paper is that of a meeting"
    again = paper_as_it_was(store, asked.meeting, zone=HOME, language=asked.language)
    view = again.report
    return Content(
        view,
        whose=view.agreement.municipality,
        on=view.meeting.on if view.meeting is not None else again.printed.today,
        language="en" if again.printed.language == "en" else "sv",
        told=lambda words: how_alike(words, again),
    )


def _read_minutes(store: Store, asked: Asked) -> Content:
    from db.queries.minutes import minutes

    assert asked.meeting is not None, "minutes are those of a meeting"
    view = store.read(minutes, asked.meeting, today=asked.day, zone=HOME)
    return Content(view, whose=view.agreement.municipality, on=view.meeting.on)


def _write_minutes(view: Any, words: Words, out: BinaryIO, on_page: OnPage) -> int:
    from desktop.reports.minutes import write_minutes

    return write_minutes(view, words, out, on_page)


def _write_status(view: Any, words: Words, out: BinaryIO, on_page: OnPage) -> int:
    from desktop.reports.status import write_status

    return write_status(view, words, out, on_page=on_page)


def _read_month(store: Store, asked: Asked) -> Content:
    from db.queries.calendar_paper import month_paper

    view = store.read(
        month_paper,
        agreement=asked.agreement,
        month=asked.shown_period,
        today=asked.day,
        filter=parse(asked.filter),
        zone=HOME,
        language=asked.language,
    )
    return Content(view, whose=view.agreement.municipality if view.agreement else "", on=view.month)


def _write_month(view: Any, words: Words, out: BinaryIO, on_page: OnPage) -> int:
    from desktop.reports.calendar import write_month

    return write_month(view, words, out, on_page)


def _read_timeline(store: Store, asked: Asked) -> Content:
    from db.queries.calendar_paper import timeline_paper

    view = store.read(
        timeline_paper,
        agreement=asked.agreement,
        year=asked.shown_period.year,
        today=asked.day,
        filter=parse(asked.filter),
        zone=HOME,
        language=asked.language,
    )
    return Content(view, whose=view.agreement.municipality if view.agreement else "", on=view.year.first)


def _write_timeline(view: Any, words: Words, out: BinaryIO, on_page: OnPage) -> int:
    from desktop.reports.calendar import write_timeline

    return write_timeline(view, words, out, on_page)


REPORTS: Final[Mapping[str, ReportSpec]] = {
    spec.id: spec
    for spec in (
        ReportSpec(
            "status",
            N_("Status report"),
            (Option.AGREEMENT, Option.MEETING, Option.SELECTION, Option.FINAL, Option.DAY),
            _read_status,
            _write_status,
        ),
        ReportSpec(
            "past_paper",
            N_("A meeting's paper as it was"),
            (Option.AGREEMENT, Option.PAST_PAPER),
            _read_past_paper,
            _write_status,
        ),
        ReportSpec(
            "minutes",
            N_("Minutes of a meeting"),
            (Option.AGREEMENT, Option.OWN_MEETING),
            _read_minutes,
            _write_minutes,
        ),
        ReportSpec(
            "month",
            N_("Calendar, month"),
            (Option.ANY_AGREEMENT, Option.SELECTION, Option.MONTH),
            _read_month,
            _write_month,
        ),
        ReportSpec(
            "timeline",
            N_("Calendar, timeline of the year"),
            (Option.ANY_AGREEMENT, Option.SELECTION, Option.YEAR),
            _read_timeline,
            _write_timeline,
        ),
    )
}
"""The reports by id, in the order in which they are offered."""
