"""The places that a copy meets, remembered outside of the plan: for this user, on this computer.

A plan file is handed on and becomes a public document; where its owner keeps it is nobody's business.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from db.journal.vector import Vector
from db.store import Store
from db.views.exchange import KnownPlace, PlaceKind


class Memory:
    """The places of one copy, each with what it held when it was last met.

    Nothing is lost with it: a place that has been forgotten is met as a new one.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file

    @classmethod
    def of(cls, store: Store) -> Memory:
        """The memory of a copy on this computer; it lasts no longer than the program where there is none."""
        folder = store.world.memory
        if folder is None:
            return cls(None)
        where = hashlib.sha256(f"{store.plan}\n{store.place}".encode()).hexdigest()[:24]
        return cls(folder / "places" / f"{where}.json")

    def places(self) -> list[KnownPlace]:
        """The places, in the order in which they were added; none where nothing can be read."""
        if self._file is None:
            return []
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
            return [_read(entry) for entry in found["places"]]
        except (OSError, ValueError, TypeError, KeyError):
            return []

    def find(self, address: str) -> KnownPlace | None:
        """The place of an address, if it is known."""
        return next((place for place in self.places() if place.address == address), None)

    def put(self, place: KnownPlace) -> None:
        """Remember a place, or what has become of it."""
        known = self.places()
        there = [place if one.address == place.address else one for one in known]
        self._write(there if place.address in {one.address for one in known} else [*known, place])

    def forget(self, address: str) -> None:
        """Meet a place no more. What is there stays there."""
        self._write([place for place in self.places() if place.address != address])

    def met(self, address: str, kind: PlaceKind, at: dt.datetime, holds: Vector) -> None:
        """Remember that a place has been met, and what it holds now."""
        known = self.find(address) or KnownPlace(address=address, kind=kind)
        self.put(replace(known, last_met=at, holds=holds.text(), trouble=""))

    def rename(self, address: str, name: str | None) -> None:
        """Call a known place something else, or leave it its name."""
        if name is not None and (known := self.find(address)):
            self.put(replace(known, name=name))

    def failed(self, address: str, trouble: str) -> None:
        """Remember that a known place could not be met, and why."""
        if known := self.find(address):
            self.put(replace(known, trouble=trouble))

    def _write(self, places: Iterable[KnownPlace]) -> None:
        """Write the file anew; that nothing can be written is no reason for an exchange to fail."""
        if self._file is None:
            return
        entries = [
            asdict(place) | {"last_met": place.last_met.isoformat() if place.last_met else None}
            for place in places
        ]
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part = self._file.with_name(f".{self._file.name}.{os.getpid()}")
            part.write_text(json.dumps({"places": entries}, ensure_ascii=False), encoding="utf-8")
            part.replace(self._file)


def _read(entry: dict[str, Any]) -> KnownPlace:
    last_met = entry.get("last_met")
    moment = dt.datetime.fromisoformat(last_met) if last_met else None
    if moment is not None and moment.tzinfo is None:
        raise ValueError(last_met)
    return KnownPlace(
        address=str(entry["address"]),
        kind=PlaceKind(entry["kind"]),
        name=str(entry.get("name", "")),
        automatic=bool(entry.get("automatic", False)),
        last_met=moment,
        holds=Vector.parse(entry.get("holds") or "{}").text(),
        trouble=str(entry.get("trouble", "")),
    )
