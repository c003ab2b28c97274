"""The first page of a status report: whose it is, which meeting, and what a chairman reads in a minute."""

from __future__ import annotations

from reportlab.platypus import Flowable

from db.views.status import FocusSection, PromiseSection, StatusReport, Summary
from desktop.reports.chart import Bar, bar_chart
from desktop.reports.flow import Figures
from desktop.reports.marks import STANDING_MARKS, STATE_MARKS
from desktop.reports.paper import MEASURE
from desktop.reports.phrases import clock_words, meeting_words, shortened, who_words
from desktop.reports.setting import Para
from desktop.reports.styles import BODY, CELL, FIGURE, PARTIES, SMALL, TITLE, Bench
from desktop.reports.table import Row
from desktop.words import Words
from desktop.words.kinds import in_sentence, label
from desktop.words.schedules import span_words


def heading(bench: Bench, report: StatusReport) -> list[Flowable]:
    """Whose paper it is, and the facts that it is filed by."""
    _ = words = bench.words
    agreement = report.agreement
    parties = [party for party in (agreement.municipality, agreement.police_area) if party]
    title = [bench.para(PARTIES, bold=words.listed(parties)), bench.para(TITLE, bold=_("Status report"))]
    if agreement.title:
        title.append(bench.para(PARTIES, agreement.title))
    rows = [
        Row(((bench.para(BODY, bold=name),), (bench.para(BODY, text),)))
        for name, text in _facts(words, report)
    ]
    return [bench.prose(*title, after=8), bench.table(bench.places(36, 134), rows)]


def _facts(words: Words, report: StatusReport) -> list[tuple[str, str]]:
    _ = words
    agreement, meeting = report.agreement, report.meeting
    facts = [(_("Meeting"), _("none stated"))]
    if meeting is not None:
        when = meeting_words(words, meeting, long=True)
        if meeting.on:
            when += f" ({words.week(meeting.on)})"
        clock = clock_words(meeting.starts_at, meeting.ends_at)
        facts = [(_("Meeting"), ", ".join(part for part in (when, clock, meeting.place) if part))]
        if meeting.registration_number:
            facts.append((_("The meeting's number"), meeting.registration_number))
    period = span_words(words, agreement.starts_on, agreement.ends_on)
    facts.append((_("Registration number"), agreement.registration_number or _("not registered")))
    facts.append((_("Period"), period or _("not stated")))
    if agreement.signed_on:
        by = words.listed([who_words(words, who) for who in agreement.signatories])
        day = words.date(agreement.signed_on)
        facts.append((_("Signed"), _("{date} by {people}").format(date=day, people=by) if by else day))
    facts.append((_("Printed"), f"{words.long_date(report.today)} ({words.week(report.today)})"))
    status = _("final") if report.final else _("draft, working material")
    facts.append((_("Status"), status))
    if report.filter_text:
        facts.append((_("Selection"), _selection(words, report)))
    return facts


def _selection(words: Words, report: StatusReport) -> str:
    _ = words
    return _("{filter}: {shown} of {all} activities are in this report").format(
        filter=report.filter_text, shown=report.summary.activities, all=report.activities_in_all
    )


def summary(bench: Bench, report: StatusReport) -> list[Flowable]:
    """Figures, the chart by state, and where each promise stands."""
    _ = bench.words
    figures = report.summary
    if not report.activities_in_all:
        text = _(
            "The plan has no activities yet. Add what is to keep the promises, and they are counted here."
        )
        content: list[Flowable] = [bench.prose(bench.para(BODY, text))]
    elif not figures.activities:
        text = _("No activity fits the selection, so there is nothing to count.")
        content = [bench.prose(bench.para(BODY, text))]
    else:
        content = [
            Figures(_figures(bench, report), after=4),
            bench.prose(_remarks(bench, report), after=7),
            bar_chart(_bars(bench, figures), MEASURE),
        ]
    return [*bench.section(_("Summary"), *content), *_standings(bench, report)]


