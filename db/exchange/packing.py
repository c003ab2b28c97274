"""Ops on their way into a shared folder, put together as the files that are to hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from db.exchange import wire
from db.exchange.wire import Run
from db.journal.chain import Op, digest

MOST_OPS = 50_000
MOST_BYTES = 16 * 1024 * 1024
"""A file is no larger, so that whoever writes or reads it needs little memory."""

Before = Callable[[Op], bytes | None]
"""Finds the digest of the op before one, where it is known."""

Layer = dict[str, dict[int, bytes]]
"""The lines of a file to be, by site and seq."""


class Pack:
    """As many ops as go into a file, and beside it others of the same numbers, which are forks' tails."""

    def __init__(self) -> None:
        self.forked: set[str] = set()
        self._layers: list[Layer] = []
        self._ops = 0
        self._bytes = 0

    @property
    def full(self) -> bool:
        """Whether it is time to write."""
        return self._ops >= MOST_OPS or self._bytes >= MOST_BYTES

    def put(self, op: Op) -> None:
        """Add an op; one that is among them already is left out."""
        line = wire.op_line(op)
        for layer in self._layers:
            lines = layer.setdefault(op.site, {})
            if op.seq not in lines:
                lines[op.seq] = line
                break
            if wire.digest_in(lines[op.seq]) == op.digest:
                return
            self.forked.add(op.site)
        else:
            self._layers.append({op.site: {op.seq: line}})
        self._ops += 1
        self._bytes += len(line)

    def emptied(self) -> list[Layer]:
        """Take all out."""
        layers, self._layers, self._ops, self._bytes = self._layers, [], 0, 0
        return layers

    def runs(self, layer: Layer, before: Before) -> dict[str, tuple[Run, ...]]:
        """Find the runs of a layer's ops; ops of different tails of a fork are not taken for one run."""
        return {site: tuple(self._runs(site, layer[site], before)) for site in sorted(layer)}

    def _runs(self, site: str, lines: dict[int, bytes], before: Before) -> Iterator[Run]:
        first = last = 0
        start: bytes | None = None
        for seq in sorted(lines):
            joins = first > 0 and seq == last + 1
            if not joins or (site in self.forked and not _follows(lines[seq], lines[last])):
                if first:
                    yield Run(first, last, wire.digest_in(lines[last]), start)
                first = seq
                start = b"" if seq == 1 else before(wire.op_of(lines[seq]))
            last = seq
        yield Run(first, last, wire.digest_in(lines[last]), start)


def lines_of(layer: Layer) -> Iterator[bytes]:
    """The lines in the order in which the runs follow each other."""
    return (layer[site][seq] for site in sorted(layer) for seq in sorted(layer[site]))


def _follows(line: bytes, before: bytes) -> bool:
    op = wire.op_of(line)
    return digest(wire.digest_in(before), op) == op.digest
