"""Who the user of this window has said they are; read at each start, so without the form that asks."""

from __future__ import annotations

from typing import Final

from desktop.windows.settings import Settings

KEY: Final = "identity"


def actor_of(settings: Settings) -> str:
    """On whose behalf changes are made: the function and its organisation; empty where nobody has said."""
    known = settings.get(KEY, {})
    parts = (str(known.get(part, "")) for part in ("function", "organisation"))
    return ", ".join(part for part in parts if part)


def letter_of(settings: Settings) -> str:
    """The letter that a new plan's numbers begin with: P at the police, K at the municipality."""
    said = " ".join(str(part) for part in settings.get(KEY, {}).values()).casefold()
    return "P" if "polis" in said or "police" in said else "K"
