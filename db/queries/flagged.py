"""What does not go together since copies met, each word of it right where it was written.

The rules are those that a draft is held to, asked of the whole plan in a statement for each table. A
circle, and a number that two things have, no draft could see. What one copy alone has written so, its
person has meant; so where a rule is no law, it is asked whether two copies said it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from db.drafts import DRAFTS, AreaRatingDraft, SourceDraft, rating_faults
from db.drafts.laws import NOON, Ascending, EitherOr, Law, Needs, Ordered, Strikes
from db.errors import Fault, FaultKind
from db.journal.reading import chunks, head_ops
from db.journal.visibility import Place
from db.kinds import ActivityState, ScheduleKind
from db.tables import THINGS, Activity, AreaRating, OpRow, Source, table_of
from db.tables.belonging import REFERENCES

OPEN: Final = tuple(state.value for state in ActivityState if state.is_open)

COUNTED_WITHIN: Final[Mapping[str, str]] = {
    "promise": "agreement", "focus_area": "agreement", "cause": "focus_area", "agenda_item": "meeting",
}  # fmt: skip
"""Tables whose rows are numbered by people, and within what."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A row with a fault that its merging has made, and the rows that it does not go together with."""

    place: Place
    fault: Fault
    others: tuple[Place, ...] = ()

    @property
    def rows(self) -> frozenset[str]:
        """All rows that the fault is about."""
        return frozenset({self.place[1], *(row for _, row in self.others)})


def flagged(session: Session) -> list[Flagged]:
    """Find all of it. A plan that only one copy has written in has none."""
    if not _is_written_by_several(session):
        return []
    return [
        *_unlawful(session),
        *_begins_late(session),
        *_off_the_scale(session),
        *_circles(session),
        *_numbered_alike(session),
    ]


def _is_written_by_several(session: Session) -> bool:
    first = session.scalar(select(OpRow.site).order_by(OpRow.site).limit(1))
    return first is not None and session.scalar(
        select(OpRow.site).where(OpRow.site > first).limit(1)
    ) is not None  # fmt: skip


# Laws between the fields of one row.


def _unlawful(session: Session) -> Iterator[Flagged]:
    for entity in _WITH_LAWS:
        laws = DRAFTS[entity].LAWS
        columns = table_of(THINGS[entity]).c
        names = sorted({name for law in laws for name in law.fields})
        broken = or_(*(_broken(entity, law) for law in laws))
        found = select(columns.id, *(columns[name] for name in names)).where(columns.alive, broken)
        for row in session.execute(found.order_by(columns.id)):
            for law in laws:
                for fault in law.broken(entity, row):
                    yield Flagged((entity, row.id), fault)


_WITH_LAWS: Final = tuple(entity for entity, draft in DRAFTS.items() if draft.LAWS)


def _broken(entity: str, law: Law) -> ColumnElement[bool]:
    """Say in SQL which rows may break a law; the law itself has the last word on each."""
    columns = table_of(THINGS[entity]).c
    match law:
        case Ordered(start=start, end=end, overnight=overnight):
            turned = columns[end] < columns[start]
            night = and_(columns[end] < NOON, columns[start] >= NOON)
            return and_(turned, ~night) if overnight else turned
        case Ascending(lowest=lowest, highest=highest):
            return columns[highest] <= columns[lowest]
        case EitherOr(fields=fields, only_one=only_one):
            none = and_(*(columns[name].is_(None) for name in fields))
            both = [
                and_(columns[one].is_not(None), columns[other].is_not(None))
                for place, one in enumerate(fields)
                for other in fields[place + 1 :]
            ]
            return or_(none, *both) if only_one else none
        case Needs(choice=choice, among=among, needed=needed):
            blank: list[ColumnElement[bool]] = [columns[needed].is_(None)]
            kind = columns[needed].type.python_type
            if kind in (str, int, float):
                blank.append(columns[needed] == kind())
            return and_(columns[choice].in_(sorted(among)), or_(*blank))
        case Strikes(choice=choice, value=value):
            # A rule that never strikes makes nothing due. Of what is over and done it matters no more.
            return and_(columns[choice] == value, columns.next_due.is_(None), columns.state.in_(OPEN))
    raise TypeError(f"no SQL is known for {type(law).__name__}")


# What no law forbids, but two copies would hardly have agreed on.


def _begins_late(session: Session) -> Iterator[Flagged]:
    """What is to be done once, by a day before the one that another copy lets it begin on."""
    once = Activity.schedule == ScheduleKind.ONCE.value
    asked = select(Activity.id, Activity.starts_on, Activity.due_on).where(
        Activity.alive, once, Activity.starts_on > Activity.due_on
    )
    found = session.execute(asked.order_by(Activity.id)).all()
    apart = _said_apart(session, [row.id for row in found], ("starts_on", "due_on"))
    for row in found:
        if row.id in apart:
            fault = Fault(
                "activity", "due_on", FaultKind.ENDS_BEFORE_START, str(row.due_on), str(row.starts_on)
            )
            yield Flagged(("activity", row.id), fault)


