"""From an address to the place that it names."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from db.errors import NotAPlace, OtherPlan, SamePlan
from db.exchange.folder import FolderPlace
from db.exchange.place import Place
from db.exchange.plan_place import PlanPlace
from db.store import Store
from db.store.server_address import ServerAddress
from db.views.exchange import PlaceKind

SERVER = ("postgresql:", "postgres:")


def kind_of(address: str) -> PlaceKind:
    """What sort of place an address names. Raises NotAPlace."""
    if address.startswith(SERVER):
        return PlaceKind.SERVER
    path = Path(address)
    with suppress(OSError):  # As of a share that is gone, a folder that one may not look into.
        if path.is_dir():
            return PlaceKind.FOLDER
        if path.is_file() or path.suffix == ".plan":
            return PlaceKind.FILE
    raise NotAPlace(address)


def has_password(address: str) -> bool:
    """Whether a server's address has its password in it, where others can read it."""
    return bool(ServerAddress.parse(address).password)


def open_place(here: Store, address: str, *, actor: str, password: str = "") -> Place:
    """Open the place that a copy is to meet. Raises NotAPlace, SamePlan, OtherPlan, any StorageError."""
    world = here.world
    match kind_of(address):
        case PlaceKind.SERVER:
            server = Store.connect(address, world, actor=actor, plan=here.plan, password=password)
            return PlanPlace(server, is_server=True)
        case PlaceKind.FOLDER:
            return FolderPlace(Path(os.path.realpath(address)), world, here.plan)
        case PlaceKind.FILE:
            # By this it is remembered, and is to be found again from whatever folder one looks.
            other = Store.open(Path(os.path.realpath(address)), world, actor=actor)
            try:
                if other.place == here.place and other.world.machine == here.world.machine:
                    raise SamePlan(address)
                if other.plan != here.plan:
                    raise OtherPlan(address)
            except BaseException:
                other.close()
                raise
            return PlanPlace(other)
