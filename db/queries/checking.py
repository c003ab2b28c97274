"""Whether a plan is sound: its file, its log, and whether its tables say what the log makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import islice
from typing import Final, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.journal.chain import broken_links
from db.journal.reading import ops
from db.journal.rebuild import differences, rebuild
from db.journal.state import state_hash
from db.queries.conflicts import count_to_decide
from db.tables import HeldRow, HereRow, OpRow, Site, Step
from db.views.soundness import Problem, ProblemKind, Soundness

__all__ = ["CheckStage", "rebuild", "soundness"]

MOST_TOLD: Final = 1000
"""Problems of one sort that are told; a file that is worse than that is not mended by reading on."""

TELL_EVERY: Final = 2000

Item = TypeVar("Item")


class CheckStage(StrEnum):
    """What a check is doing."""

    FILE = "file"
    LOG = "log"
    TABLES = "tables"
    STATE = "state"


Tell = Callable[[CheckStage, int, int], None]
"""Hears how far a check has come: what it is doing, how much of it is done, and of how much."""


def soundness(session: Session, tell: Tell = lambda _stage, _done, _all: None) -> Soundness:
    """Check everything that can be checked from the file alone."""
    count = session.scalar(select(func.count()).select_from(OpRow)) or 0
    problems: list[Problem] = []
    tell(CheckStage.FILE, 0, 1)
    problems += islice(_file_problems(session), MOST_TOLD)
    problems += islice(_chain_problems(session, count, tell), MOST_TOLD)
    tell(CheckStage.TABLES, 0, 1)
    problems += _table_problems(session, bool(problems))
    tell(CheckStage.STATE, 0, 1)
    return Soundness(
        plan=session.scalar(select(HereRow.plan).limit(1)) or "",
        ops=count,
        sites=session.scalar(select(func.count()).select_from(Site)) or 0,
        steps=session.scalar(select(func.count()).select_from(Step)) or 0,
        state=state_hash(session),
        conflicts=count_to_decide(session).to_decide,
        held=session.scalar(select(func.count()).select_from(HeldRow)) or 0,
        problems=tuple(problems),
    )


def _file_problems(session: Session) -> Iterator[Problem]:
    """Ask SQLite itself; PostgreSQL looks after its own files and references."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return
    for (detail,) in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST_TOLD})"):
        if detail != "ok":
            yield Problem(ProblemKind.FILE, detail=str(detail))
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem(ProblemKind.REFERENCE, str(table), str(row or ""), str(parent))


def _chain_problems(session: Session, count: int, tell: Tell) -> Iterator[Problem]:
    kinds = {
        "gap": ProblemKind.CHAIN_GAP,
        "digest": ProblemKind.CHAIN_DIGEST,
        "seal": ProblemKind.CHAIN_SEAL,
    }
    for broken in broken_links(_told(ops(session), count, tell)):
        yield Problem(kinds[broken.fault], row=broken.site, detail=str(broken.seq))


def _table_problems(session: Session, broken: bool) -> list[Problem]:
    """Hold the tables against the log; a `broken` one may make no sense, and that has been told already."""
    try:
        return list(islice(differences(session), MOST_TOLD))
    except (ValueError, TypeError, KeyError):
        if not broken:
            raise
        return []


def _told(items: Iterator[Item], count: int, tell: Tell) -> Iterator[Item]:
    for number, item in enumerate(items):
        if number % TELL_EVERY == 0:
            tell(CheckStage.LOG, number, count)
        yield item
