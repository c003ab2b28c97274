"""What attachments hold, on a PostgreSQL server: in chunks of one size, each row written by itself.

A chunk is a transaction of its own that waits for nobody's turn, so that a large file hinders no one who
writes to the plan. The same content makes the same chunks, so two may write it at once; and whoever goes on
after a break compares what is there by its sha256, which the server reckons. Not until all of it is there
does a row in `content` say so. Whoever reads it proves it; one that is damaged is taken away, to be given
again by whoever has it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from sqlalchemy import Engine, text

from db.errors import ContentDamaged, ContentMissing, ContentTooLarge
from db.store import failures
from db.store.contents import BLOCK, LARGEST, Kept, Source, is_hash

_THERE = text("SELECT sha256, size, EXTRACT(epoch FROM now() - since)::float FROM content")
_SIZE = text("SELECT size FROM content WHERE sha256 = :sha256")
_CHUNKS = text(
    "SELECT number, encode(sha256(bytes), 'hex') AS proof FROM content_chunk WHERE sha256 = :sha256"
)
_CHUNK = text("SELECT bytes FROM content_chunk WHERE sha256 = :sha256 AND number = :number")
_PUT = text(
    "INSERT INTO content_chunk (sha256, number, bytes) VALUES (:sha256, :number, :bytes) "
    "ON CONFLICT (plan, sha256, number) DO UPDATE SET bytes = EXCLUDED.bytes"
)
_WHOLE = text(
    "INSERT INTO content (sha256, size) VALUES (:sha256, :size) "
    "ON CONFLICT (plan, sha256) DO UPDATE SET size = EXCLUDED.size, since = now()"
)
_CUT = text("DELETE FROM content_chunk WHERE sha256 = :sha256 AND number >= :number")
_FORGET = text("DELETE FROM content WHERE sha256 = :sha256")


class ServerContents:
    """The contents of one plan on a server; `engine` names the plan in each transaction."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    def there(self) -> Mapping[str, Kept]:
        """What is there and whole."""
        with failures.named(self._name), self._engine.connect() as connection:
            return {sha256: Kept(size, age) for sha256, size, age in connection.execute(_THERE)}

    def read(self, sha256: str, offset: int = 0) -> Iterator[bytes]:
        """Give a content's blocks; one that is damaged is taken away."""
        with failures.named(self._name), self._engine.connect() as connection:
            size = connection.scalar(_SIZE, {"sha256": sha256})
        if size is None:
            raise ContentMissing(self._name, sha256)
        proof, begun = hashlib.sha256(), offset
        while offset < size:
            number, skipped = divmod(offset, BLOCK)
            with failures.named(self._name), self._engine.connect() as connection:
                found = connection.scalar(_CHUNK, {"sha256": sha256, "number": number})
            block = bytes(found or b"")[skipped:]
            if not block:
                break
            proof.update(block)
            offset += len(block)
            yield block
        if not begun and (offset != size or proof.hexdigest() != sha256):
            self.remove(sha256)
            raise ContentDamaged(self._name, sha256)

    def write(self, sha256: str, source: Source) -> None:
        """Keep a content chunk by chunk; the source is read whole, and only what is lacking is sent."""
        if not is_hash(sha256):
            raise ContentMissing(self._name, sha256)
        with failures.named(self._name), self._engine.connect() as connection:
            if connection.scalar(_SIZE, {"sha256": sha256}) is not None:
                return
            found = connection.execute(_CHUNKS, {"sha256": sha256})
            known: dict[int, str] = {row.number: row.proof for row in found}
        proof, size, count = hashlib.sha256(), 0, 0
        for count, chunk in enumerate(_evenly(source), 1):
            size += len(chunk)
            if size > LARGEST:
                raise ContentTooLarge(self._name, size, LARGEST)
            proof.update(chunk)
            if known.get(count - 1) != hashlib.sha256(chunk).hexdigest():
                given = {"sha256": sha256, "number": count - 1, "bytes": chunk}
                with failures.named(self._name), self._engine.begin() as connection:
                    connection.execute(_PUT, given)
        if proof.hexdigest() != sha256:
            self.remove(sha256)
            raise ContentDamaged(self._name, sha256)
        with failures.named(self._name), self._engine.begin() as connection:
            connection.execute(_CUT, {"sha256": sha256, "number": count})
            connection.execute(_WHOLE, {"sha256": sha256, "size": size})

    def remove(self, sha256: str) -> None:
        """Keep it no longer."""
        with failures.named(self._name), self._engine.begin() as connection:
            connection.execute(_FORGET, {"sha256": sha256})
            connection.execute(_CUT, {"sha256": sha256, "number": 0})


def _evenly(source: Source) -> Iterator[bytes]:
    """Give a source's bytes in chunks of one size, the last perhaps shorter."""
    waiting = bytearray()
    for block in source(0):
        waiting += block
        while len(waiting) >= BLOCK:
            yield bytes(waiting[:BLOCK])
            del waiting[:BLOCK]
    if waiting:
        yield bytes(waiting)