def _figures(bench: Bench, report: StatusReport) -> list[tuple[Para, Para]]:
    _ = words = bench.words
    figures = report.summary
    due = figures.due_before
    before = words.plural("is due before the next meeting", "are due before the next meeting", due)
    if figures.next_meeting is None:
        date = words.date(figures.until)
        before = words.plural("is due by {date}", "are due by {date}", due, date=date)
    found = [
        (figures.activities, words.plural("activity", "activities", figures.activities)),
        (figures.late, words.plural("is late", "are late", figures.late)),
        (due, before),
        (
            figures.untouched,
            words.plural(
                "has not been touched since the last meeting",
                "have not been touched since the last meeting",
                figures.untouched,
            ),
        ),
        (figures.open_decisions, words.plural("open decision", "open decisions", figures.open_decisions)),
    ]
    if report.previous is None and report.touched_since:
        since = words.date(report.touched_since)
        found[3] = (figures.untouched, words.plural(
            "has not been touched since {date}", "have not been touched since {date}",
            figures.untouched, date=since,
        ))  # fmt: skip
    return [
        (bench.para(FIGURE, bold=words.number(number)), bench.para(SMALL, text)) for number, text in found
    ]


def _remarks(bench: Bench, report: StatusReport) -> Para:
    _ = words = bench.words
    figures = report.summary
    remarks = []
    if figures.next_meeting is not None:
        meeting = in_sentence(meeting_words(words, figures.next_meeting))
        remarks.append(_("Next meeting: {meeting}, {week}.").format(
            meeting=meeting, week=words.week(figures.until)
        ))  # fmt: skip
    else:
        remarks.append(_("No next meeting is planned, so the figures look a month ahead."))
    if report.previous is not None:
        remarks.append(words.plural(
            "{count} thing has changed since the last meeting.",
            "{count} things have changed since the last meeting.", figures.changed,
        ))  # fmt: skip
    if figures.without_promise:
        remarks.append(words.plural(
            "{count} activity is linked to no promise.",
            "{count} activities are linked to no promise.", figures.without_promise,
        ))  # fmt: skip
    if figures.without_cause:
        remarks.append(words.plural(
            "{count} activity acts on no cause.", "{count} activities act on no cause.", figures.without_cause
        ))  # fmt: skip
    return bench.para(BODY, " ".join(remarks))


def _bars(bench: Bench, figures: Summary) -> list[Bar]:
    _ = words = bench.words
    return [
        Bar(
            mark=STATE_MARKS[count.state],
            label=label(words, count.state),
            count=count.count,
            late=count.late,
            late_words=words.plural("of which {count} late", "of which {count} are late", count.late),
        )
        for count in figures.states
    ]


def _standings(bench: Bench, report: StatusReport) -> list[Flowable]:
    _ = bench.words
    promises = [(focus, promise) for focus in report.focus_areas for promise in focus.promises]
    if not promises:
        text = _("The agreement has no promises yet.")
        return bench.part(_("The promises in brief"), bench.prose(bench.para(BODY, text)))
    grid = bench.grid(
        (_("Promise"), 80),
        (_("Where it stands"), 31),
        (_("Activities"), 20),
        (_("Of them done"), 21),
        (_("Of them late"), 18),
    )
    rows = [_standing(bench, focus, promise) for focus, promise in promises]
    return bench.part(_("The promises in brief"), bench.table(grid, rows))


def _standing(bench: Bench, focus: FocusSection, promise: PromiseSection) -> Row:
    words = bench.words
    standing = bench.para(CELL, label(words, promise.standing), mark=STANDING_MARKS[promise.standing])
    text = promise.text or focus.title
    counts = (
        (bench.para(CELL, words.number(count)),) for count in (promise.count, promise.done, promise.late)
    )
    return Row(((bench.para(CELL, shortened(text), bold=promise.number),), (standing,), *counts))
