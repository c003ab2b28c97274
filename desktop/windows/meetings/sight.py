"""What a person had before them when they wrote, although their own writing may still be on its way."""

from __future__ import annotations

from db.queries import Vector


class Sight:
    """What is seen of the plan in one place of the window.

    Two keys pressed quickly are two gestures, of which the second is made before the first one shows. Said
    with what was seen before both it would be in conflict with the first; so between a gesture and the
    next look at the plan, a person is taken to see the plan as it is.
    """

    def __init__(self) -> None:
        self._seen: Vector | None = None
        self._under_way = 0

    def look(self, seen: Vector | None) -> None:
        """The plan has been read, and is shown."""
        self._seen = seen if not self._under_way else None

    def write(self) -> Vector | None:
        """A gesture begins: give what was seen, or None for the plan as it is."""
        seen, self._seen = self._seen, None
        self._under_way += 1
        return seen

    def written(self) -> None:
        """The gesture is saved, or has failed."""
        self._under_way -= 1
