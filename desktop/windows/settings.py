"""What this user's window remembers from one start to the next; never anything of the plan itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from platformdirs import user_config_path
from PySide6.QtCore import QSettings


class Settings:
    """Named values in a file of the user's own: who one is, recent files, sizes, columns, named filters.

    Values are anything that JSON can say. What cannot be read (another version's, or damaged) counts as not
    there: a window that opens with its usual look is better than one that does not open.
    """

    def __init__(self, path: Path | None = None) -> None:
        file = path if path is not None else user_config_path("loftesplan", appauthor=False) / "window.ini"
        self._kept = QSettings(str(file), QSettings.Format.IniFormat)

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under a key, or the default."""
        text = self._kept.value(key)
        if not isinstance(text, str):
            return default
        try:
            found = json.loads(text)
        except ValueError:
            return default
        return found if default is None or isinstance(found, type(default)) else default

    def put(self, key: str, value: Any) -> None:
        """Keep a value; None forgets it."""
        if value is None:
            self._kept.remove(key)
        else:
            # ASCII alone, since the file's own escapes must not depend on the system's encoding.
            self._kept.setValue(key, json.dumps(value))

    def save(self) -> None:
        """Write to the disk now rather than in a while."""
        self._kept.sync()
