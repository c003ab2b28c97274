"""A network that loses, delays and cuts what goes between a client and a server, and remembers what it heard.

It reads along as far as it must: a client's word that ends a transaction goes by in the clear.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

COMMIT = b"COMMIT\x00"


@dataclass(slots=True)
class Faults:
    """What goes wrong: nothing, unless it is said.

    `sent` and `answered` cut the connection after so many bytes of the client's and of the server's; both
    count over all connections. `loses_commit` cuts it before the server hears of the n-th commit, and
    `loses_answer` after the server has committed and before the client hears of it. `delay` is in seconds,
    for each piece that goes by.
    """

    sent: int | None = None
    answered: int | None = None
    loses_commit: int | None = None
    loses_answer: int | None = None
    delay: float = 0.0


@dataclass(slots=True)
class Heard:
    """What has gone by: the client's bytes, and how many of the server's; how often a fault struck."""

    sent: bytearray = field(default_factory=bytearray)
    answered: int = 0
    commits: int = 0
    cuts: int = 0


class LossyProxy:
    """Listens at an address of its own and passes on to a server's."""

    def __init__(self, connect: Callable[[], socket.socket], *, host: str = "127.0.0.1") -> None:
        self.faults = Faults()
        self.heard = Heard()
        self._connect = connect
        self._listening = socket.create_server((host, 0))
        self.host, self.port = self._listening.getsockname()[:2]
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def strike(self, faults: Faults) -> None:
        """From now on let this go wrong, and forget what was heard."""
        with self._lock:
            self.faults, self.heard = faults, Heard()

    def close(self) -> None:
        """Let nobody in any more, and everybody go."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        with self._lock:
            _end(*self._open)

    def __enter__(self) -> Self:
        """Use it for the length of a block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it at the block's end."""
        self.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            try:
                server = self._connect()
            except OSError:
                _end(client)
                continue
            with self._lock:
                self._open += [client, server]
            committed = threading.Event()
            for way in (self._up, self._down):
                threading.Thread(target=way, args=(client, server, committed), daemon=True).start()

    def _up(self, client: socket.socket, server: socket.socket, committed: threading.Event) -> None:
        """Pass on what the client says."""
        with suppress(OSError):
            while piece := client.recv(65536):
                time.sleep(self.faults.delay)
                with self._lock:
                    limit = self.faults.sent
                    left = None if limit is None else max(0, limit - len(self.heard.sent))
                    self.heard.sent += piece
                    self.heard.commits += piece.count(COMMIT)
                    number = self.heard.commits if COMMIT in piece else None
                if number is not None and number == self.faults.loses_commit:
                    self._cut(client, server)
                    return
                if number is not None and number == self.faults.loses_answer:
                    committed.set()
                if left is not None and len(piece) > left:
                    server.sendall(piece[:left])
                    self._cut(client, server)
                    return
                server.sendall(piece)
        _end(client, server)

    def _down(self, client: socket.socket, server: socket.socket, committed: threading.Event) -> None:
        """Pass on what the server answers."""
        with suppress(OSError):
            while piece := server.recv(65536):
                time.sleep(self.faults.delay)
                if committed.is_set():
                    self._cut(client, server)
                    return
                with self._lock:
                    limit = self.faults.answered
                    left = None if limit is None else max(0, limit - self.heard.answered)
                    self.heard.answered += len(piece)
                if left is not None and len(piece) > left:
                    client.sendall(piece[:left])
                    self._cut(client, server)
                    return
                client.sendall(piece)
        _end(client, server)

    def _cut(self, *ends: socket.socket) -> None:
        with self._lock:
            self.heard.cuts += 1
        _end(*ends)


def _end(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
