"""Erasing what some ops said in a folder's files: the one time that a file is replaced, by a shorter one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Set
from pathlib import Path

from db.exchange import bundle as bundles
from db.exchange import wire
from db.exchange.bundle import Bundle, Reader
from db.exchange.wire import Unreadable

Wanted = Mapping[str, Set[int]]
"""Which ops: their seqs by site."""


def among(bundle: Bundle, wanted: Wanted) -> Wanted:
    """Which of these ops a file holds."""
    found: dict[str, set[int]] = {}
    for site, run in bundle.runs:
        if seqs := {seq for seq in wanted.get(site, ()) if run.first <= seq <= run.last}:
            found.setdefault(site, set()).update(seqs)
    return found


def in_short(wanted: Wanted) -> str:
    """Tell sets of ops apart by a few letters."""
    text = json.dumps(sorted((site, sorted(seqs)) for site, seqs in wanted.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def tells(reader: Reader, bundle: Bundle, wanted: Wanted) -> bool:
    """Whether a file holds any of these ops with what it said."""
    beginnings = _beginnings(wanted)
    return any(line.startswith(beginnings) and _says(line) for line in reader.all_lines(bundle))


def empty(folder: Path, reader: Reader, bundle: Bundle, wanted: Wanted) -> Bundle:
    """Write a file anew without what these ops said, and put it in its own place."""
    names = ((site, seq) for site, run in bundle.runs for seq in range(run.first, run.last + 1))
    lines = (
        wire.erased_line(line) if seq in wanted.get(site, ()) else line
        for (site, seq), line in zip(names, reader.all_lines(bundle), strict=True)
    )
    part = bundles.part_of(folder, bundle.header.writer)
    sha256 = bundles.write(part, bundle.header, lines)
    bundles.put_over(part, folder / bundle.name)
    return bundles.find_again(folder / bundle.name, sha256, bundle.header)


def may_tell(path: Path, wanted: Wanted) -> bool:
    """Whether a file that is not whole has a line of any of these ops that says something."""
    beginnings = _beginnings(wanted)
    return any(line.startswith(beginnings) and _says(line) for line in bundles.lines_as_they_are(path))


def _beginnings(wanted: Wanted) -> tuple[bytes, ...]:
    return tuple(wire.beginning_of(site, seq) for site, seqs in wanted.items() for seq in seqs)


def _says(line: bytes) -> bool:
    """Whether a line tells something; one that cannot be read may."""
    try:
        return not wire.op_of(line).erased
    except Unreadable:
        return True
