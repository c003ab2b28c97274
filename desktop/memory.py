"""How often Python looks through memory for what nobody needs any more."""

from __future__ import annotations

import gc
from typing import Final

NEW_OBJECTS: Final = 50_000


def look_through_it_seldom() -> None:
    """Let Python look for what to throw away each 50 000 new objects instead of each 700.

    A start makes half a million, nearly all to stay: it would spend a tenth of its time looking. What is held
    too long meanwhile is a few megabytes. To be called before the greater part is imported.
    """
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
