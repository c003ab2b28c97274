"""What the cells and headings of the table say, in words: shown, read aloud, and copied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from math import ceil
from typing import Final

from db.kinds import ActivityKind, ActivityState, Responsibility, ScheduleKind, TargetKind
from db.rules.progress import Target
from db.views.activity import ActivityLine
from db.views.plan_table import Grouping, PlanRow
from db.views.things import ThingName
from desktop.reports.phrases import target_words
from desktop.windows.plan.columns import COLUMNS
from desktop.windows.plan.rows import Group
from desktop.words import N_, Words
from desktop.words.fields import entity_label
from desktop.words.kinds import in_sentence, label, value_label
from desktop.words.schedules import rule_words, span_words
from desktop.words.things import thing_words

WITHOUT: Final[Mapping[Grouping, str]] = {
    Grouping.PROMISE: N_("Keeps no promise"),
    Grouping.OWNER: N_("Without an owner"),
    Grouping.WEEK: N_("Without a date"),
}
"""The heading of what belongs to no group."""


def cell_words(words: Words, row: PlanRow, column: str) -> str:
    """What a cell says."""
    return _CELLS[column](words, row)


def spoken_words(words: Words, row: PlanRow, column: str) -> str:
    """A cell as it is read aloud: what it is about, then what it says."""
    _ = words
    heading = next(words(one.heading) for one in COLUMNS if one.id == column)
    text = cell_words(words, row, column) or _("nothing")
    return f"{heading}: {in_sentence(text)}"


def owner_words(words: Words, line: ActivityLine) -> str:
    """A function and its organisation."""
    _ = words
    who = ", ".join(part for part in (line.owner, line.owner_organisation) if part)
    return _("{who} (deleted)").format(who=who) if line.owner_deleted else who


def when_words(words: Words, row: PlanRow) -> str:
    """When it is to be done: the day and its week, the stretch, or how it comes again."""
    _ = words
    line = row.line
    match line.schedule:
        case ScheduleKind.RECURRING:
            text = rule_words(words, row.rule)
            if line.due:
                text = _("{date}, then {rule}").format(date=_day(words, line.due), rule=text)
        case ScheduleKind.PERIOD:
            text = _stretch(words, line.starts_on, line.ends_on)
        case ScheduleKind.STANDING:
            text = _("standing, all the time")
        case ScheduleKind.RELATIVE:
            text = ", ".join(part for part in (line.when_words, _day(words, row.due_on)) if part)
        case ScheduleKind.ONCE:
            text = _day(words, row.due_on)
    return text[:1].upper() + text[1:]


def _stretch(words: Words, first: dt.date | None, last: dt.date | None) -> str:
    """From when to when, the year said once where it is the same."""
    if first and last and first.year == last.year:
        return f"{words.date(first)} – {last:%m-%d}"
    return span_words(words, first, last)


def _day(words: Words, day: dt.date | None) -> str:
    _ = words
    if day is None:
        return ""
    return _("{date} w {number}").format(date=words.date(day), number=day.isocalendar().week)


def state_words(words: Words, line: ActivityLine) -> str:
    """How far it has come, and whether it is late or soon due."""
    _ = words
    state = label(words, line.state)
    if line.late:
        return _("{state}, late").format(state=state)
    return _("{state}, soon").format(state=state) if line.due_soon else state


def target_figures(words: Words, line: ActivityLine) -> str:
    """What has been done, of what was to be done."""
    _ = words
    outcome = words.number(line.outcome)
    if line.goal:
        return _("{outcome} of {goal}").format(outcome=outcome, goal=words.number(ceil(line.goal)))
    if line.target is not TargetKind.NONE and line.target_count is not None:
        target = target_words(words, Target(kind=line.target, count=line.target_count))
        return f"{outcome} ({target})"
    return words.plural("{count} time", "{count} times", round(line.outcome)) if line.outcome else ""


def share_done(line: ActivityLine) -> float | None:
    """How much of the target is reached, 1 being all; None without an end to reach."""
    return min(line.outcome / line.goal, 1.0) if line.goal else None


def heading_words(words: Words, grouping: Grouping, group: Group) -> str:
    """What a group is of."""
    _ = words
    if group.name is not None and grouping is Grouping.PROMISE:
        return _promise(words, group.name)
    if group.name is not None:
        return thing_words(words, group.name)
    if not group.key:
        return words(WITHOUT.get(grouping, ""))
    match grouping:
        case Grouping.RESPONSIBILITY:
            return value_label(words, Responsibility, group.key)
        case Grouping.STATE:
            return value_label(words, ActivityState, group.key)
        case Grouping.WEEK:
            monday = dt.date.fromisoformat(group.key)
            week = words.week(monday)
            sunday = words.date(monday + dt.timedelta(days=6))
            return f"{week[:1].upper()}{week[1:]}, {words.date(monday)} – {sunday}"
    return group.key


def _promise(words: Words, name: ThingName) -> str:
    """A promise with all of its text: there is a whole row for it."""
    called = f"{entity_label(words, name.entity)} {name.number}".strip()
    text = " ".join(str(part.value) for part in name.parts)
    return f"{called}: {' '.join(text.split())}"


def group_words(words: Words, group: Group) -> str:
    """How many a group has, are late and done, and how many of its targets are reached."""
    _ = words
    text = totals_words(words, len(group), group.late, group.done)
    if group.targets is None or not group.targets[0]:
        return text
    asked, met = group.targets
    reached = words.plural("{met} of {count} target reached", "{met} of {count} targets reached", asked,
                           met=words.number(met))  # fmt: skip
    return f"{text} · {reached}"


def totals_words(words: Words, count: int, late: int, done: int) -> str:
    """How many there are, how many of them are late, and how many done."""
    parts = [words.plural("{count} activity", "{count} activities", count)]
    if late:
        parts.append(words.plural("{count} is late", "{count} are late", late))
    if done:
        parts.append(words.plural("{count} is done", "{count} are done", done))
    return " · ".join(parts)


def heading_spoken(words: Words, grouping: Grouping, group: Group) -> str:
    """A heading as it is read aloud."""
    _ = words
    totals = group_words(words, group).replace(" · ", ", ")
    folded = _("folded") if group.folded else _("open")
    return _("Group {name}: {totals}, {folded}").format(
        name=heading_words(words, grouping, group), totals=totals, folded=folded
    )


_CELLS: Final[Mapping[str, Callable[[Words, PlanRow], str]]] = {
    "number": lambda _words, row: row.line.number,
    "title": lambda _words, row: row.line.title,
    "owner": lambda words, row: owner_words(words, row.line),
    "responsibility": lambda words, row: label(words, row.line.responsibility),
    "when": when_words,
    "state": lambda words, row: state_words(words, row.line),
    "target": lambda words, row: target_figures(words, row.line),
    "touched": lambda words, row: (
        words.date(words.day_of(row.line.touched_at)) if row.line.touched_at else ""
    ),
    "promises": lambda words, row: ", ".join(
        str(mark.number) if mark.number is not None else words("unnumbered") for mark in row.line.promises
    ),
    "area": lambda _words, row: row.line.area,
    "place": lambda _words, row: row.line.place,
    "kind": lambda words, row: value_label(words, ActivityKind, row.line.kind),
}
