"""A region's reader reads what is in force in the plans that it was admitted to, as the page tells it."""

from __future__ import annotations

import datetime as dt
import re

import psycopg
import pytest

from db.drafts import PromiseDraft
from db.errors import NotAdmitted
from db.operations import add, change, delete
from db.tables import LOGGED, THINGS
from tests import servers
from tests.builders import an_activity
from tests.exchange.test_server_script import run, script
from tests.exchange.two_plans import GRUMS, SAFFLE, TwoPlans, connected, two, two_alone
from tests.postgres import ROOT
from tests.storages import databases

__all__ = ["databases", "run", "script", "two", "two_alone"]

PAGE = (ROOT / "resources" / "postgresql" / "README.md").read_text(encoding="utf-8")
LATE = dt.date(2017, 4, 28)


def blocks(language: str) -> list[str]:
    """What the page shows to be typed."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


def queries() -> list[str]:
    """Its example queries."""
    return [block for block in blocks("sql") if block.startswith("SELECT g.")]


@pytest.fixture
def region(two: TwoPlans) -> str:
    """Two plans with something late and something promised and forgotten, and one who reads both."""
    for url, plan, name in ((two.saffle, two.of_saffle, "Säffle"), (two.grums, two.of_grums, "Grums")):
        with two.store(url) as store:
            store.do(change, plan.agreement, {"municipality": name})
            store.do(change, plan.activity, {"due_on": LATE, "state": "ongoing"})
            store.do(add, PromiseDraft(agreement=plan.agreement, number=2, text=f"Glömt i {name}"))
            gone = store.do(add, an_activity(plan.agreement, title="Borttaget", due=LATE)).value
            store.do(delete, gone)
    reader = servers.login(two.administered, "lansstyrelsen", servers.READER)
    for plan_key in (SAFFLE, GRUMS):
        servers.admit(two.administered, plan_key, "lansstyrelsen")
    return reader


def test_the_pages_queries_tell_of_the_whole_region(region: str) -> None:
    how_much, late, forgotten = queries()
    with connected(region) as hand:
        assert hand.execute(how_much).fetchall() == [("Grums", "ongoing", 1), ("Säffle", "ongoing", 1)]
        assert [row[:4] for row in hand.execute(late)] == [
            ("Grums", "K1", "Torgmöte i grums", LATE),
            ("Säffle", "K1", "Torgmöte i saffle", LATE),
        ]
        assert hand.execute(late).fetchall()[0][4] == "Kommunpolis"
        assert hand.execute(forgotten).fetchall() == [
            ("Grums", 2, "Glömt i Grums"), ("Säffle", 2, "Glömt i Säffle")
        ]  # fmt: skip


def test_a_reader_sees_only_what_it_was_admitted_to(two: TwoPlans, region: str) -> None:
    servers.administer(two.administered, f"SELECT loftesplan_dismiss('{GRUMS}', 'lansstyrelsen')")
    with connected(region) as hand:
        assert [row[0] for row in hand.execute(queries()[0])] == ["Säffle"]
        for table in THINGS:
            assert hand.execute(f"SELECT count(*) FROM {table} WHERE plan = '{GRUMS}'").fetchone() == (0,)


def test_a_reader_reads_no_log_and_writes_nothing(region: str) -> None:
    log = ("op", "held", "head", "here", "card", "admitted_plan", *(LOGGED.keys() - THINGS.keys() - {"site"}))
    with connected(region) as hand:
        hand.execute("SELECT set_config('loftesplan.journal', 'on', false)")
        for table in log:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                hand.execute(f"SELECT * FROM {table}")
        for table in THINGS:
            for statement in ("DELETE FROM {}", "UPDATE {} SET id = ''", "TRUNCATE {} CASCADE"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    hand.execute(statement.format(table))


def test_a_reader_is_no_client(two: TwoPlans, region: str) -> None:
    with pytest.raises(NotAdmitted):
        two.store(region, SAFFLE)


def test_what_the_page_tells_an_administrator_to_do_can_be_done(two_alone: TwoPlans) -> None:
    made = [block for block in blocks("sql") if block.startswith("CREATE ROLE")]
    assert len(made) == 2
    new = {"saffle": "arvika", "lansstyrelsen": "varmland"}
    try:
        for block in made:
            for name, other in new.items():
                block = re.sub(rf"\b{name}\b", other, block)
            servers.administer(two_alone.administered, *filter(None, block.strip().split(";")))
        reached = "SELECT count(*) FROM plan_access WHERE role = :role"
        counts = [servers.administer(two_alone.administered, reached, role=name) for name in new.values()]
        assert counts == [[(1,)], [(3,)]]
    finally:
        servers.administer(two_alone.administered, *(f"DROP ROLE IF EXISTS {name}" for name in new.values()))


def test_the_page_names_the_command_and_the_functions_that_there_are() -> None:
    assert "loftesplan server-script" in PAGE
    assert {"loftesplan_admit", "loftesplan_dismiss", "loftesplan_client", "loftesplan_reader"} <= set(
        re.findall(r"loftesplan_\w+", PAGE)
    )
    assert len(queries()) == 3