def _numbered_alike(session: Session) -> Iterator[Flagged]:
    """Things of one number: an activity's is the program's, the others are people's."""
    number = Activity.number
    several = select(number).where(number != "").group_by(number).having(func.count() > 1)
    alike = select(Activity.id, number).where(Activity.alive, number.in_(several))
    found = session.execute(alike.order_by(number, Activity.id))
    yield from _alike("activity", [(said, row, said) for row, said in found])
    for entity, within in COUNTED_WITHIN.items():
        columns = table_of(THINGS[entity]).c
        key = (columns[within], columns.number)
        shared = select(*key).where(columns.alive, columns.number.is_not(None))
        twice = shared.group_by(*key).having(func.count() > 1).subquery()
        same = and_(columns[within] == twice.c[within], columns.number == twice.c.number)
        counted = (
            select(columns[within], columns.number, columns.id)
            .join(twice, same)
            .where(columns.alive)
            .order_by(columns[within], columns.number, columns.id)
        )
        members = [((owner, said), row, str(said)) for owner, said, row in session.execute(counted)]
        yield from _alike(entity, _by_several(session, members))


def _alike(entity: str, found: Sequence[tuple[Any, str, str]]) -> Iterator[Flagged]:
    groups: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    for key, row, said in found:
        groups[key].append((row, said))
    for members in groups.values():
        if len(members) > 1:
            (row, said), *others = members
            fault = Fault(entity, "number", FaultKind.NUMBER_TWICE, said)
            yield Flagged((entity, row), fault, tuple((entity, other) for other, _ in others))


def _by_several(session: Session, found: Sequence[tuple[Any, str, str]]) -> list[tuple[Any, str, str]]:
    """Leave out the numbers that one copy alone has given twice."""
    sites = _sites(session, [row for _, row, _ in found], ("number",))
    givers: dict[Any, set[str]] = defaultdict(set)
    for key, row, _ in found:
        givers[key] |= {site for given in sites.get(row, {}).values() for site in given}
    return [one for one in found if len(givers[one[0]]) > 1]


def _said_apart(session: Session, rows: Iterable[str], fields: Sequence[str]) -> set[str]:
    """Which of some rows have two fields that no one copy has said both of."""
    apart: set[str] = set()
    for row, by_field in _sites(session, rows, fields).items():
        said = [by_field.get(name, set()) for name in fields]
        if all(said) and not set.intersection(*said):
            apart.add(row)
    return apart


def _sites(session: Session, rows: Iterable[str], fields: Sequence[str]) -> dict[str, dict[str, set[str]]]:
    """Which copies have said what some fields of some rows say now."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for op in head_ops(session, rows, OpRow.field.in_(fields)):
        found[op.row][op.field].add(op.site)
    return found


# What takes several rows to see.


def _off_the_scale(session: Session) -> Iterator[Flagged]:
    """Ratings beyond the scale that another copy has given their source."""
    source, rating = table_of(Source).c, table_of(AreaRating).c
    beyond = or_(rating.rating < source.scale_lowest, rating.rating > source.scale_highest)
    found = (
        select(rating.id, rating.rating, source.id.label("source"), source.scale_lowest, source.scale_highest)
        .join(table_of(Source), source.id == rating.source)
        .where(rating.alive, source.alive, beyond)
        .order_by(rating.id)
    )
    for row in session.execute(found):
        scale = SourceDraft(scale_lowest=row.scale_lowest, scale_highest=row.scale_highest)
        for fault in rating_faults(AreaRatingDraft(rating=row.rating), scale):
            yield Flagged(("area_rating", row.id), fault, (("source", row.source),))


def _circles(session: Session) -> Iterator[Flagged]:
    """Things that lead back to themselves: one was carried over from another, and that from it."""
    for entity, column in _SELVES:
        columns = table_of(THINGS[entity]).c
        found = select(columns.id, columns[column]).where(columns[column].is_not(None))
        leads = {row: str(to) for row, to in session.execute(found)}
        for circle in _rings(leads):
            living = _living(session, entity, circle)
            if living:
                first, *others = living
                fault = Fault(entity, column, FaultKind.CIRCLE, given=leads[first])
                yield Flagged((entity, first), fault, tuple((entity, row) for row in others))


_SELVES: Final = tuple(
    (entity, column)
    for entity, columns in REFERENCES.items()
    for column, target in columns.items()
    if target == entity and entity in THINGS
)
"""The columns by which a row refers to another of its own table."""


def _rings(leads: Mapping[str, str]) -> Iterator[list[str]]:
    """The rows that are in circles, each circle once, in the order in which it is gone round."""
    done: set[str] = set()
    for start in sorted(leads):
        path: dict[str, None] = {}
        row: str | None = start
        while row is not None and row not in done and row not in path:
            path[row] = None
            row = leads.get(row)
        if row is not None and row in path:
            members = list(path)
            yield members[members.index(row) :]
        done |= path.keys()


def _living(session: Session, entity: str, rows: Sequence[str]) -> list[str]:
    columns = table_of(THINGS[entity]).c
    alive: set[str] = set()
    for chunk in chunks(rows):
        alive.update(session.scalars(select(columns.id).where(columns.id.in_(chunk), columns.alive)))
    return [row for row in rows if row in alive]
