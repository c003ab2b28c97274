"""What was found in another room is gone to, even where the table is read only afterwards."""

from __future__ import annotations

from db.views.things import Place
from tests.windows.plan.conftest import Hands, OpenRoom


def stands_on(hands: Hands) -> str:
    return hands.text(hands.view.currentIndex().row(), "title")


def test_what_was_selected_before_the_table_was_read_is_gone_to(open_room: OpenRoom) -> None:
    hands = open_room()
    key = hands.lines()["Fotpatrull"].id
    place = hands.room.workplace
    place.set_filter("torgmöte")
    hands.settle()
    place.select(Place("activity", key))
    place.set_filter("")
    hands.settle()
    assert stands_on(hands) == "Fotpatrull"
    assert place.selection == (Place("activity", key),)


def test_whoever_goes_on_by_themselves_is_not_called_back(open_room: OpenRoom) -> None:
    hands = open_room()
    key = hands.lines()["Fotpatrull"].id
    place = hands.room.workplace
    place.set_filter("parken or torgmöte")
    hands.settle()
    place.select(Place("activity", key))
    hands.go(hands.row("Fler lampor i parken"))
    hands.settle()
    place.set_filter("")
    hands.settle()
    assert stands_on(hands) == "Fler lampor i parken"
