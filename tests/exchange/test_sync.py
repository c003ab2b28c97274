"""What an exchange does, alike at every kind of place."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import NotAPlace, OtherPlan, PlaceEmptied, PlaceWentBack, SamePlan, StatesDiffer
from db.exchange.folder import FolderPlace
from db.exchange.memory import Memory
from db.exchange.opening import kind_of, open_place
from db.exchange.sync import Consent, preview, sync
from db.journal.cards import cards
from db.journal.chain import Name
from db.journal.rebuild import differences
from db.journal.state import conflicts, state_hash
from db.operations import add, change, delete, log_occurrence, note, redact, undo
from db.store import Store
from db.tables import Activity, OpRow
from db.views.exchange import PlaceKind
from db.world import World
from tests.asking import row_of
from tests.builders import Plan, a_world, an_activity
from tests.exchange.meeting_places import copies, meet
from tests.merging import ops_of
from tests.plan_dump import differing, in_sight
from tests.storages import begun

Two = tuple[Store, Store, Plan]


def is_alike(one: Store, other: Store) -> bool:
    """Whether two copies say the same, each as its log has it."""
    for store in (one, other):
        assert store.read(lambda session: list(differences(session))) == []
    assert differing(one.read(in_sight), other.read(in_sight)) == []
    return one.read(state_hash) == other.read(state_hash)


def titles(store: Store) -> list[str]:
    """What the activities are called."""

    def look(session: Session) -> list[str]:
        return sorted(session.scalars(select(Activity.title).where(Activity.alive)))

    return store.read(look)


def test_both_have_what_either_wrote(office_and_station: Two, address: str) -> None:
    office, station, plan = office_and_station
    office.do(add, an_activity(plan.agreement, title="Föräldramöte"))
    station.do(add, an_activity(plan.agreement, title="Fotpatrull"))
    station.do(change, plan.activity, {"place": "Torget"})
    meet(office, address)
    meet(station, address)
    told = meet(office, address)
    assert titles(office) == titles(station) == ["Fotpatrull", "Föräldramöte", "Torgmöte"]
    assert row_of(office, plan.activity)["place"] == "Torget"
    assert is_alike(office, station)
    assert [(share.new, share.changed, share.deleted) for share in told.received] == [(1, 1, 0)]
    assert not told.given


def test_meeting_again_changes_nothing(office_and_station: Two, address: str) -> None:
    office, station, plan = office_and_station
    office.do(change, plan.activity, {"title": "Marknad"})
    for store in (office, station, office, station):
        meet(store, address)
    before = ops_of(office)
    assert meet(office, address).is_quiet
    assert meet(station, address).is_quiet
    assert ops_of(office) == before


def test_an_edit_and_a_deletion_apart_keep_the_thing_in_sight(office_and_station: Two, address: str) -> None:
    office, station, plan = office_and_station
    office.do(delete, plan.activity)
    station.do(change, plan.activity, {"title": "Marknad"})
    for store in (office, station, office):
        meet(store, address)
    assert titles(office) == titles(station) == ["Marknad"]
    assert is_alike(office, station)


def test_a_preview_tells_what_would_be_and_does_nothing(office_and_station: Two, address: str) -> None:
    office, station, plan = office_and_station
    meet(office, address)
    meet(station, address)
    office.do(change, plan.activity, {"title": "Marknad"})
    meet(office, address)
    station.do(change, plan.activity, {"title": "Torghandel"})
    station.do(add, an_activity(plan.agreement, title="Fotpatrull"))
    before = ops_of(station), station.read(state_hash)
    with closing(open_place(station, address, actor="utbyte")) as there:
        foretold = preview(station, there, kind_of(address))
    assert (ops_of(station), station.read(state_hash)) == before
    assert foretold.fresh_conflicts == 1
    done = meet(station, address)
    assert (done.received, done.given, done.fresh_conflicts) == (
        foretold.received, foretold.given, foretold.fresh_conflicts,
    )  # fmt: skip
    assert station.read(conflicts) == [(plan.activity, "title")]


def test_each_knows_when_the_other_was_met(office_and_station: Two, address: str) -> None:
    office, station, _ = office_and_station
    for store in (office, station, office):
        meet(store, address)
    others = {card.site for card in office.read(cards)}
    assert station.here().site in others
    assert office.here().site in {card.site for card in station.read(cards)}


def test_an_erased_value_is_erased_wherever_it_is_met(
    office_and_station: Two, address: str, kind: str
) -> None:
    office, station, plan = office_and_station
    office.do(change, plan.activity, {"text": "Ring Kalle Ek, 070-123 45 67"})
    meet(office, address)
    meet(station, address)
    (name,) = [op.name for op in ops_of(station).values() if "Kalle Ek" in (op.value or "")]
    station.do(redact, [name])
    told = meet(station, address)
    assert bool(told.unerased) == (kind == "folder"), "the office wrote that file, and the office empties it"
    assert not meet(office, address).unerased
    if kind == "folder":
        assert not any(b"Kalle Ek" in file.read_bytes() for file in Path(address).iterdir())
    for store in (office, station):
        assert row_of(store, plan.activity)["text"] == ""
        assert ops_of(store)[name].value is None
    assert is_alike(office, station)


def test_an_undo_reaches_the_other(office_and_station: Two, address: str) -> None:
    office, station, plan = office_and_station
    station.do(change, plan.activity, {"title": "Marknad"})
    meet(station, address)
    meet(office, address)
    station.do(undo)
    meet(station, address)
    meet(office, address)
    assert titles(office) == ["Torgmöte"]
    assert is_alike(office, station)


def test_both_log_the_same_day_and_it_is_one_occasion(office_and_station: Two, address: str) -> None:
    office, station, plan = office_and_station
    for store in (office, station):
        store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 5), counters={"samtal": 12.0})
        store.do(note, plan.activity, "Välbesökt")
    for store in (office, station, office):
        meet(store, address)
    dump = office.read(in_sight)
    assert len(dump["occurrence"]) == 1
    assert len(dump["note"]) == 2
    assert office.read(conflicts) == []
    assert is_alike(office, station)


def test_a_place_of_another_plan_is_refused(
    office_and_station: Two, address: str, kind: str, tmp_path: Path
) -> None:
    office, _, _ = office_and_station
    meet(office, address)
    with begun(tmp_path / "annan.plan", a_world("annan dator")) as other:
        before = ops_of(other)
        if kind != "server":  # There, the plan that is asked for is found, or nothing is.
            with pytest.raises(OtherPlan):
                meet(other, address)
        assert ops_of(other) == before


def test_a_place_that_has_been_emptied_asks_and_deletes_nothing(tmp_path: Path) -> None:
    with ExitStack() as stack:
        (office, station), _ = with_memory(tmp_path, stack)
        place = tmp_path / "utbyte"
        place.mkdir()
        meet(office, str(place))
        shutil.rmtree(place)
        place.mkdir()
        before = ops_of(office)
        with pytest.raises(PlaceEmptied):
            meet(office, str(place))
        assert ops_of(office).keys() == before.keys()
        meet(office, str(place), frozenset({Consent.REFILL_EMPTIED}))
        meet(station, str(place))
        meet(office, str(place))
        assert is_alike(office, station)
        assert titles(station) == ["Torgmöte"]


def test_a_place_that_holds_less_than_it_did_asks_and_is_filled_again(tmp_path: Path) -> None:
    with ExitStack() as stack:
        (office, station), plan = with_memory(tmp_path, stack)
        place = tmp_path / "stickan.plan"
        shutil.copyfile(tmp_path / "kontoret.plan", place)
        older = place.read_bytes()
        office.do(change, plan.activity, {"title": "Marknad"})
        meet(office, str(place))
        place.write_bytes(older)
        with pytest.raises(PlaceWentBack) as caught:
            meet(office, str(place))
        assert caught.value.lost == 2
        meet(office, str(place), frozenset({Consent.REFILL_OLDER}))
        meet(station, str(place))
        assert titles(station) == ["Marknad"]


def with_memory(folder: Path, stack: ExitStack) -> tuple[list[Store], Plan]:
    """Copies whose computers remember which places they have met."""
    stores, plan = copies(folder, stack)
    opened = []
    for number, store in enumerate(stores):
        store.close()
        world = replace(a_world(f"dator {number}"), memory=folder / f"minne {number}")
        path = folder / ("kontoret.plan" if not number else f"stationen {number}.plan")
        opened.append(stack.enter_context(Store.open(path, world, actor=f"person {number}")))
    return opened, plan


@pytest.mark.parametrize("given", ["a" * 5000, "/ingenstans", "nul\0l"])
def test_what_can_not_be_an_address_is_no_place_whatever_the_system_says_of_it(given: str) -> None:
    with pytest.raises(NotAPlace):
        kind_of(given)


class Asked(FolderPlace):
    """A folder that remembers how often it was asked for digests."""

    times = 0

    def digests(self, names: Iterable[Name]) -> Mapping[Name, bytes]:
        """Count, and answer."""
        self.times += 1
        return super().digests(names)


def test_a_place_is_asked_once_whether_anything_has_parted_however_many_copies_there_are(
    tmp_path: Path,
) -> None:
    shared = tmp_path / "utbyte"
    shared.mkdir()
    with ExitStack() as stack:
        stores, plan = copies(tmp_path, stack, 4)
        for store in stores:
            store.do(note, plan.activity, "Bokad")
            meet(store, str(shared))
        place = Asked(shared, stores[0].world, stores[0].plan)
        sync(stores[0], place, PlaceKind.FOLDER)
        assert len(ops_of(stores[0])) == len(ops_of(stores[3]))
        assert place.times == 1


def test_a_copy_does_not_meet_itself(office_and_station: Two, tmp_path: Path) -> None:
    office, _, _ = office_and_station
    with pytest.raises(SamePlan):
        meet(office, str(tmp_path / "kontoret.plan"))


def numbers_given(store: Store) -> list[str]:
    """The activities' human numbers."""

    def look(session: Session) -> list[str]:
        return list(session.scalars(select(Activity.number).where(Activity.alive)))

    return store.read(look)


