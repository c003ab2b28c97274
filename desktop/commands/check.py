"""`check`: whether the file and its log are sound, and what state the plan is in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from db.errors import DamagedPlan
from db.queries.checking import CheckStage, rebuild, soundness
from db.store import Store
from db.views.soundness import Problem, ProblemKind, Soundness
from desktop.commands.desk import DONE, FAILED, Desk
from desktop.commands.grammar import PLAN, Command, Given, Option
from desktop.commands.terminal import Progress
from desktop.words import N_, Words

STAGES: Final[Mapping[CheckStage, str]] = {
    CheckStage.FILE: N_("Checking the file …"),
    CheckStage.LOG: N_("Checking the log …"),
    CheckStage.TABLES: N_("Holding the tables against the log …"),
    CheckStage.STATE: N_("Reckoning the state …"),
}

PROBLEMS: Final[Mapping[ProblemKind, str]] = {
    ProblemKind.FILE: N_("The file is damaged: {detail}"),
    ProblemKind.REFERENCE: N_("A row of {entity} refers to a row of {detail} that is not there ({row})"),
    ProblemKind.CHAIN_GAP: N_("The log of copy {row} lacks what comes before change {detail}"),
    ProblemKind.CHAIN_DIGEST: N_("The log of copy {row} has been altered at change {detail}"),
    ProblemKind.CHAIN_SEAL: N_("A value in the log of copy {row} has been altered, at change {detail}"),
    ProblemKind.TABLE_DIFFERS: N_("A row of {entity} does not say what the log says ({row})"),
    ProblemKind.HEAD_DIFFERS: N_("What field {entity} says now is kept wrongly ({row}, {detail})"),
}
"""A line for each sort of problem."""

REBUILDABLE: Final = frozenset({ProblemKind.TABLE_DIFFERS, ProblemKind.HEAD_DIFFERS, ProblemKind.REFERENCE})
"""Problems of what is derived, which the log can make anew."""

MOST_TOLD: Final = 20


def run(desk: Desk, given: Given) -> int:
    """Check it, after remaking its tables if that was asked for; fail if anything is unsound."""
    words = desk.words
    asked = given.has("rebuild")
    with desk.open_to_write(given["file"]) if asked else desk.open(given["file"]) as store:
        remade = asked and _remake(desk, store)
        found = _check(desk, store)
    answer = {
        "plan": found.plan,
        "ops": found.ops,
        "sites": found.sites,
        "steps": found.steps,
        "state": found.state,
        "conflicts": found.conflicts,
        "held": found.held,
        "rebuilt": remade,
        "problems": [
            {"kind": one.kind.value, "table": one.entity, "id": one.row, "detail": one.detail}
            for one in found.problems
        ],
    }
    desk.answer("\n".join(_lines(words, found, remade=remade)), answer)
    return FAILED if found.problems else DONE


def _remake(desk: Desk, store: Store) -> bool:
    """Make the tables anew; a log that makes no sense is left to the check to tell of."""
    with desk.terminal.busy(desk.words("Making the tables anew from the log …")):
        try:
            store.do(rebuild)
        except (DamagedPlan, ValueError, TypeError, KeyError):
            return False
    return True


def _check(desk: Desk, store: Store) -> Soundness:
    with desk.terminal.busy(desk.words(STAGES[CheckStage.FILE])) as progress:
        tell = partial(_tell, desk.words, progress)
        return store.read(soundness, tell)


def _tell(words: Words, progress: Progress, stage: CheckStage, done: int, count: int) -> None:
    share = f" {done * 100 // count} %" if stage is CheckStage.LOG and count else ""
    progress.show(words(STAGES[stage]) + share)


def _lines(words: Words, found: Soundness, *, remade: bool) -> list[str]:
    _ = words
    rows = [
        (_("Changes in the log"), words.number(found.ops)),
        (_("Gestures"), words.number(found.steps)),
        (_("Copies"), words.number(found.sites)),
        (_("Conflicts to decide"), words.number(found.conflicts)),
        (_("Waiting changes"), words.number(found.held)),
        (_("State of the plan"), found.state),
    ]
    column = max(len(label) for label, _text in rows) + 2
    lines = [f"{label.ljust(column)}{text}" for label, text in rows]
    if remade:
        lines.insert(0, _("The tables have been made anew from the log."))
    if not found.problems:
        return [*lines, "", _("The plan is sound.")]
    lines += ["", words.plural("{count} problem:", "{count} problems:", len(found.problems))]
    lines += [f"  {_problem(words, one)}" for one in found.problems[:MOST_TOLD]]
    if len(found.problems) > MOST_TOLD:
        lines.append("  …")
    return [*lines, "", _way_out(words, found, remade=remade)]


def _problem(words: Words, one: Problem) -> str:
    return words(PROBLEMS[one.kind]).format(entity=one.entity, row=one.row, detail=one.detail)


def _way_out(words: Words, found: Soundness, *, remade: bool) -> str:
    _ = words
    if not remade and all(one.kind in REBUILDABLE for one in found.problems):
        return _("The log itself is sound. Make the rest anew from it with: check --rebuild")
    return _(
        "Put the file aside and go on with the latest copy that is sound; other copies of the plan still "
        "have what they have exchanged with this one."
    )


COMMAND = Command(
    "check",
    (PLAN,),
    (Option("rebuild", N_("first make all tables anew from the log")),),
    ("check saffle.plan",),
    run,
)
