"""Reading the log as people do: what happened, in which gestures, and what is new since a vector."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from json import loads

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.journal.chain import Name, Op
from db.journal.forks import ENTITY as FORK
from db.journal.reading import chunks, ops, ops_named
from db.journal.values import Plain
from db.journal.vector import Vector
from db.tables import OpRow, Site, Step
from db.views.history import Change, StepView

HIDDEN = frozenset({"step", FORK})
"""Tables whose ops are about the log itself, and so are no changes of the plan."""


def letters(session: Session) -> dict[str, str]:
    """Give each copy's letter by its site."""
    return {row.id: row.letter for row in session.execute(select(Site.id, Site.letter))}


def since(session: Session, vector: Vector) -> list[Change]:
    """List every change that a vector does not cover, once each, oldest first.

    A vector and not a time, so that an edit made offline before a meeting and merged after it is new.
    """
    found = [op for op in ops(session, vector.unseen()) if op.entity not in HIDDEN]
    found.sort(key=lambda op: op.rank)
    return changes_of(session, found)


def changes_of(session: Session, found: Sequence[Op]) -> list[Change]:
    """Put ops in words' reach: with the value that each replaced, and its short name."""
    before = ops_named(session, {parent for op in found for parent in op.parents})
    by_site = letters(session)
    return [_change(op, before, by_site) for op in found]


def _change(op: Op, before: dict[Name, Op], by_site: dict[str, str]) -> Change:
    replaced = max(
        (before[name] for name in op.parents if name in before), key=lambda old: old.rank, default=None
    )
    return Change(
        op=f"{by_site.get(op.site) or op.site}:{op.seq}", site=op.site, seq=op.seq, step=op.step,
        wall=op.wall, actor=op.actor, entity=op.entity, row=op.row, field=op.field,
        old=_value(replaced), new=_value(op), first=replaced is None, erased=op.erased,
    )  # fmt: skip


def _value(op: Op | None) -> Plain:
    value: Plain = loads(op.value) if op and op.value is not None else None
    return value


def history(session: Session, rows: Iterable[str] | None = None, limit: int | None = None) -> list[StepView]:
    """List gestures, newest first.

    With `rows`, only the gestures that changed any of them, and of these only the changes of them.
    """
    about = None if rows is None else sorted(set(rows))
    if about is None:
        # Each gesture begins with this op, so the newest few are found by the index without reading the rest.
        first = select(OpRow.step).where(OpRow.entity == "step", OpRow.field == "gesture")
        steps = first.order_by(OpRow.lamport.desc(), OpRow.site.desc())
    else:
        steps = select(OpRow.step).where(OpRow.row.in_(about)).group_by(OpRow.step)
        steps = steps.order_by(func.max(OpRow.lamport).desc(), func.max(OpRow.site).desc())
    chosen = list(session.scalars(steps.limit(limit) if limit else steps))
    found: dict[str, StepView] = {}
    for chunk in chunks(chosen):
        where = [OpRow.step.in_(chunk)] + ([] if about is None else [OpRow.row.in_(about)])
        found.update((view.id, view) for view in _views(session, list(ops(session, *where))))
    return [found[step] for step in chosen if step in found]


def step_view(session: Session, step: str, most: int | None = None) -> StepView:
    """Give one gesture with its changes: all, or so many of the first."""
    of_step = [OpRow.step == step]
    if most is not None:
        # A gesture's ops stand in a row in its copy's log.
        first = session.scalars(select(func.min(OpRow.seq)).where(*of_step)).one()
        of_step.append(OpRow.seq < first + most)
    return next(iter(_views(session, list(ops(session, *of_step)))))


def step_views(session: Session, steps: Iterable[str], rows: Iterable[str]) -> list[StepView]:
    """Give some gestures in the order given, with only what they did to some rows."""
    found: dict[str, StepView] = {}
    asked, about = list(steps), sorted(set(rows))
    for chunk in chunks(asked):
        taken = [
            op
            for of_rows in chunks(about)
            for op in ops(session, OpRow.step.in_(chunk), OpRow.row.in_(of_rows))
        ]
        found.update((view.id, view) for view in _views(session, taken))
    return [found[step] for step in asked if step in found]


def _views(session: Session, found: list[Op]) -> Iterable[StepView]:
    found.sort(key=lambda op: (op.step, op.seq))
    by_site = letters(session)
    names = {op.step for op in found}
    rows = session.execute(select(Step.id, Step.gesture, Step.undoes).where(Step.id.in_(sorted(names))))
    gestures = {row.id: row for row in rows}
    changes = {(change.site, change.seq): change for change in changes_of(session, found)}
    for step, group in groupby(found, key=lambda op: op.step):
        # Of a tail that was issued again, the original or the other, not both.
        members = list({(op.row, op.field, op.seal): op for op in group}.values())
        row = gestures.get(step)
        yield StepView(
            id=step, gesture=row.gesture if row else "", undoes=row.undoes if row else None,
            wall=members[0].wall, actor=members[0].actor,
            letter=by_site.get(members[0].site, ""),
            changes=tuple(changes[op.name] for op in members if op.entity not in HIDDEN),
        )  # fmt: skip
