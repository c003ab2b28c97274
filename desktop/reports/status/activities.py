"""Activities as a status report tells of them: who, when, target against outcome, state, last word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from reportlab.platypus import Flowable

from db.kinds import Responsibility
from db.views.status import StatusActivity
from desktop.reports.marks import LATE, LIGHT_MARKS, STATE_MARKS
from desktop.reports.phrases import (
    outcome_words,
    periods_words,
    target_words,
    totals_words,
    when_lines,
    who_words,
)
from desktop.reports.setting import Para
from desktop.reports.styles import CELL, CELL_NEXT, SMALL, Bench
from desktop.reports.table import Group, Row
from desktop.words import N_
from desktop.words.kinds import in_sentence, label

GROUPS: Final = {
    Responsibility.JOINT: (N_("Joint activities"), N_("Joint activities, continued")),
    Responsibility.POLICE: (N_("The police's activities"), N_("The police's activities, continued")),
    Responsibility.MUNICIPALITY: (
        N_("The municipality's activities"),
        N_("The municipality's activities, continued"),
    ),
}
"""The order in which a promise's activities stand, and what heads them."""


def activity_table(
    bench: Bench, activities: Iterable[StatusActivity], today: dt.date, promise: str = ""
) -> Flowable:
    """Activities grouped by the party that answers for them; `promise` is the one they stand under."""
    _ = bench.words
    grid = bench.grid(
        (_("No."), 12), (_("Activity"), 49), (_("Owner and who must take part"), 35),
        (_("When"), 29), (_("Target and outcome"), 24), (_("State"), 22),
    )  # fmt: skip
    return bench.table(grid, _rows(bench, list(activities), today, promise))


def _rows(
    bench: Bench, activities: list[StatusActivity], today: dt.date, promise: str
) -> Iterator[Row | Group]:
    for responsibility, (title, again) in GROUPS.items():
        members = [each for each in activities if each.responsibility is responsibility]
        if members:
            heads = (bench.para(CELL, bold=bench.words(text)) for text in (title, again))
            yield Group(*((head,) for head in heads))
        for activity in members:
            yield _row(bench, activity, today, promise)


def _row(bench: Bench, activity: StatusActivity, today: dt.date, promise: str) -> Row:
    _ = bench.words
    again = _("{number} cont.").format(number=activity.number)
    return Row(
        (
            (bench.para(CELL, bold=activity.number),),
            _what(bench, activity),
            _who(bench, activity),
            tuple(bench.para(CELL, line) for line in when_lines(bench.words, activity, today)),
            _target(bench, activity),
            _state(bench, activity),
        ),
        below=tuple(_below(bench, activity, promise)),
        again=(bench.para(CELL, bold=again),),
    )


def _what(bench: Bench, activity: StatusActivity) -> tuple[Para, ...]:
    paras = [bench.para(CELL, bold=activity.title)]
    if activity.text:
        paras.append(bench.para(CELL, activity.text))
    if activity.place:
        paras.append(bench.para(CELL_NEXT, activity.place))
    return tuple(paras)


def _who(bench: Bench, activity: StatusActivity) -> tuple[Para, ...]:
    _ = words = bench.words
    paras = [bench.para(CELL, who_words(words, activity.owner, _("No owner")))]
    if activity.participants:
        others = ", ".join(who_words(words, who) for who in activity.participants)
        paras.append(bench.para(CELL_NEXT, others, bold=_("At least:")))
    return tuple(paras)


def _target(bench: Bench, activity: StatusActivity) -> tuple[Para, ...]:
    _ = words = bench.words
    target, progress = activity.target, activity.progress
    paras = [
        bench.para(CELL, target_words(words, target), bold=_("Target:")),
        bench.para(CELL, outcome_words(words, target, progress), bold=_("Outcome:")),
    ]
    periods = periods_words(words, target, progress)
    if periods:
        paras.append(bench.para(CELL, periods))
    if progress.met is not None:
        reached = _("Reached") if progress.met else _("Not reached")
        paras.append(bench.para(CELL_NEXT, bold=reached, mark="full" if progress.met else "cross"))
    return tuple(paras)


def _state(bench: Bench, activity: StatusActivity) -> tuple[Para, ...]:
    _ = words = bench.words
    paras = [bench.para(CELL, label(words, activity.state), mark=STATE_MARKS[activity.state])]
    if activity.is_late and activity.next_due:
        paras.append(bench.para(CELL_NEXT, bold=_("Late"), mark=LATE))
        paras.append(bench.para(CELL, _("since {date}").format(date=words.date(activity.next_due))))
    return tuple(paras)


def _below(bench: Bench, activity: StatusActivity, promise: str) -> Iterator[Para]:
    """What is told across the columns, each thing on its own line and only if there is something to tell."""
    _ = words = bench.words
    if activity.state_reason:
        yield bench.para(SMALL, activity.state_reason, bold=_("Reason for the state:"))
    if activity.goal:
        yield bench.para(SMALL, activity.goal, bold=_("Operational goal:"))
    if activity.expected_effect:
        yield bench.para(SMALL, activity.expected_effect, bold=_("Expected effect:"))
    if activity.causes:
        yield bench.para(SMALL, words.listed(activity.causes), bold=_("Acts on cause:"))
    others = [number for number in activity.promises if number != promise]
    if others and promise:
        yield bench.para(SMALL, words.listed(others), bold=_("Also keeps promise:"))
    if activity.progress.totals:
        yield bench.para(SMALL, totals_words(words, activity.progress), bold=_("Counted:"))
    yield from _follow_up(bench, activity)
    if activity.last_note:
        note = activity.last_note
        lead = _("Last note, {date}, {who}:").format(date=words.date(words.day_of(note.at)), who=note.by)
        yield bench.para(SMALL, note.text, bold=lead)


def _follow_up(bench: Bench, activity: StatusActivity) -> Iterator[Para]:
    _ = words = bench.words
    found = activity.follow_up
    if found is None:
        return
    period = label(words, found.period)
    year = "" if found.year is None else str(found.year)
    lead = _("Follow-up {period} {year}:").format(period=in_sentence(period), year=year)
    if found.light is not None:
        lead = _("Follow-up {period} {year}: {light}.").format(
            period=in_sentence(period), year=year, light=in_sentence(label(words, found.light))
        )
    told = [text.rstrip(". ") for text in (found.outcome, found.reason) if text]
    if found.hindered:
        told.append(_("hindered by: {what}").format(what=found.hindered))
    mark = LIGHT_MARKS[found.light] if found.light else ""
    yield bench.para(SMALL, ". ".join(told), bold=lead, mark=mark)
