"""The body of a status report: the situation picture, then focus areas, promises and their activities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reportlab.platypus import Flowable

from db.kinds import BetterWay, GoodEnd
from db.views.status import (
    ElsewhereLine,
    FindingLine,
    FocusSection,
    IndicatorLine,
    PromiseSection,
    RatingLine,
    SituationPicture,
    SourceLine,
    StatusReport,
)
from desktop.reports.marks import LATE, STANDING_MARKS
from desktop.reports.setting import Para
from desktop.reports.status.activities import activity_table
from desktop.reports.styles import BODY, CELL, LISTED, Bench
from desktop.reports.table import Row
from desktop.words import Words
from desktop.words.kinds import in_sentence, label
from desktop.words.schedules import span_words


def situation(bench: Bench, picture: SituationPicture) -> list[Flowable]:
    """What the promises rest on; nothing at all where the plan has no sources."""
    _ = bench.words
    if not picture.sources and not picture.findings:
        return []
    paras = [bench.para(LISTED, _source(bench.words, source)) for source in picture.sources]
    paras += [_finding(bench, finding) for finding in picture.findings]
    content: list[Flowable] = [bench.prose(*paras, after=4)]
    if picture.ratings:
        content.append(_ratings(bench, picture))
    return bench.section(_("Situation picture"), *content)


def _source(words: Words, source: SourceLine) -> str:
    _ = words
    kind = label(words, source.kind)
    parts = [source.title or kind]
    if kind.casefold() not in parts[0].casefold():
        parts.append(in_sentence(kind))
    parts.append(span_words(words, source.starts_on, source.ends_on))
    if source.respondents:
        parts.append(words.plural("{count} answer", "{count} answers", source.respondents))
    return ", ".join(part for part in parts if part)


def _finding(bench: Bench, finding: FindingLine) -> Para:
    words = bench.words
    figures = [] if finding.share is None else [words.percent(finding.share)]
    if finding.count is not None:
        figures.append(words.plural("{count} answer", "{count} answers", finding.count))
    text = f"{finding.text} ({finding.source})" if finding.source else finding.text
    return bench.para(LISTED, text, bold=", ".join(figures))


def _ratings(bench: Bench, picture: SituationPicture) -> Flowable:
    _ = bench.words
    grid = bench.grid((_("Area"), 50), (_("Rating"), 22), (_("Scale"), 50), (_("Source"), 48))
    return bench.table(grid, [_rating(bench, line) for line in picture.ratings])


def _rating(bench: Bench, line: RatingLine) -> Row:
    _ = words = bench.words
    area = [bench.para(CELL, line.area)]
    if line.lowest:
        area.append(bench.para(CELL, bold=_("Least safe of all areas"), mark=LATE))
    scale = "–"
    if line.scale_lowest is not None and line.scale_highest is not None:
        best = line.scale_highest if line.good_end is GoodEnd.HIGHEST else line.scale_lowest
        scale = _("{lowest}–{highest}, {best} is best").format(
            lowest=words.number(line.scale_lowest),
            highest=words.number(line.scale_highest),
            best=words.number(best),
        )
    source = line.source
    if line.respondents:
        source += ", " + words.plural("{count} answer", "{count} answers", line.respondents)
    rating = (bench.para(CELL, bold=words.number(line.rating)),)
    return Row((tuple(area), rating, (bench.para(CELL, scale),), (bench.para(CELL, source),)))


def focus_area(bench: Bench, focus: FocusSection, report: StatusReport) -> list[Flowable]:
    """A problem with its figures and causes, then each of its promises."""
    _ = bench.words
    title = _("Promises outside the focus areas")
    if focus.title or focus.number:
        number = _("Focus area {number}").format(number=focus.number) if focus.number else _("Focus area")
        title = f"{number}: {focus.title}" if focus.title else number
    story = bench.section(title, bench.prose(*_problem(bench, focus), after=2))
    for promise in focus.promises:
        story += _promise(bench, promise, report.today)
    if not focus.promises:
        text = _("No promise has been made in this focus area yet.")
        story.append(bench.prose(bench.para(BODY, text)))
    return story


def _problem(bench: Bench, focus: FocusSection) -> Iterator[Para]:
    _ = bench.words
    if not focus.title and not focus.number:
        yield bench.para(
            BODY, _("These promises belong to no focus area, so no problem is described for them.")
        )
        return
    if focus.problem:
        yield bench.para(BODY, focus.problem, bold=_("The problem:"))
    else:
        yield bench.para(BODY, _("The problem is not described yet."))
    for finding in focus.findings:
        yield _finding(bench, finding)
    if not focus.findings:
        yield bench.para(BODY, _("No figures from the situation picture are tied to it."))
    for cause in focus.causes:
        lead = _("Cause {number}:").format(number=cause.number or "–")
        acting = _("no activity acts on it")
        if cause.activities:
            acting = bench.words.plural(
                "{count} activity acts on it", "{count} activities act on it", cause.activities
            )
        yield bench.para(LISTED, f"{cause.text} ({acting})", bold=lead)
    if not focus.causes:
        yield bench.para(BODY, _("No causes are described, so no activity can be seen to act on one."))
    yield from _indicators(bench, focus.indicators)


def _indicators(bench: Bench, indicators: tuple[IndicatorLine, ...]) -> Iterator[Para]:
    _ = words = bench.words
    for line in indicators:
        unit = line.unit

        def figure(number: float, unit: str = unit) -> str:
            if unit.strip() == "%":
                return words.percent(number)
            return f"{words.number(number)} {unit}".rstrip()

        parts = []
        if line.baseline is not None:
            parts.append(_("from {figure}").format(figure=figure(line.baseline)))
        if line.target is not None:
            parts.append(_("to {figure}").format(figure=figure(line.target)))
        if line.latest is not None and line.latest_on is not None:
            day = words.date(line.latest_on)
            parts.append(_("latest {figure} on {date}").format(figure=figure(line.latest), date=day))
        else:
            parts.append(_("not measured since"))
        parts.append(_("higher is better") if line.better is BetterWay.UP else _("lower is better"))
        yield bench.para(LISTED, f"{line.title}: {', '.join(parts)}", bold=_("Effect figure:"))


def _promise(bench: Bench, promise: PromiseSection, today: dt.date) -> list[Flowable]:
    _ = words = bench.words
    title = _("Promise {number}").format(number=promise.number) if promise.number else _("Promise")
    paras = [
        bench.para(BODY, bold=promise.text or _("The promise has no text yet.")),
        bench.para(BODY, f"{label(words, promise.standing)}. {_counts(words, promise)}",
                   mark=STANDING_MARKS[promise.standing]),
    ]  # fmt: skip
    if promise.expected_effect:
        paras.append(bench.para(BODY, promise.expected_effect, bold=_("Expected effect:")))
    else:
        paras.append(bench.para(BODY, _("No effect has been stated.")))
    if promise.carried_over:
        paras.append(bench.para(BODY, _("Carried over from an earlier agreement.")))
    paras += _indicators(bench, promise.indicators)
    content: list[Flowable] = [bench.prose(*paras, after=6, barred=True)]
    if promise.activities:
        content.append(activity_table(bench, promise.activities, today, promise.number))
    elif not promise.elsewhere:
        text = _("No activity keeps this promise. Link one to it, or it cannot be followed up.")
        if promise.count == 0 and promise.standing.value != "without_activities":
            text = _("None of its activities is in the selection.")
        content.append(bench.prose(bench.para(BODY, text)))
    if promise.elsewhere:
        paras = [_elsewhere(bench, line) for line in promise.elsewhere]
        content.append(bench.prose(*paras, before=4))
    return bench.part(title, *content)


def _counts(words: Words, promise: PromiseSection) -> str:
    _ = words
    counts = [words.plural("{count} activity", "{count} activities", promise.count)]
    counts.append(words.plural("{count} done", "{count} of them done", promise.done))
    if promise.late:
        counts.append(words.plural("{count} late", "{count} of them late", promise.late))
    return ", ".join(counts) + "."


def _elsewhere(bench: Bench, line: ElsewhereLine) -> Para:
    _ = words = bench.words
    state = in_sentence(label(words, line.state))
    if line.is_late:
        state += ", " + in_sentence(_("Late"))
    text = _("{title} ({state}) is printed under promise {promise}.").format(
        title=line.title, state=state, promise=line.promise
    )
    return bench.para(LISTED, text, bold=line.number)


def without_promise(bench: Bench, report: StatusReport) -> list[Flowable]:
    """Activities that keep no promise: work that nobody asked for, or a link that was forgotten."""
    _ = bench.words
    title = _("Activities without a promise")
    if not report.without_promise:
        text = _("There are none: every activity is linked to a promise.")
        if not report.summary.activities:
            text = _("There are no activities to look at.")
        return bench.section(title, bench.prose(bench.para(BODY, text)))
    text = _("These activities are linked to no promise. Link them to one, or ask whether they belong here.")
    table = activity_table(bench, report.without_promise, report.today)
    return bench.section(title, bench.prose(bench.para(BODY, text), after=5), table)
