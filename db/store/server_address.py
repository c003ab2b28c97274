"""The address of a PostgreSQL server: what is shown of it, and on which terms it is spoken to.

A server that is not this computer's own is spoken to through TLS or not at all, and has to prove who it
is, unless the address says otherwise in so many words. Only how much is proved can be lowered; that what
is said can be read on the way can not be asked for.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from db.errors import BadServerAddress, UnsafeConnection

SCHEMES: Final = frozenset({"postgresql", "postgres"})

PROVEN: Final = "verify-full"
"""The server shows a certificate for its own name, from somebody whom this computer trusts."""

ENCRYPTED: Final = frozenset({"require", "verify-ca", PROVEN})
"""The ways of TLS (libpq's `sslmode`) by which nothing is ever said in the open."""

SECRETS: Final = frozenset({"password", "sslpassword"})

CONNECTING: Final = 10
"""Seconds to wait for a server to answer at all."""


@dataclass(frozen=True)
class ServerAddress:
    """Where a server is, and what one is told to connect to it; the password is kept apart from the rest."""

    url: URL
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, text: str | URL, password: str = "") -> ServerAddress:
        """Read an address such as postgresql://saffle@plan.example/plans.

        Raises BadServerAddress, which tells of an address that cannot be read only how it begins: its
        password would be in it.
        """
        try:
            url = make_url(text)
        except (ArgumentError, ValueError):
            raise BadServerAddress("postgresql://…") from None
        if url.drivername.split("+")[0] not in SCHEMES or "@" in (url.host or ""):
            raise BadServerAddress("postgresql://…")
        secret = password or url.password or str(url.query.get("password", ""))
        query = {name: value for name, value in url.query.items() if name not in SECRETS}
        shown = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
        address = cls(shown, secret)
        unknown = sorted(set(query) - _options())
        seconds = query.get("connect_timeout", "1")
        if not (isinstance(seconds, str) and seconds.isdecimal()):
            unknown.append(f"connect_timeout={_one(seconds)}")
        if unknown:
            raise BadServerAddress(address.shown, unknown[0])
        return address

    @cached_property
    def shown(self) -> str:
        """The address as it may be told to anybody."""
        return self.url.render_as_string(hide_password=True)

    @cached_property
    def terms(self) -> Mapping[str, str | int]:
        """What libpq is told besides what stands in the address. Raises UnsafeConnection."""
        given = {name: _one(value) for name, value in self.url.query.items()}
        usual: dict[str, str | int] = {
            "connect_timeout": CONNECTING,
            "application_name": "loftesplan",
            # A network that is gone is noticed in a minute, not in the two hours that systems wait.
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "tcp_user_timeout": 30_000,
            "gssencmode": "disable",
        }
        terms = {name: value for name, value in usual.items() if name not in given}
        terms.update(self._tls(given))
        if self.password:
            terms["password"] = self.password
        return terms

    def _tls(self, given: Mapping[str, str]) -> Mapping[str, str]:
        mode = given.get("sslmode", "")
        if self.is_near:
            return {}
        if mode and mode not in ENCRYPTED:
            raise UnsafeConnection(self.shown, mode)
        mode = mode or PROVEN
        terms = {"sslmode": mode}
        if mode == "require":
            # Whoever stands between cannot prove to know the password, and is not told it either.
            terms["channel_binding"] = given.get("channel_binding", "require")
        elif not (given.get("sslrootcert") or os.environ.get("PGSSLROOTCERT") or _own_roots().exists()):
            terms["sslrootcert"] = _trusted_by_system()
        return terms

    @cached_property
    def is_near(self) -> bool:
        """Whether what is said to the server never leaves this computer."""
        if self.url.query.get("service") or os.environ.get("PGSERVICE"):
            return False
        given = self.url.query
        hosts = _one(given.get("host", "")) or self.url.host or os.environ.get("PGHOST", "")
        # libpq goes to the number where there is one, whatever the name says.
        numbers = _one(given.get("hostaddr", "")) or os.environ.get("PGHOSTADDR", "")
        return all(_is_near(host) for host in (numbers or hosts).split(","))


def _is_near(host: str) -> bool:
    """Whether a host is this computer: a socket in its files, or its own loop."""
    host = host.rpartition(":")[0] if host.count(":") == 1 else host
    if host in ("", "localhost") or host.startswith(("/", "@")):
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _one(value: str | tuple[str, ...]) -> str:
    """An option that is given several times, as hosts may be, as libpq writes it."""
    return value if isinstance(value, str) else ",".join(value)


def _own_roots() -> Path:
    """Where libpq looks for the certificates that its user trusts."""
    if os.name == "nt":
        return Path(os.environ.get("APPDATA", "")) / "postgresql" / "root.crt"
    return Path("~/.postgresql/root.crt").expanduser()


def _trusted_by_system() -> str:
    """The certificates that this system trusts; the driver brings its own OpenSSL, which knows no folder."""
    return ssl.get_default_verify_paths().cafile or "system"


def _options() -> frozenset[str]:
    """Every option that libpq knows."""
    from psycopg.pq import Conninfo

    return frozenset(option.keyword.decode() for option in Conninfo.get_defaults())
