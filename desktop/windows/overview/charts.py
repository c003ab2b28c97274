"""The overview's two charts: their figures in words, for the drawing and for who does not see it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from db.filter import Language
from db.kinds import ActivityState
from db.queries.overview_charts import overview_charts
from db.views.overview import OverviewCharts, PromisePart, PromiseStates, TargetReached
from desktop.windows.chart_view import DrawChart, Name
from desktop.words import Words
from desktop.words.kinds import label

MOST_PROMISES = 24
"""More bars than this tell nobody anything; the rest are found in the plan."""


def read_charts(session: Any, *, agreement: str | None, today: dt.date, language: Language) -> OverviewCharts:
    """Read the charts' figures, and bring in what draws them, both beside the window."""
    import desktop.reports.charts  # noqa: F401 - costs more than the reading, so it is done here

    return overview_charts(session, agreement=agreement, today=today, language=language)


def promise_drawing(words: Words, promises: tuple[PromiseStates, ...]) -> tuple[DrawChart, dict[Name, str]]:
    """How to draw the states of each promise, and what its spots say."""
    from desktop.reports.charts import Part, PromiseBar, promise_chart
    from desktop.reports.charts.promises import TAIL

    bars = [
        PromiseBar(
            number="" if each.number is None else str(each.number),
            label=each.text,
            parts=tuple(Part(part.state, part.count) for part in each.parts),
            tail=_promise_tail(words, each),
        )
        for each in promises
    ]
    states = {state: label(words, state) for state in ActivityState}
    says: dict[Name, str] = {}
    for row, each in enumerate(promises):
        says[row, ""] = _promise_says(words, each)
        says |= {(row, part.state.value): _part_says(words, each, part) for part in each.parts if part.count}
        if each.late:
            says[row, TAIL] = words.plural("{count} late activity", "{count} late activities", each.late)
    return lambda measure, inks: promise_chart(bars, states, measure, inks), says


def _promise_tail(words: Words, promise: PromiseStates) -> str:
    _ = words
    if not promise.count:
        return _("no activities")
    if not promise.late:
        return words.number(promise.count)
    return words.plural(
        "{all}, {count} late", "{all}, {count} late", promise.late, all=words.number(promise.count)
    )


def _promise_says(words: Words, promise: PromiseStates) -> str:
    _ = words
    number = "" if promise.number is None else str(promise.number)
    states = [
        f"{label(words, part.state)} {words.number(part.count)}" for part in promise.parts if part.count
    ]
    counted = ", ".join([*states, _promise_tail(words, promise)] if states else [_("no activities")])
    return f"{number} {promise.text}: {counted}".strip()


def _part_says(words: Words, promise: PromiseStates, part: PromisePart) -> str:
    number = "" if promise.number is None else f"{promise.number} "
    return f"{number}{promise.text}: {label(words, part.state)} {words.number(part.count)}"


def target_drawing(words: Words, targets: tuple[TargetReached, ...]) -> tuple[DrawChart, dict[Name, str]]:
    """How to draw targets against outcomes, and what its spots say."""
    from desktop.reports.charts import TargetBar, target_chart

    _ = words
    bars = [
        TargetBar(
            number=each.number,
            label=each.title,
            share=each.progress.share or 0.0,
            due=_due(each),
            tail=_target_tail(words, each),
            met=each.progress.met is True,
        )
        for each in targets
    ]
    legend = (_("Outcome"), _("Target"), _("Should be reached by today"))
    says: dict[Name, str] = {(row, ""): _target_says(words, each) for row, each in enumerate(targets)}
    return lambda measure, inks: target_chart(bars, legend, measure, inks), says


def _due(one: TargetReached) -> float | None:
    """The share that should be there today; an endless target is measured against just that."""
    if one.progress.goal is None:
        return None
    return one.progress.expected / one.progress.goal if one.progress.goal else None


def _target_tail(words: Words, one: TargetReached) -> str:
    from desktop.reports.phrases import outcome_words, target_words

    _ = words
    return _("{outcome} of {target}").format(
        outcome=outcome_words(words, one.target, one.progress), target=target_words(words, one.target)
    )


def _target_says(words: Words, one: TargetReached) -> str:
    _ = words
    parts = [_target_tail(words, one)]
    if one.progress.met is True:
        parts.append(_("the target is reached"))
    elif (due := _due(one)) is not None and one.progress.goal:
        expected = words.number(round(one.progress.goal * due, 1))
        parts.append(_("{number} should be reached by today").format(number=expected))
    return f"{one.number} {one.title}: {', '.join(parts)}".strip()
