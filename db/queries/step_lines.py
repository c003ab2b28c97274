"""Gestures as lines of a list: what each was about, without reading all that a great one changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from json import loads
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from db.journal.chain import Op
from db.journal.history import HIDDEN, changes_of, letters
from db.journal.past import taken_back
from db.journal.reading import COLUMNS, as_op, chunks
from db.journal.undoing import LASTING
from db.queries.naming import name_things
from db.tables import THINGS, OpRow, Step, table_of
from db.tables.belonging import REFERENCES
from db.views.history import MANY, Aspect, Change, Fate, StepLine
from db.views.things import ThingName

FIRST: Final = 48
"""Ops at the beginning of a gesture that its line is made of."""

LAST: Final = 12
"""Ops at its end: a deletion ends with what was mostly meant."""

TOLD_APART: Final = frozenset({"known", "paper"})
"""Fields that are the program's own business, and make no gesture one of several changes."""

TOLD: Final = 3
"""Things of a gesture whose names its line holds."""

WEIGHT: Final = (
    "agreement", "meeting", "promise", "activity", "occurrence", "follow_up", "decision", "agenda_item",
    "focus_area", "cause", "indicator", "measurement", "source", "finding", "area_rating", "statistic",
    "publication", "walk_finding", "contact", "organisation", "area",
)  # fmt: skip
"""What a gesture is mostly about when it is about several things: the first of these."""

_OPS = table_of(OpRow).c
_OF_STEP = select(*COLUMNS).where(_OPS.site == bindparam("site"), _OPS.step == bindparam("step"))
_BEGINNING = _OF_STEP.where(_OPS.seq >= bindparam("seq"), _OPS.seq < bindparam("end")).order_by(_OPS.seq)
_END = _OF_STEP.order_by(_OPS.seq.desc()).limit(LAST)
_THINGS = (
    select(_OPS.entity, _OPS.row)
    .where(_OPS.site == bindparam("site"), _OPS.seq > bindparam("seq"), _OPS.step == bindparam("step"))
    .distinct()
    .limit(MANY)
)


@dataclass(frozen=True, slots=True)
class _Sample:
    """What is read of a gesture: its op of its own, and some of the others."""

    first: Op
    ops: tuple[Op, ...]
    counts: tuple[tuple[str, int], ...]


def step_lines(session: Session, steps: Sequence[str]) -> list[StepLine]:
    """Make a line of each of some gestures, in the order given."""
    undone = _undone(session, steps)
    wanted = {*steps, *(original for original, _ in undone.values())}
    samples = {op.step: _sample(session, op) for op in _firsts(session, wanted)}
    alone = _changed_alone(session, samples)
    names = _names(session, samples.values(), alone.values())
    by_site = letters(session)
    fallen = _fallen(session, wanted)
    lines = {
        step: StepLine(
            id=step, mark=(sample.first.lamport, sample.first.site),
            gesture=str(loads(sample.first.value or '""')), wall=sample.first.wall,
            actor=sample.first.actor, letter=by_site.get(sample.first.site, ""),
            about=_about(sample.ops, names, alone.get(step)), counts=sample.counts, stands=step not in fallen,
            lasting=loads(sample.first.value or '""') in LASTING,
        )
        for step, sample in samples.items()
    }  # fmt: skip
    for step in steps:
        if step in undone and step in lines:
            original, again = undone[step]
            lines[step] = replace(lines[step], of=lines.get(original), again=again)
    return [lines[step] for step in steps if step in lines]


def _undone(session: Session, steps: Iterable[str]) -> dict[str, tuple[str, bool]]:
    """Of the undos and redos among some steps: the gesture that each is about, and if it does it again."""
    found: dict[str, tuple[str, bool]] = {}
    for chunk in chunks(sorted(set(steps))):
        taken = dict(session.execute(select(Step.id, Step.undoes).where(Step.id.in_(chunk))).all())
        ends = sorted({end for end in taken.values() if end})
        beyond = dict(session.execute(select(Step.id, Step.undoes).where(Step.id.in_(ends))).all())
        for step, end in taken.items():
            if end:
                original = beyond.get(end)
                found[step] = (original or end, original is not None)
    return found


