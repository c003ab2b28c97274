"""How hard a run tries: as befits every change, or as long as it takes (`python3 -m tests long`)."""

from __future__ import annotations

from hypothesis import settings


def tried(short: int, long: int) -> int:
    """How often something is tried, by the profile that Hypothesis was given."""
    return long if settings().max_examples >= settings.get_profile("long").max_examples else short
