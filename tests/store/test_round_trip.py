"""What is written is what is read, the same on each storage, however odd it looks."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from json import loads

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.drafts import AreaDraft, IndicatorDraft, MeasurementDraft, MeetingDraft, StatisticDraft
from db.drafts.marks import EARLIEST, LATEST, MOST
from db.drafts.tidying import DANGEROUS, tidy_text
from db.errors import InvalidDraft
from db.journal.state import state_hash
from db.operations import add, change
from db.store import Store
from db.tables import Area, OpRow
from tests.asking import assert_remade_alike, field, log, what_is_known
from tests.builders import Plan, a_plan, a_world
from tests.storages import PlanDatabase, PlanFile, ReadyDatabases, Storage

HARD = (
    "Åse Ärlig Öberg",
    "👮‍♀️ 🚓 🏳️‍🌈",
    "𝔖𝔞𝔣𝔣𝔩𝔢 𐍈 \U0010fffd",
    "שלום مرحبا",
    "e\u0301 blir é",
    "Łukasz Đorđević Şahin ẞ ĳ",
    "rad ett\nrad två\n\n\trad fyra",
    "'; DROP TABLE op; --",
    '{"json": [1, null, true]} \\ \\u0000 \\n',
    "% _ * ? [a-z] ^$",
    "null",
    "0",
    "\u200b\u00ad\u2060 osynligt",
    "x" * 20_000,
    "ö" * 20_000,
    "🚓" * 20_000,
)


@pytest.fixture
def plan(store: Store) -> Plan:
    return a_plan(store)


def test_hard_texts_come_back_as_they_were(store: Store, plan: Plan) -> None:
    for text in HARD:
        store.do(change, plan.activity, {"text": text})
        assert field(store, plan.activity, "text") == tidy_text(text)
        assert loads(
            log(store, OpRow.field == "text", OpRow.row == plan.activity)[-1].value or ""
        ) == tidy_text(text)
    assert_remade_alike(store)


def test_the_zero_character_is_refused_before_any_storage_meets_it(store: Store, plan: Plan) -> None:
    for text in ("noll\x00noll", "\ud800", "\x1b[31m"):
        with pytest.raises(InvalidDraft):
            store.do(change, plan.activity, {"text": text})


def test_days_at_the_limits_come_back(store: Store, plan: Plan) -> None:
    for day in (EARLIEST, LATEST, dt.date(2000, 2, 29), dt.date(1999, 12, 31)):
        store.do(change, plan.activity, {"due_on": day})
        assert field(store, plan.activity, "due_on") == day
        assert field(store, plan.activity, "next_due") == day
    assert_remade_alike(store)


def test_times_of_day_come_back(store: Store, plan: Plan) -> None:
    for time in (dt.time(0, 0), dt.time(23, 59), dt.time(9, 5)):
        key = store.do(
            add, MeetingDraft(agreement=plan.agreement, on=dt.date(2017, 5, 9), starts_at=time)
        ).value
        assert field(store, key, "starts_at") == time
    assert_remade_alike(store)


def test_whole_numbers_at_the_limits_come_back(store: Store) -> None:
    for count in (0, 1, MOST):
        draft = StatisticDraft(region="Säffle", measure="Misshandel", year=2017, count=count)
        assert field(store, store.do(add, draft).value, "count") == count
    assert_remade_alike(store)


FIGURES = (
    0.0,
    -0.0,
    0.1 + 0.2,
    1 / 3,
    5e-324,
    1e-300,
    2.0**-1074,
    123456789.123456789,
    float(MOST),
    -float(MOST),
    8,
)


def test_figures_come_back_to_the_last_bit(store: Store, plan: Plan) -> None:
    indicator = store.do(add, IndicatorDraft(promise=plan.promise, title="Trygghet")).value
    for figure in FIGURES:
        draft = MeasurementDraft(indicator=indicator, on=dt.date(2017, 5, 9), value=figure)
        found = field(store, store.do(add, draft).value, "value")
        assert isinstance(found, float)
        assert found.hex() == (float(figure) + 0.0).hex()
    assert_remade_alike(store)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    text=st.text(max_size=60).filter(lambda text: not DANGEROUS.search(tidy_text(text)) and tidy_text(text))
)
def test_any_text_comes_back(store: Store, text: str) -> None:
    line = " ".join(tidy_text(text).split())
    if line:
        key = store.do(add, AreaDraft(name=line)).value
        assert field(store, key, "name") == line


def test_moments_come_back_in_utc_whatever_zone_they_were_taken_in(storage: Storage) -> None:
    zone = dt.timezone(dt.timedelta(hours=2))
    summer = dt.datetime(2017, 7, 1, 10, 30, 15, 123456, tzinfo=zone)
    store = storage.open(a_world(start=summer, tick=0.000001))
    plan = a_plan(store)
    touched = field(store, plan.activity, "touched_at")
    assert touched.tzinfo == dt.UTC
    assert touched - summer < dt.timedelta(seconds=1)
    assert touched.microsecond != 0


def test_both_storages_reckon_the_same_hash_of_the_same_plan(
    plan_file: PlanFile, databases: ReadyDatabases
) -> None:
    hashes = set()
    with ExitStack() as stack:
        there = PlanDatabase(stack.enter_context(databases.lent()), stack)
        for store in (plan_file.open(a_world("samma")), there.open(a_world("samma"))):
            plan = a_plan(store)
            form = what_is_known(store)
            for text in HARD[:8]:
                store.do(change, plan.activity, {"text": text})
            store.do(change, plan.activity, {"target_count": 0.1 + 0.2, "due_on": dt.date(2017, 6, 1)})
            store.do_as_seen(form, change, plan.activity, {"text": "Andra ord"})
            hashes.add(store.read(state_hash))
    assert len(hashes) == 1


def test_texts_are_compared_letter_by_letter(store: Store) -> None:
    """Two keys or words that differ only in case or accents are two."""
    for text in ("åka", "Åka", "aka"):
        store.do(add, AreaDraft(name=text))

    def found(session: Session) -> int:
        return len(session.scalars(select(Area).where(Area.name == "Åka")).all())

    assert store.read(found) == 1
