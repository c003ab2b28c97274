"""Where this copy of the plan stands: who it is, and the end of its log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.journal.chain import START
from db.tables import HereRow, OpRow, table_of


@dataclass(frozen=True, slots=True)
class Here:
    """This copy's identity, its own last op's seq and digest, and the highest lamport of any op."""

    plan: str
    site: str
    letter: str
    machine: str
    place: str
    seq: int
    digest: bytes
    lamport: int


def read_here(session: Session) -> Here:
    """Read all of it at once: it is the beginning of every gesture."""
    row = session.connection().execute(_HERE).one()
    return Here(
        plan=row.plan, site=row.site, letter=row.letter, machine=row.machine, place=row.place,
        seq=row.seq or 0, digest=row.digest or START, lamport=row.lamport or 0,
    )  # fmt: skip


def _here() -> Select[Any]:
    here, op = table_of(HereRow), table_of(OpRow)
    own = op.c.site == here.c.site
    seq, digest = (
        select(column).where(own).order_by(op.c.seq.desc()).limit(1).correlate(here).label(column.name)
        for column in (op.c.seq, op.c.digest)
    )
    lamport = select(func.max(op.c.lamport)).label("lamport")
    columns = (here.c.plan, here.c.site, here.c.letter, here.c.machine, here.c.place)
    return select(*columns, seq, digest, lamport)


_HERE = _here()