def after_the_breakdown() -> World:
    """The office's computer, which has the same name and another chance."""
    return replace(a_world("dator 0", tick=9.0), random=random.Random("efter").randbytes)


def test_a_copy_that_was_put_back_to_a_backup_loses_nothing_and_doubles_nothing(
    office_and_station: Two, address: str, tmp_path: Path
) -> None:
    """A fork: the office's file is put back, on a computer that remembers nothing of it, and written to."""
    office, station, plan = office_and_station
    meet(office, address)
    meet(station, address)
    path = tmp_path / "kontoret.plan"
    office.forget_traces()
    older = path.read_bytes()
    office.do(change, plan.activity, {"title": "Före haveriet"})
    office.do(add, an_activity(plan.agreement, title="Bara före"))
    meet(office, address)
    meet(station, address)
    station.do(change, plan.activity, {"place": "Torget"})
    office.close()
    with path.open("r+b") as file:  # The same file on its disk, as when a whole disk is put back.
        file.truncate()
        file.write(older)
    with Store.open(path, after_the_breakdown(), actor="person 0") as office:
        office.do(change, plan.activity, {"title": "Efter haveriet"})
        office.do(add, an_activity(plan.agreement, title="Bara efter"))
        site = office.here().site
        told = meet(office, address)
        assert told.forked == (site,)
        office.do(add, an_activity(plan.agreement, title="Sedan"))
        assert office.here().site != site
        for store in (office, station, office, station):
            meet(store, address)
        assert not meet(office, address).forked, "an old story is not told again"
        assert meet(office, address).is_quiet
        assert {"Bara före", "Bara efter", "Sedan"} < set(titles(office))
        assert is_alike(office, station)
        assert office.read(conflicts) == [(plan.activity, "title")]
        said = {op.value for op in ops_of(office).values() if op.field == "title"}
        assert {'"Före haveriet"', '"Efter haveriet"'} <= said
        numbers = numbers_given(office)
        assert len(numbers) == len(set(numbers)) + 1  # What was given out twice is flagged, not hidden.