def _fallen(session: Session, steps: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(sorted(steps)):
        found.update(session.scalars(select(Step.id).where(Step.id.in_(chunk), taken_back())))
    return found


def _firsts(session: Session, steps: Iterable[str]) -> Iterable[Op]:
    """The op that each gesture begins with."""
    for chunk in chunks(sorted(steps)):
        where = (_OPS.row.in_(chunk), _OPS.field == "gesture")
        yield from map(as_op, session.connection().execute(select(*COLUMNS).where(*where)))


def _sample(session: Session, first: Op) -> _Sample:
    connection = session.connection()
    asked = {"site": first.site, "step": first.step}
    # A gesture's ops stand in a row in its copy's log, so they are found by the key alone.
    reach = {"seq": first.seq, "end": first.seq + FIRST}
    found = [as_op(row) for row in connection.execute(_BEGINNING, asked | reach)]
    if len(found) < FIRST:
        things = {(op.entity, op.row) for op in found if op.entity not in HIDDEN}
    else:
        known = {op.name for op in found}
        ending = [as_op(row) for row in connection.execute(_END, asked)]
        found += [op for op in reversed(ending) if op.name not in known]
        rows = connection.execute(_THINGS, asked | {"seq": first.seq})
        things = {(row.entity, row.row) for row in rows if row.entity not in HIDDEN}
    counts = Counter(entity for entity, _ in things)
    told = tuple(op for op in found if op.entity in THINGS)
    return _Sample(first, told, tuple(sorted(counts.items())))


def _changed_alone(session: Session, samples: Mapping[str, _Sample]) -> dict[str, Change]:
    """Of the gestures that changed one field of one thing: that change, with what stood there before."""
    told = {step: [op for op in one.ops if op.field not in TOLD_APART] for step, one in samples.items()}
    single = [
        ops[0]
        for step, ops in told.items()
        if len(ops) == 1 and _fate([op for op in samples[step].ops if op.row == ops[0].row]) is Fate.CHANGED
    ]
    return {change.step: change for change in changes_of(session, single)}


def _names(session: Session, samples: Iterable[_Sample], alone: Iterable[Change]) -> Mapping[str, ThingName]:
    """What the things are called that the lines tell of, that notes are about, that a field refers to."""
    places: set[tuple[str, str]] = set()
    for change in alone:
        target = REFERENCES[change.entity].get(change.field)
        places |= {(target, str(value)) for value in (change.old, change.new) if target and value}
    for sample in samples:
        for ops in _chosen(sample.ops):
            places.add((ops[0].entity, ops[0].row))
            said = {op.field: loads(op.value) for op in ops if op.value is not None}
            if said.get("about") and said.get("entity"):
                places.add((str(said["entity"]), str(said["about"])))
    return name_things(session, places)


def _chosen(ops: Sequence[Op]) -> list[list[Op]]:
    """The few things of a gesture that it was mostly about, each with its ops."""
    by_row: dict[str, list[Op]] = {}
    for op in ops:
        by_row.setdefault(op.row, []).append(op)
    ranked = sorted(by_row.values(), key=lambda of_row: _weight(of_row[0].entity))
    head = ranked[0][0].entity if ranked else ""
    if head == "activity" and _fate(ranked[0]) is Fate.CHANGED:
        # To log an occurrence may change the activity's state; it is the occurrence that was meant.
        ranked.sort(key=lambda of_row: of_row[0].entity not in ("occurrence", "follow_up"))
    return ranked[:TOLD]


def _weight(entity: str) -> int:
    return WEIGHT.index(entity) if entity in WEIGHT else len(WEIGHT) + (entity in ("note", "attachment"))


def _about(ops: Sequence[Op], names: Mapping[str, ThingName], alone: Change | None) -> tuple[Aspect, ...]:
    mentioned = [names.get(str(value)) for value in (alone.old, alone.new)] if alone else []
    return tuple(
        Aspect(
            name=names[of_row[0].row],
            fate=_fate(of_row),
            fields=tuple(dict.fromkeys(op.field for op in of_row if op.field != "alive")),
            of=next(
                (names.get(str(loads(op.value))) for op in of_row if op.field == "about" and op.value), None
            ),
            change=alone,
            mentioned=tuple(name for name in mentioned if name is not None),
        )
        for of_row in _chosen(ops)
        if of_row[0].row in names
    )


def _fate(of_row: Sequence[Op]) -> Fate:
    alive = next((op for op in of_row if op.field == "alive"), None)
    if alive is None:
        return Fate.CHANGED
    if alive.value == "false":
        return Fate.GONE
    return Fate.BACK if alive.parents else Fate.NEW
