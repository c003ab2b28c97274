"""Letters of any case and weeks of any year, told alike by both databases and by Python."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, insert, select
from sqlalchemy.orm import Session

from db.filter import filter_rows
from db.tables import Activity, Base
from tests.filter.plans import TODAY, find, sqlite

SWEDISH = st.text(alphabet="aåäöAÅÄÖéÉüÜß%_/*.-x ", min_size=1, max_size=6).filter(str.strip)


@pytest.fixture(scope="module")
def engine() -> Engine:
    made = sqlite()
    Base.metadata.create_all(made)
    return made


@given(title=SWEDISH, needle=SWEDISH)
def test_a_phrase_is_found_where_python_finds_it_without_its_capitals(
    engine: Engine, title: str, needle: str
) -> None:
    with Session(engine) as session:
        session.add(Activity(id="a", number="K1", title=title))
        session.flush()
        found = find(session, f'titel:"{needle}"') == "K1"
    assert found == (needle.casefold() in title.casefold())


def years_of_days() -> list[dt.date]:
    """Every day of twenty-eight years: all the ways that weeks can lie."""
    return [dt.date(2000, 1, 1) + dt.timedelta(days=n) for n in range(28 * 366)]


@pytest.mark.parametrize("server", ["sqlite", "postgresql"])
def test_a_week_without_its_year_is_that_week_of_every_year(
    server: str, request: pytest.FixtureRequest
) -> None:
    made = sqlite() if server == "sqlite" else create_engine(request.getfixturevalue("postgres_url"))
    Base.metadata.create_all(made)
    days = years_of_days()
    with Session(made) as session:
        session.execute(insert(Activity), [{"id": str(n), "due_on": day} for n, day in enumerate(days)])
        for week in (1, 2, 9, 17, 51, 52, 53):
            wanted = filter_rows(f"vecka:{week}", today=TODAY)
            found = set(session.scalars(select(Activity.due_on).where(wanted)))
            assert found == {day for day in days if day.isocalendar().week == week}, week
    made.dispose()


def test_near_a_week_is_every_day_that_it_ever_has(engine: Engine) -> None:
    days = years_of_days()
    with Session(engine) as session:
        session.execute(insert(Activity), [{"id": str(n), "due_on": day} for n, day in enumerate(days)])
        for week in range(1, 54):
            one = set(session.scalars(select(Activity.id).where(filter_rows(f"vecka:{week}", today=TODAY))))
            range_of_one = filter_rows(f"vecka:{week}..{week}", today=TODAY)
            assert one == set(session.scalars(select(Activity.id).where(range_of_one))), week