def test_a_backup_that_has_not_been_written_to_takes_back_what_it_had(
    office_and_station: Two, address: str, tmp_path: Path
) -> None:
    office, station, plan = office_and_station
    path = tmp_path / "kontoret.plan"
    office.forget_traces()
    older = path.read_bytes()
    office.do(add, an_activity(plan.agreement, title="Fotpatrull"))
    meet(office, address)
    office.close()
    with path.open("r+b") as file:
        file.truncate()
        file.write(older)
    with Store.open(path, after_the_breakdown(), actor="person 0") as office:
        site = office.here().site
        meet(office, address)
        assert "Fotpatrull" in titles(office)
        office.do(add, an_activity(plan.agreement, title="Marknad"))
        assert office.here().site == site
        for store in (office, station, office):
            meet(store, address)
        assert is_alike(office, station)
        numbers = numbers_given(office)
        assert len(numbers) == len(set(numbers))


def test_what_is_known_of_places_is_kept_for_the_user_and_not_in_the_plan(tmp_path: Path) -> None:
    with ExitStack() as stack:
        (office, _), _ = with_memory(tmp_path, stack)
        (tmp_path / "utbyte").mkdir()
        meet(office, str(tmp_path / "utbyte"))
        (known,) = Memory.of(office).places()
        assert known.address == str(tmp_path / "utbyte")
        assert b"utbyte" not in (tmp_path / "kontoret.plan").read_bytes()


