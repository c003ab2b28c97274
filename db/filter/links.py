"""What an activity is tied to: its owner, those who take part, its place, promises, causes, notes and counts.

What a deleted thing is called still finds what refers to it, since the reference is still shown; but
who refers only to deleted things lacks a living one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union

from db.filter.asked import Asked, Matcher, negate
from db.filter.matchers import Named, Spelled, Texts, Through, contains
from db.filter.nodes import Value
from db.filter.vocabulary import WORDS
from db.filter.words import Choice, find_choice
from db.kinds import AreaKind, OccurrenceState, OrganisationKind, Responsibility
from db.tables import (
    Activity,
    ActivityCause,
    ActivityPromise,
    Agreement,
    Area,
    Cause,
    Contact,
    Counter,
    FocusArea,
    FollowUp,
    Note,
    Occurrence,
    Organisation,
    Participant,
    Promise,
)

ACTIVITY: Final = Activity.__table__.c
CONTACT: Final = Contact.__table__.c
ORGANISATION: Final = Organisation.__table__.c
PARTICIPANT: Final = Participant.__table__.c
AREA: Final = Area.__table__.c
AGREEMENT: Final = Agreement.__table__.c
PROMISE: Final = Promise.__table__.c
CAUSE: Final = Cause.__table__.c
FOCUS: Final = FocusArea.__table__.c
OCCURRENCE: Final = Occurrence.__table__.c
COUNTER: Final = Counter.__table__.c
FOLLOW_UP: Final = FollowUp.__table__.c
NOTE: Final = Note.__table__.c

PARTY_NAMES: Final = (CONTACT.function, CONTACT.name, ORGANISATION.name, ORGANISATION.short_name)
AREA_WORDS: Final = WORDS[AreaKind]


def apart(rows: Select[Any]) -> Select[Any]:
    """A subquery that is itself whatever tables the query round it reads."""
    return rows.correlate(None)


def lacks(key: ColumnElement[Any], living: Select[Any]) -> ColumnElement[bool]:
    """Rows whose key is not among the living ones, an empty key among them."""
    return negate(key.in_(apart(living)))


@dataclass(frozen=True, slots=True)
class Party:
    """A contact with its organisation, by a word in their names or by the kind of organisation.

    The bare word for a kind means that kind: `kommun` is not to find every kommunpolis. Where the kind
    is not known, the names have to do.
    """

    choices: tuple[Choice, ...] = WORDS[OrganisationKind]

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Contacts and organisations that answer to the value."""
        value = asked.single()
        named = or_(*(contains(column, value) for column in PARTY_NAMES))
        kind = None if value.quoted else find_choice(value.text, self.choices)
        if kind is None:
            return named
        other = OrganisationKind.OTHER.value
        return or_(
            ORGANISATION.kind == kind.value, and_(func.coalesce(ORGANISATION.kind, other) == other, named)
        )

    def missing(self) -> ColumnElement[bool]:
        """Contacts that are called nothing."""
        return Texts(PARTY_NAMES).missing()


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for an activity: its owner, or the party whose responsibility it is."""

    owner: Matcher
    choices: tuple[Choice, ...] = (*WORDS[OrganisationKind], WORDS[Responsibility][0])

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Activities whose owner answers to the value, or whose responsibility is spelled so."""
        value = asked.single()
        owned = self.owner.find(asked)
        party = None if value.quoted else find_choice(value.text, WORDS[Responsibility])
        return owned if party is None else or_(owned, ACTIVITY.responsibility == party.value)

    def missing(self) -> ColumnElement[bool]:
        """Activities without a living owner."""
        return self.owner.missing()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an activity is: an area or one that lies within it, or the place in words."""

    choices: tuple[Choice, ...] = ()

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Activities in the areas that the value names, or with it in their place."""
        value = asked.single()
        clauses = [contains(AREA.name, value)]
        kind = None if value.quoted else find_choice(value.text, AREA_WORDS)
        if kind is not None:
            clauses.append(AREA.kind == kind.value)
        within = apart(select(AREA.id).where(or_(*clauses))).cte(recursive=True)
        inner = Area.__table__.alias()
        # UNION, not UNION ALL: two areas that a merge has put within each other must not go on for ever.
        within = within.union(select(inner.c.id).join(within, inner.c.parent == within.c.id))
        return or_(ACTIVITY.area.in_(select(within.c.id)), contains(ACTIVITY.place, value))

    def missing(self) -> ColumnElement[bool]:
        """Activities with neither a living area nor a place."""
        no_area = lacks(ACTIVITY.area, select(AREA.id).where(AREA.alive))
        return and_(no_area, func.coalesce(ACTIVITY.place, "") == "")


def about_owner() -> Owner:
    """An activity's owner."""
    living = select(CONTACT.id).where(CONTACT.alive)
    return Owner(Through(ACTIVITY.owner, contacts, Party(), lacks(ACTIVITY.owner, living)))


def names_of_owner(value: Value) -> ColumnElement[bool]:
    """Activities whose owner's names have a word in them."""
    return ACTIVITY.owner.in_(contacts(or_(*(contains(column, value) for column in PARTY_NAMES))))


def contacts(fits: ColumnElement[bool]) -> Select[Any]:
    """The ids of the contacts that fit, their organisations being at hand."""
    return apart(
        select(CONTACT.id)
        .select_from(
            Contact.__table__.outerjoin(Organisation.__table__, ORGANISATION.id == CONTACT.organisation)
        )
        .where(fits)
    )


