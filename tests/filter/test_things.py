"""Any table can be filtered by its own columns, and any filter that is read can be answered."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from db.errors import BadFilter, UnknownTable
from db.filter import compile_filter, field_names, fields, filter_rows, parse
from db.filter.columns import CLOSED_LISTS
from db.filter.fields import find_field
from db.filter.vocabulary import WORDS
from db.filter.words import find_choice, plain
from db.tables import THINGS, Base
from desktop.words import Words
from desktop.words.fields import field_label
from desktop.words.kinds import FIELD_KINDS, KIND_WORDS, label
from tests.filter.filters import ANY
from tests.filter.plans import TODAY, find_things, key, plan, sqlite

FOUND = [
    ("organisation", "slag:polis", {"polisen"}),
    ("organisation", "räddningstjänst", {"rtj"}),
    ("organisation", "kortnamn:saknas", {"kommunen", "rtj"}),
    ("contact", "organisation:polismyndigheten", {"kp"}),
    ("contact", "öberg", {"sam"}),
    ("contact", "säffle", {"sam"}),
    ("area", "del-av:centrala", {"torget"}),
    ("area", "del-av:saknas", {"centrum", "skola"}),
    ("area", "kind:school", {"skola"}),
    ("agreement", "lokalpolisområde:arvika", {"s17"}),
    ("focus_area", "nummer>=2", {"f2"}),
    ("cause", "fokusområde:1", {"o1"}),
    ("promise", "fokus:synlighet", {"l2"}),
    ("promise", "nummer:1..1 agreement:säffle", {"l1"}),
    ("activity_promise", "löfte:2", {"p2", "p3"}),
    ("activity_promise", "aktivitet:K1", {"p1"}),
    ("participant", "kontakt:polis", {"d2"}),
    ("participant", "räddningstjänst", {"d1"}),
    ("occurrence", "datum:2017-01 aktivitet:P3", {"t1", "t2"}),
    ("occurrence", "läge:inställd", {"t3"}),
    ("occurrence", "börjar:18", {"t2"}),
    ("occurrence", "starts>18:29", {"t2"}),
    ("occurrence", "börjar<18:30", set()),
    ("date_exception", "flyttat-till:2017-06-07", {"x1"}),
    ("counter", "besökare number:40", {"r1"}),
    ("follow_up", "färg:gul period:t1 år:2017", {"u1"}),
    ("meeting", "slag:styrgrupp", {"m1"}),
    ("decision", "ansvarig:polis läge:öppen", {"b1"}),
    ("decision", "senast:saknas", {"b1"}),
    ("note", "tillstånd", {"n1"}),
    ("note", f"gäller:{key('a2')}", {"n1"}),
    ("attachment", "öppettider storlek<10", {"g1"}),
    ("promise", "nummer:2.5", set()),
]


@pytest.mark.parametrize(("table", "text", "names"), FOUND)
def test_a_table_is_filtered_by_its_own_columns(
    saffle: Session, table: str, text: str, names: set[str]
) -> None:
    assert find_things(saffle, table, text) == {key(name) for name in names}


def test_postgresql_finds_the_same_in_every_table(postgres_url: str) -> None:
    with plan(create_engine(postgres_url)) as there:
        for table, text, names in FOUND:
            assert find_things(there, table, text) == {key(name) for name in names}, (table, text)


@pytest.mark.parametrize("table", sorted(THINGS))
def test_every_field_of_every_table_answers_for_what_is_empty(saffle: Session, table: str) -> None:
    columns = Base.metadata.tables[table].c
    everything = set(saffle.scalars(select(columns.id).where(columns.alive)))
    for name in {name for field in fields(table) for name in field.spellings}:
        empty, filled = find_things(saffle, table, f"{name}:"), find_things(saffle, table, f"{name}:*")
        assert empty | filled == everything, name
        assert not empty & filled, name


@pytest.mark.parametrize("table", sorted(THINGS))
def test_no_two_fields_of_a_table_share_a_name(table: str) -> None:
    for language in ("sv", "en"):
        assert len(set(field_names(language, table))) == len(field_names(language, table))
    owners: dict[str, set[str]] = {}
    for field in fields(table):
        for name in field.spellings:
            owners.setdefault(plain(name), set()).add(field.key)
    assert [name for name, keys in owners.items() if len(keys) > 1] == []


@pytest.mark.parametrize("table", sorted(set(THINGS) - {"activity"}))
def test_a_column_answers_to_what_the_window_calls_it(table: str) -> None:
    for column in Base.metadata.tables[table].columns:
        for language in ("sv", "en"):
            called = field_label(Words(language), table, column.name)
            found = find_field(called, fields(table))
            assert found is not None, (table, column.name, called)
            assert found.key == column.name, called


def test_a_closed_list_answers_to_what_the_window_calls_its_members() -> None:
    assert dict(FIELD_KINDS) == dict(CLOSED_LISTS)
    for kind, choices in WORDS.items():
        assert {choice.value for choice in choices} == set(KIND_WORDS[kind])
        for member in kind:
            for words in (Words("sv"), Words("en")):
                found = find_choice(label(words, member), choices)
                assert found is not None, (kind, label(words, member))
                assert found.value == member.value


def test_an_unknown_table_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownTable) as caught:
        fields("activty")
    assert caught.value.nearest == "activity"
    with pytest.raises(UnknownTable):
        filter_rows("a", table="x" * 100_000, today=TODAY)


@pytest.fixture(scope="module")
def empty() -> Session:
    engine = sqlite()
    Base.metadata.create_all(engine)
    return Session(engine)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY, table=st.sampled_from(["activity", "activity", "activity", *sorted(THINGS)]))
def test_whatever_is_read_is_answered_or_refused_with_its_place(
    empty: Session, text: str, table: str
) -> None:
    columns = Base.metadata.tables[table].c
    try:
        wanted = compile_filter(parse(text), table=table, today=TODAY)
    except BadFilter as wrong:
        place = wrong.start, wrong.start + wrong.length
    else:
        place = (0, 0)
        assert empty.scalars(select(columns.id).where(wanted)).all() == []
    assert 0 <= place[0] <= place[1] <= len(text)
