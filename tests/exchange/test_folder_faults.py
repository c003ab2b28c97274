"""A shared folder with damaged and foreign files: nothing is lost, and what is wrong is named."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import socket
from pathlib import Path

import pytest

from db.errors import DiskFailed, StorageError
from db.exchange import disk_calls, wire
from db.views.exchange import PlaceFaultKind
from tests.effort import tried
from tests.exchange.chains import (
    NOTHING,
    OFFICE,
    PLAN,
    STATION,
    a_card,
    a_chain,
    a_place,
    bundles,
    ends,
    found,
    give,
    in_order,
    written,
)


def faults(folder: Path) -> dict[str, PlaceFaultKind]:
    """What a copy that remembers nothing finds wrong in a folder."""
    return {fault.name: fault.kind for fault in a_place(folder, plan=PLAN).faults()}


def test_a_file_that_ends_too_early_counts_at_no_length(tmp_path: Path) -> None:
    chain = a_chain(count=4)
    content = written([chain])
    path = tmp_path / "halv.ops"
    lengths = range(0, len(content), tried(3, 1))
    for length in lengths:
        path.write_bytes(content[:length])
        assert a_place(tmp_path).standing() is None, length
        assert faults(tmp_path) == {"halv.ops": PlaceFaultKind.UNFINISHED}, length
    print(f"cut off at {len(lengths)} lengths")
    give(tmp_path, chain)
    assert found(tmp_path) == chain


def test_a_flipped_byte_is_noticed_wherever_it_is(tmp_path: Path) -> None:
    chain = a_chain(count=4)
    content = written([chain])
    path = tmp_path / "fläck.ops"
    chance = random.Random(2)
    places = [(place, 1 << bit) for place in range(len(content)) for bit in range(8)]
    places = chance.sample(places, k=tried(1_500, len(places)))
    for place, bit in places:
        broken = bytearray(content)
        broken[place] ^= bit
        path.write_bytes(broken)
        assert a_place(tmp_path).standing() is None, (place, bit)
        assert faults(tmp_path).keys() == {"fläck.ops"}, (place, bit)
    print(f"flipped at {len(places)} places")
    give(tmp_path, chain)
    assert found(tmp_path) == chain


def test_bytes_that_are_lost_doubled_or_put_in_are_noticed_wherever_they_are(tmp_path: Path) -> None:
    chain = a_chain(count=4)
    content = written([chain])
    path = tmp_path / "trasig.ops"
    chance = random.Random(3)
    rounds = tried(500, 20_000)
    for _ in range(rounds):
        one, other = sorted(chance.choices(range(len(content)), k=2))
        middle = chance.choice([b"", content[one:other] * 2, b"\0" * (other - one), b"\r\n"])
        if content[one:other] == middle:
            continue
        path.write_bytes(content[:one] + middle + content[other:])
        assert a_place(tmp_path).standing() is None, (one, other, middle)
        assert faults(tmp_path).keys() == {"trasig.ops"}
    print(f"mangled {rounds} times")


LINE = wire.op_line(a_chain(count=1)[0])


def _sealed(body: bytes, count: int) -> bytes:
    """A file whose trailer holds, whatever stands before it."""
    return body + wire.trailer_line(wire.Trailer(count, hashlib.sha256(body).hexdigest()))


WHOLE = written([a_chain(count=2)])
HEADER, *_ = WHOLE.splitlines(keepends=True)

CONTENTS: dict[str, tuple[bytes, PlaceFaultKind]] = {
    "empty": (b"", PlaceFaultKind.UNFINISHED),
    "zeros": (b"\0" * 5000, PlaceFaultKind.UNKNOWN),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), PlaceFaultKind.UNKNOWN),
    "document": (("Protokoll från mötet\n" * 50).encode("latin-1"), PlaceFaultKind.UNKNOWN),
    "JSON": (b'{"format":"something else"}\n', PlaceFaultKind.UNKNOWN),
    "later": (WHOLE.replace(b'"version":1', b'"version":2'), PlaceFaultKind.DAMAGED),
    "later and whole": (
        _sealed(HEADER.replace(b'"version":1', b'"version":2') + b"anything\n", 7),
        PlaceFaultKind.NEWER,
    ),
    "later and of another shape": (
        HEADER.replace(b'"version":1', b'"version":20') + b"anything\n", PlaceFaultKind.NEWER,
    ),
    "cut by a mail server": (WHOLE.replace(b"\n", b"\r\n"), PlaceFaultKind.UNFINISHED),
    "with something after it": (WHOLE + b"x\n", PlaceFaultKind.UNFINISHED),
    "twice": (WHOLE + WHOLE, PlaceFaultKind.DAMAGED),
    "without its ops": (_sealed(HEADER, 2), PlaceFaultKind.DAMAGED),
    "with more than it says": (_sealed(HEADER + LINE * 3, 2), PlaceFaultKind.DAMAGED),
    "reordered": (
        _sealed(b"".join([HEADER, *reversed(WHOLE.splitlines(keepends=True)[1:3])]), 2),
        PlaceFaultKind.DAMAGED,
    ),
    "deep": (b'{"format":"loftesplan ops",' + b"[" * 200_000 + b"\n", PlaceFaultKind.DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize("kind", CONTENTS)
def test_what_is_not_whole_is_named_and_takes_nothing_away_from_the_rest(tmp_path: Path, kind: str) -> None:
    content, expected = CONTENTS[kind]
    chain = a_chain(count=3)
    give(tmp_path, chain)
    (tmp_path / "främmande.ops").write_bytes(content)
    assert faults(tmp_path) == {"främmande.ops": expected}
    assert found(tmp_path) == chain
    give(tmp_path, a_chain(count=6))
    assert ends(tmp_path) == {OFFICE: 6}
    assert (tmp_path / "främmande.ops").read_bytes() == content


def test_a_line_without_end_fills_no_memory(tmp_path: Path) -> None:
    for name, beginning in (("lång.ops", wire.BEGINNING), ("huvud.ops", HEADER), ("noll.ops", b"")):
        path = tmp_path / name
        path.write_bytes(beginning)
        os.truncate(path, wire.LONGEST + 1000)
    give(tmp_path, a_chain())
    assert faults(tmp_path) == {
        "lång.ops": PlaceFaultKind.DAMAGED,
        "huvud.ops": PlaceFaultKind.UNFINISHED,
        "noll.ops": PlaceFaultKind.UNKNOWN,
    }
    assert found(tmp_path) == a_chain()


def test_what_only_looks_like_a_file_is_named_and_neither_followed_nor_waited_for(tmp_path: Path) -> None:
    folder, aside = tmp_path / "delad", tmp_path / "annat"
    folder.mkdir()
    aside.write_bytes(written([a_chain(STATION)]))
    (folder / "mapp.ops").mkdir()
    (folder / "länk.ops").symlink_to(aside)
    (folder / "cirkel.ops").symlink_to("cirkel.ops")
    (folder / "ingenstans.ops").symlink_to("borta")
    os.mkfifo(folder / "rör.ops")
    listener = socket.socket(socket.AF_UNIX)
    before = Path.cwd()
    os.chdir(folder)  # A socket's name may not be long.
    try:
        listener.bind("uttag.ops")
    finally:
        os.chdir(before)
        listener.close()
    give(folder, a_chain())
    names = {"mapp.ops", "länk.ops", "cirkel.ops", "ingenstans.ops", "rör.ops", "uttag.ops"}
    assert faults(folder) == dict.fromkeys(names, PlaceFaultKind.UNKNOWN)
    assert found(folder) == a_chain()


HOSTILE = [
    "\n.ops", "\x1b[2J.ops", "-rf.ops", "å" * 120 + ".ops", "\u202etxt.ops", "~$x.ops", "%s%n.ops", " .ops",
    "CON.ops", f"{OFFICE}-999999999999.ops", f"{OFFICE}-{'9' * 200}.ops", "a\\b:c*?.ops",
    os.fsdecode(b"\xff\xfe.ops"),
]  # fmt: skip


def test_names_that_were_made_to_harm_do_none(tmp_path: Path) -> None:
    for name in HOSTILE:
        (tmp_path / name).write_text("x")
    memory = tmp_path / "minne"
    place = a_place(tmp_path, memory=memory)
    named = [fault.name for fault in place.faults()]
    assert len(named) == len(HOSTILE)
    assert all(name.isprintable() for name in named)
    for name in HOSTILE:
        (tmp_path / name).write_bytes(written([a_chain(STATION, 3)]))
    for _ in range(2):
        place = a_place(tmp_path, memory=memory)
        place.take(PLAN, a_chain(), a_card())
        assert list(place.ops_beyond(NOTHING)) == in_order([*a_chain(), *a_chain(STATION, 3)])
        assert place.faults() == []


def test_what_is_hidden_or_another_persons_is_none_of_our_business(tmp_path: Path) -> None:
    names = ["._kopia.ops", ".syncthing.a.ops.tmp", "Protokoll.docx", "plan.plan", "ops", "x.ops.bak", "~l"]
    for name in names:
        (tmp_path / name).write_text(name)
    give(tmp_path, a_chain())
    a_place(tmp_path).erase([(OFFICE, 1)], OFFICE)
    assert faults(tmp_path) == {}
    assert all((tmp_path / name).read_text() == name for name in names)


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give(tmp_path, a_chain())
    give(tmp_path, a_chain(STATION, 3), STATION)
    real = disk_calls.open_to_read

    def open_to_read(path: Path) -> int:
        if path.name == f"{STATION}-000001.ops":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr(disk_calls, "open_to_read", open_to_read)
    assert faults(tmp_path) == {f"{STATION}-000001.ops": PlaceFaultKind.UNREADABLE}
    assert found(tmp_path) == a_chain()


def test_a_file_that_rots_after_it_was_read_is_noticed_when_it_is_read_again(tmp_path: Path) -> None:
    folder, memory = tmp_path / "delad", tmp_path / "minne"
    folder.mkdir()
    chain = a_chain(count=9)
    give(folder, chain[:4])
    give(folder, chain)
    a_place(folder, memory=memory).standing()
    path = bundles(folder)[1]
    _rot(path)
    place = a_place(folder, memory=memory)
    assert place.standing() is not None
    with pytest.raises(DiskFailed) as caught:
        list(place.ops_beyond(NOTHING))
    assert caught.value.detail == path.name
    for again in (place, a_place(folder, memory=memory)):
        standing = again.standing()
        assert standing is not None
        assert standing.vector.seqs == {OFFICE: 4}
        assert list(again.ops_beyond(NOTHING)) == chain[:4]
        assert [fault.kind for fault in again.faults()] == [PlaceFaultKind.DAMAGED]
    a_place(folder, memory=memory).take(PLAN, chain, a_card())
    assert found(folder) == chain


def _rot(path: Path) -> None:
    """Let a byte flip without anybody having written."""
    status, content = path.stat(), bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_file_that_was_written_to_deceive_stops_one_meeting_and_no_more(tmp_path: Path) -> None:
    folder, memory = tmp_path / "delad", tmp_path / "minne"
    folder.mkdir()
    chain = a_chain(count=2)
    lines = WHOLE.splitlines(keepends=True)
    fooled = lines[1].replace(b"2017-05-02T", b"2017-99-99T")
    (folder / "lögn.ops").write_bytes(_sealed(b"".join([lines[0], fooled, lines[2]]), 2))
    place = a_place(folder, memory=memory)
    assert place.standing() is not None
    with pytest.raises(StorageError):
        list(place.ops_beyond(NOTHING))
    for again in (place, a_place(folder, memory=memory)):
        assert again.standing() is None
        assert [fault.kind for fault in again.faults()] == [PlaceFaultKind.DAMAGED]
    place.take(PLAN, chain, a_card())
    assert list(place.ops_beyond(NOTHING)) == chain