def about_participant() -> Through:
    """Those who must at least take part."""
    organisation = func.coalesce(PARTICIPANT.organisation, CONTACT.organisation)
    taking_part = (
        select(PARTICIPANT.activity)
        .select_from(
            Participant.__table__.outerjoin(Contact.__table__, CONTACT.id == PARTICIPANT.contact).outerjoin(
                Organisation.__table__, ORGANISATION.id == organisation
            )
        )
        .where(PARTICIPANT.alive)
    )
    living = taking_part.where(or_(CONTACT.alive, ORGANISATION.alive))
    return Through(
        ACTIVITY.id, lambda fits: apart(taking_part.where(fits)), Party(), lacks(ACTIVITY.id, living)
    )


def about_place() -> Place:
    """Where an activity is."""
    return Place()


def places_named(value: Value) -> ColumnElement[bool]:
    """Activities whose area's name has a word in it."""
    return ACTIVITY.area.in_(apart(select(AREA.id).where(contains(AREA.name, value))))


def about_agreement() -> Through:
    """The agreement that an activity belongs to."""
    texts = (AGREEMENT.municipality, AGREEMENT.police_area, AGREEMENT.title, AGREEMENT.registration_number)
    return Through(
        ACTIVITY.agreement,
        lambda fits: apart(select(AGREEMENT.id).where(fits)),
        Named(AGREEMENT.id, texts),
        lacks(ACTIVITY.agreement, select(AGREEMENT.id).where(AGREEMENT.alive)),
    )


def about_promise() -> Through:
    """The promises that an activity helps to keep."""
    return _linked(_by_promise, PROMISE.alive, Named(PROMISE.id, (PROMISE.text,), PROMISE.number))


def about_cause() -> Through:
    """The causes that an activity acts on."""
    return _linked(_by_cause, CAUSE.alive, Named(CAUSE.id, (CAUSE.text,), CAUSE.number))


def about_focus_area() -> Through:
    """The focus areas that an activity's promises and causes belong to."""

    def either_way(fits: ColumnElement[bool]) -> Select[Any]:
        joined = union(
            _by_promise(fits, FOCUS.id == PROMISE.focus_area), _by_cause(fits, FOCUS.id == CAUSE.focus_area)
        ).subquery()
        return select(joined.c.activity)

    named = Named(FOCUS.id, (FOCUS.title, FOCUS.problem), FOCUS.number)
    return _linked(either_way, FOCUS.alive, named)


def _linked(
    rows: Callable[[ColumnElement[bool]], Select[Any]], alive: ColumnElement[bool], named: Named
) -> Through:
    return Through(ACTIVITY.id, rows, named, negate(ACTIVITY.id.in_(rows(alive))))


def _by_promise(fits: ColumnElement[bool], focus: ColumnElement[bool] | None = None) -> Select[Any]:
    link = ActivityPromise.__table__.c
    return _by_link(link.activity, link.promise.in_(_meant(PROMISE.id, fits, focus)), link.alive)


def _by_cause(fits: ColumnElement[bool], focus: ColumnElement[bool] | None = None) -> Select[Any]:
    link = ActivityCause.__table__.c
    return _by_link(link.activity, link.cause.in_(_meant(CAUSE.id, fits, focus)), link.alive)


def _by_link(activity: ColumnElement[Any], *where: ColumnElement[bool]) -> Select[Any]:
    return apart(select(activity).where(*where))


def _meant(
    key: ColumnElement[Any], fits: ColumnElement[bool], focus: ColumnElement[bool] | None
) -> Select[Any]:
    # Found before their links are looked at: they are few, and the links of all are many.
    found = select(key).where(fits)
    return apart(found if focus is None else found.where(focus))


def about_notes() -> Through:
    """The notes about an activity."""
    about = select(NOTE.about).where(NOTE.alive)
    return Through(
        ACTIVITY.id, lambda fits: apart(about.where(fits)), Texts((NOTE.text,)), lacks(ACTIVITY.id, about)
    )


def has_light(choices: tuple[Choice, ...]) -> Through:
    """The lights of an activity's follow-ups."""
    judged = select(FOLLOW_UP.activity).where(FOLLOW_UP.alive)
    return Through(
        ACTIVITY.id,
        lambda fits: apart(judged.where(fits)),
        Spelled(FOLLOW_UP.light, choices),
        lacks(ACTIVITY.id, judged),
    )


def occurrences_done() -> ColumnElement[Any]:
    """How many times an activity has been done."""
    done = OCCURRENCE.alive & (OCCURRENCE.state == OccurrenceState.DONE.value)
    count = select(func.count()).select_from(Occurrence.__table__)
    return (
        count.where(OCCURRENCE.activity == ACTIVITY.id, done).correlate(Activity.__table__).scalar_subquery()
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: as an activity's target says, or as was counted when it took place."""

    choices: tuple[Choice, ...] = ()

    def find(self, asked: Asked) -> ColumnElement[bool]:
        """Activities with the value in what is counted."""
        value = asked.single()
        return or_(
            contains(ACTIVITY.target_counter, value),
            ACTIVITY.id.in_(apart(self._counters().where(contains(COUNTER.label, value)))),
        )

    def missing(self) -> ColumnElement[bool]:
        """Activities with nothing to count and nothing counted."""
        said = func.coalesce(ACTIVITY.target_counter, "") == ""
        return and_(said, lacks(ACTIVITY.id, self._counters()))

    def _counters(self) -> Select[Any]:
        joined = Counter.__table__.join(Occurrence.__table__, OCCURRENCE.id == COUNTER.occurrence)
        return select(OCCURRENCE.activity).select_from(joined).where(COUNTER.alive, OCCURRENCE.alive)


def counted() -> Counted:
    """What is counted."""
    return Counted()