def test_an_edit_that_arrives_before_what_it_rests_on_waits_and_is_named(tmp_path: Path) -> None:
    with ExitStack() as stack:
        (office, station, third), plan = copies(tmp_path, stack, 3)
        office.do(change, plan.activity, {"title": "Ett"})
        station.merge(ops_of(office).values())
        station.do(change, plan.activity, {"title": "Två"})
        late = [op for op in ops_of(station).values() if op.site == station.here().site]
        (tmp_path / "utbyte").mkdir()
        third.merge(late)
        told = meet(third, str(tmp_path / "utbyte"))
        assert [(one.site, one.ops) for one in told.awaited] != []
        assert office.here().site in {one.site for one in told.awaited}
        assert titles(third) == ["Torgmöte"]
        third.merge(ops_of(office).values())
        assert titles(third) == ["Två"]
        assert third.read(lambda s: s.scalars(select(OpRow.site).where(OpRow.value == '"Två"')).all())


def test_copies_that_know_the_same_and_do_not_say_the_same_are_told_of_loudly(
    office_and_station: Two, tmp_path: Path
) -> None:
    office, station, plan = office_and_station
    station.do(change, plan.activity, {"title": "Marknad"})
    path = tmp_path / "stationen 1.plan"
    station.close()
    with closing(sqlite3.connect(path)) as connection:  # A fault of ours, or a disk's, that nobody noticed.
        connection.create_function("journal_writes", 0, lambda: 1)
        connection.create_function("fold", 1, str)
        connection.execute("UPDATE activity SET place = 'Ingenstans'")
        connection.commit()
    with pytest.raises(StatesDiffer) as caught:
        meet(office, str(path))
    report = Path(caught.value.report).read_text(encoding="utf-8")
    assert plan.activity not in report
    assert "Ingenstans" not in report
    assert office.plan in report
    assert titles(office) == ["Marknad"]
