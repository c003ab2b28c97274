"""What the worker does about the places where copies meet; none of it knows of a window."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from db.errors import NotAPlace, PlanError
from db.exchange.memory import Memory
from db.exchange.opening import kind_of, open_place
from db.exchange.place import Place
from db.exchange.sync import Consent, preview, sync
from db.store import Store
from db.store.server_address import ServerAddress
from db.views.exchange import Exchange, KnownPlace, PlaceKind
from desktop.windows.exchange.passwords import password_of
from desktop.windows.runner import Cancelled, Progress

Places = tuple[KnownPlace, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which place is to be met, on whose behalf, with what a person has agreed to.

    `until` is the moment of the monotonic clock at which to stop; None for as long as it takes.
    """

    address: str
    actor: str
    password: str = field(default="", repr=False)
    consent: frozenset[Consent] = frozenset()
    until: float | None = None


def canonical(address: str) -> str:
    """One address for one place, however it was given; a server's is without its password."""
    if address.startswith(("postgresql:", "postgres:")):
        return ServerAddress.parse(address).shown
    return os.path.realpath(address)


def known_places(store: Store, _progress: Progress) -> Places:
    """The places that this copy meets."""
    return tuple(Memory.of(store).places())


def keep_place(store: Store, _progress: Progress, place: KnownPlace) -> Places:
    """Know a place from now on, or know it by another name or habit; what it held stays known."""
    memory = Memory.of(store)
    known = memory.find(place.address)
    if known is not None:
        place = replace(known, name=place.name, automatic=place.automatic)
    memory.put(place)
    return tuple(memory.places())


def forget_place(store: Store, _progress: Progress, address: str) -> Places:
    """Meet a place no more."""
    memory = Memory.of(store)
    memory.forget(address)
    return tuple(memory.places())


def note_trouble(store: Store, _progress: Progress, address: str, trouble: str) -> Places:
    """Remember what was in the way at a place."""
    memory = Memory.of(store)
    memory.failed(address, trouble)
    return tuple(memory.places())


def look(store: Store, progress: Progress, asked: Asked) -> Exchange:
    """Tell what an exchange would do."""
    progress.show(0)
    with closing(_open(store, asked)) as place:
        return preview(store, place, kind_of(asked.address), consent=asked.consent)


def meet(store: Store, progress: Progress, asked: Asked) -> Exchange:
    """Let this copy and a place become one; what is in the way is remembered with the place."""
    try:
        with closing(_open(store, asked)) as place:
            kind = kind_of(asked.address)
            return sync(store, place, kind, consent=asked.consent, tell=_telling(progress, asked.until))
    except PlanError as error:
        Memory.of(store).failed(asked.address, type(error).__name__)
        raise


def _open(store: Store, asked: Asked) -> Place:
    password = asked.password
    if not password and kind_of(asked.address) is PlaceKind.SERVER:
        password = password_of(asked.address)
    return open_place(store, asked.address, actor=asked.actor, password=password)


def _telling(progress: Progress, until: float | None) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        progress.show(done, of)
        if until is not None and time.monotonic() > until and done < of:
            raise Cancelled

    return tell


def name_of(address: str) -> str:
    """What a place is called before anybody names it: the folder's or file's own name, or the server's."""
    if address.startswith("postgresql:"):
        url = ServerAddress.parse(address).url
        return " / ".join(part for part in (url.host or "", url.database or "") if part)
    path = Path(address)
    return path.name or str(path)


def new_place(address: str) -> KnownPlace:
    """A place that a person has just chosen. Raises NotAPlace and BadServerAddress."""
    address = canonical(address)
    kind = kind_of(address)
    if kind is PlaceKind.FILE and not Path(address).is_file():
        raise NotAPlace(address)
    return KnownPlace(address=address, kind=kind, name=name_of(address))
