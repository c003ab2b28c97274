"""One municipality can neither read, change, block nor find out about another's plan on the same server."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import NotAdmitted, UnboundRole, WhichPlan
from db.operations import change
from db.store import Store
from db.tables import Activity, Base
from tests import servers
from tests.asking import assert_remade_alike, log
from tests.exchange.two_plans import GRUMS, SAFFLE, TwoPlans, a_file, connected, two, two_alone
from tests.storages import databases

__all__ = ["a_file", "databases", "two", "two_alone"]

TABLES = sorted(Base.metadata.tables)

DENIED = (psycopg.errors.InsufficientPrivilege,)


def titles(session: Session) -> list[str]:
    return list(session.scalars(select(Activity.title)))


def count(connection: psycopg.Connection[tuple[object, ...]], table: str) -> object:
    row = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    assert row is not None
    return row[0]


def test_each_opens_its_own_plan_without_saying_which(two: TwoPlans) -> None:
    for url, name, plan in ((two.saffle, "saffle", SAFFLE), (two.grums, "grums", GRUMS)):
        with two.store(url) as store:
            assert store.read(titles) == [f"Torgmöte i {name}"]
            assert store.here().plan == plan
            assert_remade_alike(store)


def test_the_other_plan_is_refused_by_name(two: TwoPlans) -> None:
    with pytest.raises(NotAdmitted) as caught:
        two.store(two.grums, SAFFLE)
    assert (caught.value.role, caught.value.plan) == ("grums", SAFFLE)


def test_every_table_stands_behind_the_fence(two: TwoPlans) -> None:
    open_ones = servers.administer(
        two.administered,
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v') "
        "AND NOT (relrowsecurity AND relforcerowsecurity)",
    )
    assert open_ones == [("alembic_version",)]
    keyed = servers.administer(
        two.administered,
        "SELECT conname FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] "
        "WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f') AND attname <> 'plan'",
    )
    assert keyed == [("alembic_version_pkc",)]
    owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    assert servers.administer(two.administered, owners) == [("loftesplan_owner",)]


def test_by_hand_nobody_sees_a_row_of_anothers(two: TwoPlans) -> None:
    with connected(two.grums, SAFFLE) as hand:
        assert [table for table in TABLES if count(hand, table)] == []
    with connected(two.grums) as hand:
        assert [table for table in TABLES if count(hand, table)] == []
        assert hand.execute("SELECT DISTINCT plan FROM plan_access").fetchall() == [(GRUMS,)]
        assert count(hand, "admitted_plan") == 0
    with connected(two.grums, GRUMS) as hand:
        assert hand.execute("SELECT title FROM activity").fetchall() == [("Torgmöte i grums",)]


@pytest.mark.parametrize("named", [GRUMS, SAFFLE, ""], ids=["own", "other", "none"])
def test_by_hand_nobody_writes_into_anothers(two: TwoPlans, named: str) -> None:
    with connected(two.grums, named) as hand:
        hand.execute("SELECT set_config('loftesplan.journal', 'on', false)")
        for statement in (
            f"INSERT INTO area (id, alive, name, kind, plan) VALUES ('x', true, '', 'other', '{SAFFLE}')",
            f"INSERT INTO head VALUES ('row', 'title', 'site', 1, '{SAFFLE}')",
            f"INSERT INTO plan_access VALUES ('{SAFFLE}', 'grums')",
            f"INSERT INTO admitted_plan (plan) VALUES ('{SAFFLE}')",
            f"SELECT loftesplan_admit('{SAFFLE}', 'grums')",
            f"SELECT loftesplan_dismiss('{SAFFLE}', 'saffle')",
            "SELECT loftesplan_enclose('area')",
        ):
            with pytest.raises(DENIED):
                hand.execute(statement)
        for statement in (
            f"UPDATE activity SET title = 'x' WHERE plan = '{SAFFLE}'",
            f"DELETE FROM activity WHERE plan = '{SAFFLE}'",
            f"UPDATE op SET value = NULL, salt = NULL WHERE plan = '{SAFFLE}'",
            f"DELETE FROM held WHERE plan = '{SAFFLE}'",
        ):
            assert hand.execute(statement).rowcount == 0
    with connected(two.grums, GRUMS) as hand:
        hand.execute("SELECT set_config('loftesplan.journal', 'on', false)")
        with pytest.raises(DENIED):
            hand.execute(f"UPDATE activity SET plan = '{SAFFLE}'")


def test_a_table_of_ones_own_does_not_stand_in_for_who_may_reach_what(two_alone: TwoPlans) -> None:
    with connected(two_alone.grums, SAFFLE) as hand:
        hand.execute(f"CREATE TEMP TABLE plan_access AS SELECT '{SAFFLE}' AS plan, 'grums'::name AS role")
        hand.execute("SET search_path = pg_temp, public")
        assert count(hand, "activity") == 0
        assert count(hand, "op") == 0


def test_nobody_gets_around_the_fence(two_alone: TwoPlans) -> None:
    with connected(two_alone.grums, SAFFLE) as hand:
        for statement in (
            "SET row_security = off; SELECT * FROM activity",
            "SET session_replication_role = replica",
            "ALTER TABLE op DISABLE TRIGGER ALL",
            "ALTER TABLE op DISABLE ROW LEVEL SECURITY",
            "DROP POLICY own_plan ON op",
            "SET ROLE loftesplan_owner",
            "SET ROLE saffle",
            "CREATE FUNCTION public.fold(text) RETURNS text LANGUAGE sql AS 'SELECT $1'",
            "CREATE SCHEMA mine",
        ):
            with pytest.raises(DENIED):
                hand.execute(statement)
        for table in TABLES:
            with pytest.raises(DENIED):
                hand.execute(f"TRUNCATE {table} CASCADE")


def test_the_same_keys_in_two_plans_do_not_meet(two: TwoPlans, a_file: Callable[[str], Store]) -> None:
    """A key that is known elsewhere is no way of finding out about it, nor of blocking it."""
    mine = a_file("min")
    with two.store(two.saffle) as saffle, two.store(two.grums) as grums:
        mine.merge(log(saffle))
        before = saffle.read(titles)
        grums.merge(log(mine))
        assert sorted(grums.read(titles)) == ["Torgmöte i grums", "Torgmöte i saffle"]
        grums.do(change, two.of_saffle.activity, {"title": "Något annat"})
        assert saffle.read(titles) == before
        assert_remade_alike(saffle)
        assert_remade_alike(grums)


def test_who_is_let_out_meanwhile_is_refused_and_not_shown_an_empty_plan(two: TwoPlans) -> None:
    with two.store(two.grums) as store:
        dismiss = f"SELECT loftesplan_dismiss('{GRUMS}', 'grums')"
        servers.administer(two.administered, dismiss)
        with pytest.raises(NotAdmitted):
            store.read(titles)
        with pytest.raises(NotAdmitted):
            store.do(change, two.of_grums.activity, {"title": "x"})
        servers.admit(two.administered, GRUMS, "grums")
        assert store.read(titles) == ["Torgmöte i grums"]


def test_a_role_that_is_gone_stands_in_nobodys_way(two: TwoPlans) -> None:
    gone = servers.login(two.administered, "tillfallig")
    assert gone
    servers.admit(two.administered, SAFFLE, "tillfallig")
    servers.administer(two.administered, "DROP ROLE tillfallig")
    with two.store(two.saffle) as store:
        assert store.read(titles) == ["Torgmöte i saffle"]


def test_who_follows_several_municipalities_says_which_and_sees_only_that(two: TwoPlans) -> None:
    police = servers.login(two.administered, "kommunpolis")
    servers.login(two.administered, "kommunpolis", servers.READER)
    for plan in (SAFFLE, GRUMS):
        servers.admit(two.administered, plan, "kommunpolis")
    with pytest.raises(WhichPlan) as caught:
        two.store(police)
    assert caught.value.plans == (SAFFLE, GRUMS)
    with two.store(police, GRUMS) as store:
        assert store.read(titles) == ["Torgmöte i grums"]
        store.do(change, two.of_grums.activity, {"title": "Torgmöte"})
        assert_remade_alike(store)
    with two.store(two.saffle) as store:
        assert store.read(titles) == ["Torgmöte i saffle"]


def test_a_group_may_be_admitted_in_place_of_each_of_its_members(two: TwoPlans) -> None:
    servers.login(two.administered, "polisomrade")
    member = servers.login(two.administered, "inspektor", "polisomrade")
    servers.admit(two.administered, SAFFLE, "polisomrade")
    with two.store(member) as store:
        assert store.read(titles) == ["Torgmöte i saffle"]


def test_a_role_that_sees_all_plans_at_once_is_turned_away(two: TwoPlans) -> None:
    with pytest.raises(UnboundRole):
        two.store(two.administered, SAFFLE)


def test_only_clients_and_readers_that_exist_are_admitted(two: TwoPlans) -> None:
    with pytest.raises(Exception, match="there is no role nobody"):
        servers.admit(two.administered, SAFFLE, "nobody")
    servers.login(two.administered, "utomstaende", "pg_monitor")
    with pytest.raises(Exception, match="neither loftesplan_client nor loftesplan_reader"):
        servers.admit(two.administered, SAFFLE, "utomstaende")
