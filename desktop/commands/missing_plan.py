"""Which file was perhaps meant, where the one that was named is not there."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from desktop.commands.program import command_line

SUFFIX: Final = ".plan"


def meant_instead(command: str, rest: Sequence[str], missing: str) -> str:
    """The command with its words in the right order, or the plan with the most similar name; or nothing."""
    plan = next((word for word in rest if word != missing and _is_file(word)), None)
    if plan is not None and missing in rest:
        others = [word for word in rest if word != plan]
        return command_line(command, Path(plan), *others)
    folder, name = Path(missing).parent, Path(missing).name
    try:
        known = {path.name.casefold(): path for path in folder.iterdir() if path.suffix == SUFFIX}
    except OSError:
        return ""
    close = get_close_matches(name.casefold()[:80], known, n=1, cutoff=0.6)
    near = known.get(f"{name}{SUFFIX}".casefold()) or (known[close[0]] if close else None)
    return str(near) if near else ""


def _is_file(word: str) -> bool:
    """Whether a word names a file; some words could not be names at all."""
    try:
        return not word.startswith("--") and Path(word).is_file()
    except (OSError, ValueError):
        return False
