"""The status report of an agreement, for a meeting, as of a day."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import UnknownThing
from db.filter import Filter, Language, compile_filter
from db.journal.state import state_hash
from db.queries.status.activities import load_activities, who
from db.queries.status.changes import News, Scope, news
from db.queries.status.figures import Basis, due_lines, summary, untouched
from db.queries.status.meetings import load_round, measures_due, open_decisions
from db.queries.status.picture import load_grounds
from db.queries.status.promises import focus_sections
from db.tables import Activity, Agreement, Contact, Organisation, Signatory
from db.views.status import AgreementHead, DecisionLine, StatusActivity, StatusReport

AHEAD: Final = dt.timedelta(days=30)
"""How far figures look ahead where no next meeting is planned, and back where no paper is to compare with."""


def status_report(
    session: Session,
    *,
    agreement: str,
    meeting: str | None,
    today: dt.date,
    filter: Filter | None = None,
    final: bool = False,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
) -> StatusReport:
    """Read all that a status report shows.

    `filter` narrows the activities; the standing of a promise is reckoned from all of its activities all
    the same. `zone` is the clock by which a moment falls on a day. Raises UnknownThing for an agreement,
    or a meeting of it, that is not there, and BadFilter.
    """
    head = agreement_head(session, agreement)
    narrowing = filter if filter is not None and filter.where is not None else None
    basis = _basis(session, agreement, meeting, narrowing, today, zone, language)
    lying = untouched(basis)
    decisions = _decisions(session, basis, narrowing is not None)
    measures = measures_due(session, agreement, until=basis.until, today=today)
    return StatusReport(
        agreement=head,
        meeting=basis.around.meeting,
        previous=basis.around.previous,
        earlier_meetings=basis.around.has_earlier,
        touched_since=basis.touched_since,
        today=today,
        final=final,
        filter_text=narrowing.text if narrowing else "",
        activities_in_all=len(basis.loaded.activities),
        state=state_hash(session),
        summary=summary(basis, untouched=len(lying), open_decisions=len(decisions)),
        changes=basis.news.changes,
        untouched=lying,
        situation=basis.grounds.picture,
        focus_areas=focus_sections(session, basis),
        without_promise=tuple(
            each for key, each in basis.shown.items() if not basis.loaded.promises.get(key)
        ),
        decisions=decisions,
        due=due_lines(basis, decisions, measures),
    )


def _basis(
    session: Session,
    agreement: str,
    meeting: str | None,
    filter: Filter | None,
    today: dt.date,
    zone: dt.tzinfo,
    language: Language,
) -> Basis:
    around = load_round(session, agreement, meeting, today=today)
    loaded = load_activities(session, agreement, today=today)
    shown: dict[str, StatusActivity] = loaded.activities
    if filter is not None:
        fits = compile_filter(filter, today=today, zone=zone, language=language)
        kept = set(session.scalars(select(Activity.id).where(Activity.alive, fits)))
        shown = {key: activity for key, activity in shown.items() if key in kept}
    grounds = load_grounds(session, agreement, loaded, today=today)
    mentions = frozenset(loaded.mentions | grounds.sources)
    scope = Scope(agreement, mentions, None if filter is None else frozenset(shown))
    return Basis(
        agreement=agreement,
        today=today,
        zone=zone,
        loaded=loaded,
        shown=shown,
        grounds=grounds,
        around=around,
        news=News((), frozenset()) if around.known is None else news(session, around.known, scope),
        until=around.next.on if around.next is not None and around.next.on is not None else today + AHEAD,
        touched_since=today - AHEAD if around.known is None else None,
    )


def agreement_head(session: Session, key: str) -> AgreementHead:
    """An agreement with those who signed it. Raises UnknownThing."""
    columns = (
        Agreement.municipality, Agreement.police_area, Agreement.title, Agreement.registration_number,
        Agreement.signed_on, Agreement.starts_on, Agreement.ends_on,
    )  # fmt: skip
    row = session.execute(select(*columns).where(Agreement.id == key, Agreement.alive)).one_or_none()
    if row is None:
        raise UnknownThing(key)
    signed = (
        select(Contact.function, Organisation.short_name, Organisation.name, Contact.name, Contact.alive)
        .select_from(Signatory)
        .join(Contact, Contact.id == Signatory.contact)
        .outerjoin(Organisation, Organisation.id == Contact.organisation)
        .where(Signatory.alive, Signatory.agreement == key)
        .order_by(Signatory.position, Signatory.id)
    )
    return AgreementHead(
        key=key,
        municipality=row.municipality,
        police_area=row.police_area,
        title=row.title,
        registration_number=row.registration_number,
        signed_on=row.signed_on,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        signatories=tuple(who(*person) for person in session.execute(signed)),
    )


def _decisions(session: Session, basis: Basis, narrowed: bool) -> tuple[DecisionLine, ...]:
    found = open_decisions(session, basis.agreement, basis.around.meeting, today=basis.today)
    return tuple(
        line for activity, line in found if not narrowed or activity is None or activity in basis.shown
    )
