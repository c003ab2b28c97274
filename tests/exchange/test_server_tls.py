"""What is said to a server can not be read on the way, and no stranger is given a password."""

from __future__ import annotations

import logging
import socket
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.errors import BadServerAddress, PlanError, ServerFailed, UnsafeConnection, UntrustedServer
from db.store import Store
from db.store.server_address import ServerAddress
from tests import servers
from tests.builders import a_world
from tests.exchange.cluster import Cluster, a_cluster, own_address
from tests.exchange.lossy_proxy import LossyProxy
from tests.exchange.two_plans import SAFFLE

PASSWORD = "Örebro#7/kaffe?bröd%20"
SSL_REQUEST = bytes.fromhex("0000000804d2162f")
"""All that a client says before it knows that nobody reads along."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server with a plan that Säffle may reach by its password."""
    with a_cluster() as cluster:
        cluster.start()
        servers.prepare(cluster.administered)
        cluster.a_client(SAFFLE, "saffle", PASSWORD)
        yield cluster


@pytest.fixture
def trusted(cluster: Cluster) -> Path:
    """The server's own certificate; it shows it from now on."""
    return speaks_tls(cluster, own_address())


def speaks_tls(cluster: Cluster, host: str) -> Path:
    cluster.stop("fast")
    certificate = cluster.certificate("server", host)
    cluster.speak_tls(certificate)
    cluster.start()
    return certificate


@pytest.fixture
def plaintext(cluster: Cluster) -> None:
    """The server speaks no TLS."""
    cluster.stop("fast")
    cluster.speak_no_tls()
    cluster.start()


def connect(host: str, port: int, terms: str = "", password: str = PASSWORD) -> Store:
    address = f"postgresql://saffle@{host}:{port}/postgres{terms}"
    return Store.connect(address, a_world(), actor="", password=password)


def heard_by(cluster: Cluster, terms: str = "") -> tuple[PlanError | None, bytes]:
    """Come over the network: what went wrong, and what could be heard of the client on the way."""
    server = (own_address(), cluster.port)
    with LossyProxy(lambda: socket.create_connection(server), host=own_address()) as network:
        error: PlanError | None = None
        try:
            connect(network.host, network.port, terms).close()
        except PlanError as caught:
            error = caught
        return error, bytes(network.heard.sent)


@pytest.mark.usefixtures("plaintext")
def test_a_server_without_tls_is_told_nothing_over_a_network(cluster: Cluster) -> None:
    for terms in ("", "?sslmode=require", "?sslmode=verify-ca"):
        error, heard = heard_by(cluster, terms)
        assert isinstance(error, UntrustedServer), terms
        assert heard == SSL_REQUEST


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "Require", ""])
def test_speaking_in_the_open_over_a_network_can_not_be_asked_for(cluster: Cluster, mode: str) -> None:
    error, heard = heard_by(cluster, f"?sslmode={mode}")
    if mode:
        assert isinstance(error, UnsafeConnection)
        assert error.mode == mode
        assert heard == b""
    else:
        assert isinstance(error, UntrustedServer)


@pytest.mark.usefixtures("plaintext")
def test_what_does_not_leave_the_computer_needs_no_tls(cluster: Cluster) -> None:
    connect("127.0.0.1", cluster.port).close()
    connect("localhost", cluster.port, "?sslmode=disable").close()


def test_a_certificate_is_believed_by_whoever_trusts_it_and_nobody_else(
    cluster: Cluster, trusted: Path
) -> None:
    here = own_address()
    connect(here, cluster.port, f"?sslrootcert={trusted}").close()
    with pytest.raises(UntrustedServer, match="certificate verify failed"):
        connect(here, cluster.port)
    other = cluster.certificate("other", here)
    with pytest.raises(UntrustedServer, match="certificate verify failed"):
        connect(here, cluster.port, f"?sslrootcert={other}")
    error, heard = heard_by(cluster)
    assert isinstance(error, UntrustedServer)
    assert b"saffle" not in heard


def test_a_certificate_for_another_host_is_not_believed(cluster: Cluster) -> None:
    certificate = speaks_tls(cluster, "plan.example")
    with pytest.raises(UntrustedServer, match="does not match host name"):
        connect(own_address(), cluster.port, f"?sslrootcert={certificate}")


