"""The heads: for each field the ops that no other op names as parent.

Heads depend only on the set of ops, so order, repetition and route of arrival cannot matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from db.journal.chain import Name, parents_of
from db.journal.reading import Field, chunks
from db.journal.vector import Vector
from db.tables import HeadRow, OpRow, table_of


def seen_by(
    session: Session,
    wanted: Iterable[Field],
    now: Mapping[Field, list[Name]],
    seen: Vector | None,
    own: Mapping[Field, Name],
) -> dict[Field, list[Name]]:
    """Find the parents of a write: the heads that the person saw, not those of this moment.

    `now` are the heads of this moment, and `own` what the same gesture has written already, which its
    person has certainly seen.
    """
    parents: dict[Field, list[Name]] = {}
    stale: set[Field] = set()
    for key in wanted:
        if key in own:
            parents[key] = [own[key]]
        elif seen is None or all(seen.covers(*name) for name in now.get(key, ())):
            parents[key] = list(now.get(key, ()))
        else:
            stale.add(key)
    if stale and seen is not None:
        parents.update(_as_of(session, stale, seen))
    return parents


def _as_of(session: Session, wanted: set[Field], seen: Vector) -> dict[Field, list[Name]]:
    """Reckon what the heads of some fields were when only the ops of a vector were known."""
    known: dict[Field, set[Name]] = {key: set() for key in wanted}
    replaced: dict[Field, set[Name]] = defaultdict(set)
    columns = (OpRow.row, OpRow.field, OpRow.site, OpRow.seq, OpRow.parents)
    for chunk in chunks(sorted(wanted)):
        # Each by itself, for which there is an index; of pairs SQLite would go through the whole log.
        rows, fields = {row for row, _ in chunk}, {field for _, field in chunk}
        asked = select(*columns).where(OpRow.row.in_(rows), OpRow.field.in_(fields))
        for row, field, site, seq, parents in session.execute(asked):
            if (row, field) in wanted and seen.covers(site, seq):
                known[row, field].add((site, seq))
                replaced[row, field].update(parents_of(parents))
    return {key: sorted(names - replaced[key]) for key, names in known.items()}


_HEADS = table_of(HeadRow)
_PUT = insert(_HEADS)
_DROP = delete(_HEADS).where(
    _HEADS.c.row == bindparam("r"),
    _HEADS.c.field == bindparam("f"),
    _HEADS.c.site == bindparam("s"),
    _HEADS.c.seq == bindparam("q"),
)


def replace(
    connection: Connection, parents: Sequence[Mapping[str, object]], ops: Sequence[Mapping[str, object]]
) -> None:
    """Take the parents of new ops from among the heads and put the ops there.

    An op that a later one of the same batch names as parent comes and goes within the batch.
    """
    connection.execute(_PUT, [{name: op[name] for name in ("row", "field", "site", "seq")} for op in ops])
    if parents:
        connection.execute(_DROP, parents)
