"""The table of activities for a window: first only which rows there are, then their contents page by page."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, and_, case, func, literal, select
from sqlalchemy.orm import Session

from db.filter import Language, filter_rows
from db.filter.activity_course import DUE
from db.filter.folding import monday
from db.journal.reading import chunks
from db.journal.vector import Vector, vector_here
from db.kinds import ActivityState, Responsibility, TargetKind
from db.queries.listing import lines_of
from db.queries.naming import name_things
from db.queries.ordering import SortKey, list_order
from db.queries.outcomes import activity_progress
from db.rules.progress import Progress
from db.tables import Activity, ActivityPromise, Promise, table_of
from db.tables.alphabet import LETTERS
from db.views.plan_table import KEY_LENGTH, Grouping, PlanGroup, PlanOutline, PlanRow
from db.views.things import NamePart, ThingName

SCREEN: Final = 60
"""How many rows come with the outline, so that the first screen is there at once."""

PLAIN, LATE, DONE = "-", "l", "d"

_ACTIVITY = table_of(Activity)
_NAMED: Final[Mapping[Grouping, str]] = {Grouping.PROMISE: "promise", Grouping.OWNER: "contact"}


def plan_outline(
    session: Session,
    text: str = "",
    *,
    today: dt.date,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
    order: Sequence[SortKey] = (),
    grouping: Grouping = Grouping.NONE,
    agreement: str | None = None,
    filtered: bool = True,
    keys: Sequence[str] = (),
) -> tuple[Vector, PlanOutline]:
    """Part the activities that a filter lets through into groups, each in the order asked for.

    An activity that helps to keep two promises stands under both. Where nothing is `filtered` away but other
    agreements' activities, promises that nothing acts on have a group too. The outline brings the rows of
    `keys` with it, or else those of the first screen. With it comes what the plan knew when it was read, to
    be handed on by whoever changes something of it. Raises BadFilter.
    """
    fits = and_(_ACTIVITY.c.alive, filter_rows(text, today=today, zone=zone, language=language))
    groups = list(_groups(session, fits, today, order, grouping))
    if grouping is Grouping.PROMISE and not filtered:
        known = {group.key for group in groups}
        groups += [PlanGroup(key=key, keys="") for key in _promises(session, agreement) if key not in known]
    groups = _in_order(session, grouping, groups)
    keys = keys or tuple(islice((key for group in groups for key in group), SCREEN))
    rows = _rows(session, keys, today)
    return vector_here(session), PlanOutline(
        grouping=grouping,
        groups=tuple(groups),
        rows=rows,
        any_at_all=any(map(len, groups)) or _any_at_all(session, agreement),
    )


def plan_rows(session: Session, keys: Sequence[str], *, today: dt.date) -> tuple[Vector, tuple[PlanRow, ...]]:
    """The rows of some activities, in the order of their keys; those that are no more are left out."""
    return vector_here(session), _rows(session, keys, today)


def targets_met(session: Session, keys: Sequence[str], *, today: dt.date) -> tuple[int, int]:
    """How many of some activities have a number to reach, and how many of these have reached it so far."""
    counted: list[str] = []
    for chunk in chunks(keys):
        asked = select(Activity.id).where(
            Activity.id.in_(chunk),
            Activity.target != TargetKind.NONE.value,
            Activity.target_count.is_not(None),
        )
        counted += session.scalars(asked)
    reached = activity_progress(session, counted, today=today)
    return len(counted), sum(_is_met(one) for one in reached.values())


def _is_met(one: Progress) -> bool:
    return one.met is True or (one.goal is not None and one.outcome >= one.goal)


def _rows(session: Session, keys: Sequence[str], today: dt.date) -> tuple[PlanRow, ...]:
    more: dict[str, Any] = {}
    wanted = tuple(dict.fromkeys(keys))
    for chunk in chunks(wanted):
        asked = select(Activity.id, Activity.due_on, Activity.rule, Activity.area).where(
            Activity.id.in_(chunk)
        )
        more |= {row.id: row for row in session.execute(asked)}
    lines = {line.id: line for line in lines_of(session, wanted, today=today)}
    return tuple(
        PlanRow(line=lines[key], due_on=more[key].due_on, rule=more[key].rule, area_id=more[key].area)
        for key in wanted
        if key in lines
    )


def _groups(
    session: Session,
    fits: ColumnElement[bool],
    today: dt.date,
    order: Sequence[SortKey],
    grouping: Grouping,
) -> Iterator[PlanGroup]:
    """The groups, each in the order asked for.

    All ids come back as one text, their groups as another and how they stand as a third: SQLite writes a
    text of a hundred thousand ids in less time than it takes to hand over as many rows. They are sorted
    there as if there were no groups, which an index may already have done, and parted here.
    """
    activity = _ACTIVITY.c
    source, key = _grouped(grouping)
    stands = case(
        (activity.state == ActivityState.DONE.value, DONE),
        (and_(activity.next_due < today, activity.state.in_(_OPEN)), LATE),
        else_=PLAIN,
    )
    rows = (
        select(activity.id, key.label("key"), stands.label("stands"))
        .select_from(source)
        .where(fits)
        .order_by(*list_order("activity", order))
        .subquery()
    )
    all_ids, all_standing = (func.aggregate_strings(column, "") for column in (rows.c.id, rows.c.stands))
    if grouping is Grouping.NONE:
        ids, standing = session.execute(select(all_ids, all_standing)).one()
        if ids:
            yield PlanGroup(key="", keys=ids, late=standing.count(LATE), done=standing.count(DONE))
        return
    all_groups = func.aggregate_strings(rows.c.key, ",")
    ids, standing, of = session.execute(select(all_ids, all_standing, all_groups)).one()
    parted: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate((of or "").split(",") if ids else ()):
        parted[word].append(place)
    for word, places in parted.items():
        stood = [standing[place] for place in places]
        keys = "".join([ids[place * KEY_LENGTH : (place + 1) * KEY_LENGTH] for place in places])
        yield PlanGroup(key=word, keys=keys, late=stood.count(LATE), done=stood.count(DONE))


_OPEN: Final = tuple(state.value for state in ActivityState if state.is_open)


def _grouped(grouping: Grouping) -> tuple[FromClause, ColumnElement[str]]:
    """Where rows come from, and the text that they are grouped by; never NULL, which would leave no trace."""
    activity = _ACTIVITY.c
    match grouping:
        case Grouping.PROMISE:
            # Written so, each activity's links are found by their index; joined with the promises first,
            # all links would be sorted at each asking.
            link, promise = table_of(ActivityPromise), table_of(Promise).c
            living = select(promise.id).where(promise.alive)
            kept = and_(link.c.activity == activity.id, link.c.alive, link.c.promise.in_(living))
            return _ACTIVITY.outerjoin(link, kept), func.coalesce(link.c.promise, "")
        case Grouping.OWNER:
            return _ACTIVITY, func.coalesce(activity.owner, "")
        case Grouping.RESPONSIBILITY:
            return _ACTIVITY, activity.responsibility
        case Grouping.STATE:
            return _ACTIVITY, activity.state
        case Grouping.WEEK:
            return _ACTIVITY, func.coalesce(monday(DUE), "")
        case Grouping.NONE:
            return _ACTIVITY, literal("")


def _in_order(session: Session, grouping: Grouping, groups: list[PlanGroup]) -> list[PlanGroup]:
    """The groups as a person expects them, named; what has no promise, owner or date comes last."""
    kinds = {Grouping.RESPONSIBILITY: Responsibility, Grouping.STATE: ActivityState}.get(grouping)
    if kinds is not None:
        ranks = {member.value: rank for rank, member in enumerate(kinds)}
        return sorted(groups, key=lambda group: (ranks.get(group.key, len(ranks)), group.key))
    entity = _NAMED.get(grouping)
    if entity is None:
        return sorted(groups, key=lambda group: (not group.key, group.key))
    names = name_things(session, {(entity, group.key) for group in groups if group.key})
    ranked = _promise_ranks(session, names) if grouping is Grouping.PROMISE else _called(names)
    named = [
        PlanGroup(key=group.key, keys=group.keys, late=group.late, done=group.done, name=names.get(group.key))
        for group in groups
    ]
    return sorted(named, key=lambda group: (not group.key, ranked.get(group.key, ()), group.key))


def _promise_ranks(session: Session, keys: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """Promises by their agreement's and their own number; where there is none, by nothing."""
    found: dict[str, tuple[Any, ...]] = {}
    for chunk in chunks(keys):
        asked = select(Promise.id, Promise.agreement, Promise.number).where(Promise.id.in_(chunk))
        for row in session.execute(asked):
            found[row.id] = (row.agreement or "", row.number is None, row.number or 0)
    return found


def _called(names: Mapping[str, ThingName]) -> dict[str, tuple[Any, ...]]:
    """Names as a Swede looks them up."""
    return {key: (_spoken(name.parts),) for key, name in names.items()}


def _spoken(parts: Iterable[NamePart]) -> str:
    text = " ".join(_spoken(part.named.parts) if part.named else str(part.value) for part in parts).casefold()
    for letter, sign in LETTERS:
        text = text.replace(letter, sign)
    return text


def _promises(session: Session, agreement: str | None) -> Sequence[str]:
    """The promises of the agreement in view, or of all."""
    asked = select(Promise.id).where(Promise.alive)
    if agreement is not None:
        asked = asked.where(Promise.agreement == agreement)
    return session.scalars(asked).all()


def _any_at_all(session: Session, agreement: str | None) -> bool:
    asked = select(Activity.id).where(Activity.alive)
    if agreement is not None:
        asked = asked.where(Activity.agreement == agreement)
    return session.scalar(asked.limit(1)) is not None
