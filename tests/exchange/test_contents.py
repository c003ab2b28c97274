"""What attachments hold goes beside the ops, at each kind of place: whole, or named as missing."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from db.exchange.contents import forget_contents, missing_here
from db.exchange.opening import kind_of, open_place
from db.exchange.place import Place
from db.exchange.sync import preview, sync
from db.journal.reading import ops
from db.operations import delete, redact, undo
from db.operations.attachments import attach
from db.queries.attachments import contents_named
from db.store import Store
from db.store.contents import A_DAY, BLOCK, folder_beside, keep_file
from db.tables import OpRow
from db.views.attachments import LackReason
from db.views.exchange import Exchange
from tests.builders import Plan
from tests.exchange.attaching import (
    A_PHOTO,
    a_file,
    age,
    attach_unchecked,
    attached,
    held,
    large,
    only,
    sha256_of,
)
from tests.exchange.meeting_places import meet

Copies = tuple[Store, Store, Plan]


def place_of(here: Store, address: str) -> Place:
    return open_place(here, address, actor="utbyte")


def look(here: Store, address: str) -> Exchange:
    with closing(place_of(here, address)) as there:
        return preview(here, there, kind_of(address))


def test_a_file_that_one_attaches_the_other_gets(
    office_and_station: Copies, address: str, tmp_path: Path
) -> None:
    office, station, plan = office_and_station
    key = attached(office, plan.activity, a_file(tmp_path))
    foreseen = look(office, address)
    assert (foreseen.content_given, foreseen.content_received, foreseen.missing) == (len(A_PHOTO), 0, ())
    gave = meet(office, address)
    assert (gave.content_given, gave.content_received, gave.missing) == (len(A_PHOTO), 0, ())
    foreseen = look(station, address)
    assert (foreseen.content_received, foreseen.missing) == (len(A_PHOTO), ())
    assert station.contents.there() == {}
    got = meet(station, address)
    assert (got.content_given, got.content_received, got.missing) == (0, len(A_PHOTO), ())
    assert {only(station).id, plan.activity} <= got.touched
    assert held(station.contents, key) == A_PHOTO
    for again in (meet(station, address), meet(office, address)):
        assert (again.content_given, again.content_received, again.missing) == (0, 0, ())


def test_a_content_that_nobody_has_is_named_and_hinders_nothing(
    office_and_station: Copies, address: str, tmp_path: Path
) -> None:
    office, station, plan = office_and_station
    key = attached(office, plan.activity, a_file(tmp_path))
    office.contents.remove(key)
    meet(office, address)
    got = meet(station, address)
    (missing,) = got.missing
    assert (missing.name, missing.about, missing.reason) == (
        "lyktstolpe.jpg",
        plan.activity,
        LackReason.NOWHERE,
    )
    assert missing.attachment.copy == "kommunen"
    assert got.received
    assert missing_here(station) == got.missing
    keep_file(office.contents, a_file(tmp_path))
    meet(office, address)
    assert meet(station, address).missing == ()


def test_a_content_that_is_damaged_at_the_place_is_given_again(
    office_and_station: Copies, tmp_path: Path
) -> None:
    office, station, plan = office_and_station
    place = tmp_path / "delad"
    place.mkdir()
    key = attached(office, plan.activity, a_file(tmp_path))
    meet(office, str(place))
    lies = place / "bilagor" / office.plan / key
    lies.write_bytes(A_PHOTO[:5] + b"!" + A_PHOTO[6:])
    (missing,) = meet(station, str(place)).missing
    assert missing.reason is LackReason.DAMAGED
    assert station.contents.there() == {}
    assert meet(office, str(place)).content_given == len(A_PHOTO)
    assert meet(station, str(place)).missing == ()
    assert held(station.contents, key) == A_PHOTO


def test_a_content_that_was_cut_short_is_fetched_again(
    office_and_station: Copies, address: str, tmp_path: Path
) -> None:
    office, station, plan = office_and_station
    key = attached(office, plan.activity, a_file(tmp_path))
    meet(office, address)
    meet(station, address)
    lies = folder_beside(tmp_path / "stationen 1.plan") / key
    lies.write_bytes(A_PHOTO[:100])
    assert len(missing_here(station)) == 1
    assert meet(station, address).missing == ()
    assert held(station.contents, key) == A_PHOTO


def test_a_folder_of_contents_that_has_vanished_is_filled_again(
    office_and_station: Copies, address: str, tmp_path: Path
) -> None:
    office, station, plan = office_and_station
    key = attached(office, plan.activity, a_file(tmp_path))
    meet(office, address)
    meet(station, address)
    shutil.rmtree(folder_beside(tmp_path / "kontoret.plan"))
    assert meet(office, address).content_received == len(A_PHOTO)
    assert held(office.contents, key) == A_PHOTO


def test_whoever_breaks_off_goes_on_where_they_were(office_and_station: Copies, tmp_path: Path) -> None:
    office, station, plan = office_and_station
    place = tmp_path / "delad"
    place.mkdir()
    content = large(4)
    key = attached(office, plan.activity, a_file(tmp_path, content=content))
    meet(office, str(place))

    def stop(done: int, of: int) -> None:
        if of == 5 and done >= 3:
            raise KeyboardInterrupt

    with closing(place_of(station, str(place))) as there, pytest.raises(KeyboardInterrupt):
        sync(station, there, kind_of(str(place)), tell=stop)
    part = folder_beside(tmp_path / "stationen 1.plan") / f".{key}.part"
    assert part.stat().st_size >= 2 * BLOCK
    assert only(station).sha256 == key
    told: list[int] = []
    with closing(place_of(station, str(place))) as there:
        sync(station, there, kind_of(str(place)), tell=lambda done, _of: told.append(done))
    assert held(station.contents, key) == content
    assert not part.exists()


def test_what_was_deleted_goes_along_since_it_can_be_brought_back(
    office_and_station: Copies, address: str, tmp_path: Path
) -> None:
    office, station, plan = office_and_station
    key = attached(office, plan.activity, a_file(tmp_path))
    office.do(delete, only(office).id)
    meet(office, address)
    meet(station, address)
    assert held(station.contents, key) == A_PHOTO
    office.do(undo)
    meet(office, address)
    assert meet(station, address).missing == ()
    assert only(station).sha256 == key


def test_what_is_erased_is_taken_away_wherever_it_is_met(
    office_and_station: Copies, address: str, tmp_path: Path
) -> None:
    office, station, plan = office_and_station
    key = attached(office, plan.activity, a_file(tmp_path))
    meet(office, address)
    meet(station, address)
    before = office.read(contents_named)
    names = [op.name for op in office.read(lambda s: list(ops(s, OpRow.field == "sha256")))]
    office.do(redact, names)
    assert forget_contents(office, before) == 1
    assert office.contents.there() == {}
    if Path(address).is_dir():
        age(Path(address) / "bilagor" / office.plan / key, 2 * A_DAY)
    meet(office, address)
    meet(station, address)
    assert station.contents.there() == {}
    with closing(place_of(office, address)) as there:
        assert list(there.contents().there()) == ([key] if address.startswith("postgres") else [])
    assert meet(office, address).content_received == 0
    assert office.contents.there() == {}


def test_what_nothing_names_is_set_aside_after_a_day_and_comes_back_when_it_is_named(
    office_and_station: Copies, address: str, tmp_path: Path
) -> None:
    office, _, plan = office_and_station
    kept = attached(office, plan.activity, a_file(tmp_path))
    fresh, _ = keep_file(office.contents, a_file(tmp_path, content=b"fresh"))
    stale, _ = keep_file(office.contents, a_file(tmp_path, content=b"stale"))
    age(folder_beside(tmp_path / "kontoret.plan") / stale, 2 * A_DAY)
    age(folder_beside(tmp_path / "kontoret.plan") / kept, 2 * A_DAY)
    meet(office, address)
    assert office.contents.there().keys() == {kept, fresh}
    office.do(attach, plan.activity, "åter.jpg", "", 5, stale)
    assert meet(office, address).missing == ()
    assert held(office.contents, stale) == b"stale"
    with closing(place_of(office, address)) as there:
        assert there.contents().there().keys() == {kept, stale}


def test_a_hash_from_elsewhere_that_is_none_is_left_alone(office_and_station: Copies, address: str) -> None:
    office, station, plan = office_and_station
    attach_unchecked(office, plan.activity, "../../../x")
    meet(office, address)
    (missing,) = meet(station, address).missing
    assert missing.attachment.sha256 == "../../../x"
    assert sha256_of(b"") not in station.contents.there()


def test_what_stands_in_the_way_of_contents_does_not_hinder_the_rest(
    office_and_station: Copies, tmp_path: Path
) -> None:
    office, station, plan = office_and_station
    place = tmp_path / "delad"
    place.mkdir()
    attached(office, plan.activity, a_file(tmp_path))
    (place / "bilagor").write_text("not a folder")
    gave = meet(office, str(place))
    assert (gave.content_given, bool(gave.given)) == (0, True)
    got = meet(station, str(place))
    assert [one.reason for one in got.missing] == [LackReason.FAILED]
    assert only(station).name == "lyktstolpe.jpg"
    (place / "bilagor").unlink()
    meet(office, str(place))
    assert meet(station, str(place)).missing == ()