@pytest.mark.usefixtures("trusted")
def test_without_a_certificate_to_trust_the_server_must_know_the_password_itself(cluster: Cluster) -> None:
    connect(own_address(), cluster.port, "?sslmode=require").close()
    cluster.stop("fast")
    cluster.let_in("password")  # A server in between would ask for the password as it is.
    cluster.start()
    try:
        with pytest.raises(UntrustedServer, match="channel binding"):
            connect(own_address(), cluster.port, "?sslmode=require")
    finally:
        cluster.let_in("scram-sha-256")


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("postgresql://saffle@localhost/plans", True),
        ("postgresql://saffle@127.0.0.1:5433/plans", True),
        ("postgresql://saffle@[::1]/plans", True),
        ("postgresql://saffle@/plans?host=/run/postgresql", True),
        ("postgresql://saffle@/plans", True),
        ("postgresql://saffle@plan.example/plans", False),
        ("postgresql://saffle@127.0.0.1.example/plans", False),
        ("postgresql://saffle@localhost/plans?hostaddr=192.0.2.7", False),
        ("postgresql://saffle@plan.example/plans?hostaddr=127.0.0.1", True),
        ("postgresql://saffle@/plans?host=localhost,plan.example", False),
        ("postgresql://saffle@/plans?host=localhost&host=plan.example:5433", False),
        ("postgresql://saffle@/plans?service=plans", False),
        ("postgresql://saffle@[fd00::1]/plans", False),
    ],
)
def test_a_server_is_near_where_nothing_leaves_the_computer(address: str, near: bool) -> None:
    parsed = ServerAddress.parse(address)
    assert parsed.is_near is near
    assert parsed.terms.get("sslmode") == (None if near else "verify-full")


def test_what_the_surroundings_say_of_the_host_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "plan.example")
    assert not ServerAddress.parse("postgresql:///plans").is_near
    assert ServerAddress.parse("postgresql://localhost/plans").is_near
    monkeypatch.setenv("PGHOSTADDR", "192.0.2.7")
    assert not ServerAddress.parse("postgresql://localhost/plans").is_near
    monkeypatch.setenv("PGSSLMODE", "disable")
    assert ServerAddress.parse("postgresql://localhost/plans").terms["sslmode"] == "verify-full"


def test_an_address_is_shown_without_what_is_secret() -> None:
    shown = ServerAddress.parse(
        "postgresql://saffle:hemligt@plan.example:5433/plans"
        "?password=hemligt&sslpassword=hemligt&sslmode=require"
    )
    assert shown.shown == "postgresql://saffle@plan.example:5433/plans?sslmode=require"
    assert "hemligt" not in repr(shown)
    assert shown.password == "hemligt"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://saffle:hem@ligt@plan.example/plans",
        "postgresql://saffle:hemligt@plan.example:54x3/plans",
        "mysql://saffle:hemligt@plan.example/plans",
        "postgresql:/saffle:hemligt",
        "postgresql://saffle:hemligt@plan.example/plans?passwrod=1",
        "",
    ],
)
def test_an_address_that_can_not_be_read_gives_nothing_away(address: str) -> None:
    with pytest.raises(BadServerAddress) as caught:
        Store.connect(address, a_world(), actor="")
    told = "".join(traceback.format_exception(caught.value))
    assert "hemligt" not in told.replace(address, "")
    assert "ligt" not in str(caught.value.path)


FAILURES: dict[str, Callable[[Cluster], tuple[str, int, str, str]]] = {
    "wrong password": lambda cluster: ("127.0.0.1", cluster.port, "", f"x{PASSWORD}"),
    "nobody there": lambda _cluster: ("127.0.0.1", 1, "", PASSWORD),
    "unknown host": lambda _cluster: ("ingen.invalid", 5432, "", PASSWORD),
    "plain text": lambda cluster: (own_address(), cluster.port, "", PASSWORD),
    "bad number": lambda cluster: ("127.0.0.1", cluster.port, "?connect_timeout=ingen", PASSWORD),
}


@pytest.mark.usefixtures("plaintext")
@pytest.mark.parametrize("failure", FAILURES)
def test_a_password_stands_in_no_error_and_in_no_log(
    cluster: Cluster, failure: str, caplog: pytest.LogCaptureFixture
) -> None:
    host, port, terms, password = FAILURES[failure](cluster)
    ours = (ServerFailed, UntrustedServer, BadServerAddress)
    with caplog.at_level(logging.DEBUG), pytest.raises(ours) as caught:
        connect(host, port, terms, password)
    told = "".join(traceback.format_exception(caught.value)) + repr(vars(caught.value)) + caplog.text
    for secret in (PASSWORD, "kaffe", "Örebro", "%C3%96rebro"):
        assert secret not in told
    assert "saffle@" in caught.value.path
