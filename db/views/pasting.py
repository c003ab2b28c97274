"""What cells that come from a spreadsheet may refer to."""

from __future__ import annotations

from dataclasses import dataclass

from db.views.things import ThingName


@dataclass(frozen=True, slots=True)
class PasteGround:
    """The contacts, areas and promises that a pasted cell can name."""

    contacts: tuple[ThingName, ...] = ()
    areas: tuple[ThingName, ...] = ()
    promises: tuple[ThingName, ...] = ()
