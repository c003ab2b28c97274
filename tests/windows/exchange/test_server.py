"""A server as a place, from the form to the first exchange and to the password that is not known any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from db.store import Store
from desktop.windows.exchange.room import ExchangeRoom
from tests.storages import PlanDatabase, ReadyDatabases, databases
from tests.windows.exchange.conftest import Copies
from tests.windows.exchange.test_room import lines, question, remembered
from tests.windows.keys import click

__all__ = ["databases"]


@pytest.fixture
def server(copies: Copies, databases: ReadyDatabases) -> Iterator[str]:
    """The address of a server on which the plan may be kept."""
    with ExitStack() as stack:
        database = PlanDatabase(stack.enter_context(databases.lent()), stack)
        with Store.open(copies.office, copies.at_office, actor="") as store:
            database.admit(store.plan)
        yield database.url


def test_a_server_is_filled_at_the_first_exchange_and_gives_what_another_has_left(
    room: ExchangeRoom, copies: Copies, server: str
) -> None:
    room.add(server)
    asked = question(room)
    assert "Du ger" in " ".join(lines(asked))
    click(asked.answers.yes)
    (place,) = remembered(copies)
    assert place.address in room.places.rows
    row = room.places.rows[place.address]
    assert row.trouble.isHidden()
    assert row.met.text() == "senast mött: i dag"
    copies.folder = copies.folder.with_name("finns ej")
    click(row.meet)
    assert row.told.text() == "Båda har allt som den andra har."


def test_a_server_that_is_away_is_told_of_with_the_way_out(
    room: ExchangeRoom, copies: Copies, server: str
) -> None:
    room.add(server)
    click(question(room).answers.yes)
    (place,) = remembered(copies)
    room.exchanging.forget(place.address)
    room.add("postgresql://saffle@127.0.0.1:1/loftesplan")
    assert "svarar inte" in room.places.refusal.text()
    assert remembered(copies) == []
