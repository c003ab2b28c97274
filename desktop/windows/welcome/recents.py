"""The plans that this user has had open, the latest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.windows.settings import Settings

KEY: Final = "recent"
MOST: Final = 8


@dataclass(frozen=True, slots=True)
class RecentPlan:
    """A plan in the list; `folder_missing` tells a stick that is not in from a file that is gone."""

    path: Path
    missing: bool
    folder_missing: bool


def recent_plans(settings: Settings) -> Iterator[RecentPlan]:
    """Those that are known, also those that can not be found now: a stick may come back."""
    for text in settings.get(KEY, []):
        if isinstance(text, str) and text:
            path = Path(text)
            yield RecentPlan(path, not _is_there(path), not _is_there(path.parent))


def remember_plan(settings: Settings, path: Path) -> None:
    """Put a plan first in the list."""
    text = str(path.absolute())
    others = [one for one in settings.get(KEY, []) if one != text]
    settings.put(KEY, [text, *others][:MOST])


def forget_plan(settings: Settings, path: Path) -> None:
    """Take a plan out of the list; the file stays where it is."""
    settings.put(KEY, [one for one in settings.get(KEY, []) if one != str(path)])


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # A drive that answers with an error is one that is not there.
        return False
