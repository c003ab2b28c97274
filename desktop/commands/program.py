"""What the person called the program by, so that the commands we show are ones that they can type."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path


def program() -> str:
    """`loftesplan` where it is installed; in a clone, `python3 -m desktop`."""
    if Path(sys.argv[0] if sys.argv else "").name == "__main__.py":
        return "python -m desktop" if os.name == "nt" else "python3 -m desktop"
    return "loftesplan"


def command_line(*words: str | os.PathLike[str]) -> str:
    """A whole command as it can be typed, or pasted, into a shell; a path is told from an option."""
    texts = [_path(word) if isinstance(word, os.PathLike) else word for word in words]
    if os.name == "nt":
        quoted = [f'"{text}"' if " " in text else text for text in texts]
    else:
        quoted = [text if text == "…" else shlex.quote(text) for text in texts]
    return " ".join([program(), *quoted])


def _path(path: os.PathLike[str]) -> str:
    text = os.fspath(path)
    return os.path.join(".", text) if text.startswith("-") else text  # noqa: PTH118 - a Path drops the dot
