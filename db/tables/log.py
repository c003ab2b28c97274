"""The log itself: ops, their heads, what waits, and who this copy is.

Nothing here is a field of the plan. Ops are the truth; everything else in the file can be remade from them.
"""

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import SITE_LENGTH, Base, Key, Line, Logged, Prose, SiteKey, UtcMoment, Word


class OpColumns(Base, kw_only=True):
    """The columns of an op, shared by the log and by what is held beside it."""

    __abstract__ = True

    site: Mapped[SiteKey] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lamport: Mapped[int]
    wall: Mapped[UtcMoment]
    actor: Mapped[Line]
    step: Mapped[Key]
    entity: Mapped[Word]
    row: Mapped[Key]
    field: Mapped[Word]
    value: Mapped[str | None] = mapped_column(Text)
    parents: Mapped[Prose]
    seen: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    seal: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class OpRow(OpColumns, kw_only=True):
    """One field write: by which copy, in which gesture, on which field, replacing which ops.

    `value` is canonical JSON; it and `salt` are emptied by a redaction, and `seal`, which is
    sha256(salt + value), lets the chain of digests be verified all the same. `parents` is canonical
    JSON, [[site, seq], …]; `seen` is a version vector, on deletions only.
    """

    __tablename__ = "op"
    __table_args__ = (
        Index("ix_op_row_field", "row", "field"),
        Index("ix_op_step", "step"),
        Index("ix_op_lamport", "lamport"),
        {"sqlite_with_rowid": False},
    )


class HeldRow(OpColumns, kw_only=True):
    """An op that is kept and passed on but not yet applied, with the reason for the wait.

    Of a fork, two different ops of one number may be held.
    """

    __tablename__ = "held"

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True, sort_order=1)
    reason: Mapped[Word] = mapped_column(sort_order=2)


class CardRow(Base, kw_only=True):
    """When each copy was last known to have met another, and what it knew then; see db.views.exchange.Card.

    No field of the plan: each copy remembers it for itself.
    """

    __tablename__ = "card"

    site: Mapped[SiteKey] = mapped_column(primary_key=True)
    letter: Mapped[Word]
    name: Mapped[Line]
    at: Mapped[UtcMoment]
    knows: Mapped[Prose]
    state: Mapped[str] = mapped_column(String(64))


class HeadRow(Base, kw_only=True):
    """An op that no other op names as its parent: what the field says now."""

    __tablename__ = "head"
    __table_args__ = ({"sqlite_with_rowid": False},)

    row: Mapped[Key] = mapped_column(primary_key=True)
    field: Mapped[Word] = mapped_column(primary_key=True)
    site: Mapped[SiteKey] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class HereRow(Base, kw_only=True):
    """Who writes in this file, by the computer and the place on its disk where it is opened.

    A copy of the file is opened at another place and so finds no row of its own, however alike the
    files are; computers that take turns on one file each find theirs again. `plan` is the plan's
    identity, which never changes; `numbered` the last human number given out under the site's letter.
    """

    __tablename__ = "here"

    machine: Mapped[Line] = mapped_column(primary_key=True)
    place: Mapped[Line] = mapped_column(primary_key=True)
    plan: Mapped[Key]
    site: Mapped[SiteKey]
    letter: Mapped[Word]
    numbered: Mapped[int] = mapped_column(default=0)


class Step(Logged, kw_only=True):
    """One gesture of a person: what it was called, and which step it takes back, if any."""

    __tablename__ = "step"

    gesture: Mapped[Word] = mapped_column(default="")
    undoes: Mapped[str | None] = mapped_column(String(36), default=None, index=True)


class Site(Logged, kw_only=True):
    """One copy of the plan on one computer, as the others know it: its letter and its name."""

    __tablename__ = "site"

    id: Mapped[Key] = mapped_column(String(SITE_LENGTH), primary_key=True, sort_order=-2)
    letter: Mapped[Word] = mapped_column(default="")
    name: Mapped[Line] = mapped_column(default="")


class Redaction(Logged, kw_only=True):
    """The order to empty one op everywhere, `site` and `seq` being its key in the log."""

    __tablename__ = "redaction"

    site: Mapped[SiteKey] = mapped_column(default="")
    seq: Mapped[int] = mapped_column(default=0)
