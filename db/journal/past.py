"""What the plan said before a gesture, for taking that gesture back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Exists, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from db.journal.chain import Op
from db.journal.reading import Field, chunks, ops
from db.journal.visibility import Above, Deletion, Place, keeps_in_sight, touched_by
from db.tables import OpRow, Step


def taken_back() -> Exists:
    """Say in SQL that a step has been taken back and not been done again."""
    undo_of, redo_of = aliased(Step), aliased(Step)
    done_again = select(redo_of.id).where(redo_of.undoes == undo_of.id)
    return exists(select(undo_of.id).where(undo_of.undoes == Step.id, ~exists(done_again)))


class Past:
    """The plan as it would be had a copy not made a certain gesture of its own.

    An op that was known when the gesture was made has a lower lamport, so what the copy has written
    since is left out by that. What others have written since, and what the copy has done since and not
    taken back, goes on keeping things in sight.
    """

    def __init__(self, session: Session, step: str, site: str, lamport: int, above: Above) -> None:
        self._session = session
        self._step = step
        self._site = site
        self._lamport = lamport
        self._above = above
        self._heads: dict[Field, list[Op]] = {}
        self._keeping: dict[str, Mapping[Place, list[Op]]] = {}

    def look_at(self, rows: Iterable[str]) -> None:
        """Read what there is to know of some rows, in few statements."""
        for chunk in chunks(sorted(set(rows))):
            of_field: dict[Field, list[Op]] = defaultdict(list)
            for op in ops(self._session, OpRow.row.in_(chunk), OpRow.lamport < self._lamport):
                of_field[op.row, op.field].append(op)
            for key, found in of_field.items():
                replaced = {parent for op in found for parent in op.parents}
                heads = [op for op in found if op.name not in replaced]
                self._heads[key] = sorted(heads, key=lambda op: op.rank)

    def heads(self, row: str, field: str) -> list[Op]:
        """Give the heads that a field had, the one that was shown last."""
        return self._heads.get((row, field), [])

    def was_deleted(self, row: str) -> bool:
        """Whether anybody had deleted the row, even if it was kept in sight."""
        return any(op.value == "false" for op in self.heads(row, "alive"))

    def was_in_sight(self, place: Place) -> bool:
        """Whether the row was there to be seen."""
        _, row = place
        heads = self.heads(row, "alive")
        deletion = Deletion.of(heads)
        if deletion is None:
            return bool(heads)
        return any(not deletion.covers(op) for op in self._keepers(deletion).get(place, ()))

    def _keepers(self, deletion: Deletion) -> Mapping[Place, list[Op]]:
        """Find what the ops touch that a deletion had not seen; once for all deletions of one gesture."""
        known = self._keeping.get(deletion.seen.text())
        if known is None:
            found: dict[Place, list[Op]] = defaultdict(list)
            stands = select(Step.id).where(Step.undoes.is_(None), ~taken_back())
            since = and_(OpRow.step != self._step, OpRow.step.in_(stands))
            others = or_(OpRow.lamport < self._lamport, OpRow.site != self._site, since)
            for op in ops(self._session, deletion.seen.unseen(), others):
                for place in touched_by(op, self._above) if keeps_in_sight(op) else ():
                    found[place].append(op)
            known = self._keeping[deletion.seen.text()] = found
        return known
