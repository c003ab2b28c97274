"""A small plan to filter, put straight into the tables, and the ways to ask it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session

from db.filter import FOLD_NAME, Language, filter_rows, fold_text
from db.tables import (
    THINGS,
    Activity,
    ActivityCause,
    ActivityPromise,
    Agreement,
    Area,
    Attachment,
    Base,
    Cause,
    Contact,
    Counter,
    DateException,
    Decision,
    FocusArea,
    FollowUp,
    Meeting,
    Note,
    Occurrence,
    Organisation,
    Participant,
    Promise,
)
from db.tables.columns import Thing

TODAY = dt.date(2017, 5, 2)


def sqlite() -> Engine:
    """A database in memory that folds letters as the store's do."""
    engine = create_engine("sqlite://")

    @event.listens_for(engine, "connect")
    def give_fold(connection: DBAPIConnection, _: object) -> None:
        connection.create_function(FOLD_NAME, 1, fold_text, deterministic=True)

    return engine


@contextmanager
def plan(engine: Engine) -> Iterator[Session]:
    """The small plan, in a session on an empty database."""
    Base.metadata.create_all(engine)
    try:
        with Session(engine) as session:
            for table in THINGS.values():
                session.add_all([row for row in rows() if type(row) is table])
                session.flush()
            session.commit()
            yield session
    finally:
        engine.dispose()


def key(name: str) -> str:
    """An id as long as real ones, that can be told apart at a glance."""
    return f"{name.encode().hex()[:8]:0>8}-0000-4000-8000-{name.encode().hex()[-12:]:0>12}"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def find(session: Session, text: str, *, language: Language = "sv", today: dt.date = TODAY) -> str:
    """The numbers of the activities that a filter finds, in order: "K1 K3"."""
    wanted = filter_rows(text, today=today, language=language)
    found = select(Activity.number).where(Activity.alive, wanted).order_by(Activity.number)
    return " ".join(session.scalars(found))


def find_things(session: Session, table: str, text: str) -> set[str]:
    """The ids of the rows of any table that a filter finds."""
    columns = Base.metadata.tables[table].c
    wanted = filter_rows(text, table=table, today=TODAY)
    return set(session.scalars(select(columns.id).where(columns.alive, wanted)))


def rows() -> list[Thing]:
    """Seven activities: of the police, of the municipality and joint, in every state."""
    return [*_people(), *_agreements(), *_activities(), *_beside()]


def _people() -> list[Thing]:
    return [
        Organisation(id=key("polisen"), name="Polismyndigheten", short_name="PM", kind="police"),
        Organisation(id=key("kommunen"), name="Säffle kommun", kind="municipality"),
        Organisation(id=key("rtj"), name="Räddningstjänsten Karlstadsregionen", kind="rescue_service"),
        Contact(id=key("kp"), function="kommunpolis", organisation=key("polisen")),
        Contact(
            id=key("sam"), function="säkerhetssamordnare", organisation=key("kommunen"), name="Åsa Öberg"
        ),
        Contact(id=key("gone"), function="trafiksamordnare", organisation=key("kommunen"), alive=False),
        Area(id=key("centrum"), name="Centrala Säffle", kind="centre"),
        Area(id=key("torget"), name="Stora torget", kind="other", parent=key("centrum")),
        Area(id=key("skola"), name="Höglundaskolan", kind="school"),
    ]


def _agreements() -> list[Thing]:
    return [
        Agreement(
            id=key("s17"), municipality="Säffle", police_area="Arvika", registration_number="A123.456/2017"
        ),
        FocusArea(id=key("f1"), agreement=key("s17"), number=1, title="Utemiljö", problem="Mörka stråk"),
        FocusArea(id=key("f2"), agreement=key("s17"), number=2, title="Synlighet"),
        Cause(id=key("o1"), focus_area=key("f1"), number=1, text="Trasig belysning"),
        Promise(
            id=key("l1"), agreement=key("s17"), focus_area=key("f1"), number=1, text="Förbättra utemiljön"
        ),
        Promise(id=key("l2"), agreement=key("s17"), focus_area=key("f2"), number=2, text="Öka synligheten"),
        Promise(id=key("l3"), agreement=key("s17"), number=3, text="Struket löfte", alive=False),
    ]


