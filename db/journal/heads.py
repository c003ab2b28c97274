"""The heads: for each field the ops that no other op names as parent.

Heads depend only on the set of ops, so order, repetition and route of arrival cannot matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, tuple_
from sqlalchemy.orm import Session

from db.journal.chain import Name, parents_of
from db.journal.reading import Field, chunks, heads_of
from db.journal.vector import Vector
from db.tables import HeadRow, OpRow


def seen_by(
    session: Session, wanted: Iterable[Field], seen: Vector | None, own: Mapping[Field, Name]
) -> dict[Field, list[Name]]:
    """Find the parents of a write: the heads that the person saw, not those of this moment.

    `own` holds what the same gesture has written already, which its person has certainly seen.
    """
    wanted = set(wanted)
    now = heads_of(session, {row for row, field in wanted if (row, field) not in own})
    parents: dict[Field, list[Name]] = {}
    stale: set[Field] = set()
    for key in wanted:
        if key in own:
            parents[key] = [own[key]]
        elif seen is None or all(seen.covers(*name) for name in now.get(key, ())):
            parents[key] = list(now.get(key, ()))
        else:
            stale.add(key)
    parents.update(_as_of(session, stale, seen or Vector({})))
    return parents


def _as_of(session: Session, wanted: set[Field], seen: Vector) -> dict[Field, list[Name]]:
    """Reckon what the heads of some fields were when only the ops of a vector were known."""
    known: dict[Field, set[Name]] = {key: set() for key in wanted}
    replaced: dict[Field, set[Name]] = defaultdict(set)
    columns = (OpRow.row, OpRow.field, OpRow.site, OpRow.seq, OpRow.parents)
    for chunk in chunks(sorted(wanted)):
        for row, field, site, seq, parents in session.execute(
            select(*columns).where(tuple_(OpRow.row, OpRow.field).in_(chunk))
        ):
            if seen.covers(site, seq):
                known[row, field].add((site, seq))
                replaced[row, field].update(parents_of(parents))
    return {key: sorted(names - replaced[key]) for key, names in known.items()}


_DROP = delete(HeadRow).where(
    HeadRow.row == bindparam("r"),
    HeadRow.field == bindparam("f"),
    HeadRow.site == bindparam("s"),
    HeadRow.seq == bindparam("q"),
)


def replace(
    connection: Connection, parents: Sequence[Mapping[str, object]], ops: Sequence[Mapping[str, object]]
) -> None:
    """Take the parents of new ops from among the heads and put the ops there.

    An op that a later one of the same batch names as parent comes and goes within the batch.
    """
    connection.execute(
        insert(HeadRow), [{name: op[name] for name in ("row", "field", "site", "seq")} for op in ops]
    )
    if parents:
        connection.execute(_DROP, parents)
