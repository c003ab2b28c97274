"""A server that was put back from a backup, or set up anew, is noticed, and filled by those who meet it."""

from __future__ import annotations

import dataclasses
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.drafts import AreaDraft
from db.errors import NotAdmitted, PlaceEmptied, PlaceWentBack
from db.exchange.opening import open_place
from db.exchange.sync import Consent, sync
from db.operations import add
from db.queries.checking import soundness
from db.store import Store
from db.views.exchange import PlaceKind
from tests import servers
from tests.asking import log
from tests.builders import a_plan
from tests.exchange.test_server_script import given_to
from tests.storages import begun
from tests.store.writer import a_real_world


@pytest.fixture
def here(tmp_path: Path, postgres_url: str) -> Iterator[Store]:
    """A copy that remembers whom it has met, admitted to a server of its own."""
    servers.prepare(postgres_url)
    world = dataclasses.replace(a_real_world("kontoret"), memory=tmp_path / "memory")
    with begun(tmp_path / "kontoret.plan", world) as store:
        there = servers.login(postgres_url, "saffle")
        servers.admit(postgres_url, store.plan, "saffle")
        a_plan(store)
        meet(store, there)
        store.do(add, AreaDraft(name="Före säkerhetskopian"))
        meet(store, there)
        yield store


def meet(store: Store, address: str, *consent: Consent) -> None:
    place = open_place(store, address, actor="")
    try:
        sync(store, place, PlaceKind.SERVER, consent=frozenset(consent))
    finally:
        place.close()


def run(program: str, url: str, *words: str | Path) -> None:
    subprocess.run(given_to(program, url, *words), check=True, capture_output=True, timeout=120)


def emptied(url: str) -> None:
    """The database as it is made, with nothing in it."""
    servers.administer(url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


def held_by(address: str, store: Store) -> list[tuple[str, int]]:
    with Store.connect(address, a_real_world("någon"), actor="", plan=store.plan) as server:
        assert server.read(soundness).problems == ()
        return sorted(op.name for op in log(server))


def test_a_server_put_back_from_a_backup_is_noticed_and_refilled_when_somebody_agrees(
    here: Store, postgres_url: str, tmp_path: Path
) -> None:
    there = servers.login(postgres_url, "saffle")
    backup = tmp_path / "plans.dump"
    run("pg_dump", postgres_url, "--format=custom", f"--file={backup}")
    then = len(log(here))
    for number in range(3):
        here.do(add, AreaDraft(name=f"Efter säkerhetskopian {number}"))
    meet(here, there)
    everything = sorted(op.name for op in log(here))
    assert held_by(there, here) == everything
    assert len(everything) > then

    emptied(postgres_url)
    run("pg_restore", postgres_url, "--clean", "--if-exists", backup)
    assert len(held_by(there, here)) == then
    with pytest.raises(PlaceWentBack):
        meet(here, there)
    assert len(held_by(there, here)) == then
    meet(here, there, Consent.REFILL_OLDER)
    assert held_by(there, here) == everything
    meet(here, there)


def test_a_server_set_up_anew_is_noticed_and_filled_when_somebody_agrees(
    here: Store, postgres_url: str
) -> None:
    there = servers.login(postgres_url, "saffle")
    emptied(postgres_url)
    servers.prepare(postgres_url)
    with pytest.raises(NotAdmitted):
        meet(here, there)
    servers.admit(postgres_url, here.plan, "saffle")
    with pytest.raises(PlaceEmptied):
        meet(here, there)
    meet(here, there, Consent.REFILL_EMPTIED)
    assert held_by(there, here) == sorted(op.name for op in log(here))
