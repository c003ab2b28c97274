"""One small plan for all the tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.filter.plans import plan, sqlite


@pytest.fixture(scope="session")
def saffle() -> Iterator[Session]:
    with plan(sqlite()) as session:
        yield session
