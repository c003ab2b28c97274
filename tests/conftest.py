"""What every test may ask for, and how hard the laws are tried."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, settings

from tests import postgres

# Time is no measure of a law on a machine that others share, so there are no deadlines. In CI the invented
# examples are the same each time: a change is to blame for a failure, never chance.
_CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("short", _CALM, max_examples=50, derandomize=bool(os.environ.get("CI")))
settings.register_profile("long", _CALM, max_examples=2000, stateful_step_count=100)
settings.load_profile("short")


def pytest_configure(config: pytest.Config) -> None:
    """Let a temporary PostgreSQL live as long as the run; workers share their controller's."""
    # What runs in a shell's background is deaf to Ctrl+C, and so would be all that the tests start.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not hasattr(config, "workerinput"):
        stack = ExitStack()
        config.add_cleanup(stack.close)
        stack.enter_context(postgres.run())


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A fresh, empty PostgreSQL database, as a URL for SQLAlchemy."""
    with postgres.database() as url:
        yield url