def _activities() -> list[Thing]:
    return [
        Activity(
            id=key("a1"),
            agreement=key("s17"),
            number="K1",
            title="Trygghetsvandring",
            kind="safety_walk",
            owner=key("sam"),
            area=key("torget"),
            state="planned",
            due_on=day("2017-05-10"),
            next_due=day("2017-05-10"),
            touched_at=moment("2017-04-30T22:30"),
            text="Genomgång av yttre miljön",
            expected_effect="Förbättrad fysisk miljö",
        ),
        Activity(
            id=key("a2"),
            agreement=key("s17"),
            number="K2",
            title="Gemensam monter",
            kind="market_stall",
            owner=key("kp"),
            state="not_started",
            due_on=day("2017-04-26"),
            next_due=day("2017-04-26"),
            place="Höstmarknaden",
            touched_at=moment("2017-01-10T08:00"),
        ),
        Activity(
            id=key("a3"),
            agreement=key("s17"),
            number="P3",
            title="Fotpatrullering",
            kind="foot_patrol",
            responsibility="police",
            owner=key("kp"),
            state="ongoing",
            schedule="recurring",
            one_off=False,
            starts_on=day("2017-01-02"),
            ends_on=day("2017-12-29"),
            next_due=day("2017-05-05"),
            target="per_week",
            target_count=2.0,
            target_counter="timmar",
        ),
        Activity(
            id=key("a4"),
            agreement=key("s17"),
            number="P12",
            title="Översyn av öppettider",
            responsibility="police",
            kind="station_hours_review",
            state="done",
            due_on=day("2017-03-31"),
            goal="100 % genomgånget_klart",
        ),
        Activity(
            id=key("a5"),
            agreement=key("s17"),
            number="K5",
            title="Skördefest",
            responsibility="municipality",
            owner=key("sam"),
            kind="Cirkus i parken",
            area=key("skola"),
            state="cancelled",
            schedule="period",
            starts_on=day("2017-08-01"),
            ends_on=day("2017-09-30"),
            state_reason="Regn",
        ),
        Activity(id=key("a6"), number="", title="ÅRSHJUL utan allt", owner=key("gone"), schedule="standing"),
        Activity(id=key("a7"), number="K7", title="Borttagen fotpatrull", alive=False),
    ]


def _beside() -> list[Thing]:
    return [
        ActivityPromise(id=key("p1"), activity=key("a1"), promise=key("l1")),
        ActivityPromise(id=key("p2"), activity=key("a2"), promise=key("l2")),
        ActivityPromise(id=key("p3"), activity=key("a3"), promise=key("l2")),
        ActivityPromise(id=key("p4"), activity=key("a4"), promise=key("l2"), alive=False),
        ActivityPromise(id=key("p5"), activity=key("a5"), promise=key("l3")),
        ActivityCause(id=key("c1"), activity=key("a1"), cause=key("o1")),
        Participant(id=key("d1"), activity=key("a1"), organisation=key("rtj")),
        Participant(id=key("d2"), activity=key("a1"), contact=key("kp")),
        DateException(id=key("x1"), activity=key("a3"), on=day("2017-06-02"), moved_to=day("2017-06-07")),
        Occurrence(id=key("t1"), activity=key("a3"), on=day("2017-01-06")),
        Occurrence(id=key("t2"), activity=key("a3"), on=day("2017-01-13"), starts_at=dt.time(18, 30)),
        Occurrence(id=key("t3"), activity=key("a2"), on=day("2017-02-01"), state="cancelled"),
        Counter(id=key("r1"), occurrence=key("t1"), label="Besökare", number=40.0),
        FollowUp(id=key("u1"), activity=key("a3"), year=2017, period="T1", light="yellow"),
        Meeting(id=key("m1"), agreement=key("s17"), on=day("2017-05-04"), kind="steering_group"),
        Decision(id=key("b1"), meeting=key("m1"), activity=key("a2"), text="Boka torgplats", owner=key("kp")),
        Note(id=key("n1"), entity="activity", about=key("a2"), text="Väntar på tillstånd"),
        Attachment(id=key("g1"), entity="activity", about=key("a4"), name="öppettider.pdf", size=9),
    ]
