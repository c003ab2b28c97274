"""Exchanging what attachments hold: beside the ops, after them, and never in their way.

Whoever lacks a content that an attachment names takes it from the other side, and each piece is proven as it
comes. What fails is named and left for the next time. What nothing names any more, since it was erased or
never came to be attached, is taken away on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.errors import ContentDamaged, ContentMissing, StorageError
from db.exchange.place import Place
from db.queries.attachments import attachments, contents_named, ever_attached
from db.store import Store
from db.store.contents import A_DAY, BLOCK, Contents, FolderContents, Kept, is_hash
from db.views.attachments import AttachmentView, LackReason, MissingContent
from db.views.exchange import PlaceKind

AN_HOUR = 3_600.0
"""Seconds after which a content is swept from where it is only handed on: who has it gives it again."""

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Traffic:
    """What goes each way, in bytes, and what is not here afterwards."""

    received: int = 0
    given: int = 0
    arrived: frozenset[str] = frozenset()
    missing: tuple[MissingContent, ...] = ()


def exchange_contents(here: Store, there: Place, kind: PlaceKind, tell: Tell) -> Traffic:
    """Let each side take what it lacks. Nothing comes out of it but what `tell` raises."""
    if not here.read(ever_attached):
        return Traffic()
    rows, named = here.read(attachments), here.read(contents_named)
    if isinstance(here.contents, FolderContents):
        here.contents.bring_back(named)
    try:
        mine, theirs = here.contents.there(), there.contents().there()
    except StorageError as error:
        return Traffic(missing=_missing(rows, _sizes_of(here.contents), LackReason.FAILED, {}, str(error)))
    wanted = _sizes(rows, named)
    to_take, to_give = _lacking(wanted, theirs, mine), _lacking(wanted, mine, theirs)
    reasons: dict[str, LackReason] = {}
    journey = _Journey(tell, _bytes(theirs, to_take) + _bytes(mine, to_give))
    ours, others = here.contents, there.contents()
    taken = [key for key in to_take if journey.carry(key, others, ours, theirs, mine, reasons)]
    given = [key for key in to_give if journey.carry(key, ours, others, mine, theirs, {})]
    _sweep(here.contents, mine, named, A_DAY, is_own=True)
    if not there.faults():
        is_own = kind is PlaceKind.FILE
        _sweep(there.contents(), theirs, named, A_DAY if is_own else AN_HOUR, is_own=is_own)
    return Traffic(
        _bytes(theirs, taken),
        _bytes(mine, given),
        frozenset(key for row in rows if row.sha256 in taken for key in (row.id, row.about)),
        _missing(rows, _sizes_of(here.contents), LackReason.NOWHERE, reasons),
    )


def expected(session: Session, here: Contents, there: Contents) -> Traffic:
    """What would go each way, and what would be lacking still."""
    if not ever_attached(session):
        return Traffic()
    rows, named = attachments(session), contents_named(session)
    mine, theirs = _sizes_of(here), _sizes_of(there)
    wanted = _sizes(rows, named)
    return Traffic(
        _bytes(theirs, _lacking(wanted, theirs, mine)),
        _bytes(mine, _lacking(wanted, mine, theirs)),
        missing=_missing(rows, {**theirs, **mine}, LackReason.NOWHERE, {}),
    )


def missing_here(store: Store) -> tuple[MissingContent, ...]:
    """The attachments whose contents are not here."""
    return _missing(store.read(attachments), _sizes_of(store.contents), LackReason.NOWHERE, {})


def forget_contents(store: Store, before: Iterable[str]) -> int:
    """Take away at once what an erasure has left unnamed, of what was named `before`; give how many."""
    gone = sorted(set(before) - store.read(contents_named))
    for key in gone:
        if is_hash(key):
            store.contents.remove(key)
    return len(gone)


class _Journey:
    """Carries one content after the other, and tells how far it has come, in blocks."""

    def __init__(self, tell: Tell, total: int) -> None:
        self._tell = tell
        self._total = -(-total // BLOCK)
        self._bytes = 0

    def carry(
        self,
        key: str,
        source: Contents,
        target: Contents,
        sizes: Mapping[str, Kept],
        known: Mapping[str, Kept],
        reasons: dict[str, LackReason],
    ) -> bool:
        """Carry one, or find out why it does not come. `sizes` are the source's, `known` is at the target."""
        begun = self._bytes

        def blocks(offset: int) -> Iterator[bytes]:
            self._bytes = begun + offset
            for block in source.read(key, offset):
                self._bytes += len(block)
                self._tell(min(self._bytes // BLOCK, self._total), self._total)
                yield block

        try:
            if key in known:
                self._prove(key, target)  # It has another size than it is said to have.
            target.write(key, blocks)
        except (ContentDamaged, ContentMissing):
            reasons[key] = LackReason.DAMAGED
            self._prove(key, source)
            return False
        except StorageError:
            reasons[key] = LackReason.FAILED
            return False
        finally:
            self._bytes = begun + sizes[key].size
        return True

    def _prove(self, key: str, source: Contents) -> None:
        """Read all of what did not prove right, so that its keeper sets it aside and takes it anew."""
        with suppress(StorageError):
            for _block in source.read(key):
                self._tell(min(self._bytes // BLOCK, self._total), self._total)


def _sizes(rows: Iterable[AttachmentView], named: Iterable[str]) -> dict[str, int | None]:
    """What is wanted: all that the log names, with the size that a row tells where one does."""
    told = {row.sha256: row.size for row in rows}
    return {key: told.get(key) for key in sorted(named) if is_hash(key)}


def _lacking(
    wanted: Mapping[str, int | None], source: Mapping[str, Kept], target: Mapping[str, Kept]
) -> list[str]:
    """What the one has and the other lacks."""
    return [key for key, size in wanted.items() if key in source and not _is_whole(target.get(key), size)]


def _bytes(sizes: Mapping[str, Kept], keys: Iterable[str]) -> int:
    return sum(sizes[key].size for key in keys)


def _is_whole(kept: Kept | None, size: int | None) -> bool:
    return kept is not None and size in (None, kept.size)


def _sizes_of(contents: Contents) -> Mapping[str, Kept]:
    try:
        return contents.there()
    except StorageError:
        return {}


def _missing(
    rows: Iterable[AttachmentView],
    kept: Mapping[str, Kept],
    otherwise: LackReason,
    reasons: Mapping[str, LackReason],
    detail: str = "",
) -> tuple[MissingContent, ...]:
    return tuple(
        MissingContent(attachment=row, reason=reasons.get(row.sha256, otherwise), detail=detail)
        for row in rows
        if row.sha256 and not _is_whole(kept.get(row.sha256), row.size)
    )


def _sweep(
    contents: Contents, found: Mapping[str, Kept], named: frozenset[str], age: float, *, is_own: bool
) -> None:
    """Take away what nothing names, unless it is so new that somebody may be about to name it.

    Beside a plan it is only set aside: what is erased has been taken away for good when the order came.
    """
    with suppress(StorageError):
        for key, kept in found.items():
            if key in named or kept.age <= age:
                continue
            if is_own and isinstance(contents, FolderContents):
                contents.set_aside(key)
            else:
                contents.remove(key)
        if isinstance(contents, FolderContents):
            contents.sweep_parts()
