"""What attachments hold beside a plan: whole and proven, or not there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import ContentDamaged, ContentMissing, ContentTooLarge, PlanMissing, ReadOnlyPlan, UnknownThing
from db.operations import delete
from db.operations.attachments import attach, plain_name
from db.queries.attachments import attachment, contents_named
from db.store import Store, contents
from db.store.contents import BLOCK, FolderContents, folder_beside, keep_file, save_content
from tests.builders import a_plan, a_world
from tests.exchange.attaching import A_PHOTO, a_file, attached, held, large, only, sha256_of
from tests.storages import PlanFile, Storage


def a_folder(tmp_path: Path) -> FolderContents:
    return FolderContents(tmp_path / "saffle.bilagor", "saffle.plan")


def names(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "saffle.bilagor").iterdir())


def test_a_file_is_attached_and_read_back(storage: Storage, tmp_path: Path) -> None:
    store = storage.open()
    plan = a_plan(store)
    key = attached(store, plan.activity, a_file(tmp_path))
    view = only(store)
    assert (view.name, view.size, view.sha256, view.copy) == ("lyktstolpe.jpg", len(A_PHOTO), key, "kommunen")
    assert store.read(attachment, view.id) == view
    assert held(store.contents, key) == A_PHOTO
    assert {name: kept.size for name, kept in store.contents.there().items()} == {key: len(A_PHOTO)}
    assert b"".join(store.contents.read(key, 7)) == A_PHOTO[7:]


@pytest.mark.parametrize("content", [b"", b"x", b"x" * BLOCK, large(2)], ids=len)
def test_contents_of_every_length_are_kept(storage: Storage, tmp_path: Path, content: bytes) -> None:
    store = storage.open()
    assert keep_file(store.contents, a_file(tmp_path, content=content)) == (sha256_of(content), len(content))
    assert held(store.contents, sha256_of(content)) == content


def test_the_same_content_twice_lies_there_once(storage: Storage, tmp_path: Path) -> None:
    store = storage.open()
    plan = a_plan(store)
    first = attached(store, plan.activity, a_file(tmp_path, "en.jpg"))
    assert attached(store, plan.promise, a_file(tmp_path, "två.jpg")) == first
    assert list(store.contents.there()) == [first]


def test_a_removed_content_is_missing(storage: Storage, tmp_path: Path) -> None:
    store = storage.open()
    key, _ = keep_file(store.contents, a_file(tmp_path))
    store.contents.remove(key)
    store.contents.remove(key)
    with pytest.raises(ContentMissing):
        held(store.contents, key)


def test_what_gives_something_else_is_not_kept(storage: Storage) -> None:
    store = storage.open()
    with pytest.raises(ContentDamaged):
        store.contents.write(sha256_of(b"right"), lambda _: [b"wrong"])
    assert store.contents.there() == {}


@pytest.mark.parametrize("key", ["", "../../x", "C:\\x", "A" * 64, "0" * 63, "0" * 64 + "\n", "0" * 65])
def test_only_a_hash_can_be_the_name_of_a_content(storage: Storage, key: str) -> None:
    store = storage.open()
    with pytest.raises(ContentMissing):
        store.contents.write(key, lambda _: [b""])
    with pytest.raises(ContentMissing):
        held(store.contents, key)


def test_an_attempt_that_was_cut_off_is_gone_on_with(storage: Storage) -> None:
    store, content = storage.open(), large(3)
    key, asked = sha256_of(content), list[int]()

    def broken(offset: int) -> Iterator[bytes]:
        yield content[offset : 2 * BLOCK]
        raise KeyboardInterrupt

    def whole(offset: int) -> Iterator[bytes]:
        asked.append(offset)
        yield content[offset:]

    with pytest.raises(KeyboardInterrupt):
        store.contents.write(key, broken)
    assert store.contents.there() == {}
    store.contents.write(key, whole)
    assert held(store.contents, key) == content
    if storage.kind == "sqlite":
        assert asked == [2 * BLOCK]


def test_a_beginning_that_is_wrong_is_thrown_away(tmp_path: Path) -> None:
    folder, key = a_folder(tmp_path), sha256_of(A_PHOTO)
    (tmp_path / "saffle.bilagor").mkdir()
    (tmp_path / "saffle.bilagor" / f".{key}.part").write_bytes(b"something else")
    folder.write(key, lambda offset: [A_PHOTO[offset:]])
    assert held(folder, key) == A_PHOTO
    assert names(tmp_path) == [key]


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b[:9] + b"!" + b[10:], lambda _: b""])
def test_a_damaged_content_counts_as_missing_and_can_be_kept_anew(tmp_path: Path, spoil: object) -> None:
    folder = a_folder(tmp_path)
    key, _ = keep_file(folder, a_file(tmp_path))
    path = tmp_path / "saffle.bilagor" / key
    path.write_bytes(spoil(A_PHOTO))  # type: ignore[operator]
    with pytest.raises(ContentDamaged):
        held(folder, key)
    assert folder.there() == {}
    keep_file(folder, a_file(tmp_path))
    assert held(folder, key) == A_PHOTO
    assert names(tmp_path) == [key]


def test_a_saved_copy_is_whole_or_not_there(tmp_path: Path) -> None:
    folder, target = a_folder(tmp_path), a_file(tmp_path, "sparad.jpg", b"before")
    key, _ = keep_file(folder, a_file(tmp_path))
    save_content(folder, key, target)
    assert target.read_bytes() == A_PHOTO
    (tmp_path / "saffle.bilagor" / key).write_bytes(A_PHOTO[1:])
    target.write_bytes(b"before")
    with pytest.raises(ContentDamaged):
        save_content(folder, key, target)
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "film.mov"
    with path.open("wb") as file:
        file.truncate(contents.LARGEST + 1)
    with pytest.raises(ContentTooLarge) as caught:
        keep_file(a_folder(tmp_path), path)
    assert (caught.value.size, caught.value.limit) == (contents.LARGEST + 1, contents.LARGEST)


def test_a_file_that_is_not_there_or_a_folder_is_no_attachment(tmp_path: Path) -> None:
    with pytest.raises(PlanMissing):
        keep_file(a_folder(tmp_path), tmp_path / "ingen.jpg")
    assert not (tmp_path / "saffle.bilagor").exists()


def test_a_plan_that_may_only_be_read_keeps_nothing(plan_file: PlanFile, tmp_path: Path) -> None:
    plan_file.open().close()
    with (
        Store.open(plan_file.path, a_world(), actor="", read_only=True) as store,
        pytest.raises(ReadOnlyPlan),
    ):
        keep_file(store.contents, a_file(tmp_path))


def test_nothing_is_attached_to_what_is_not_there(store: Store) -> None:
    with pytest.raises(UnknownThing):
        store.do(attach, "00000000-0000-4000-8000-000000000000", "x", "", 0, sha256_of(b""))


def test_what_was_deleted_is_named_still_for_it_can_be_brought_back(store: Store, tmp_path: Path) -> None:
    key = attached(store, a_plan(store).activity, a_file(tmp_path))
    store.do(delete, only(store).id)
    assert store.read(contents_named) == {key}


def test_contents_lie_beside_their_plan() -> None:
    assert folder_beside(Path("a/säffle.plan")) == Path("a/säffle.bilagor")
    assert folder_beside(Path("a/säffle")) == Path("a/säffle.bilagor")
    assert folder_beside(Path("a/säffle.2017.plan")) == Path("a/säffle.2017.bilagor")


def test_two_who_write_the_same_at_once_both_have_it(tmp_path: Path) -> None:
    folder, content = a_folder(tmp_path), large(4)
    key, errors = sha256_of(content), list[BaseException]()

    def in_blocks(offset: int) -> Iterator[bytes]:
        return (content[at : at + BLOCK] for at in range(offset, len(content), BLOCK))

    def keep() -> None:
        try:
            folder.write(key, in_blocks)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=keep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert held(folder, key) == content
    assert names(tmp_path) == [key]


WRITER = """
import sys
from pathlib import Path
from db.store.contents import FolderContents
def blocks(offset):
    for number in range(offset >> 16, 64):
        yield bytes([number]) * 65536
        if number == int(sys.argv[3]):
            print(flush=True)
            sys.stdin.read()
