"""A PostgreSQL server of a test's own, on the network, to be stopped at any moment and started again."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg

from desktop.groundwork import debian
from tests import servers
from tests.postgres import NoServer, programs
from tests.postgres_keeper import started, unprivileged_user

ADMINISTRATOR = "drift"
SETTINGS = {
    "fsync": "off",  # The server is stopped, never the machine.
    "autovacuum": "off",
    "max_connections": "60",
    "shared_buffers": "16MB",
    "log_min_messages": "fatal",
    "password_encryption": "scram-sha-256",
}


def own_address() -> str:
    """An address of this machine that is not its loop, as another machine would come to it by."""
    for addresses in psutil.net_if_addrs().values():
        for found in addresses:
            if found.family == socket.AF_INET and not found.address.startswith("127."):
                return found.address
    raise NoServer("these tests need a network address, for what is done over a network")


class Cluster:
    """One server: its administrator comes by its own socket and is trusted, others by the network."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.folder = folder
        self.port = _free_port()
        self._settings = SETTINGS | settings
        self._user = unprivileged_user()
        self._server: subprocess.Popen[bytes] | None = None
        for name in ("data", "sockets", "tls"):
            (folder / name).mkdir(mode=0o700)
            if self._user is not None:
                shutil.chown(folder / name, self._user)
        terms = ["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "--pgdata", folder / "data", f"--username={ADMINISTRATOR}", *terms)
        self.let_in("scram-sha-256")

    def let_in(self, method: str) -> None:
        """Say how those from the network show who they are; takes effect when the server is started."""
        lines = ["local all all trust", f"host all all all {method}"]
        (self.folder / "data" / "pg_hba.conf").write_text("\n".join(lines) + "\n", encoding="ascii")

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        settings = {"listen_addresses": "*", "port": str(self.port)} | self._settings
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command: list[str | Path] = [*_ending_with_us(), programs() / "postgres"]
        command += ["-D", self.folder / "data", "-k", self.folder / "sockets", *words]
        with (self.folder / "log").open("ab") as log:
            self._server = started(command, self.folder / "sockets", log, self._user)
        patience = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.administered).close()
            except psycopg.OperationalError:
                if time.monotonic() > patience or self._server.poll() is not None:
                    raise NoServer((self.folder / "log").read_text()[-500:]) from None
                time.sleep(0.02)
            else:
                return

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; `immediate` lets nobody finish anything, as when the power goes."""
        if self._server is not None:
            self._run("pg_ctl", "stop", "-D", self.folder / "data", "-m", mode, "-s")
            self._server.wait(timeout=60)
            self._server = None

    @property
    def administered(self) -> str:
        """The address by which its administrator comes."""
        return f"postgresql://{ADMINISTRATOR}@/postgres?host={self.folder / 'sockets'}&port={self.port}"

    def a_client(self, plan: str, name: str, password: str) -> None:
        """Make a municipality's role, and admit it to a plan."""
        servers.login(self.administered, name)
        servers.administer(self.administered, f"ALTER ROLE {name} PASSWORD '{password}'")
        servers.admit(self.administered, plan, name)

    def certificate(self, name: str, host: str) -> Path:
        """A certificate for a host, signed by itself; give what a client is to trust."""
        if shutil.which("openssl") is None and debian.may_install():
            debian.install(["openssl"], print, lambda _line: None)
        kind = "IP" if host[0].isdigit() else "DNS"
        key, shown = (self.folder / "tls" / f"{name}.{end}" for end in ("key", "crt"))
        command = [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={host}",
            "-addext", f"subjectAltName={kind}:{host}", "-keyout", str(key), "-out", str(shown),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
        key.chmod(0o600)
        if self._user is not None:
            shutil.chown(key, self._user)
            shutil.chown(shown, self._user)
        return shown

    def speak_tls(self, certificate: Path) -> None:
        """Show a certificate from the next start on."""
        self._settings |= {
            "ssl": "on",
            "ssl_cert_file": str(certificate),
            "ssl_key_file": str(certificate.with_suffix(".key")),
        }

    def speak_no_tls(self) -> None:
        """Show none from the next start on."""
        self._settings["ssl"] = "off"

    def _run(self, program: str, *words: str | Path) -> None:
        with (self.folder / "log").open("ab") as log:
            done = started([programs() / program, *words], self.folder / "sockets", log, self._user)
            code = done.wait(timeout=120)
        if code != 0:
            raise NoServer((self.folder / "log").read_text()[-500:])


@contextmanager
def a_cluster(**settings: str) -> Iterator[Cluster]:
    """A server that is not yet started, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="loftesplan-"))
    folder.chmod(0o711)  # The server, another user, must be able to pass through.
    cluster: Cluster | None = None
    try:
        cluster = Cluster(folder, settings)
        yield cluster
    finally:
        if cluster is not None:
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("", 0))
        return int(taken.getsockname()[1])


def _ending_with_us() -> list[str]:
    """What a command begins with that is to end when the test run does, however that ends; on Linux."""
    own = shutil.which("setpriv")
    return [own, "--pdeathsig", "QUIT"] if own else []
