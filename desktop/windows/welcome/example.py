"""The example in the window: a plan in the user's documents, looked at as of its own day."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Final

from db.errors import DiskFailed, PlanError, PlanExists
from db.world import World
from desktop.example import EXAMPLE, USUAL_DAY, make_example_plan
from desktop.windows.welcome.opening import SUFFIX, documents
from desktop.words import Words

FOLDER: Final = "Löftesplan"


def make_example(words: Words, world: World) -> tuple[Path, dt.date]:
    """Make the example where it is not yet, and give it with its day; raises PlanError.

    What somebody has tried on it before is kept. Where the documents can not be written to, it goes among
    the temporary files.
    """
    for folder in (documents() / FOLDER, Path(tempfile.gettempdir()) / FOLDER):
        path = folder / f"{EXAMPLE}{SUFFIX}"
        if path.is_file():
            return path, USUAL_DAY
        try:
            folder.mkdir(parents=True, exist_ok=True)
            make_example_plan(path, words, world)
        except PlanExists:
            pass  # Another window was quicker.
        except PlanError as error:
            failure: PlanError = error
            continue
        except OSError as error:
            failure = DiskFailed(str(folder), error.strerror or "")
            continue
        return path, USUAL_DAY
    raise failure


def day_of(path: Path) -> dt.date | None:
    """The day that a plan is looked at as of: the example's own, for any other that of the clock."""
    return USUAL_DAY if path.stem == EXAMPLE and path.suffix == SUFFIX else None