FolderContents(Path(sys.argv[1]), "").write(sys.argv[2], blocks)
"""


def test_whoever_is_killed_in_the_middle_is_gone_on_from(tmp_path: Path) -> None:
    content = b"".join(bytes([number]) * 65536 for number in range(64))
    key, folder = sha256_of(content), a_folder(tmp_path)
    for stop in (3, 20, 50):
        command = [sys.executable, "-c", WRITER, str(tmp_path / "saffle.bilagor"), key, str(stop)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            os.kill(writer.pid, signal.SIGKILL)
        assert folder.there() == {}
    offsets: list[int] = []

    def rest(offset: int) -> list[bytes]:
        offsets.append(offset)
        return [content[offset:]]

    folder.write(key, rest)
    assert offsets == [51 * 65536]
    assert held(folder, key) == content


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("C:\\Users\\Bo\\foto.jpg", "foto.jpg"),
        ("../../etc/passwd", "passwd"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("a\nb\tc\0.txt", "abc.txt"),
        ("  två   ord.pdf ", "två ord.pdf"),
        ("x" * 300 + ".docx", "x" * 195 + ".docx"),
        ("CON", "CON"),
    ],
)
def test_a_name_is_kept_as_people_see_it(given_name: str, kept: str) -> None:
    assert plain_name(given_name) == kept


@given(st.text(max_size=400))
def test_no_name_holds_a_folder_or_a_hidden_letter(name: str) -> None:
    plain = plain_name(name)
    assert len(plain) <= 200
    assert not set(plain) & set("/\\\n\0\u202e")
    assert plain_name(plain) == plain
