"""What was found in another room is gone to, even where the table is read only afterwards."""

from __future__ import annotations

from db.operations import delete
from db.views.plan_table import Grouping
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


def test_a_filter_that_leaves_out_what_is_selected_leaves_it_selected(open_room: OpenRoom) -> None:
    hands = open_room()
    place = hands.room.workplace
    hands.go(hands.row("Fotpatrull"))
    hands.settle()
    chosen = place.selection
    place.set_filter("torgmöte")
    hands.settle()
    assert place.selection == chosen
    assert hands.view.spot() is None
    assert list(hands.view.chosen()) == []
    place.set_filter("")
    hands.settle()
    assert stands_on(hands) == "Fotpatrull"
    assert place.selection == chosen


def test_reading_the_table_for_the_first_time_selects_nothing(open_room: OpenRoom) -> None:
    hands = open_room(Grouping.PROMISE)
    hands.settle()
    assert hands.room.workplace.selection == ()


def test_what_somebody_deletes_leaves_the_table_but_not_the_details(open_room: OpenRoom) -> None:
    hands = open_room()
    place = hands.room.workplace
    hands.go(hands.row("Fotpatrull"))
    hands.settle()
    chosen = place.selection
    hands.room.bar.setFocus()
    hands.view.clearFocus()
    place.runner.do(place, delete, chosen[0].id)
    hands.settle()
    assert "Fotpatrull" not in hands.titles()
    assert place.selection == chosen
    assert hands.view.spot() is None


def test_after_deleting_in_the_table_the_keys_are_at_the_next_row(open_room: OpenRoom) -> None:
    hands = open_room()
    place = hands.room.workplace
    hands.go(hands.row("Fotpatrull"))
    hands.settle()
    hands.room.doing.delete()
    hands.settle()
    spot = hands.view.spot()
    assert spot is not None
    assert place.selection == (Place("activity", spot.key),)
