"""Whether a place can be reached at all, asked beside the worker: a dead network share answers nobody."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from db.errors import PlanError
from db.store.server_address import ServerAddress
from db.views.exchange import KnownPlace

POSTGRES: Final = 5432


def within_reach(place: KnownPlace, seconds: float) -> bool:
    """Whether a place that is known answers within some seconds."""
    return reachable(place.address, seconds)


def reachable(address: str, seconds: float) -> bool:
    """Whether something is to be found at an address; whoever asks waits no longer than some seconds."""
    answer: SimpleQueue[bool] = SimpleQueue()
    # A thread that nobody waits for at the end: asking for a share that is gone may take minutes.
    asker = threading.Thread(target=lambda: answer.put(_answers(address, seconds)), daemon=True)
    asker.start()
    try:
        return answer.get(timeout=seconds)
    except Empty:
        return False


def _answers(address: str, seconds: float) -> bool:
    try:
        if address.startswith("postgresql:"):
            return _listens(address, seconds)
        return Path(address).exists()
    except OSError:
        return False


def _listens(address: str, seconds: float) -> bool:
    try:
        server = ServerAddress.parse(address)
    except PlanError:
        return False
    host = server.url.host
    if not host or host.startswith("/") or server.url.query.get("host"):
        return True  # A socket of this computer, or several servers: connecting will tell.
    with socket.create_connection((host, server.url.port or POSTGRES), timeout=seconds):
        return True
