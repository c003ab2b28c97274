"""The places where copies meet, for every test of the exchange."""

from __future__ import annotations

from tests.exchange.meeting_places import address, kind, office_and_station
from tests.storages import databases

__all__ = ["address", "databases", "kind", "office_and_station"]
