"""The end of a status report: open decisions, what is late or falls due next, and how to read the signs."""

from __future__ import annotations

from reportlab.platypus import Flowable

from db.views.status import DecisionLine, DueLine, StatusReport
from desktop.reports.faces import STAND_IN
from desktop.reports.marks import LATE, LIGHT_MARKS, STANDING_MARKS, STATE_MARKS
from desktop.reports.phrases import meeting_words, named_words, who_words
from desktop.reports.setting import Para
from desktop.reports.styles import BODY, CELL, CELL_NEXT, SMALL, Bench
from desktop.reports.table import Row
from desktop.words.kinds import label


def decisions(bench: Bench, report: StatusReport) -> list[Flowable]:
    """What earlier meetings have decided and nobody has closed."""
    _ = bench.words
    title = _("Decisions open from earlier meetings")
    if not report.decisions:
        text = _("No decision from an earlier meeting is open.")
        return bench.section(title, bench.prose(bench.para(BODY, text)))
    grid = bench.grid((_("Decision"), 75), (_("Meeting"), 34), (_("Owner"), 36), (_("Due date"), 25))
    return bench.section(title, bench.table(grid, [_decision(bench, line) for line in report.decisions]))


def _decision(bench: Bench, line: DecisionLine) -> Row:
    _ = words = bench.words
    text = [bench.para(CELL, line.text)]
    if line.activity is not None:
        about = _("About {activity}").format(activity=named_words(words, line.activity))
        text.append(bench.para(CELL_NEXT, about))
    due = [bench.para(CELL, words.date(line.due_on) if line.due_on else _("No date set"))]
    if line.is_late:
        due.append(bench.para(CELL_NEXT, bold=_("Late"), mark=LATE))
    owner = (bench.para(CELL, who_words(words, line.owner, _("No owner"))),)
    return Row((tuple(text), (bench.para(CELL, meeting_words(words, line.meeting)),), owner, tuple(due)))


def due(bench: Bench, report: StatusReport) -> list[Flowable]:
    """What is late, and what falls due before the next meeting."""
    _ = words = bench.words
    title = _("Late, and due next")
    until = words.date(report.summary.until)
    if report.summary.next_meeting is not None:
        intro = _("Everything late, and everything open that falls due by the next meeting, {date}.")
    else:
        intro = _("Everything late, and everything open that falls due by {date}.")
    paras = [bench.para(BODY, intro.format(date=until))]
    if not report.due:
        paras.append(bench.para(BODY, _("There is nothing late, and nothing falls due by then.")))
        return bench.section(title, bench.prose(*paras))
    grid = bench.grid((_("When"), 38), (_("What"), 82), (_("Owner"), 50))
    rows = [_due(bench, line) for line in report.due]
    return bench.section(title, bench.prose(*paras, after=5), bench.table(grid, rows))


def _due(bench: Bench, line: DueLine) -> Row:
    _ = words = bench.words
    when = f"{words.date(line.on)}, {words.week(line.on)}"
    on = [bench.para(CELL, bold=_("Late"), mark=LATE)] if line.is_late else []
    owner = (bench.para(CELL, who_words(words, line.owner, _("No owner"))),)
    if line.what.entity == "activity":
        what = bench.para(CELL, line.what.text, bold=line.what.number)
    else:
        what = bench.para(CELL, named_words(words, line.what))
    return Row(((*on, bench.para(CELL, when)), (what,), owner))


def key_to_signs(bench: Bench) -> list[Flowable]:
    """What each shape means; said last, so that it can also say whether a sign was lacking."""
    _ = words = bench.words
    states = [bench.para(SMALL, label(words, state), mark=mark) for state, mark in STATE_MARKS.items()]
    states.append(bench.para(SMALL, _("Late"), mark=LATE))
    standings = [
        bench.para(SMALL, label(words, standing), mark=mark) for standing, mark in STANDING_MARKS.items()
    ]
    lights = [bench.para(SMALL, label(words, light), mark=mark) for light, mark in LIGHT_MARKS.items()]
    names = (_("Activity"), _("Promise"), _("Follow-up"))
    rows = [
        Row(((bench.para(SMALL, bold=name),), *_six(bench, paras)))
        for name, paras in zip(names, (states, standings, lights), strict=True)
    ]
    content: list[Flowable] = [bench.table(bench.places(*(1,) * 7), rows)]
    if bench.lacks_signs:
        text = _("{sign} stands for a sign that this paper's typeface lacks; the plan itself has it.")
        content.append(bench.prose(bench.para(SMALL, text.format(sign=STAND_IN)), before=4))
    return bench.section(_("How to read the signs"), *content)


def _six(bench: Bench, paras: list[Para]) -> list[tuple[Para, ...]]:
    blank = bench.para(SMALL)
    return [(para,) for para in [*paras, *[blank] * (6 - len(paras))]]
