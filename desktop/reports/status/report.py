"""The status report for a collaboration meeting, from its view to a PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from reportlab.platypus import Flowable

from db.views.status import StatusReport
from desktop.reports.faces import printable
from desktop.reports.paper import Sheet, body_height, write_paper
from desktop.reports.status.ahead import decisions, due, key_to_signs
from desktop.reports.status.changes import changes, untouched
from desktop.reports.status.focus import focus_area, situation, without_promise
from desktop.reports.status.summary import heading, summary
from desktop.reports.styles import Bench
from desktop.words import Words

HASH_SHOWN = 8
"""As much of the plan's hash as tells two states apart, and can be read out over a table."""


def write_status(
    report: StatusReport,
    words: Words,
    out: BinaryIO | Path,
    *,
    on_page: Callable[[int], object] | None = None,
) -> int:
    """Print a status report and give the number of its pages.

    The same view and language give the same bytes. A path's file appears whole or not at all. `on_page` is
    told each page's number as it is begun; what it raises breaks the printing off.
    """
    sheet = status_sheet(report, words)
    return write_paper(sheet, status_story(report, Bench(words, body_height(sheet))), out, on_page)


def status_story(report: StatusReport, bench: Bench) -> list[Flowable]:
    """All parts of the report, in the order in which a meeting takes them up."""
    return [
        *heading(bench, report),
        *summary(bench, report),
        *changes(bench, report),
        *untouched(bench, report),
        *situation(bench, report.situation),
        *(part for focus in report.focus_areas for part in focus_area(bench, focus, report)),
        *without_promise(bench, report),
        *decisions(bench, report),
        *due(bench, report),
        *key_to_signs(bench),
    ]


def status_sheet(report: StatusReport, words: Words) -> Sheet:
    """What each page says beside the report itself."""
    _ = words
    agreement = report.agreement
    parties = [party for party in (agreement.municipality, agreement.police_area) if party]
    number = agreement.registration_number
    whose = [*parties, _("reg. no. {number}").format(number=number) if number else _("not registered")]
    made = [
        _("Final") if report.final else _("Draft"),
        _("printed {date}").format(date=words.date(report.today)),
        _("state of the plan {hash}").format(hash=report.state[:HASH_SHOWN]),
    ]
    if report.filter_text:
        made.append(_("selection: {filter}").format(filter=report.filter_text))
    return Sheet(
        title=printable(
            " – ".join(part for part in (_("Status report"), agreement.title, *parties[:1]) if part)
        ),
        author=printable(", ".join(parties)),
        subject=printable(agreement.title),
        heading=_("Status report"),
        stamp=_("Final").upper() if report.final else _("Draft").upper(),
        foot=(printable(" · ".join(whose)), printable(" · ".join(made))),
        today=report.today,
        words=words,
    )
