"""Where this copy of the plan stands: who it is, and the end of its log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, select
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

    def after(self, seq: int, digest: bytes) -> Here:
        """Give the same copy when it has come further, by a gesture of its own."""
        return replace(self, seq=seq, digest=digest, lamport=self.lamport + 1)


def read_here(session: Session, machine: str, place: str) -> Here | None:
    """Read all of it at once: it is the beginning of every gesture. None for a copy not yet itself."""
    row = session.connection().execute(_HERE, {"m": machine, "p": place}).first()
    if row is None:
        return None
    return Here(
        plan=row.plan, site=row.site, letter=row.letter, machine=row.machine, place=row.place,
        seq=row.seq or 0, digest=row.digest or START, lamport=row.lamport or 0,
    )  # fmt: skip


STANDS: Final = "stands"
"""What the store tells its sessions: the machine and the place where its plan is open."""


def own_site(session: Session) -> str | None:
    """The copy that this session reads in; None while it has not become one of its own."""
    machine, place = session.info[STANDS]
    mine = (HereRow.machine == machine, HereRow.place == place)
    return session.scalar(select(HereRow.site).where(*mine))


def _here() -> Select[Any]:
    here, op = table_of(HereRow), table_of(OpRow)
    own = op.c.site == here.c.site
    seq, digest = (
        select(column).where(own).order_by(op.c.seq.desc()).limit(1).correlate(here).label(column.name)
        for column in (op.c.seq, op.c.digest)
    )
    lamport = select(func.max(op.c.lamport)).label("lamport")
    columns = (here.c.plan, here.c.site, here.c.letter, here.c.machine, here.c.place)
    mine = (here.c.machine == bindparam("m"), here.c.place == bindparam("p"))
    return select(*columns, seq, digest, lamport).where(*mine)


_HERE = _here()
